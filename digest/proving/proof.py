"""The file that a proof is: what was looked at, with what, and what was seen."""

from __future__ import annotations

from typing import Any

import msgspec


class Request(msgspec.Struct, frozen=True, order=True):
    """Something a page asked for: below the site's own address only the path is told."""

    address: str
    method: str
    kind: str


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in the browser when the page had done all it does, by the names of the entries."""

    cookies: list[str] = []
    local: list[str] = []
    session: list[str] = []
    databases: list[str] = []
    caches: list[str] = []
    workers: list[str] = []
    files: list[str] = []


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """What was seen of one page; *searched* is what was looked for on the page of the search.

    *set_cookies* are the answers that wanted to set a cookie, *inline* counts scripts, styles and handlers that stand
    in the page itself, *abroad* has what it is to load or send to other sites, and *violations* has what the browser
    complained of: breaches of the policy, errors of scripts.
    """

    path: str
    template: str
    lang: str
    scripts: bool
    searched: str = ""
    requests: list[Request]
    stored: Stored
    set_cookies: list[str] = []
    headers: dict[str, str]
    inline: int = 0
    abroad: list[str] = []
    violations: list[str] = []


class Broken(msgspec.Struct, frozen=True, order=True):
    """A promise that a page did not keep, and what was seen."""

    path: str
    promise: str
    seen: str


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of it. *site* is the SHA-256 of a manifest of the files that were looked at, without this one.

    *served_by* says who sent the headers: `digest serve`, with those that docs/publishing.md tells servers, or where.
    *promises* says of each whether all pages kept it.
    """

    format: int = 1
    made: str
    commit: str
    program: str
    browser: str
    served_by: str
    site: str
    promises: dict[str, bool]
    broken: list[Broken]
    pages: list[Visit]


def render_proof(proof: Proof) -> bytes:
    """Return the file."""
    return msgspec.json.format(msgspec.json.encode(proof), indent=1) + b"\n"


def parse_proof(content: bytes) -> Proof:
    """Return what the file says."""
    return msgspec.json.decode(content, type=Proof)


def proof_schema() -> dict[str, Any]:
    """Return the JSON Schema of the file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Proof)}
