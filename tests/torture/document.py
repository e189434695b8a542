"""What came of the faults, as tables in docs/reliability.md: between two marks, all else is written by hand."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bench.document import Table, part_of, put, render
from bench.measure import machine
from tests.support.project import ROOT
from tests.torture.faults import DISK_FULL, FAULTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.torture.faults import Tortured

DOCUMENT = ROOT / "docs" / "reliability.md"
PART = "torture"
_SAID = {name: fault.what for name, fault in FAULTS.items()} | {
    DISK_FULL: "the disk is full at a moment by chance, and the system says so (a small tmpfs)",
    "publish-under-load": "two states of a site go out by turns, under load, from nginx",
    "large-article": "an article of 5 MB",
    "many-articles": "very many articles, half of them of one tag; the first build is killed",
}
COLUMNS = ("fault", "what happens", "times", "how, and how often", "lost", "when")
_WAYS = 8  # that are told of one fault


def write_results(results: Sequence[Tortured], seed: int) -> None:
    """Put *results* into the table of the document; what stands there of other faults stays."""
    text = DOCUMENT.read_text("utf-8")
    told = f"seed {seed}, {datetime.now(UTC):%Y-%m-%d}"
    rows = {row[0]: row for row in _rows(part_of(text, PART))} | {one.fault: _row(one, told) for one in results}
    note = f"{machine()}. Each alone: `inv torture --only`, and its name."
    ordered = tuple(rows[name] for name in _SAID if name in rows)
    DOCUMENT.write_text(put(text, PART, f"\n{render(Table('Each fault', note, COLUMNS, ordered))}"), "utf-8")


def _rows(part: str) -> list[tuple[str, ...]]:
    """Return the rows of the table that stands there."""
    lines = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")]
    return [tuple(cells) for cells in lines if cells[0] in _SAID]


def _row(came: Tortured, told: str) -> tuple[str, ...]:
    lost = f"**{len(came.wrong)} times something**" if came.wrong else "nothing"
    return came.fault, _SAID[came.fault], f"{came.times:,}", _ways(came), lost, told


def _ways(came: Tortured) -> str:
    told = [f"{way} ({count:,})" for way, count in _joined(came.ways).most_common(_WAYS)]
    rest = len(_joined(came.ways)) - _WAYS
    return "; ".join([*told, *([f"{rest} others"] if rest > 0 else []), *filter(None, [came.note])])


def _joined(ways: Counter[str]) -> Counter[str]:
    """Return the ways without what stands behind a comma: of clocks, where they went first."""
    found: Counter[str] = Counter()
    for way, count in ways.items():
        found[way.partition(", ")[0]] += count
    return found
