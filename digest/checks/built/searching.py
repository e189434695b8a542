"""Rules over the index of search: whole, nothing left over, and of as many articles as the site has."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import msgspec

from digest.checks.built.exports import TABLE_JSON
from digest.checks.built.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.checks.built.site import Site

ENTRY, FOLDER = "search/index.json", "search/index/"  # as in digest/search/building.py
_ABOUT = "segment.bin"
_ALWAYS = (_ABOUT, "facets.bin", "dates.bin")  # files of a segment
_AGAIN = "build again; if it stays, with --clean"


class _Segment(msgspec.Struct):
    name: str
    articles: int


class _Entry(msgspec.Struct):
    version: int
    names: str
    segments: list[_Segment]


class _Texts(msgspec.Struct):
    starts: list[int]
    folders: list[str]


class _About(msgspec.Struct):
    shards: list[str]
    texts: _Texts


class _Table(msgspec.Struct):
    count: int


def judge_index(site: Site) -> Iterator[tuple[str, Fault]]:
    """Yield what is wrong with the index of search; a site that was built without one has none."""
    there = {path for path in site.files if path.startswith(FOLDER)}
    if not site.has_file(ENTRY):
        if there:
            yield ENTRY, Fault(0, "O141", "the index of search has no file that names the others", _AGAIN)
        return
    try:
        entry = msgspec.json.decode(site.read(ENTRY), type=_Entry)
    except (msgspec.MsgspecError, UnicodeError) as error:
        yield ENTRY, Fault(0, "O141", f"the index of search cannot be read: {error}", _AGAIN)
        return
    abouts = {segment.name: _about(f"{FOLDER}{segment.name}/{_ABOUT}", site) for segment in entry.segments}
    for name in (name for name, about in abouts.items() if about is None):
        yield f"{FOLDER}{name}/{_ABOUT}", Fault(0, "O141", "this part of the index of search cannot be read", _AGAIN)
    needed = {FOLDER + file for file in _needed(entry, abouts)}
    for path in sorted(needed - there):
        yield ENTRY, Fault(0, "O141", f"{path} is not there, which the index of search needs", _AGAIN)
    if None not in abouts.values():
        for path in sorted(there - needed):
            yield path, Fault(0, "O141", "the index of search does not name it", _AGAIN)
    yield from ((ENTRY, fault) for fault in _judge_number(entry, site))


def _about(path: str, site: Site) -> _About | None:
    """Return what the file *path*, the first of a segment, says of the others; None where it cannot be read."""
    try:
        return msgspec.json.decode(gzip.decompress(site.read(path)), type=_About)
    except (msgspec.MsgspecError, OSError, EOFError, zlib.error, UnicodeError):
        return None


def _needed(entry: _Entry, abouts: Mapping[str, _About | None]) -> Iterator[str]:
    """Yield the files that the index must have, as far as its segments can be read."""
    yield entry.names
    for segment in entry.segments:
        if about := abouts[segment.name]:
            yield from (f"{segment.name}/{file}" for file in _ALWAYS)
            yield from (f"{segment.name}/{number}.bin" for number in range(len(about.shards)))
            ends = [*about.texts.starts[1:], segment.articles]
            for start, end, folder in zip(about.texts.starts, ends, about.texts.folders, strict=False):
                yield from (f"articles/{folder}/{number}.bin" for number in range(end - start))


def _judge_number(entry: _Entry, site: Site) -> Iterator[Fault]:
    found = sum(segment.articles for segment in entry.segments)
    try:
        listed = msgspec.json.decode(site.read(TABLE_JSON), type=_Table).count if site.has_file(TABLE_JSON) else found
    except (msgspec.MsgspecError, UnicodeError):
        return  # told of the table
    if found != listed:
        yield Fault(0, "O141", f"search knows {found} articles, and the table of all has {listed}", _AGAIN)
