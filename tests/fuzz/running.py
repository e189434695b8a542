"""How the targets are run: by atheris, in a process each, or by hypothesis, in this one."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz import queries
from tests.fuzz.targets import TARGETS
from tests.support.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = Path(__file__).with_name("cases")
QUERY = "query"
NAMES = (*TARGETS, QUERY)
# What is led by examples begins with these, too.
SEEDS = {
    "decoder": ("tests/importer/cases/*.txt", "tests/importer/cases/*.html"),
    "blocks": ("tests/importer/cases/*.txt",),
    "front-matter": ("tests/importer/cases/*.md", "content/articles/2016/*.md", "tests/checks/faults/cases/*.md"),
    "escaper": ("tests/importer/cases/*.txt",),
}
BATCH = 5_000  # examples that hypothesis makes in one go
BYTES = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=120).map(str.encode),
    st.lists(
        st.sampled_from(["a: ", "---\n", "- ", "[", "| ", "\n\n", "\t", "Жо", "«", "\r", "\f", "'", '"', "#"])
    ).map(lambda pieces: "".join(pieces).encode()),
)
Given = TypeVar("Given")
_EXECUTED = re.compile(r"stat::number_of_executed_units:\s*(\d+)")


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """What came of one target: how long it ran, how often its check, and what was told where that failed."""

    target: str
    by: str
    seconds: float
    cpu: float
    executions: int
    fault: str = ""


def cases(target: str) -> list[Path]:
    """Return what was found once, and what a target begins with."""
    return sorted((CASES / target).iterdir())


def by_atheris(target: str, seconds: int, work: Path) -> Fuzzed:
    """Fuzz *target* led by its coverage; *work* keeps what was learned, for the next run."""
    learned, seeds, found = (work / target / name for name in ("learned", "seeds", "found"))
    for folder in (learned, seeds, found):
        folder.mkdir(parents=True, exist_ok=True)
    for pattern in SEEDS[target]:
        for path in sorted(ROOT.glob(pattern)):
            (seeds / path.name).write_bytes(path.read_bytes()[:4_096])
    command = [sys.executable, "-m", "tests.fuzz.guided", target, str(seconds), found, learned, CASES / target, seeds]
    begun, before = time.monotonic(), _cpu(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    executed = _EXECUTED.search(done.stderr)
    said = [line for line in done.stderr.splitlines() if not line.startswith(("INFO: ", "stat::"))]
    fault = "\n".join(said[-40:]) if done.returncode else ""
    spent = _cpu(resource.RUSAGE_CHILDREN) - before
    return Fuzzed(target, "atheris", time.monotonic() - begun, spent, int(executed[1]) if executed else 0, fault)


def by_hypothesis(target: str, seconds: float, first: int = 0, batch: int = BATCH) -> Fuzzed:
    """Fuzz *target* with examples that hypothesis makes up, from the seed *first* on."""
    begun, spent, count, fault = time.monotonic(), _cpu(resource.RUSAGE_SELF), 0, ""

    def counted(check: Callable[[Given], None]) -> Callable[[Given], None]:
        def run(value: Given) -> None:
            nonlocal count
            count += 1
            check(value)

        return run

    with queries.parser() as ask:
        check = counted(TARGETS[target]) if target != QUERY else counted(lambda text: queries.check(ask, text))
        strategy = BYTES if target != QUERY else queries.TEXTS
        number = first
        while not fault and (number == first or time.monotonic() - begun < seconds):
            fault = _batch(check, strategy, number, batch)
            number += 1
    cpu = _cpu(resource.RUSAGE_SELF) - spent
    return Fuzzed(target, "hypothesis", time.monotonic() - begun, cpu, count, fault)


def _batch(check: Callable[[Given], None], strategy: st.SearchStrategy[Given], number: int, size: int) -> str:
    """Check so many examples; return what was wrong with the smallest that failed."""
    every = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)

    @seed(number)
    @settings(max_examples=size, database=None, deadline=None, suppress_health_check=every)
    @given(strategy)
    def run(value: Given) -> None:
        check(value)

    try:
        run()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        return "\n".join([f"{type(error).__name__}: {error}", *getattr(error, "__notes__", ())])
    return ""


def _cpu(whose: int) -> float:
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime
