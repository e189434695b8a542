"""Whether anything has changed since the last build: by looks, not by content, and before anything heavy is loaded.

Standard library only: this runs before Pelican, Jinja or the schema are imported.
"""

from __future__ import annotations

import json
import os
import site
import sys
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from digest.engine.report import Due

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

_SIZE = 16  # bytes
_PACKAGE = Path(__file__).resolve().parent.parent
_COMPILED = "__pycache__"


class Stamp(NamedTuple):
    """How a file looks from outside: a file that was written, moved or replaced since looks different.

    Times are nanoseconds. `ctime` cannot be set by hand, as `mtime` can.
    """

    mtime: int
    ctime: int
    size: int
    inode: int


def scan(folder: Path) -> Iterator[tuple[str, Stamp]]:
    """Yield every file below *folder* by its path from there, and how it looks; not what begins with a dot."""
    stack = [("", os.fspath(folder))]
    while stack:
        above, where = stack.pop()
        try:
            entries = os.scandir(where)
        except (FileNotFoundError, NotADirectoryError):
            continue
        with entries:
            for entry in entries:
                if entry.name.startswith(".") or entry.name == _COMPILED:
                    continue
                if entry.is_dir():
                    stack.append((f"{above}{entry.name}/", entry.path))
                else:
                    yield f"{above}{entry.name}", stamp_of(entry)


def stamp_of(entry: os.DirEntry[str] | Path) -> Stamp:
    """Return how a file looks; one that is gone, or a link to nothing, looks like nothing."""
    try:
        status = entry.stat()
    except FileNotFoundError:
        return Stamp(0, 0, 0, 0)
    return Stamp(status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


def look(folders: Iterable[Path], files: Iterable[Path], said: Mapping[str, str]) -> str:
    """Return a fingerprint of how all looks: *folders* with everything in them, *files*, and what was *said*."""
    state = blake2b(repr(sorted(said.items())).encode(), digest_size=_SIZE)
    for folder in folders:
        state.update(repr((os.fspath(folder), sorted(scan(folder)))).encode("utf-8", "surrogateescape"))
    for file in files:
        state.update(repr((os.fspath(file), stamp_of(file))).encode("utf-8", "surrogateescape"))
    return state.hexdigest()


def look_of_site(files: Iterable[tuple[str, int, int]]) -> str:
    """Return a fingerprint of how the files of a site look: of each its path, its mtime (ns) and its size."""
    return blake2b(repr(sorted(files)).encode("utf-8", "surrogateescape"), digest_size=_SIZE).hexdigest()


def code() -> bytes:
    """Return a fingerprint of the programs that build: this package by its looks, Python and libraries by version."""
    state = blake2b(digest_size=_SIZE)
    state.update(sys.version.encode())
    state.update(repr(sorted(scan(_PACKAGE))).encode())
    for folder in dict.fromkeys([*site.getsitepackages(), *sys.path]):
        if folder.endswith("site-packages") and os.path.isdir(folder):  # noqa: PTH112 - a thousand times as fast
            state.update(repr(sorted(name for name in os.listdir(folder) if name.endswith("-info"))).encode())  # noqa: PTH208 - as above
    return state.digest()


@dataclass(frozen=True, slots=True)
class Last:
    """What is known of the last build.

    *sources* is how all looked that the site was made from, *site* how the site looked; *folders* and *files* are what
    it was made from. It holds from the moment *since* in UTC (ISO 8601) *until* another, or for ever; *counts* and
    *due* are what it told. A clock that stands before *since* was wrong then, and may have ended embargoes too early.
    """

    sources: str
    site: str
    until: str | None
    counts: dict[str, int]
    folders: tuple[str, ...]
    files: tuple[str, ...]
    due: Due | None = None
    since: str | None = None

    def holds_at(self, now: datetime) -> bool:
        """Return whether no text has appeared or expired since."""
        moment = now.isoformat()
        return (self.since is None or self.since <= moment) and (self.until is None or moment < self.until)


def read_last(path: Path) -> Last | None:
    """Return what *path* says of the last build, if it is whole."""
    try:
        values = json.loads(path.read_bytes())
        values |= {name: tuple(values[name]) for name in ("folders", "files")}
        values["due"] = values["due"] and Due(*values["due"])
        return Last(**values)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write_last(path: Path, last: Last) -> None:
    """Write what is known of a build that is done."""
    beside = path.with_name(f"{path.name}.tmp")
    try:
        beside.write_text(json.dumps(asdict(last)), "utf-8")
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def still_holds(last: Last, said: Mapping[str, str], output: Path, now: datetime) -> bool:
    """Return whether nothing has changed since *last*: not the sources, not the site, and no moment has passed."""
    if not last.holds_at(now):
        return False
    if last.sources != look(map(Path, last.folders), map(Path, last.files), said):
        return False
    return last.site == look_of_site((path, stamp.mtime, stamp.size) for path, stamp in scan(output))
