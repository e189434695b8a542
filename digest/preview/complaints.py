"""What is wrong, told once: again only when it was mended in between, and the mending too."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from digest.engine.faults import TEMPLATE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from digest.model import Problem

MENDED = "mended: nothing is wrong any more"


@dataclass(slots=True)
class Complaints:
    """What is wrong with the project, and with each page that was looked at; *tell* is handed each line once."""

    tell: Callable[[str], None]
    _of: dict[str, dict[object, str]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def note(self, where: str, problems: Sequence[Problem | str]) -> None:
        """Note what is wrong with the page *where*, or with the project if it is empty; tell what is new of it."""
        found = {_key(problem): str(problem) for problem in problems}
        with self._lock:
            if not found and where not in self._of:
                return
            known = {key for told in self._of.values() for key in told}
            for key in [key for key in found if key not in known]:
                self.tell(found[key])
            if found:
                self._of[where] = found
            else:
                del self._of[where]
                if not self._of:
                    self.tell(MENDED)

    def pages(self) -> list[str]:
        """Return the pages that something is wrong with."""
        with self._lock:
            return [where for where in self._of if where]


def _key(problem: Problem | str) -> object:
    """Return what tells a problem from others; a fault of a template is one, whichever page it is met on."""
    if isinstance(problem, str):
        return problem
    return (problem.path, problem.line, problem.code if problem.code == TEMPLATE else problem.message)
