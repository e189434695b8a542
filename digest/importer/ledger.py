"""The ledger of an import: what was found, read and matched, in an SQLite file, so that memory stays flat.

What a killed import read need not be read twice, if it was read with the same rules and hints; nothing else that it
noted is believed. `ledger_file` opens it.
"""

from __future__ import annotations

import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from digest.importer.outlet import tally
from digest.importer.reading import Reading
from digest.importer.results import Existing, Found
from digest.model import Problem

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from digest.importer.model import Hints
    from digest.importer.outlet.learning import Counts
    from digest.importer.reading import Job

FORM = "2"
"""The version of the tables below. Raise it with any change to them, or to `Reading`."""

ROWS = 256  # names that are fetched at a time; of articles there is never more than one in memory

TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE found (path BLOB PRIMARY KEY, shown TEXT, file TEXT, problem BLOB) WITHOUT ROWID;
CREATE INDEX found_shown ON found (shown);
CREATE TABLE read (
    shown TEXT PRIMARY KEY, sha256 TEXT, file TEXT, content_sha TEXT, slug TEXT, now INTEGER, reading BLOB, body TEXT
) WITHOUT ROWID;
CREATE INDEX read_content ON read (content_sha);
CREATE TABLE existing (
    path TEXT PRIMARY KEY, slug TEXT, file TEXT, sha256 TEXT, added TEXT, edited INTEGER, fault_line INTEGER, fault TEXT
) WITHOUT ROWID;
CREATE INDEX existing_file ON existing (file);
CREATE INDEX existing_sha256 ON existing (sha256);
CREATE TABLE matched (shown TEXT PRIMARY KEY, path TEXT UNIQUE) WITHOUT ROWID;
CREATE TABLE copies (shown TEXT PRIMARY KEY, original TEXT) WITHOUT ROWID;
CREATE TABLE slugs (slug TEXT PRIMARY KEY, shown TEXT) WITHOUT ROWID;
CREATE INDEX slugs_shown ON slugs (shown);
CREATE TABLE numbered (number INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE told (shown TEXT, problem BLOB);
CREATE INDEX told_shown ON told (shown);
"""
_OF_ONE_RUN = (
    "kin_articles",
    "kin_shingles",
    "kin_features",
    "numbered",
    "found",
    "existing",
    "matched",
    "copies",
    "slugs",
    "told",
    "seen_line",
)

_decode_reading = msgspec.msgpack.Decoder(Reading).decode
_decode_problem = msgspec.msgpack.Decoder(Problem).decode
_encode = msgspec.msgpack.Encoder().encode


class Ledger:
    """What an import knows so far; each method is one question or one note."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.is_resumed = False

    def begin(self) -> None:
        """Forget what belongs to one run."""
        with self.db:
            for table in _OF_ONE_RUN:
                self.db.execute(f"DELETE FROM {table}")  # noqa: S608 - a name of the list above
            self.db.execute("UPDATE read SET now = 0")

    def keep_readings(self, key: str) -> None:
        """Keep what was read under *key* (of rules and hints) by an import that was broken off, and nothing else."""
        about = dict(self.db.execute("SELECT key, value FROM about"))
        with self.db:
            if about.get("key") != key:
                self.db.execute("DELETE FROM read")
            self.db.execute("INSERT OR REPLACE INTO about VALUES ('key', ?)", (key,))
        self.is_resumed = self.db.execute("SELECT 1 FROM read LIMIT 1").fetchone() is not None

    def _each(self, key: str, columns: str, source: str) -> Iterator[tuple[Any, ...]]:
        """Yield rows of *source* (a table and a condition) ordered by *key*, its columns, some at a time.

        A query that stays open while others write keeps SQLite from emptying its log: of 100,000 files it had a
        gigabyte.
        """
        width = len(key.split(", "))
        marks = ", ".join("?" * width)
        begin = f"SELECT {key}, {columns} FROM {source}"  # noqa: S608 - words of this module, here and below
        after = f"{begin} {'AND' if ' WHERE ' in source else 'WHERE'} ({key}) > ({marks})"
        end = f"ORDER BY {key} LIMIT {ROWS}"
        rows = self.db.execute(f"{begin} {end}").fetchall()
        while rows:
            yield from (row[width:] for row in rows)
            rows = self.db.execute(f"{after} {end}", rows[-1][:width]).fetchall()

    # --- what was found ----------------------------------------------------------------------------------------

    def add_found(self, found: Iterable[Found]) -> None:
        """Note files; one that was found twice by the same path counts once."""
        rows = ((os.fsencode(f.path), f.shown, f.file, _encode(f.problem) if f.problem else None) for f in found)
        with self.db:
            self.db.executemany("INSERT OR IGNORE INTO found VALUES (?, ?, ?, ?)", rows)

    def each_found(self) -> Iterator[Found]:
        """Yield the files by the names that they are told of."""
        return (_found(row) for row in self._each("shown, path", "path, shown, file, problem", "found"))

    def twins(self) -> list[Found]:
        """Return the files that are told of by a name that another has too."""
        shared = "SELECT shown FROM found GROUP BY shown HAVING count(*) > 1"
        query = f"SELECT path, shown, file, problem FROM found WHERE shown IN ({shared})"  # noqa: S608 - as above
        return list(map(_found, self.db.execute(query)))

    def rename_found(self, found: Found) -> None:
        """Tell of a file by another name."""
        with self.db:
            row = (found.shown, found.file, os.fsencode(found.path))
            self.db.execute("UPDATE found SET shown = ?, file = ? WHERE path = ?", row)

    def count_found(self) -> int:
        """Return how many files were found."""
        return int(self.db.execute("SELECT count(*) FROM found").fetchone()[0])

    def count_read(self) -> int:
        """Return how many sources were read in this run."""
        return int(self.db.execute("SELECT count(*) FROM read WHERE now").fetchone()[0])

    # --- what was read -----------------------------------------------------------------------------------------

    def recall(self, job: Job) -> bool:
        """Return whether a source with these bytes was read by an import that was broken off, and take that.

        Its name has to be the same too, as the front matter has it: that hangs on the folder that was given.
        """
        if not self.is_resumed or job.refused:
            return False
        same = (job.shown, job.file, sha256(job.raw).hexdigest())
        with self.db:
            done = self.db.execute("UPDATE read SET now = 1 WHERE shown = ? AND file = ? AND sha256 = ?", same)
        return done.rowcount > 0

    def add_readings(self, readings: Iterable[Reading]) -> None:
        """Note what was read."""
        with self.db:
            self.db.executemany("INSERT OR REPLACE INTO read VALUES (?, ?, ?, ?, ?, 1, ?, ?)", map(_row, readings))

    def each_reading(self) -> Iterator[Reading]:
        """Yield what was read in this run, by source."""
        return (self.reading(shown) for (shown,) in self._each("shown", "shown", "read WHERE now"))

    def each_original(self) -> Iterator[Reading]:
        """Yield what was read in this run, by source, but for copies of another source."""
        originals = "read WHERE now AND shown NOT IN (SELECT shown FROM copies)"
        return (self.reading(shown) for (shown,) in self._each("shown", "shown", originals))

    def tell(self, told: Problem) -> None:
        """Note something of a source that only all of them together show."""
        with self.db:
            self.db.execute("INSERT INTO told VALUES (?, ?)", (told.path, _encode(told)))

    def told(self, shown: str) -> tuple[Problem, ...]:
        """Return what was noted of a source."""
        rows = self.db.execute("SELECT problem FROM told WHERE shown = ? ORDER BY rowid", (shown,))
        return tuple(_decode_problem(packed) for (packed,) in rows)

    def reading(self, shown: str) -> Reading:
        """Return what was read of one source, without the body."""
        row = self.db.execute("SELECT reading FROM read WHERE shown = ?", (shown,)).fetchone()
        return _decode_reading(row[0])

    def body(self, shown: str) -> str:
        """Return the body that was read of one source."""
        return str(self.db.execute("SELECT body FROM read WHERE shown = ?", (shown,)).fetchone()[0])

    # --- what files have in common ----------------------------------------------------------------------------

    def add_counts(self, counts: Counts) -> None:
        """Note in how many more files each line stands."""
        with self.db:
            tally.add_counts(self.db, counts)

    def learned(self, files: int, hints: Hints) -> tuple[str, ...]:
        """Return the lines that enough of so many *files* repeat."""
        return tally.select_learned(self.db, files, hints)

    # --- what is there already ---------------------------------------------------------------------------------

    def add_existing(self, files: Iterable[Existing]) -> None:
        """Note the Markdown files that are there; their slugs are taken."""
        with self.db:
            for old in files:
                fault = old.fault or (None, None)
                row = (
                    *map(_storable, (old.path, old.slug, old.source_file, old.source_sha256)),
                    *(old.added.isoformat() if old.added else None, old.edited, *fault),
                )
                self.db.execute("INSERT INTO existing VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
                self.db.execute("INSERT OR IGNORE INTO slugs VALUES (?, NULL)", (old.slug.casefold(),))

    def each_unmatched(self) -> Iterator[str]:
        """Yield the Markdown files that no source of this run is in."""
        return (path for (path,) in self._each("path", "path", "existing WHERE path NOT IN (SELECT path FROM matched)"))

    def give_number(self, number: int, name: str) -> None:
        """Let a source or a Markdown file be known by a number."""
        self.db.execute("INSERT INTO numbered VALUES (?, ?)", (number, name))

    def numbered(self, number: int) -> str:
        """Return what is known by a number."""
        return str(self.db.execute("SELECT name FROM numbered WHERE number = ?", (number,)).fetchone()[0])


def _found(row: tuple[Any, ...]) -> Found:
    path, shown, file, told = row
    return Found(Path(os.fsdecode(path)), file, shown, _decode_problem(told) if told else None)


def _row(reading: Reading) -> tuple[object, ...]:
    draft = reading.draft
    names = (draft.content_sha, draft.slug) if draft else (None, None)
    packed = _encode(replace(reading, body=""))
    return (reading.shown, reading.sha256, reading.file, *names, packed, reading.body)


def _storable(text: str | None) -> str | None:
    """Return a text that SQLite takes: bytes that are no UTF-8 are written out, and match nothing."""
    return text if text is None else text.encode("utf-8", "backslashreplace").decode()
