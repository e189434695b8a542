"""Which lines of the content differ from what git has: of those a reviewer is told first."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.engine.history import git

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from digest.model import Problem

_DIFF = (
    "-c",
    "core.quotePath=false",
    "diff",
    "--unified=0",
    "--no-color",
    "--no-ext-diff",
    "--no-prefix",
    "--relative",
)

# +++ articles/2016/x.md
_FILE = re.compile(r"\+\+\+ (?P<name>[^\t\n]+)")
# @@ -3,0 +4,2 @@
_LINES = re.compile(r"@@ -[0-9]+(?:,(?P<old>[0-9]+))? \+(?P<first>[0-9]+)(?:,(?P<new>[0-9]+))? @@")


@dataclass(frozen=True, slots=True)
class Changed:
    """What has changed: the lines of files by path, and files that are new as a whole."""

    lines: Mapping[str, frozenset[int]] = field(default_factory=dict)
    new: frozenset[str] = frozenset()

    def sorted_by_nearness(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return *problems* on changed lines first, then others of changed files, then the rest; else as they were."""
        return sorted(problems, key=self._distance)

    def _distance(self, problem: Problem) -> int:
        if problem.path in self.new or problem.line in self.lines.get(problem.path, ()):
            return 0
        return 1 if problem.path in self.lines else 2


def lines_changed_since(folder: Path, revision: str) -> Changed:
    """Return what has changed in the content *folder* since it parted from a git *revision*, committed or not yet."""
    told = os.fsdecode(git(folder, revision, *_DIFF, "--merge-base", "--end-of-options", revision, "--", "."))
    others = os.fsdecode(git(folder, revision, "ls-files", "--others", "--exclude-standard", "-z")).split("\0")
    return Changed(
        {(folder / name).as_posix(): lines for name, lines in parse_diff(told).items()},
        frozenset((folder / other).as_posix() for other in others if other),
    )


def parse_diff(told: str) -> dict[str, frozenset[int]]:
    """Return the lines that a diff without context has changed, by file; where lines went, the one before."""
    lines: dict[str, set[int]] = defaultdict(set)
    name = ""
    rest = iter(told.split("\n"))
    for line in rest:
        if file := _FILE.match(line):
            name = file["name"]
        elif hunk := _LINES.match(line):
            old, first, new = int(hunk["old"] or 1), int(hunk["first"]), int(hunk["new"] or 1)
            lines[name].update(range(first, first + max(new, 1)))
            left = old + new  # lines of the texts, none of which is to be taken for one of git
            while left and (text := next(rest, None)) is not None:
                left -= not text.startswith("\\")
    return {name: frozenset(numbers) for name, numbers in lines.items()}
