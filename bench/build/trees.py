"""What a build has done to the site: how many files there are, which it wrote, and which are others than before."""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from digest.search import is_of_index

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# What readers look at in a browser: no mail, feed or data.
PAGES = ("index.html", "404.html")


@dataclass(frozen=True, slots=True)
class File:
    """One file of a site: *stamp*, its time and size, tells whether it was written, *content* whether it is another.

    Its number on the disk tells nothing: a builder may keep two trees, and put now one in place, now the other.
    """

    stamp: tuple[int, int]
    content: bytes

    @property
    def size(self) -> int:
        """Its bytes."""
        return self.stamp[1]


@dataclass(frozen=True, slots=True)
class Difference:
    """Numbers of files: *written* by a build, and of these and of those that went the *changed*, and their *pages*."""

    written: int
    changed: int
    pages: int


def read_tree(folder: Path, before: Mapping[str, File] | None = None) -> dict[str, File]:
    """Return the files of the site in *folder*, without the search index; one that stands as *before* is not read."""
    found = {}
    for name, entry in _walk(str(folder.resolve())):
        status = entry.stat()
        stamp = (status.st_mtime_ns, status.st_size)
        known = before.get(name) if before else None
        content = known.content if known and known.stamp == stamp else _fingerprint(entry.path)
        found[name] = File(stamp, content)
    return found


def _walk(folder: str, above: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _walk(entry.path, f"{above}{entry.name}/")
            elif not is_of_index(f"{above}{entry.name}"):  # it is no page: the peers have none of it
                yield f"{above}{entry.name}", entry


def _fingerprint(path: str) -> bytes:
    return blake2b(Path(path).read_bytes(), digest_size=16).digest()


def compare(before: Mapping[str, File], after: Mapping[str, File]) -> Difference:
    """Return how many files were written and changed between two looks at a site."""
    written = sum(name not in before or before[name].stamp != file.stamp for name, file in after.items())
    changed = [name for name, file in after.items() if name not in before or before[name].content != file.content]
    changed += [name for name in before if name not in after]
    return Difference(written, len(changed), sum(name.endswith(PAGES) for name in changed))
