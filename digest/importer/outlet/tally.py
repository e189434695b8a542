"""The counts of `learning` in SQLite, for more files than memory holds: `add_counts` is `merge` on disk.

In whatever order and parts the files come, what is read is the same. A line has some twenty bytes, and its words only
where they are needed: those of a sentence when it comes a second time, for most never do.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from digest.importer.outlet.learning import Seen, is_prose, learned_lines, least_files

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from digest.importer.model import Hints
    from digest.importer.outlet.learning import Counts

CACHE_KB = 16_384

_TABLE = """
CREATE TABLE IF NOT EXISTS seen_line (
    key INTEGER PRIMARY KEY, files INTEGER NOT NULL, heads INTEGER NOT NULL, printed TEXT
)
"""
_ADD = """
INSERT INTO seen_line VALUES (?1, ?2, ?3, iif(?5, NULL, ?4))
ON CONFLICT DO UPDATE SET files = files + ?2, heads = heads + ?3, printed = min(coalesce(printed, ?4), ?4)
"""
_FREQUENT = "SELECT files, heads, printed FROM seen_line WHERE files >= ?"


def create_table(db: sqlite3.Connection) -> None:
    """Make room for lines in *db*, if there is none, and in memory for the pages that are wanted again and again."""
    db.execute(_TABLE)
    db.execute(f"PRAGMA cache_size = -{CACHE_KB}")


def add_counts(db: sqlite3.Connection, counts: Counts) -> None:
    """Add the counts of some files to those in *db*; the caller commits, and adds no file twice.

    It is quickest for the counts of some hundred files together.
    """
    rows = [
        # The key of a sentence is all of its words: no other form of it can be lost.
        (_key(key), seen.files, seen.heads, seen.printed, seen.files == 1 and is_prose(seen.printed))
        for key, seen in counts.lines.items()
    ]
    db.executemany(_ADD, sorted(rows))


def _key(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def read_frequent(db: sqlite3.Connection, files: int) -> Iterator[Seen]:
    """Yield the lines that enough of so many *files* have."""
    for row in db.execute(_FREQUENT, (least_files(files),)):
        yield Seen(*row)


def select_learned(db: sqlite3.Connection, files: int, hints: Hints) -> tuple[str, ...]:
    """Return the boilerplate among all lines that were added, as `learned_lines` does."""
    return learned_lines(read_frequent(db, files), files, hints)
