"""By which paths two trees may differ, noted before anything at them is touched.

The note is the same before and after the two change places, so that a kill at any moment leaves a true one. Each of its
lines begins with a checksum of the rest; a note with a line that does not fit is none.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable

VERSION = 1
Identity = tuple[int, int]  # of a folder: its disk and its number there
# What was written before the machine went down may not be on its disk: such a note is not to be trusted.
_BOOT = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Lag:
    """The two trees that are meant, in no order, and the paths at which they may differ."""

    trees: frozenset[Identity]
    paths: tuple[str, ...] = ()


def identity(folder: Path) -> Identity | None:
    """Return what tells *folder* from any other under its name; None where there is none."""
    try:
        status = folder.lstat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


def write_lag(note: Path, lag: Lag) -> None:
    """Write a note anew."""
    temporary = note.with_name(f"{note.name}.new")
    lines = [_line([VERSION, _boot(), *sorted(lag.trees)]), *([_line(lag.paths)] if lag.paths else [])]
    temporary.write_bytes(b"".join(lines))
    temporary.replace(note)


def extend_lag(note: Path, paths: Iterable[str]) -> None:
    """Add *paths* to a note that is there."""
    with note.open("r+b") as file:  # where it is gone, none is made: it would not say of which trees
        file.seek(0, os.SEEK_END)
        file.write(_line([*paths]))


def read_lag(note: Path) -> Lag | None:
    """Return what a note says; None where it is missing, damaged, of another version or from before a restart."""
    with suppress(OSError, ValueError, TypeError):
        (version, boot, *trees), *paths = map(_parse, note.read_bytes().splitlines())
        if (version, boot) == (VERSION, _boot()):
            return Lag(
                frozenset((disk, number) for disk, number in trees), tuple(path for some in paths for path in some)
            )
    return None


def _line(value: object) -> bytes:
    text = json.dumps(value).encode("ascii")
    return b"%08x %b\n" % (crc32(text), text)


def _parse(line: bytes) -> Any:
    checksum, _, text = line.partition(b" ")
    if int(checksum, 16) != crc32(text):
        message = "the checksum does not fit"
        raise ValueError(message)
    return json.loads(text)


def _boot() -> str:
    try:
        return _BOOT.read_text("ascii").strip()
    except OSError:  # not Linux
        return ""
