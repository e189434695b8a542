"""The file of a ledger: made, taken up again after a kill, thrown away when all is written or when it is damaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from digest.importer.kin import kinship
from digest.importer.ledger import FORM, TABLES, Ledger
from digest.importer.outlet import tally
from digest.model import DigestError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class LedgerError(DigestError):
    """The ledger cannot be written, as on a full disk."""


@contextmanager
def open_ledger(path: Path) -> Iterator[Ledger]:
    """Give the ledger at *path*, a new one where there is none that can be used; raise LedgerError when it is full."""
    try:
        if not _is_ours(path):
            discard_ledger(path)
        with closing(sqlite3.connect(path)) as db:
            _prepare(db)
            yield Ledger(db)
    except sqlite3.OperationalError as error:
        message = f"{path}: the import cannot keep its notes: {error}. Hint: make room, then import again"
        raise LedgerError(message) from error


def _is_ours(path: Path) -> bool:
    """Return whether there is a ledger of this form, whole; not one that was killed while it was made."""
    with closing(sqlite3.connect(path)) as db:
        try:
            is_made = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'about'").fetchone()
            form = db.execute("SELECT value FROM about WHERE key = 'form'").fetchone() if is_made else None
            return form == (FORM,) and db.execute("PRAGMA quick_check").fetchone() == ("ok",)
        except sqlite3.OperationalError:  # it cannot be opened: nothing is known of what is in it
            raise
        except sqlite3.DatabaseError:  # not a database, or no longer one
            return False


def _prepare(db: sqlite3.Connection) -> None:
    """Make the tables, if they are not there, and set how they are kept."""
    db.execute("PRAGMA journal_mode = WAL")  # a killed import leaves it whole, and nothing waits for the disk
    db.execute("PRAGMA synchronous = NORMAL")
    is_new = not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if is_new:
        db.executescript(TABLES)
        kinship.create_tables(db)
    tally.create_table(db)
    if is_new:
        db.execute("INSERT INTO about VALUES ('form', ?)", (FORM,))  # last: what has none was not finished
        db.commit()


def discard_ledger(path: Path) -> None:
    """Remove a ledger that is done with."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
