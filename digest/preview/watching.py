"""Waiting until something in a project changes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from watchfiles import watch
from watchfiles._rust_notify import WatchfilesRustInternalError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from threading import Event

# An editor writes a file in several steps, and a program that changes many takes a while: milliseconds.
_QUIET, _AT_MOST = 20, 300
_TICK = 250
_POLL = 1_000

NO_WATCHING = "the system does not tell of changes ({}); they are looked for every second instead"


def changes(folders: Sequence[Path], stop: Event, tell: Callable[[str], None]) -> Iterator[bool]:
    """Yield True when something in *folders* changes, and False four times a second while nothing does."""
    try:
        yield from _changes(folders, stop, is_polling=None)
    except (OSError, WatchfilesRustInternalError) as error:
        tell(NO_WATCHING.format(error))
        yield from _changes(folders, stop, is_polling=True)


def _changes(folders: Sequence[Path], stop: Event, *, is_polling: bool | None) -> Iterator[bool]:
    for found in watch(
        *folders,
        watch_filter=lambda _, path: _is_source(path),
        debounce=_AT_MOST,
        step=_QUIET,
        stop_event=stop,
        rust_timeout=_TICK,
        yield_on_timeout=True,
        force_polling=is_polling,
        poll_delay_ms=_POLL,
        ignore_permission_denied=True,
    ):
        yield bool(found)


def _is_source(path: str) -> bool:
    """Return whether a file is none that an editor or the importer lays beside the sources."""
    name = os.path.basename(path)  # noqa: PTH119 - many files can change at once
    return not name.startswith(".") and not name.endswith("~")
