"""What a command costs: CPU time and memory of it and of all processes that it starts.

CPU time is what the kernel has counted for the process and for every child that was waited for, to the bottom of the
tree. Memory is looked at ten times a second: of one process its resident pages, of several each page once.
"""

from __future__ import annotations

import os
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PROC = Path("/proc")
INTERVAL = 0.1
PAGE = os.sysconf("SC_PAGE_SIZE")
TOLD = 2000  # of what a command said that failed


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of CPU and of the clock, the most bytes of memory at once, and what the command *said* on stdout."""

    cpu: float
    wall: float
    memory: int
    said: str


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path) -> Spent:
    """Return what *command* costs, run in *folder*; what it says goes to *log*, and into the error if it fails."""
    with log.open("wb") as out, log.with_suffix(".err").open("wb") as err:
        begun = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, env={**os.environ, **environment}, stdout=out, stderr=err)
        watcher = _Watcher(process.pid)
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - begun
        process.returncode = os.waitstatus_to_exitcode(status)  # else Popen would wait for it once more
        memory = watcher.stop()
    said = log.read_text("utf-8", "replace")
    if process.returncode:
        told = said[-TOLD:] + log.with_suffix(".err").read_text("utf-8", "replace")[-TOLD:]
        message = f"{' '.join(command)} ended with {process.returncode}:\n{told}"
        raise RuntimeError(message)
    return Spent(usage.ru_utime + usage.ru_stime, wall, memory, said)


class _Watcher(Thread):
    """Looks at the memory of a process and of all below it until it is told to stop."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self._root = root
        self._ended = Event()
        self._most = 0

    def run(self) -> None:
        while True:
            self._most = max(self._most, memory_of(tree_of(self._root)))
            if self._ended.wait(INTERVAL):
                return

    def stop(self) -> int:
        """Return the most that was seen."""
        self._ended.set()
        self.join()
        return self._most


def tree_of(root: int) -> list[int]:
    """Return *root* and every process below it."""
    found, waiting = [], [root]
    while waiting:
        found.append(waiting.pop())
        for task in _entries(PROC / str(found[-1]) / "task"):
            with suppress(OSError):
                waiting += map(int, (task / "children").read_text("ascii").split())
    return found


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:  # the process has ended
        return []


def memory_of(processes: Sequence[int]) -> int:
    """Return the bytes that *processes* have in memory; of several, a page that they share counts once."""
    if len(processes) == 1:
        return _resident(processes[0])
    return sum(map(_share, processes))


def _resident(process: int) -> int:
    with suppress(OSError, IndexError):
        return int((PROC / str(process) / "statm").read_text("ascii").split()[1]) * PAGE
    return 0


def _share(process: int) -> int:
    # Pss:               19244 kB
    with suppress(OSError, StopIteration):
        lines = (PROC / str(process) / "smaps_rollup").read_text("ascii").splitlines()
        return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) * 1024
    return 0
