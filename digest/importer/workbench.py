"""Where an import works: its lock, so that two never write at once, and its ledger (rules 101 and 102).

Both lie in `.import` in the content folder, which git is told to pass over. The system gives the lock back when an
import is killed; the ledger stays, and the next import takes up what was read.
"""

from __future__ import annotations

import errno
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from digest.importer.ledger_file import discard_ledger, open_ledger
from digest.model import DigestError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.importer.ledger import Ledger

FOLDER = ".import"
LEDGER = "ledger.sqlite"


class BusyError(DigestError):
    """Another import is writing into the same content folder."""


@contextmanager
def open_workbench(into: Path, *, dry_run: bool = False) -> Iterator[Ledger]:
    """Give the ledger of an import into *into*; raise BusyError while another one is at work there.

    A dry run leaves no trace: it works elsewhere, and beside any other.
    """
    if into.exists() and not into.is_dir():
        message = f"{into} is not a folder"
        raise UsageError(message)
    if dry_run:
        with TemporaryDirectory() as elsewhere, open_ledger(Path(elsewhere) / LEDGER) as ledger:
            yield ledger
        return
    folder = into / FOLDER
    with _locked(folder, into):
        with open_ledger(folder / LEDGER) as ledger:
            yield ledger
        discard_ledger(folder / LEDGER)


@contextmanager
def _locked(folder: Path, into: Path) -> Iterator[None]:
    """Make the folder of the workbench and hold its lock."""
    lock = FileLock(folder / "lock", timeout=0)
    try:
        _make_folder(folder)
        lock.acquire()
    except Timeout as error:
        message = f"another import is writing into {into}. Hint: wait until it has ended, then import again"
        raise BusyError(message) from error
    except OSError as error:
        message = f"{folder} cannot be written: {error.strerror}. Hint: make room or give the right to write"
        raise DigestError(message) from error
    try:
        yield
    finally:
        lock.release()


def _make_folder(folder: Path) -> None:
    """Make the folder of the workbench, if it is not there; what is written in it stays in it, so no link is kept."""
    if folder.is_symlink():
        raise NotADirectoryError(errno.ENOTDIR, "it is a symbolic link")
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.is_symlink():
            path.unlink()
    if not (folder / ".gitignore").exists():
        (folder / ".gitignore").write_text("*\n", "utf-8")
