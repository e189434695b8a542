"""Builds in processes of their own, which all begin from the same: everything is loaded, and nothing is known."""

from __future__ import annotations

import importlib
import json
import os
import resource
import signal
import sqlite3
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
class Break:
    """A build is to be broken when it turns to the disk for the time *at*: killed, or there the disk is *full*."""

    at: int
    full: bool = False


@dataclass(frozen=True)
class Result:
    """What came of a build: its figures, or the *faults* that stopped it, one a line.

    *was_quick* says that it ended before anything was loaded; *killed* that it was, and so that nothing is known.
    *moments* is how often it turned to the disk, if it was to be broken.
    """

    faults: tuple[str, ...] = ()
    counts: dict[str, int] | None = None
    was_quick: bool = False
    killed: bool = False
    moments: int = 0


def build(
    world: World, output: Path, *, by_stock: bool = False, clean: bool = False, broken: Break | None = None
) -> Result:
    """Build the site of *world* into *output*."""
    told = output.with_name("told")  # a file, since workers that outlive a killed build would keep a pipe open
    child = os.fork()
    if not child:
        _end(told, lambda: _build(world, output, by_stock=by_stock, clean=clean, broken=broken))
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status == -signal.SIGKILL and broken:
        return Result(killed=True)
    said = told.read_bytes()
    if status:
        raise AssertionError(f"the build crashed ({status}): {said.decode()}")
    values = json.loads(said)
    return Result(tuple(values["faults"]), values["counts"], values["was_quick"], moments=values["moments"])


def _end(told: Path, work: Callable[[], dict[str, Any]]) -> None:
    """Do *work*, write what it returns to *told*, and end this process."""
    status, said = CRASHED, b""
    try:
        said, status = json.dumps(work()).encode(), 0
    except BaseException:  # noqa: BLE001 - whatever it is, it is what the test looks for
        said = traceback.format_exc().encode()
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    told.write_bytes(said)
    os._exit(status)


def _build(world: World, output: Path, *, by_stock: bool, clean: bool, broken: Break | None) -> dict[str, Any]:
    os.chdir(world.folder)
    os.environ.update(world.env, DIGEST_ENGINE="off" if by_stock else "on")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    moments = _Moments(output.parent, broken) if broken else None
    said = world.settings
    options = BuildOptions(Path(), output, said["file"], drafts=said["drafts"], clean=clean, index=said["index"])
    try:
        report = build_site(options)
    except DigestError as error:
        result = {"faults": [_told(str(error), output)], "counts": {}, "was_quick": False}
    else:
        faults = [_told(str(problem), output) for problem in report.problems]
        result = {"faults": faults, "counts": report.counts(), "was_quick": not report.phases}
    return {**result, "moments": moments.count if moments else 0}


def _told(text: str, output: Path) -> str:
    return text.replace(str(output), "OUTPUT")


class _Moments:
    """Counts when a build turns to the disk below *folder*, and breaks it as *broken*; in this process and for good."""

    def __init__(self, folder: Path, broken: Break) -> None:
        self.folder, self.broken, self.count = str(folder), broken, 0
        write, connect = os.write, sqlite3.connect

        def counted_write(handle: int, content: bytes) -> int:
            self.tick()
            return write(handle, content)

        def counted_connect(*arguments: Any, **options: Any) -> sqlite3.Connection:
            db = connect(*arguments, **options)
            db.set_trace_callback(self.tick)
            return db

        os.write, sqlite3.connect = counted_write, counted_connect  # type: ignore[assignment]
        sys.addaudithook(self.on_event)

    def on_event(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in EVENTS and str(arguments[0]).startswith(self.folder):
            self.tick()

    def tick(self, *_: object) -> None:
        self.count += 1
        if self.count != self.broken.at:
            return
        if self.broken.full:  # to a program it is a full disk, but for the number of the error
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        else:
            os.kill(os.getpid(), signal.SIGKILL)
