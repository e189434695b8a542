"""The file that the book of links is kept in: opened, begun anew, and thrown away where it is damaged."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from digest.checks.facts import FACTS_VERSION
from digest.model import DigestError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_VERSION = 1  # of the tables
_TABLES = (
    "create table note (name text primary key, value blob)",
    "create table page (path text primary key, ids text, files blob, places text, faulty integer)",
    "create index faulty on page (path) where faulty",
    "create index places on page (path) where places != '[]'",
)


class BookDamagedError(DigestError):
    """The book of links cannot be read; it has been thrown away, and the next build reads every page."""


def open_book(path: Path | None, base: str, site: str) -> sqlite3.Connection:
    """Return the book in the file *path* in a transaction, begun anew where it is not the one that is wanted."""
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    versions = msgspec.json.encode([_VERSION, FACTS_VERSION, base])
    db = _connect(path)
    try:
        if _notes(db) == {"versions": versions, "site": site.encode()} and _is_whole(db):
            return db
    except sqlite3.DatabaseError as error:
        if not _is_damage(error):
            raise
    db.close()
    _throw_away(path)
    db = _connect(path)
    for table in _TABLES:
        db.execute(table)
    db.execute("insert into note values ('versions', ?)", [versions])
    return db


def _connect(path: Path | None) -> sqlite3.Connection:
    db = sqlite3.connect(path or ":memory:", isolation_level=None)
    try:
        db.execute("begin immediate")
    except sqlite3.DatabaseError as error:
        db.close()
        if path is None or not _is_damage(error):
            raise
        _throw_away(path)
        return _connect(path)
    return db


def _notes(db: sqlite3.Connection) -> dict[str, bytes]:
    return dict(db.execute("select name, value from note where name in ('versions', 'site')"))


def _is_whole(db: sqlite3.Connection) -> bool:
    return list(db.execute("pragma quick_check")) == [("ok",)]


def _is_damage(error: Exception) -> bool:
    """Return whether the file is not what we wrote; a full disk or a lock is no damage."""
    kind = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    return kind in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}


def _throw_away(path: Path | None) -> None:
    if path is not None:
        path.unlink(missing_ok=True)
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)


@contextmanager
def noticing_damage(db: sqlite3.Connection, path: Path | None) -> Iterator[None]:
    """Throw the book away, and raise BookDamagedError, where *db* cannot be read within."""
    try:
        yield
    except (sqlite3.DatabaseError, msgspec.MsgspecError) as error:
        if not _is_damage(error):
            raise
        db.close()
        _throw_away(path)
        message = f"{path}: the book of links was damaged and is thrown away: {error}. Hint: build again"
        raise BookDamagedError(message) from error
