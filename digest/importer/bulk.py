"""Many sources at once: a map over processes or over a cluster, bounded in memory, in the order of its input.

Whatever has the interface of `concurrent.futures.Executor` can run it. A worker that is killed, as by a system
without memory, takes no other source with it: what was under way is read again, one source at a time.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from concurrent.futures import BrokenExecutor, CancelledError, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import connection
from typing import TYPE_CHECKING, Generic, TypeVar

from digest.importer.outlet.learning import Counts
from digest.importer.problems import problem
from digest.importer.reading import Reading, fail
from digest.importer.worker import learn_batch, read_batch
from digest.model import DigestError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor, Future

    from digest.importer.reading import Job

Part = TypeVar("Part")

BATCH_FILES = 64
BATCH_BYTES = 1_000_000
AHEAD = 2  # batches for each worker, so that none waits for the reading of the disk
AHEAD_BYTES = 32_000_000  # of sources that are under way at once; a larger one goes alone
FEW = 200  # sources that are read here before processes have started
CONNECT_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Task(Generic[Part]):
    """What is done with a batch, given the packed hints; *lost* is what comes of a source that a worker died of."""

    work: Callable[[bytes, Sequence[Job]], Part]
    lost: Callable[[Job], Part]


def _killed(job: Job) -> list[Reading]:
    return [fail(job, problem("I115", job.shown, 0, f"{len(job.raw):,}"))]


READ: Task[list[Reading]] = Task(read_batch, _killed)
LEARN: Task[Counts] = Task(learn_batch, lambda _: Counts())


@dataclass(frozen=True, slots=True)
class Workers:
    """Where the map runs: *start* gives an executor, *width* says how many batches it reads at once.

    *broken* are the errors by which it tells that a worker has died; a new one is started then. No more than *few*
    sources are not worth the start.
    """

    start: Callable[[], Executor]
    width: int
    few: int = 0
    broken: tuple[type[BaseException], ...] = (BrokenExecutor,)


def local_workers(jobs: int) -> Workers | None:
    """Return *jobs* processes of this machine; None where one is asked for, which is this process itself."""
    if jobs <= 1:
        return None
    return Workers(lambda: _pool(jobs), jobs, FEW)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=_begin_worker)


def _begin_worker() -> None:
    """Leave Ctrl+C to the parent, and end with it: one that was killed cannot say so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


@contextmanager
def cluster_workers(address: str) -> Iterator[Workers]:
    """Return the workers of the Dask cluster whose scheduler is at *address*; raise DigestError where it is not."""
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415 - an extra, and slow to load
        from distributed.comm.core import CommClosedError  # noqa: PLC0415 - the same
    except ImportError as error:
        message = "--cluster needs the extra [cluster]. Hint: pip install 'distributed'"
        raise DigestError(message) from error
    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        message = f"no cluster answers at {address}: {error}. Hint: start `dask scheduler` and `dask worker {address}`"
        raise DigestError(message) from error
    with client:
        threads = sum(client.nthreads().values())  # type: ignore[no-untyped-call]
        if not threads:
            message = f"the cluster at {address} has no workers. Hint: start `dask worker {address}`"
            raise DigestError(message)
        try:
            yield Workers(client.get_executor, threads, broken=(BrokenExecutor, KilledWorker))
        except (CancelledError, CommClosedError) as error:
            message = f"the cluster at {address} went away. Hint: start it, then import again; what was read is kept"
            raise DigestError(message) from error


def map_batches(task: Task[Part], jobs: Iterable[Job], packed: bytes, workers: Workers | None) -> Iterator[Part]:
    """Yield what *task* makes of *jobs*, in batches and in their order; *packed* are the hints.

    Few sources are read in this process: they are done before another one has started.
    """
    rest = iter(jobs)
    first = list(islice(rest, workers.few)) if workers else []
    ahead = next(rest, None) if workers else None
    if workers is None or ahead is None:
        yield from (task.work(packed, batch) for batch in batches(chain(first, rest)))
    else:
        yield from _Spread(task, packed, workers).run(batches(chain(first, [ahead], rest)))


def batches(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    """Yield *jobs* in lists of so many files and bytes; a large one is alone in its list."""
    batch: list[Job] = []
    size = 0
    for job in jobs:
        if batch and (len(batch) == BATCH_FILES or size + len(job.raw) > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(job)
        size += len(job.raw)
    if batch:
        yield batch


class _Spread(Generic[Part]):
    """Batches that are under way on some workers, the oldest first."""

    def __init__(self, task: Task[Part], packed: bytes, workers: Workers) -> None:
        self.task = task
        self.packed = packed
        self.workers = workers
        self.executor = workers.start()
        self.under_way: deque[tuple[list[Job], Future[Part]]] = deque()

    def run(self, waiting: Iterable[list[Job]]) -> Iterator[Part]:
        """Yield what comes of the batches, in their order."""
        try:
            for batch in waiting:
                while self.under_way and self._is_full(batch):
                    yield from self._take()
                yield from self._add(batch)
            while self.under_way:
                yield from self._take()
        finally:
            self._stop(wait=True)

    def _add(self, batch: list[Job]) -> Iterator[Part]:
        """Put a batch under way; where a worker has died, yield what it and all before it hold."""
        try:
            self.under_way.append((batch, self._submit(batch)))
        except self.workers.broken:
            while self.under_way:
                yield from self._take()
            yield from map(self._run_alone, batch)

    def _stop(self, *, wait: bool) -> None:
        for _, future in self.under_way:
            future.cancel()
        self.executor.shutdown(wait=wait)

    def _submit(self, batch: list[Job]) -> Future[Part]:
        return self.executor.submit(self.task.work, self.packed, batch)

    def _is_full(self, batch: Sequence[Job]) -> bool:
        size = sum(len(job.raw) for jobs in (batch, *(jobs for jobs, _ in self.under_way)) for job in jobs)
        return len(self.under_way) >= self.workers.width * AHEAD or size > AHEAD_BYTES

    def _take(self) -> Iterator[Part]:
        """Yield what the oldest batch holds; where a worker has died, what all that were under way hold."""
        batch, future = self.under_way.popleft()
        try:
            yield future.result()
        except self.workers.broken:
            broken = [batch, *(jobs for jobs, _ in self.under_way)]
            self.under_way.clear()
            yield from (self._run_alone(job) for jobs in broken for job in jobs)

    def _run_alone(self, job: Job) -> Part:
        """Return what comes of one source, or that a worker died of it."""
        try:
            return self._submit([job]).result()
        except self.workers.broken:
            self._stop(wait=False)
            self.executor = self.workers.start()
        try:  # the executor may have been broken before
            return self._submit([job]).result()
        except self.workers.broken:
            return self.task.lost(job)
