"""One build at a time: a lock that the system gives back when its holder is killed."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from digest.model import DigestError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_POLL = 0.05  # seconds between two looks at a lock that another holds


class BusyError(DigestError):
    """Another build is at work on the same site."""


@contextmanager
def hold_lock(
    path: Path, *, wait: bool = True, on_wait: Callable[[int | None], None] = lambda _holder: None
) -> Iterator[None]:
    """Hold the lock *path*; where another process has it, tell *on_wait* its id (None: not known) and wait.

    With *wait* off, raise BusyError instead. Workers forked while it is held do not hold it.
    """
    lock = FileLock(path)
    # A file of its own: a process that waits may empty that of the lock.
    noted = path.with_name(f"{path.name}.holder")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        holder = _read_holder(noted)
        if not wait:
            raise BusyError(_busy(holder)) from error
        on_wait(holder)
        lock.acquire(timeout=-1, poll_interval=_POLL)
    try:
        with suppress(OSError):  # only told, never relied on
            noted.write_text(f"{os.getpid()}\n", "ascii")
        yield
    finally:
        with suppress(OSError):
            noted.unlink()
        lock.release()


def _read_holder(noted: Path) -> int | None:
    """Return the process that noted itself as the holder; it may not have come to that yet."""
    try:
        return int(noted.read_text("ascii"))
    except (OSError, ValueError):
        return None


def _busy(holder: int | None) -> str:
    who = f" (process {holder})" if holder else ""
    return f"another build of this site is at work{who}. Hint: wait until it has ended, then build again"
