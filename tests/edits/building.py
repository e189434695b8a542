"""Builds in processes of their own, which all begin from the same: everything is loaded, and nothing is known."""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest.build import BuildOptions, build_site
from digest.model import DigestError

for _name in ("checks", "engine.stock", "plugins.incremental", "plugins.publisher", "plugins.reader", "progress"):
    importlib.import_module(f"digest.{_name}")

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.edits.world import World

EVENTS = frozenset({"open", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.scandir"})
CRASHED = 70


@dataclass(frozen=True)
class Result:
    """What came of a build: its figures, or the *faults* that stopped it, one a line.

    *was_quick* says that it ended before anything was loaded; *killed* that it was, and so that nothing is known.
    """

    faults: tuple[str, ...] = ()
    counts: dict[str, int] | None = None
    was_quick: bool = False
    killed: bool = False


def build(world: World, output: Path, *, by_stock: bool = False, clean: bool = False, kill_at: int = 0) -> Result:
    """Build the site of *world* into *output*; where *kill_at* is given, kill it when it turns to the disk so often."""
    told = output.with_name("told")  # a file, since workers that outlive a killed build would keep a pipe open
    child = os.fork()
    if not child:
        _end(told, lambda: _build(world, output, by_stock=by_stock, clean=clean, kill_at=kill_at))
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status == -signal.SIGKILL and kill_at:
        return Result(killed=True)
    said = told.read_bytes()
    if status:
        raise AssertionError(f"the build crashed ({status}): {said.decode()}")
    values = json.loads(said)
    return Result(tuple(values["faults"]), values["counts"], values["was_quick"])


def _end(told: Path, work: Callable[[], dict[str, Any]]) -> None:
    """Do *work*, write what it returns to *told*, and end this process."""
    status, said = CRASHED, b""
    try:
        said, status = json.dumps(work()).encode(), 0
    except BaseException:  # noqa: BLE001 - whatever it is, it is what the test looks for
        said = traceback.format_exc().encode()
    told.write_bytes(said)
    os._exit(status)


def _build(world: World, output: Path, *, by_stock: bool, clean: bool, kill_at: int) -> dict[str, Any]:
    os.chdir(world.folder)
    os.environ.update(world.env, DIGEST_ENGINE="off" if by_stock else "on")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    if kill_at:
        _kill_at(output.parent, kill_at)
    said = world.settings
    options = BuildOptions(Path(), output, said["file"], drafts=said["drafts"], clean=clean, index=said["index"])
    try:
        report = build_site(options)
    except DigestError as error:
        return {"faults": [_told(str(error), output)], "counts": {}, "was_quick": False}
    faults = [_told(str(problem), output) for problem in report.problems]
    return {"faults": faults, "counts": report.counts(), "was_quick": not report.phases}


def _told(text: str, output: Path) -> str:
    return text.replace(str(output), "OUTPUT")


def _kill_at(folder: Path, last: int) -> None:
    """Kill this process when it turns to the disk below *folder* for the time *last*."""
    count = 0

    def on_event(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count
        if event in EVENTS and str(arguments[0]).startswith(str(folder)):
            count += 1
            if count == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(on_event)
