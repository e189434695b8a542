"""A program that breaks imports: `python -m tests.importer.killer INBOX BEFORE WORK kill|full`.

It imports INBOX into copies of the content folder BEFORE, time and again. The first import is broken at the first
moment at which it turns to the disk, the second at the second, until one comes to its end: `kill` kills the process
there, as SIGKILL does, and `full` lets the disk be full from there on. After each, every file has to be the old one or
the new one, and an import that nothing breaks has to give the tree that it gives without what went before. What is
otherwise is printed, as JSON. It forks from a process without threads: a test has some of its own.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import shutil
import signal
import sqlite3
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest.__main__ import main as digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EVENTS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.scandir", "os.truncate"})
ADDED = "2026-11-22"
CRASHED = 70
MANY = 5_000  # moments; an import that has more does not end


class Moments:
    """Counts when an import turns to the disk below *into*, and breaks it at the moment *last*."""

    def __init__(self, into: Path, last: int, break_it: Callable[[], None]) -> None:
        self.into, self.last, self.break_it = str(into), last, break_it
        self.count = 0

    def watch(self) -> None:
        """Count from now on, in this process, for good."""
        sys.addaudithook(self._on_event)
        connect = sqlite3.connect

        def counted_fsync(_handle: int) -> None:  # a process that is killed loses nothing that it has written
            self._count()

        def counted_connect(*arguments: Any, **options: Any) -> sqlite3.Connection:
            db = connect(*arguments, **options)
            db.set_trace_callback(self._count)
            return db

        os.fsync, sqlite3.connect = counted_fsync, counted_connect  # type: ignore[assignment]

    def _on_event(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in EVENTS and isinstance(arguments[0], str | Path) and str(arguments[0]).startswith(self.into):
            self._count()

    def _count(self, *_: object) -> None:
        self.count += 1
        if self.count == self.last:
            self.break_it()


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _fill_disk() -> None:
    """Let no file grow any more: to a program it is a full disk, but for the number of the error."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))


BREAKS = {"kill": _kill, "full": _fill_disk}


def _voice() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)


def _import(inbox: Path, into: Path, last: int = 0, break_it: Callable[[], None] = _kill) -> tuple[int, str]:
    """Import in a process of its own, which is broken at the moment *last*; return its status and what it said."""
    ear, mouth = os.pipe()
    child = os.fork()
    if not child:
        os.close(ear)
        status, said = CRASHED, _voice()
        try:
            Moments(into, last, break_it).watch()
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                status = digest(
                    ["import", str(inbox), "--into", str(into), "--added", ADDED, "--publication", "herald"]
                )
        except BaseException:  # noqa: BLE001 - whatever it is, it is what the test looks for
            said.write(traceback.format_exc())
        os.write(mouth, said.buffer.getvalue()[-4000:])
        os._exit(status)
    os.close(mouth)
    with os.fdopen(ear, encoding="utf-8", errors="replace") as voice:
        said_all = voice.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said_all


def _tree(into: Path) -> dict[str, bytes]:
    """Return every file of a content folder, hidden ones too; of the importer's own folder the names alone."""
    files = (path for path in sorted(into.rglob("*")) if path.is_file())
    names = {path.relative_to(into).as_posix(): path for path in files}
    return {name: b"" if name.startswith(".import/") else path.read_bytes() for name, path in names.items()}


def _parts(broken: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes]) -> Iterator[str]:
    """Yield the files that are neither as they were nor as they are to be."""
    for name in sorted({*old, *broken}):
        is_own = name.startswith(".import/") or Path(name).name.startswith(".")
        if not is_own and broken.get(name) not in {old.get(name), new.get(name)}:
            yield name


def _warm(inbox: Path, work: Path) -> None:
    """Import once in this process, so that word lists and models are there for all that are forked from it."""
    with contextlib.redirect_stdout(_voice()), contextlib.redirect_stderr(_voice()):
        digest(["import", str(inbox), "--into", str(work / "warm")])


def find_faults(inbox: Path, before: Path, work: Path, kind: str) -> tuple[int, list[str]]:
    """Return how many moments an import has, and what was wrong after one that was broken at any of them."""
    _warm(inbox, work)
    shutil.copytree(before, work / "whole")
    whole = _import(inbox, work / "whole")
    old, new, faults, last = _tree(before), _tree(work / "whole"), [], 0
    for last in range(1, MANY):
        into = work / f"{last}"
        shutil.copytree(before, into)
        status, said = _import(inbox, into, last, BREAKS[kind])
        told = f"{kind} {last}: status {status}, said {said!r}"
        if (status, said) == whole and _tree(into) == new:
            shutil.rmtree(into)
            break
        if status not in ({-signal.SIGKILL} if kind == "kill" else {1}):
            faults.append(told)
        faults += [f"{told}: {name} is neither old nor new" for name in _parts(_tree(into), old, new)]
        if kind == "full" and any(name.endswith(".tmp") for name in _tree(into)):
            faults.append(f"{told}: it leaves a part of a file")
        if kind == "full" and "make room" not in said and not new.items() <= _tree(into).items():
            faults.append(f"{told}: it does not say that the disk is full")
        again = _import(inbox, into)
        if again[0] != whole[0] or _tree(into) != new:
            odd = [name for name in {*new, *_tree(into)} if new.get(name) != _tree(into).get(name)]
            faults.append(f"{told}: then {again}, and {odd} otherwise")
        shutil.rmtree(into)
    return last, faults


if __name__ == "__main__":
    inbox_given, before_given, work_given = map(Path, sys.argv[1:4])
    moments, found = find_faults(inbox_given, before_given, work_given, sys.argv[4])
    sys.stdout.write(json.dumps({"moments": moments, "faults": found}))
