"""`digest check output`: everything that can be known of a built site, each file read once, on all cores.

A build holds what it changes to the rules of `checks.linkbook`; here all others are held as well, over the whole site.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.checks.built.exports import (
    judge_citation,
    judge_drawing,
    judge_manifest,
    judge_search_description,
    judge_table,
)
from digest.checks.built.faults import Fault, told_once
from digest.checks.built.feeds import judge_atom, judge_json_feed
from digest.checks.built.maps import judge_maps
from digest.checks.built.searching import judge_index
from digest.checks.built.site import Page, Site, front_of, read_page
from digest.checks.built.structure import judge_structure
from digest.checks.built.weights import judge_weight
from digest.checks.built.withheld import HeldFiles, Seeker, judge_addresses, judge_words
from digest.checks.facts import is_judged, read_facts
from digest.checks.judging import base_of
from digest.checks.mails import is_mail
from digest.checks.markup import text_of
from digest.checks.output import judge_links
from digest.engine.withholding import Secrets, read_secrets
from digest.engine.workers import on_all_cores
from digest.model import Problem, UsageError
from digest.progress import SILENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from digest.checks.facts import PageFacts

_NOTHING = Secrets((), HeldFiles({}, {}))
_CITATIONS = ("/cite.bib", "/cite.ris", "/cite.json")


@dataclass(frozen=True, slots=True)
class Looked:
    """What one file was seen to be: what is wrong with it by itself, and what is asked of it together with others."""

    path: str
    faults: tuple[Fault, ...]
    facts: PageFacts | None = None
    page: Page | None = None


def inspect_site(folder: Path, *, content: Path | None = None, now: datetime | None = None) -> list[Problem]:
    """Return every problem of the site built in *folder*.

    With the folder *content* that it was built from it is seen, too, that nothing of it is there that is not for
    readers at the moment *now*.
    """
    if not folder.is_dir():
        message = f"{folder}: there is no built site. Hint: build it first, with `digest build`"
        raise UsageError(message)
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    front = (folder / "index.html").read_bytes() if "index.html" in files else b""
    url, lang = front_of(text_of(front))
    site = Site(folder, url, files)
    head = front[: front.find(b"</head>")]
    secrets = read_secrets(content, lang, now, head) if content is not None and now is not None else _NOTHING
    seeker, base = Seeker(secrets.texts), base_of(front or None)

    def look(path: str) -> Looked:
        looked = _look(path, site, base, seeker, secrets.files)
        named = secrets.names.judge(path, site.read(path)) if secrets.names.headlines else ()
        return replace(looked, faults=(*looked.faults, *named)) if named else looked

    looked = list(on_all_cores(look, sorted(files), SILENCE))
    told_as = folder.as_posix()
    problems = [Problem(f"{told_as}/{one.path}", *fault) for one in looked for fault in one.faults]
    problems += judge_links(folder, files, {one.path: one.facts for one in looked if one.facts}, base, told_as)
    whole = Site(folder, url, files, {one.path: one.page for one in looked if one.page})
    problems += judge_maps(whole, told_as)
    for path, fault in (*judge_table(whole), *judge_index(whole), *judge_addresses(secrets.texts, files)):
        problems.append(Problem(f"{told_as}/{path}", *fault))
    return told_once(problems)


def _look(path: str, site: Site, base: str, seeker: Seeker, held: HeldFiles) -> Looked:
    """Return what the file *path* is seen to be."""
    content = site.read(path)
    faults = list(_judge(path, content, site))
    faults += judge_words(path, content, seeker)
    faults += held.judge(path, content)
    facts = read_facts(path, content, base) if is_judged(path) else None
    page = read_page(path, text_of(content)) if path.endswith(".html") and not is_mail(path) else None
    return Looked(path, tuple(faults), facts, page)


def _judge(path: str, content: bytes, site: Site) -> Iterator[Fault]:
    """Yield what is wrong with a file by itself, by what kind of file it is."""
    yield from judge_weight(path, content)
    if path.endswith("index.html") or path == "404.html" or is_mail(path):
        yield from judge_structure(text_of(content), None if is_mail(path) else site.address_of(path))
    elif path.endswith(".atom"):
        yield from judge_atom(content, site)
    elif path.endswith("feed.json"):
        yield from judge_json_feed(content, site)
    elif path.endswith(_CITATIONS):
        yield from judge_citation(path, content)
    elif path.endswith("/opensearch.xml"):
        yield from judge_search_description(content, site)
    elif path.endswith((".webmanifest", "manifest.json")):
        yield from judge_manifest(content)
    elif path.endswith(".svg"):
        yield from judge_drawing(content)
