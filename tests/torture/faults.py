"""The faults, what each is made on, and how a row of them is run; what was wrong is told with what repeats it."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any

from tests.torture import clock, damaging, filling, importing, killing
from tests.torture.desk import Desk, WrongError
from tests.torture.importing import Imports

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


DESK, IMPORTS = "desk", "imports"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: *what* happens, to what (*on*), and which function lets it happen once."""

    what: str
    let: Callable[[Any, Random], str]
    on: str = DESK


FAULTS = {
    "kill-import": Fault("an import, or a process that works for it, is killed", importing.kill_import, IMPORTS),
    "kill-build": Fault("a build, or a process that works for it, is killed", killing.kill_build),
    "kill-index": Fault("a build is killed while it makes the index of search", killing.kill_index),
    "kill-publish": Fault("a publish is killed, at any of its stages", killing.kill_publish),
    "two-at-once": Fault("two or three builds and publishes at once", killing.two_at_once),
    "cache": Fault("a file of the cache is cut short, or one bit of it is another", damaging.damage_cache),
    "read-only": Fault("a folder cannot be written to", damaging.read_only),
    "clock": Fault("the clock jumps by years, between runs and while one goes on", clock.jump),
    "embargo": Fault("a clock that is years ahead ends an embargo, and is put right", clock.embargo),
}
DISK_FULL = "disk-full"
_TRIES = 9  # for each time that one has to happen: a run may have ended before it could be killed


@dataclass
class Tortured:
    """What came of one fault: how often it was let happen, in which ways, and what was wrong after it."""

    fault: str
    ways: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0
    note: str = ""

    @property
    def times(self) -> int:
        """How often it happened; a run that had ended before it could be killed is none."""
        return sum(count for way, count in self.ways.items() if not way.startswith("none"))


class Torturer:
    """Lets faults happen in *work*, the first of each from *seed*; what they happen to is set up once."""

    def __init__(self, work: Path, seed: int, articles: int) -> None:
        self.work, self.seed, self.articles = work, seed, articles
        self.made: dict[str, Desk | Imports] = {}

    def run(self, name: str, seconds: float, least: int, first: int = 0) -> Tortured:
        """Let a fault happen for so long, *least* times at least, the first as the number *first* of the seed says."""
        begun, came = time.monotonic(), Tortured(name)
        if name == DISK_FULL:
            came.ways, came.wrong = filling.fill(self.work / "disk", seconds, self.seed, least)
        else:
            self._each(came, FAULTS[name], seconds, least, first)
        came.seconds = time.monotonic() - begun
        return came

    def _each(self, came: Tortured, fault: Fault, seconds: float, least: int, number: int) -> None:
        until, last = time.monotonic() + seconds, number + _TRIES * least
        while (came.times < least and number < last) or time.monotonic() < until:
            try:
                came.ways[fault.let(self._on(fault.on), Random(f"{self.seed}/{came.fault}/{number}"))] += 1
            except WrongError as error:
                came.ways["wrong"] += 1
                came.wrong.append(f"--seed {self.seed} --only {came.fault} --first {number}: {error}")
                self._forget()
                if len(came.wrong) > 2:
                    return
            number += 1

    def _on(self, kind: str) -> Desk | Imports:
        if kind not in self.made:
            folder = self.work / kind
            made = Imports(folder) if kind == IMPORTS else Desk(folder, self.articles)
            self.made[kind] = made.set_up()
        return self.made[kind]

    def _forget(self) -> None:
        for kind in self.made:
            shutil.rmtree(self.work / kind)
        self.made.clear()
