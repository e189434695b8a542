"""What a build did, and what it found wrong. Standard library only, as `stamps`."""

from __future__ import annotations

import gc
import os
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.model import Problem

COUNTS = ("read", "rendered", "written", "kept", "deleted", "pages", "indexed")


class Seconds(NamedTuple):
    """What a phase took: seconds of the clock, and of all cores together."""

    wall: float
    cpu: float


class Due(NamedTuple):
    """What changes with time alone: at a *moment* in UTC (ISO 8601) the text at *path* `appears` or `expires`."""

    moment: str
    path: str
    does: str

    def __str__(self) -> str:
        return f"{self.path} {self.does} on {self.moment[:16].replace('T', ' ')} UTC"


class Watch:
    """Takes the time of phases that follow each other."""

    def __init__(self) -> None:
        self._begun = _now()

    def lap(self) -> Seconds:
        """Return what it took since the last lap, or since the beginning."""
        now = _now()
        took = Seconds(round(now.wall - self._begun.wall, 4), round(now.cpu - self._begun.cpu, 4))
        self._begun = now
        return took


def _now() -> Seconds:
    spent = os.times()  # with that of processes that were waited for
    return Seconds(time.monotonic(), spent.user + spent.system + spent.children_user + spent.children_system)


@contextmanager
def without_collector() -> Iterator[None]:
    """Have nobody look for garbage: a build keeps to its end what it makes, and looking costs a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(slots=True)
class Report:
    """What a build did.

    *problems* stopped it, if there are any, and the live site is as it was. So many content files were *read*; so many
    files of the site were *rendered*, *written* as their bytes were new, *kept* as they were, *deleted*. *pages* are
    those that are HTML, *indexed* the articles that search finds. *phases* are what it took, one after the other; what
    is checked as it is rendered counts for the check, but for the clock. *due* is what changes next by itself.
    """

    problems: list[Problem] = field(default_factory=list)
    read: int = 0
    rendered: int = 0
    written: int = 0
    kept: int = 0
    deleted: int = 0
    pages: int = 0
    indexed: int = 0
    phases: dict[str, Seconds] = field(default_factory=dict)
    due: Due | None = None

    def counts(self) -> dict[str, int]:
        """Return its figures, by name."""
        return {name: getattr(self, name) for name in COUNTS}

    def values(self) -> dict[str, Any]:
        """Return all of it in plain values, as for JSON."""
        phases = {name: seconds._asdict() for name, seconds in self.phases.items()}
        return {**asdict(self), "phases": phases, "due": self.due and self.due._asdict()}

    @classmethod
    def of_nothing(cls, counts: dict[str, int], due: Due | None) -> Report:
        """Return the report of a build that had nothing to do, since the one before it told *counts* and *due*."""
        files = counts["written"] + counts["kept"]
        return cls(kept=files, pages=counts["pages"], indexed=counts["indexed"], due=due)

    def shift(self, phase: str, other: str, cpu: float) -> None:
        """Count so many seconds of all cores for the phase *other*, which were spent in *phase*."""
        here, there = self.phases[phase], self.phases.get(other, Seconds(0.0, 0.0))
        self.phases[phase] = here._replace(cpu=round(here.cpu - cpu, 4))
        self.phases[other] = there._replace(cpu=round(there.cpu + cpu, 4))

    def __str__(self) -> str:
        done = f"{self.read:,} read, {self.rendered:,} rendered, {self.written:,} written, {self.kept:,} kept"
        phases = ", ".join(f"{name} {seconds.wall:.2f} s" for name, seconds in self.phases.items())
        return f"{done}, {self.deleted:,} deleted" + (f" ({phases})" if phases else "; nothing has changed")
