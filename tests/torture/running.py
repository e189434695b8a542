"""Commands in processes of their own, forked from one that has loaded all; what they are at is heard as it begins."""

from __future__ import annotations

import importlib
import os
import select
import signal
import sys
import tempfile
import time
import traceback
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest.__main__ import main as digest
from digest.progress import Lines
from tests.torture.rights import give_up_rights

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

for _name in (
    "build", "checks", "commands.build", "commands.importing", "commands.publish", "engine.examining",
    "engine.inspecting", "engine.stock", "importer", "plugins.incremental", "plugins.publisher", "plugins.reader",
    "publishing.targets",
):  # fmt: skip
    importlib.import_module(f"digest.{_name}")

CRASHED = 70
PATIENCE = 300  # seconds; a run that takes longer hangs
_POLL = 0.002
# What is opened first where a publish goes on without telling: by it, these stages are known.
_OPENED = {"/publishing/lock": "staging", "/srv/.lock": "sending", "/.output.digest/last.tmp": "looking through"}


class Run:
    """A run of a command: *status* and what it *said* once it has ended, and the *stages* that it has come to."""

    def __init__(self, process: int, ear: int, told: Path, patience: float) -> None:
        self.process, self.told, self._ear, self._heard = process, told, ear, b""
        self.patience = patience
        self.begun = time.monotonic()
        self.stages: list[tuple[str, float]] = []
        self.status: int | None = None
        self.said = ""

    def wait_for(self, stage: str) -> bool:
        """Wait until it is at *stage*; return False where it has ended instead."""
        while stage not in dict(self.stages):
            if self.has_ended():
                return False
            self._listen()
        return True

    def wait(self, seconds: float) -> None:
        """Wait so long, or until it has ended."""
        until = time.monotonic() + seconds
        while not self.has_ended() and time.monotonic() < until:
            self._listen(min(_POLL, seconds))

    def end(self) -> Run:
        """Wait until it has ended; a run that hangs is ended, and told."""
        while not self.has_ended():
            self._listen()
            if time.monotonic() - self.begun > self.patience:
                self.kill("all")
        while self._listen(0):
            pass
        os.close(self._ear)
        self.said = self.told.read_text("utf-8", "replace")
        self.told.unlink()
        return self

    def has_ended(self) -> bool:
        """Return whether it has ended."""
        if self.status is None:
            process, status = os.waitpid(self.process, os.WNOHANG)
            if process:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is not None

    def kill(self, whom: str) -> str:
        """Kill the process, or one that works for it (the last one there is), or all; return who it was."""
        if self.has_ended():
            return "nobody"
        workers = list(self._workers())
        if whom == "worker" and workers:
            _kill(workers[-1])
            return "worker"
        if whom == "all":
            os.killpg(self.process, signal.SIGKILL)
            return "all"
        _kill(self.process)
        return "process"

    def _workers(self) -> Iterator[int]:
        try:
            yield from map(int, Path(f"/proc/{self.process}/task/{self.process}/children").read_text("ascii").split())
        except OSError:  # it has ended, or this is no Linux
            return

    def _listen(self, seconds: float = _POLL) -> bool:
        """Hear what it says of its stages; return whether anything was heard."""
        if not select.select([self._ear], [], [], seconds)[0]:
            return False
        heard = os.read(self._ear, 4096)
        *lines, self._heard = (self._heard + heard).split(b"\n")
        self.stages += [(line.decode(), time.monotonic()) for line in lines]
        return bool(heard)

    def durations(self) -> dict[str, float]:
        """Return how long each stage of a run that has ended took, in seconds."""
        times = [("starting", self.begun), *self.stages, ("", time.monotonic())]
        return {name: after - at for (name, at), (_, after) in pairwise(times)}


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return


def begin(folder: Path, arguments: Sequence[str], patience: float = PATIENCE) -> Run:
    """Begin `digest` with *arguments* in *folder*, by somebody who may write only what is theirs to write.

    A run that takes longer than *patience*, in seconds, hangs.
    """
    ear, mouth = os.pipe()
    handle, name = tempfile.mkstemp(prefix="digest-said-")  # not beside it, where the disk may be full
    os.close(handle)
    told = Path(name)
    process = os.fork()
    if process:
        os.close(mouth)
        os.setpgid(process, process)
        return Run(process, ear, told, patience)
    status = CRASHED
    try:
        _begin_child(folder, told, mouth)
        status = digest([*arguments])
    except BaseException:  # noqa: BLE001 - whatever it is, it is what is looked for
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _begin_child(folder: Path, told: Path, mouth: int) -> None:
    if os.getpgrp() != os.getpid():
        os.setpgid(0, 0)
    handle = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    sys.stdout, sys.stderr = (os.fdopen(one, "w", encoding="utf-8") for one in (1, 2))
    give_up_rights()
    os.chdir(folder)

    def tell(stage: str) -> None:
        os.write(mouth, f"{stage}\n".encode())

    def begun(lines: Lines, phase: str, total: int | None) -> None:
        tell(phase)
        lines.phase, lines.total, lines.done = phase, total, 0

    def opened(event: str, values: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(values[0], str | Path):
            for end, stage in _OPENED.items():
                if str(values[0]).endswith(end):
                    tell(stage)

    Lines.begin = begun  # type: ignore[method-assign]
    sys.addaudithook(opened)
