"""Which lines were seen in which file, in SQLite: the counts of `learning` for more files than memory holds.

A file that is added twice counts once, and in whatever order files come, what is read is the same.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from digest.importer.learning import Counts, learned_lines, least_files

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from digest.importer.learning import ZoneLine
    from digest.importer.model import Hints

_TABLES = """
CREATE TABLE IF NOT EXISTS line (id BLOB PRIMARY KEY, printed TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sighting (
    key BLOB NOT NULL, file INTEGER NOT NULL, line BLOB NOT NULL, head INTEGER NOT NULL,
    PRIMARY KEY (key, file)
) WITHOUT ROWID;
"""
_COUNTS = """
SELECT line.printed, seen.head, count(*) FROM sighting AS seen JOIN line ON line.id = seen.line
WHERE seen.key IN (SELECT key FROM sighting GROUP BY key HAVING count(*) >= ?)
GROUP BY seen.line, seen.head
"""


def create_tables(db: sqlite3.Connection) -> None:
    """Make room for lines in *db*."""
    db.executescript(_TABLES)


def add_sightings(db: sqlite3.Connection, files: Iterable[tuple[int, Sequence[ZoneLine]]]) -> None:
    """Add the lines of files, each with a number of its own; the caller commits."""
    for file, lines in files:
        rows = [(_digest(line.key), file, _digest(line.printed), line.head) for line in lines]
        printed = [(_digest(line.printed), line.printed) for line in lines]
        db.executemany("INSERT OR IGNORE INTO line VALUES (?, ?)", printed)
        db.executemany("INSERT OR IGNORE INTO sighting VALUES (?, ?, ?, ?)", rows)


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def read_counts(db: sqlite3.Connection, files: int) -> Counts:
    """Return the counts of the lines that enough of so many *files* have."""
    rows = db.execute(_COUNTS, (least_files(files),))
    return Counts({(printed, bool(head)): number for printed, head, number in rows})


def select_learned(db: sqlite3.Connection, files: int, hints: Hints) -> tuple[str, ...]:
    """Return the boilerplate among all lines that were added, as `learned_lines` does."""
    return learned_lines(read_counts(db, files), files, hints)
