"""Rounds of measuring: over the same files each linter looks for the first time, again, and after one edit."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.build.corpus import write_corpus
from bench.document import Table
from bench.measure import ROOT, watch

from .linters import OURS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bench.measure import Cost

    from .linters import Linter

CASES = ("the first time", "again", "after one edit")
LIMITS = {10_000: 5.0}  # seconds of the clock, the second time, by the number of articles
_ADDED = "\nOne more paragraph, number {}.\n"


@dataclass(frozen=True, slots=True)
class Measured:
    """What a linter took over so many *articles*: the median of seconds of CPU and of the clock, by case."""

    name: str
    articles: int
    seconds: Mapping[str, tuple[float, float]]


def measure(articles: int, rounds: int, linters: Sequence[Linter]) -> list[Measured]:
    """Return what each of *linters* takes over so many *articles*."""
    with TemporaryDirectory(prefix="check-") as name:
        source = Path(name) / "source"
        write_corpus(source / "content", articles)
        fitting = [linter for linter in linters if articles <= linter.most]
        taken: dict[str, list[Sequence[Cost]]] = {linter.name: [] for linter in fitting}
        for _ in range(rounds):  # one after the other, so that all meet the same machine
            for linter in fitting:
                taken[linter.name].append(_round(linter, source, Path(name) / "project"))
    return [_measured(linter, articles, taken[linter.name]) for linter in fitting]


def _round(linter: Linter, source: Path, project: Path) -> list[Cost]:
    shutil.copytree(source, project)
    costs = [_look(linter, project), _look(linter, project)]
    edited = min((project / "content" / "articles").rglob("*.md"))
    edited.write_text(edited.read_text("utf-8") + _ADDED.format(len(costs)), "utf-8")
    costs.append(_look(linter, project))
    shutil.rmtree(project)
    return costs


def _look(linter: Linter, project: Path) -> Cost:
    """Return what it takes *linter* to look through the content of *project*; whatever it finds is no failure."""
    target = "content/**/*.md" if "markdownlint" in linter.name else "content"
    with watch() as cost:
        done = subprocess.run(
            [*linter.command, target],
            cwd=project,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=False,
        )
    if done.returncode not in (0, 1):
        message = f"{linter.name}: exit {done.returncode}: {done.stderr.decode('utf-8', 'replace')[-500:]}"
        raise RuntimeError(message)
    return cost


def _measured(linter: Linter, articles: int, taken: Sequence[Sequence[Cost]]) -> Measured:
    seconds = {
        case: (median(costs[at].cpu for costs in taken), median(costs[at].wall for costs in taken))
        for at, case in enumerate(CASES)
    }
    return Measured(linter.name, articles, seconds)


def table(found: Iterable[Measured]) -> Table:
    """Return the figures, with what was to be reached."""
    rows = [(one.name, f"{one.articles:,}", *map(_told, one.seconds.values()), _goal(one)) for one in found]
    note = (
        "Seconds of CPU / of the clock. This project looks at front matter, registries, links, pictures, rights, words "
        "and likeness, and keeps what a file says by itself; the linters look at the form of Markdown, and rumdl keeps "
        "that."
    )
    return Table("Looking through the content", note, ("", "articles", *CASES, "to reach, again"), tuple(rows))


def _told(seconds: tuple[float, float]) -> str:
    return f"{seconds[0]:.2f} / {seconds[1]:.2f} s"


def _goal(one: Measured) -> str:
    limit = LIMITS.get(one.articles)
    if one.name != OURS or limit is None:
        return ""
    return f"{limit:g} s: {'yes' if max(one.seconds['again']) <= limit else '**no**'}"
