"""What has to be so after a build: the site is what a clean build gives, and what did not change was left alone."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.search import is_of_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from tests.edits.building import Result


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it stands: its bytes, when it was modified (ns), and its number on the disk."""

    content: bytes
    mtime: int
    inode: int


Tree = dict[str, Seen]


def look_at(folder: Path) -> Tree:
    """Return every file below *folder* by its path; a folder that is empty is there with a slash at its end."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name, status = path.relative_to(folder).as_posix(), path.lstat()
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                found[f"{name}/"] = Seen(b"", 0, 0)
        else:
            content = os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()
            found[name] = Seen(content, status.st_mtime_ns, status.st_ino)
    return found


# ... is undefined (for OUTPUT/latest/index.html), and 3 more pages. Hint: ...
_PAGES = re.compile(r" \(for OUTPUT/[^)]*\)|, and [\d,]+ more pages?")


def comparable(faults: Iterable[str]) -> list[str]:
    """Return faults as two builds tell them that do not make the same pages."""
    return [_PAGES.sub("", fault) for fault in faults]


def contents(tree: Tree) -> dict[str, bytes]:
    """Return the bytes of every file."""
    return {name: seen.content for name, seen in tree.items()}


def differences(found: Tree, wanted: Tree, by: str) -> Iterator[str]:
    """Yield where a site is not the one that it should be."""
    for name in sorted(found.keys() | wanted.keys()):
        if name not in wanted:
            yield f"{name} is there, and is not {by}"
        elif name not in found:
            yield f"{name} is not there, and is {by}"
        elif found[name].content != wanted[name].content:
            yield f"{name} is another {by}: {_first_difference(found[name].content, wanted[name].content)}"


def _first_difference(one: bytes, other: bytes) -> str:
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"{one[max(0, at - 40) : at + 40]!r} and not {other[max(0, at - 40) : at + 40]!r}"


def not_left_alone(before: Tree, after: Tree) -> Iterator[str]:
    """Yield the files whose bytes are the same and whose time or number is not, and those written through."""
    for name in before.keys() & after.keys():
        old, new = before[name], after[name]
        if old.content == new.content and (old.mtime, old.inode) != (new.mtime, new.inode):
            yield f"{name} has the same bytes and was written all the same"
        elif old.content != new.content and old.inode == new.inode:
            yield f"{name} was written to where readers see it"


def miscounted(result: Result, before: Tree, after: Tree) -> Iterator[str]:
    """Yield the figures of a report that are not what happened; the files of the index are not counted."""
    own = {name for name in after if not is_of_index(name) and not name.endswith("/")}
    new = {name for name in own if name not in before or before[name].inode != after[name].inode}
    gone = {name for name in before.keys() - after.keys() if not is_of_index(name) and not name.endswith("/")}
    happened: Mapping[str, int] = {"written": len(new), "kept": len(own - new), "deleted": len(gone)}
    for name, number in happened.items():
        if (result.counts or {}).get(name) != number:
            yield f"the report tells {result.counts} where {happened} happened"
            return
