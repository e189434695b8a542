"""The bench of the check looks three times, and says whether what was to be reached is."""

from __future__ import annotations

import sys

import pytest

from bench.check.linters import OURS, Linter, ours
from bench.check.rounds import CASES, LIMITS, Measured, measure, table
from bench.document import DOCUMENT, part_of


def test_check_is_measured_the_first_time_again_and_after_an_edit() -> None:
    [found] = measure(5, 1, [ours()])

    assert (found.name, found.articles, tuple(found.seconds)) == (OURS, 5, CASES)
    assert all(cpu > 0 and wall > 0 for cpu, wall in found.seconds.values())


def test_linter_that_would_take_minutes_is_given_no_more_than_it_can_do() -> None:
    assert measure(5, 1, [Linter("slow", ("false",), most=4)]) == []


def test_linter_that_fails_is_no_figure() -> None:
    failing = Linter("failing", (sys.executable, "-c", "import sys; sys.exit(3)"))

    with pytest.raises(RuntimeError, match="failing: exit 3"):
        measure(5, 1, [failing])


@pytest.mark.parametrize(("again", "told"), [(4.9, "5 s: yes"), (5.1, "5 s: **no**")])
def test_table_says_whether_it_is_reached(again: float, told: str) -> None:
    [articles] = LIMITS
    seconds = dict.fromkeys(CASES, (1.0, again))

    [row, other] = table([Measured(OURS, articles, seconds), Measured("x", articles, seconds)]).rows

    assert row[-1] == told
    assert other[-1] == ""
    assert row[3] == f"1.00 / {again:.2f} s"


def test_document_has_its_place() -> None:
    assert part_of(DOCUMENT.read_text("utf-8"), "check")
