"""The links to other sites in what readers see of a content folder: of texts, of their sources, and of registries.

What is a draft or under embargo is left out: to ask for what it leads to would tell others of it.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from digest import schema
from digest.checks.external.model import Link
from digest.engine.leads import is_shown
from digest.engine.reading import read_whole
from digest.engine.stamps import Stamp, scan
from digest.engine.workers import on_all_cores
from digest.model import UsageError
from digest.registry import KINDS, entry_keys, load_registry
from digest.shapes import is_web_address
from digest.standards import load_standards

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from digest.progress import Progress
    from digest.registry import Table
    from digest.standards import Standards

# <a href="https://www.un.org/en/?a=1&amp;b=2" hreflang="en">
_HREF = re.compile(r'<a\b[^>]*\shref="(?P<address>https?://[^"]+)"')
_NONE = Stamp(0, 0, 0, 0)


def outgoing(folder: Path, now: datetime, progress: Progress) -> list[Link]:
    """Return the links to other sites of the content *folder* at the moment *now*, in the order of its files."""
    if not folder.is_dir():
        message = f"{folder}: there is no content folder. Hint: run this in the project's folder, or name it"
        raise UsageError(message)
    # Readers have no link to what is denied, so nobody has to be asked; what is gone is asked, lest it come back.
    standards = replace(load_standards(folder / "registry"), gone={})
    names = [f"{kind}/{below}" for kind in schema.KINDS for below, _ in scan(folder / kind) if below.endswith(".md")]
    progress.begin("reading", len(names))
    found = [
        link
        for links in on_all_cores(lambda name: _of_file(folder, standards, name, now), names, progress)
        for link in links
    ]
    found += _of_registries(folder)
    return sorted(found, key=lambda link: (link.path, link.line, link.column, link.address))


def _of_file(folder: Path, standards: Standards, name: str, now: datetime) -> list[Link]:
    reading, rendered, _ = read_whole(folder, standards, name, _NONE)
    if not is_shown(reading.matter, now):
        return []
    path = folder / name
    found = dict(_of_source(reading.matter))
    for match in _HREF.finditer(rendered):
        found.setdefault(html.unescape(match["address"]), None)
    text = path.read_text("utf-8") if found else ""
    source = getattr(reading.matter, "source", None)
    day = source.archived if source else None
    links = [_link(path, text, address, archive) for address, archive in found.items()]
    return [replace(link, archived=day) if link.archive else link for link in links]


def _of_source(matter: Any) -> Iterator[tuple[str, str | None]]:
    """Yield where the original of an article is, with its copy, and that copy."""
    source = getattr(matter, "source", None)
    if source is None:
        return
    if source.url:
        yield source.url, source.archive_url
    if source.archive_url:
        yield source.archive_url, None


def _of_registries(folder: Path) -> Iterator[Link]:
    registry, _ = load_registry(folder / "registry")
    for kind in KINDS:
        keys = [key for key, shape in entry_keys(kind).items() if shape == "address"]
        addresses = sorted(_addresses(getattr(registry, kind), keys)) if keys else []
        path = folder / "registry" / f"{kind}.yaml"
        text = path.read_text("utf-8") if addresses else ""
        yield from (_link(path, text, address, None) for address in addresses)


def _addresses(table: Table, keys: list[str]) -> set[str]:
    said = {getattr(entry, key) for entry in table.entries.values() for key in keys}
    return {value for value in said if value and is_web_address(value)}


def _link(path: Path, text: str, address: str, archive: str | None) -> Link:
    # …/report is not found in …/reports; one that is written in another way stands in no line that can be told
    found = re.search(rf"{re.escape(address)}(?![\w/?&=%#-])", text)
    if found is None:
        return Link(address, path.as_posix(), archive=archive)
    at = found.start()
    return Link(address, path.as_posix(), text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at), archive)
