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
from multiprocessing.connection import wait
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from digest.model import DigestError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from digest.progress import Progress

Given = TypeVar("Given")
Made = TypeVar("Made")

_FEW = 150  # pieces of work that one process has done before others would have begun
_BATCH = 100

# What the forks find: it stands here before they begin, for whatever is handed to them would be copied.
_work: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []


class LostWorkerError(DigestError):
    """A process of the build was ended from outside, as by a system that is out of memory, and what it had is lost."""


def on_all_cores(  # noqa: PLR0913 - the last three are for those who know better
    work: Callable[[Given], Made],
    given: Sequence[Given],
    progress: Progress,
    *,
    cores: int | None = None,
    few: int = _FEW,
    batch: int = _BATCH,
) -> Iterator[Made]:
    """Yield what *work* makes of each of *given*, as it is done; *work* tells what went wrong by what it returns.

    Fewer than *few* are done here; else a process takes *batch* of them at a time.
    """
    cores = cores or os.cpu_count() or 1
    if len(given) < few or cores == 1 or "fork" not in multiprocessing.get_all_start_methods():
        for one in given:
            yield work(one)
            progress.advance(1)
        return
    gc.collect()
    gc.freeze()  # so that the collector of a fork does not touch, and thereby copy, what it shares
    _work.append((work, given))
    try:
        with ProcessPoolExecutor(cores, multiprocessing.get_context("fork"), initializer=_begin) as pool:
            try:
                batches = [pool.submit(_batch, at, batch) for at in range(0, len(given), batch)]
                for done in as_completed(batches):
                    made = done.result()
                    progress.advance(len(made))
                    yield from made
            except BaseException:
                pool.shutdown(cancel_futures=True)  # what has not begun is not wanted any more
                raise
    except BrokenProcessPool as error:
        message = (
            "a process of the build was ended from outside. Hint: see that there is memory enough, then build again"
        )
        raise LostWorkerError(message) from error
    finally:
        _work.pop()
        gc.unfreeze()


def _begin() -> None:
    """Begin a fork: an interruption is its parent's to deal with, and it ends when that does, however that is."""
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _batch(at: int, size: int) -> list[Any]:
    work, given = _work[-1]
    return [work(one) for one in given[at : at + size]]
