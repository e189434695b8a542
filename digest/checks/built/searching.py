"""Rules over the index of search: whole, nothing left over, and of as many articles as the site has."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import msgspec

from digest.checks.built.exports import TABLE_JSON
from digest.checks.built.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

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


class _About(msgspec.Struct):
    shards: list[str]


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
    for path in sorted(set(_needed(entry, site)) - there):
        yield ENTRY, Fault(0, "O141", f"{path} is not there, which the index of search needs", _AGAIN)
    known = tuple(f"{FOLDER}{segment.name}/" for segment in entry.segments)
    for path in sorted(there):
        if not path.startswith(known) and path != FOLDER + entry.names:
            yield path, Fault(0, "O141", "the index of search does not name it", _AGAIN)
    yield from ((ENTRY, fault) for fault in _judge_number(entry, site))


def _needed(entry: _Entry, site: Site) -> Iterator[str]:
    """Yield the files that the index must have."""
    yield FOLDER + entry.names
    for segment in entry.segments:
        folder = f"{FOLDER}{segment.name}/"
        yield from (folder + file for file in _ALWAYS)
        yield from (f"{folder}{number}.bin" for number in range(_number_of_shards(folder + _ABOUT, site)))
        yield from (f"{folder}articles/{number}.bin" for number in range(segment.articles))


def _number_of_shards(path: str, site: Site) -> int:
    try:
        return len(msgspec.json.decode(gzip.decompress(site.read(path)), type=_About).shards)
    except (msgspec.MsgspecError, OSError, EOFError, zlib.error):
        return 1


def _judge_number(entry: _Entry, site: Site) -> Iterator[Fault]:
    found = sum(segment.articles for segment in entry.segments)
    try:
        listed = msgspec.json.decode(site.read(TABLE_JSON), type=_Table).count if site.has_file(TABLE_JSON) else found
    except (msgspec.MsgspecError, UnicodeError):
        return  # told of the table
    if found != listed:
        yield Fault(0, "O141", f"search knows {found} articles, and the table of all has {listed}", _AGAIN)
