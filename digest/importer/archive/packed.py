"""What readers of archives share: an entry, how much may be unpacked, and what stops the reading.

Nothing that an archive says about itself is believed: what counts is what was unpacked. Sizes are bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 65_536  # bytes that are unpacked at a time
MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is unpacked of one archive, so that no archive takes the memory or the day.

    *member* is five times what waits for review as too large; *total* and *members* are ten times the largest year of
    a news agency; *ratio* is what text never reaches (it packs 3 to 1, tables 20 to 1, zeros 1,000 to 1), and counts
    only above *floor*, where it begins to cost. *header* bounds the descriptions of a member; *name* (in characters)
    and *depth* what any file system can hold.
    """

    member: int = 25 * MB
    total: int = 2_000 * MB
    members: int = 200_000
    ratio: int = 100
    floor: int = 10 * MB
    header: int = 1 * MB
    name: int = 1_000
    depth: int = 50


class DamagedError(Exception):
    """An archive that cannot be read on; its words say why."""


class LimitError(Exception):
    """An archive that holds more than is unpacked; its words say which limit."""


class EntryError(Exception):
    """One entry that cannot be read, and says why; those after it can."""


@dataclass(slots=True)
class Budget:
    """How much was unpacked of an archive; raises LimitError when that is too much."""

    limits: Limits
    unpacked: int = 0
    packed: int = 0
    entries: int = 0

    def count_entry(self) -> None:
        """Count one more entry, of any kind."""
        self.entries += 1
        if self.entries > self.limits.members:
            raise LimitError(f"{self.limits.members:,} members")

    def count(self, unpacked: int, packed: int = 0) -> None:
        """Count bytes that were unpacked, and those that they were packed in."""
        self.unpacked += unpacked
        self.packed += packed
        if self.unpacked > self.limits.total:
            raise LimitError(f"{self.limits.total // MB:,} MB")
        if self.unpacked > max(self.limits.floor, self.limits.ratio * self.packed):
            raise LimitError(f"{self.limits.ratio} times its own size")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of an archive: *chunks* unpack it, and raise EntryError where that fails.

    *kind* says what it is when it is no file; *encoding* is the older encoding in which its name was read.
    """

    name: str
    chunks: Iterator[bytes]
    kind: str | None = None
    encoding: str | None = None
    is_folder: bool = False
