"""Work on all cores: in forks of this process, which see all that it has made so far, or here where it is little.

A fork costs milliseconds and copies nothing until it is written to. Systems without it work in one process.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from itertools import count
from multiprocessing.connection import wait
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from digest.model import DigestError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future

    from digest.progress import Progress

Given = TypeVar("Given")
Made = TypeVar("Made")

_FEW = 150  # pieces of work that one process has done before others would have begun
_BATCH = 100
# Pieces of work after which a process ends and another takes its place: each comes to hold a copy of all that it has
# looked at, and what it remembers of that.
_LIFE = 50_000
_INTERRUPTION = frozenset({signal.SIGINT})

# What the forks find, by a number: it stands here before they begin, for whatever is handed to them would be copied.
_work: dict[int, tuple[Callable[[Any], Any], Sequence[Any]]] = {}
_numbers = count()


class LostWorkerError(DigestError):
    """A process of the build was ended from outside, as by a system that is out of memory, and what it had is lost."""


def on_all_cores(  # noqa: PLR0913 - the last four are for those who know better
    work: Callable[[Given], Made],
    given: Sequence[Given],
    progress: Progress,
    *,
    cores: int | None = None,
    few: int = _FEW,
    batch: int = _BATCH,
    life: int = _LIFE,
) -> Iterator[Made]:
    """Yield what *work* makes of each of *given*, as it is done; *work* tells what went wrong by what it returns.

    Fewer than *few* are done here; else a process takes *batch* of them at a time, and about *life* in all.
    """
    cores = cores or os.cpu_count() or 1
    if len(given) < few or cores == 1 or "fork" not in multiprocessing.get_all_start_methods():
        for one in given:
            yield work(one)
            progress.advance(1)
        return
    gc.collect()
    gc.freeze()  # so that the collector of a fork does not touch, and thereby copy, what it shares
    number = next(_numbers)
    _work[number] = (work, given)
    try:
        for start in range(0, len(given), life * cores):
            places = range(start, min(start + life * cores, len(given)), batch)
            yield from _by_processes(cores, number, places, progress)
    except BrokenProcessPool as error:
        message = (
            "a process of the build was ended from outside. Hint: see that there is memory enough, then build again"
        )
        raise LostWorkerError(message) from error
    finally:
        del _work[number]
        gc.unfreeze()


def _by_processes(cores: int, number: int, places: range, progress: Progress) -> Iterator[Any]:
    """Yield what the work of that *number* makes of the batches at *places*, by processes that end with that."""
    with ProcessPoolExecutor(cores, multiprocessing.get_context("fork"), initializer=_begin) as pool:
        try:
            # Nothing may hold on to what they return: it would be there until the last of them is done.
            for done in as_completed(_submitted(pool, number, places)):
                made = done.result()
                progress.advance(len(made))
                yield from made
        except BaseException:
            pool.shutdown(cancel_futures=True)  # what has not begun is not wanted any more
            raise


def _submitted(pool: ProcessPoolExecutor, number: int, places: range) -> list[Future[list[Any]]]:
    """Submit the batches at *places*: with the first the forks begin, which hold interruptions back until `_begin`."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPTION)
    try:
        return [pool.submit(_batch, number, at, min(at + places.step, places.stop)) for at in places]
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Begin a fork: an interruption is its parent's to deal with, and it ends when that does, however that is."""
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _INTERRUPTION)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _batch(number: int, start: int, end: int) -> list[Any]:
    work, given = _work[number]
    return [work(one) for one in given[start:end]]
