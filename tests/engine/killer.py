"""A program that breaks builds: `python -m tests.engine.killer WORK START kill|full exchange|steps`.

A build of one small version over another is broken at the first moment at which it turns to the disk, then at the
second, until one comes to its end: `kill` kills the process there, as SIGKILL does, and `full` lets the disk be full
from there on. After each, the live tree has to be the old version or the new one, the standby of the next build has to
be the same as the live tree, and the next build has to give its version. START says what stands there before:
`nothing`, `live` (a site without a standby), `lagging` (one whose standby lags) or `apart` (one whose standby is of
another time).
What is otherwise is printed, as JSON. It forks from a process without threads: a test has some of its own.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

from digest.engine import switching
from digest.engine.tree import open_tree
from digest.model import DigestError
from tests.engine.helpers import content, publish, version

EVENTS = frozenset({"open", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.scandir", "shutil.rmtree"})
MANY = 2_000  # moments; a build that has more does not end
STOPPED, CRASHED = 1, 70

OLDER = version({"a/index.html": b"a0", "b/index.html": b"b", "gone/index.html": b"x", "kind": b"file", "c/d/e": b"e"})
OLD = version(
    {"a/index.html": b"a1", "b/index.html": b"b", "new": b"n", "kind/index.html": b"in a folder", "c/d/e": b"e"}
)
NEW = version({"a/index.html": b"a2", "b/index.html": b"b", "new/index.html": b"n", "kind": b"file again", "c/f": b"f"})
LAST = version({"a/index.html": b"a3", "b/index.html": b"b", "c/d/e": b"e"})


def _prepare(output: Path, start: str) -> None:
    """Put there what stands before the build."""
    if start != "nothing":
        publish(output, OLDER, OLD)
    if start == "live":
        shutil.rmtree(_state(output))
    elif start == "apart":
        (_state(output) / "lag").unlink()


def _state(output: Path) -> Path:
    return output.parent / f".{output.name}.digest"


def _break(kind: str) -> None:
    if kind == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    # To a program it is a full disk, but for the number of the error.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))


def _watch(folder: Path, last: int, kind: str) -> None:
    """Break this process when it turns to the disk below *folder* for the time *last*."""
    count = 0
    write = os.write

    def tick() -> None:
        nonlocal count
        count += 1
        if count == last:
            _break(kind)

    def on_event(event: str, arguments: tuple[Any, ...]) -> None:
        if event in EVENTS and str(arguments[0]).startswith(str(folder)):
            tick()

    def counted_write(handle: int, content: bytes) -> int:
        tick()
        return write(handle, content)

    sys.addaudithook(on_event)
    os.write = counted_write


def _build(output: Path, last: int, kind: str) -> int:
    """Build in a process of its own, which is broken at the moment *last*; return how it ended."""
    child = os.fork()
    if not child:
        status = CRASHED
        try:
            _watch(output.parent, last, kind)
            publish(output, NEW)
            status = 0
        except DigestError:
            status = STOPPED
        except BaseException:  # noqa: BLE001 - whatever it is, it is what the test looks for
            traceback.print_exc()
        os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _faults(output: Path, start: str, status: int, kind: str) -> list[str]:
    """Return what is wrong after a build that was broken."""
    faults = []
    if status not in {0, -signal.SIGKILL if kind == "kill" else STOPPED}:
        faults.append(f"it ended with {status}")
    old = {} if start == "nothing" else OLD
    between = switching._EXCHANGE != 2 and kind == "kill" and not output.exists()  # noqa: SLF001 - that is how it is set
    live = content(_state(output) / "before" if between else output)
    if live not in ([NEW] if status == 0 else [old, NEW]):
        faults.append(f"live is {sorted(live)}")
    with open_tree(output) as tree:
        if content(tree.folder) != content(output):
            faults.append(f"the standby is {sorted(content(tree.folder))}")
        if content(output) not in [old, NEW]:
            faults.append(f"then live is {sorted(content(output))}")
    publish(output, LAST)
    if content(output) != LAST:
        faults.append(f"at last live is {sorted(content(output))}")
    with open_tree(output) as tree:
        if content(tree.folder) != LAST:
            faults.append(f"at last the standby is {sorted(content(tree.folder))}")
    left = {path.name.partition("-")[0] for path in _state(output).iterdir()} - {".gitignore", "lag", "lock", "next"}
    return [*faults, f"{sorted(left)} are left"] if left else faults


def find_faults(work: Path, start: str, kind: str) -> tuple[int, list[str]]:
    """Return how many moments a build has, and what was wrong after one that was broken at any of them."""
    faults, last = [], 0
    for last in range(1, MANY):
        output = work / f"{last}" / "output"
        output.parent.mkdir()
        _prepare(output, start)
        status = _build(output, last, kind)
        faults += [f"{kind} {last}: {fault}" for fault in _faults(output, start, status, kind)]
        shutil.rmtree(output.parent)
        if status == 0 and kind == "kill":
            break
        if status == 0 and last > 1 and kind == "full" and _is_over(work, start, last):
            break
    return last, faults


def _is_over(work: Path, start: str, last: int) -> bool:
    """Return whether a build has no moment *last*: one that is killed there comes to its end."""
    output = work / "over" / "output"
    output.parent.mkdir()
    _prepare(output, start)
    status = _build(output, last, "kill")
    shutil.rmtree(output.parent)
    return status == 0


if __name__ == "__main__":
    if sys.argv[4] == "steps":
        switching._EXCHANGE = 1 << 20  # noqa: SLF001 - what no system knows
    moments, found = find_faults(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
    sys.stdout.write(json.dumps({"moments": moments, "faults": found}))
