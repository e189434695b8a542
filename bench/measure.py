"""What a piece of work costs: CPU time and memory of a fresh process; and the machine on which that was.

`python -m bench.measure MODULE:FUNCTION JSON` is such a process: it prints what the function returns, as JSON.
"""

from __future__ import annotations

import importlib
import json
import os
import platform
import resource
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parent.parent
STATUS = Path("/proc/self/status")
MB = 1_000_000


@dataclass(slots=True)
class Cost:
    """What work took: seconds of CPU (of children that have ended too), of the clock, and bytes above the start."""

    cpu: float = 0.0
    wall: float = 0.0
    memory: int = 0


@contextmanager
def watch() -> Iterator[Cost]:
    """Give the cost of what stands within, when it is done."""
    cost = Cost()
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", "ascii")  # the peak of what was before is none of this work's
    start, begun, spent = peak(), time.monotonic(), _cpu()
    yield cost
    cost.cpu, cost.wall, cost.memory = _cpu() - spent, time.monotonic() - begun, max(0, peak() - start)


def peak() -> int:
    """Return the bytes that this process has had at most.

    `ru_maxrss` is the second choice: a child begins with that of its parent.
    """
    if STATUS.exists():
        line = next(line for line in STATUS.read_text("ascii").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def in_fresh_process(work: Callable[..., Any], **arguments: Any) -> Any:
    """Return what *work* returns, called in a process of its own; both ways the values travel as JSON."""
    name = f"{work.__module__}:{work.__qualname__}"
    command = [sys.executable, "-m", "bench.measure", name, json.dumps(arguments)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def today() -> str:
    """Return the day."""
    return datetime.now(UTC).date().isoformat()


def machine() -> str:
    """Return the machine in a line, and the day: nothing that says whose it is."""
    model = platform.machine()
    with suppress(OSError, StopIteration):
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        model = next(line for line in lines if line.startswith("model name")).partition(": ")[2]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{today()}: {model}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, {python}"


def main() -> None:
    """Call the function that is named, and print what it returns."""
    module, _, function = sys.argv[1].partition(":")
    work = getattr(importlib.import_module(module), function)
    print(json.dumps(work(**json.loads(sys.argv[2]))))


if __name__ == "__main__":
    main()
