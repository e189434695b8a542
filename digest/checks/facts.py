"""What of a rendered file is needed to judge it later without reading it again: small, made where it is rendered."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from digest.checks.mails import is_mail, judge_mail
from digest.checks.markup import text_of
from digest.checks.quickmarkup import read_quickly
from digest.checks.statements import fault_of
from digest.checks.targets import Target, find_targets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.checks.markup import Found

FACTS_VERSION = 2
"""Goes up whenever the same file gives other facts than before."""

HASH_SIZE = 8


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page or style sheet has and where it leads.

    *ids* are the places that a link can lead to, *files* the hashes of the files it leads to, one after the other,
    *places* the places on other pages, as `path#id`. A page is *suspect* when it has faults of its own, whatever the
    rest of the site has; what faults these are is found by reading it anew, with lines.
    """

    ids: tuple[str, ...] = ()
    files: bytes = b""
    places: tuple[str, ...] = ()
    suspect: bool = False


def is_judged(path: str) -> bool:
    """Return whether any rule asks for the file *path*."""
    return path.endswith((".html", ".css"))


def read_facts(path: str, content: bytes, base: str = "/") -> PageFacts:
    """Return what is to be known of the page or style sheet *path* of a site at the path *base*."""
    return read_sheet(path, content) if path.endswith(".css") else read_page(path, content, base)


def read_page(path: str, content: bytes, base: str = "/") -> PageFacts:
    """Return what is to be known of the page *path*."""
    if is_mail(path):  # it leads nowhere but by whole addresses, and nothing leads into it
        return PageFacts(suspect=any(judge_mail(content)))
    found = read_quickly(content)
    ids = tuple(dict.fromkeys(identifier for identifier, _ in found.ids))
    try:
        targets = set(find_targets(base, path, {address for address, _ in found.links}))
    except ValueError:  # http://[bad
        targets = {Target(None)}
    files = {target.file for target in targets if target}
    places = {f"{target.file}#{target.fragment}" for target in targets if target and target.is_place}
    own = {place for place in places if place.startswith(f"{path}#")}
    return PageFacts(
        ids=ids,
        files=b"".join([hash_of(file) for file in files if file is not None]),
        places=tuple(sorted(places - own)),
        suspect=None in files or _is_suspect(found, len(ids)) or not own <= {f"{path}#{name}" for name in ids},
    )


def _is_suspect(found: Found, different: int) -> bool:
    return (
        bool(found.inline)
        or different < len(found.ids)
        or any(is_foreign(address) for address, _ in found.fetched)
        or any(fault_of(text) for text, _ in found.statements)
    )


def is_foreign(address: str) -> bool:
    """Return whether *address* names a host; what is no address is told as a link that leads nowhere."""
    try:
        return bool(urlsplit(address).netloc)
    except ValueError:
        return False


# url(https://example.org/a.woff2)    @import "//example.org/a.css";    url("a.svg")
_SHEET_ADDRESS = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])(?P<address>[^"')\s;]+)""", re.IGNORECASE)
_FOREIGN_IN_SHEET = re.compile("(?:https?:)?//", re.IGNORECASE)


def read_sheet(path: str, content: bytes) -> PageFacts:
    """Return what is to be known of the style sheet *path*."""
    addresses = {address for _, address in addresses_of_sheet(content)}
    files = {target_of_sheet(path, address) for address in addresses}
    return PageFacts(
        files=b"".join([hash_of(file) for file in files if file is not None]),
        suspect=any(is_foreign_to_sheet(address) for address in addresses),
    )


def addresses_of_sheet(content: bytes) -> Iterator[tuple[int, str]]:
    """Yield the addresses in a style sheet with their lines."""
    for line, text in enumerate(text_of(content).splitlines(), 1):
        for match in _SHEET_ADDRESS.finditer(text):
            yield line, match["address"]


def is_foreign_to_sheet(address: str) -> bool:
    """Return whether *address* names a host."""
    return _FOREIGN_IN_SHEET.match(address) is not None


def target_of_sheet(sheet: str, address: str) -> str | None:
    """Return the file that *address* asks for, or None where it asks for none of this site."""
    if is_foreign_to_sheet(address) or address.startswith(("data:", "#")):
        return None
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return ""  # where no file is
    return posixpath.normpath(posixpath.join("/", sheet, "..", path)).lstrip("/")


@lru_cache(maxsize=1 << 17)
def hash_of(file: str) -> bytes:
    """Return the hash that stands for *file*."""
    return blake2b(file.encode("utf-8", "surrogatepass"), digest_size=HASH_SIZE).digest()
