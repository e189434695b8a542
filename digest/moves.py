"""Addresses at which something once stood: where it stands now, or that it was taken away on purpose.

`content/registry/redirects.yaml` says it, an old address a line:

    /articles/old-slug/: /articles/new-slug/
    /tags/two/: gone
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import json

from digest.model import Problem
from digest.registryfile import read_registry_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

NAME = "redirects.yaml"
GONE = "gone"
FILE = "moved.json"
"""The file of the built site that says it to programs: to `digest serve`, `digest publish`, and who keeps a mirror."""

# What can stand beside a page and goes with it.
BESIDE = ("feed.atom", "feed.json", "cite.bib", "cite.ris", "cite.json")
# /articles/old-slug/    /ru/tags/two/    /digest/2026-W47/
_OLD = re.compile(r"/(?:[A-Za-z0-9][A-Za-z0-9._-]*/)+")
# /    /articles/new-slug/    /images/plan.svg
_NEW = re.compile(r"/(?:[A-Za-z0-9][A-Za-z0-9._-]*/)*(?:[A-Za-z0-9][A-Za-z0-9._-]*)?")
# /tags/two/page/3/
PAGED = re.compile(r"(?P<list>/.*/)page/[0-9]+/")


class Answer(NamedTuple):
    """What a server says at an old address: its status, and where to go or which page tells that it is gone."""

    status: int
    path: str


@dataclass(frozen=True, slots=True)
class Moves:
    """Where to go from each old address, and the addresses of what is gone with the page that says so."""

    moved: Mapping[str, str] = field(default_factory=dict)
    gone: Mapping[str, str] = field(default_factory=dict)

    def answer(self, path: str) -> Answer | None:
        """Return what is said at *path*, if it is an old address; an older page of a list goes where the list went."""
        paged = PAGED.fullmatch(path)
        if path in self.gone:
            return Answer(410, self.gone[path])
        to = self.onward.get(paged["list"]) if paged else self.moved.get(path)
        return Answer(301, to) if to else None

    @property
    def onward(self) -> dict[str, str]:
        """Where to go from the older pages of each list: of one that is gone to what says so."""
        lists = {**self.gone, **self.moved}
        return {old: new for old, new in lists.items() if old.endswith("/")}

    def __bool__(self) -> bool:
        return bool(self.moved or self.gone)


def with_what_stands_beside(moves: Moves, paths: AbstractSet[str]) -> Moves:
    """Return *moves* with the feeds and citations of the pages; they lead to those that the new page has."""
    moved, gone = dict(moves.moved), dict(moves.gone)
    for old, new in moves.moved.items():
        moved |= {old + name: new + name for name in BESIDE if new.endswith("/") and new + name in paths}
    for old, page in moves.gone.items():
        gone |= {old + name: page for name in BESIDE}
    return Moves(moved, gone)


def render_moves(moves: Moves) -> bytes:
    """Return *moves* as the file that programs read."""
    return json.format(json.encode(moves, order="deterministic"), indent=1) + b"\n"


def read_moves(site: Path) -> Moves:
    """Return the old addresses of the built site in the folder *site*; one without any has no file of them."""
    try:
        return parse_moves((site / FILE).read_bytes())
    except FileNotFoundError:
        return Moves()


def parse_moves(content: bytes) -> Moves:
    """Return what the file of old addresses says."""
    return Moves(**json.decode(content, type=dict[str, dict[str, str]]))


def load_moves(folder: Path) -> tuple[Moves, list[Problem]]:
    """Return the old addresses that the registry in *folder* knows, and what is wrong with it; it need not be there."""
    path = folder / NAME
    values, lines, problems = read_registry_file(path, "B110")
    problems += [
        Problem(path.as_posix(), lines[old], *fault)
        for old, new in values.items()
        for fault in _faults(old, new, values)
    ]
    bad = {problem.line for problem in problems}
    right = {old: new for old, new in values.items() if lines[old] not in bad}
    moved = {old: new for old, new in right.items() if new != GONE}
    return Moves(moved, {old: old for old, new in right.items() if new == GONE}), problems


def _faults(old: str, new: Any, values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    if not _OLD.fullmatch(old):
        hint = "write the path of a page, from / to /, as in /articles/old-slug/"
        yield "B111", f"{old!r} is not the address of a page", hint
    if new != GONE and not (isinstance(new, str) and _NEW.fullmatch(new)):
        yield (
            "B112",
            f"{old!r} leads to {new!r}, which is no address of this site",
            "write a path such as /tags/two/, or gone",
        )
    elif new in values and new != old:
        last = values[new]
        hint = f"write {last!r} there" if last != GONE else "write the address of a page that is there, or gone"
        yield "B113", f"{old!r} leads to {new!r}, which is an old address too", hint
    elif new == old:
        yield "B113", f"{old!r} leads to itself", "write where it stands now, or gone"
