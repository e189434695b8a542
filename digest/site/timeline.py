"""A timeline: the order of what is dated, and where each date stands on an axis of years.

A date is known to the day, the month or the year. A day is a point; a month or a year is the span of its days, so that
nothing is drawn more exactly than it is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.model import PartialDate

_MOST_LABELS = 7  # a phone has room for as many years
_APART = 11  # of an axis of 100, between the middles of two labels
_HALF = 1.75  # half of what a mark takes of an axis of 100, be it ever so short


@dataclass(frozen=True, slots=True)
class Mark:
    """A date on an axis of 100: where it begins, how long it is (0 for a day), and its lane, 0 lying on the axis."""

    start: float
    length: float
    lane: int


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from the first day of one year to the last of another; its labels are *years*, each at its middle."""

    first: int
    last: int
    years: tuple[tuple[int, float], ...]
    marks: tuple[Mark, ...]
    lanes: int


def in_time(dates: Sequence[PartialDate | None]) -> list[int]:
    """Return the places of *dates* that are known in the order of time.

    Of those that begin on one day the more exactly known comes first: a day before its month, a month before its year.
    What is equal stays in its order. So what is only known to the year stands at the head of it, after its first day.
    """
    known = [(day.first_day, day.last_day, at) for at, day in enumerate(dates) if day is not None]
    return [at for _, _, at in sorted(known)]


def axis(dates: Sequence[PartialDate]) -> Axis | None:
    """Return *dates*, which are in the order of time, on an axis; None where there is nothing to be seen of a row."""
    if len(dates) < 2:  # noqa: PLR2004 - one date is no line
        return None
    first, last = dates[0].year, max(day.year for day in dates)
    begin = date(first, 1, 1).toordinal()
    days = date(last, 12, 31).toordinal() + 1 - begin

    def place(day: float) -> float:
        return round((day - begin) * 100 / days, 3)

    spans = [_span(day) for day in dates]
    marks = [(place(start), round(length * 100 / days, 3)) for start, length in spans]
    lanes = list(_lanes(marks))
    return Axis(
        first=first,
        last=last,
        years=tuple(_apart([(year, place(date(year, 7, 2).toordinal())) for year in _labelled(first, last)])),
        marks=tuple(Mark(start, length, lane) for (start, length), lane in zip(marks, lanes, strict=True)),
        lanes=max(lanes) + 1,
    )


def _span(day: PartialDate) -> tuple[float, int]:
    """Return where a date begins, in days, and how many it covers; the middle of a day that is known, and none."""
    first, last = day.first_day.toordinal(), day.last_day.toordinal()
    return (first + 0.5, 0) if day.day else (first, last + 1 - first)


def _labelled(first: int, last: int) -> list[int]:
    """Return the first and the last year and between them round ones, no more than there is room for."""
    steps = (step * 10**power for power in count() for step in (1, 2, 5))
    every = next(step for step in steps if step * _MOST_LABELS > last - first)
    return sorted({first, last, *(year for year in range(first, last + 1) if year % every == 0)})


def _apart(years: Sequence[tuple[int, float]]) -> Iterator[tuple[int, float]]:
    """Yield the years that have room for a label: the first and the last before those between."""
    ends = (years[0], years[-1])
    for year in years:
        if year in ends or all(abs(year[1] - end[1]) >= _APART for end in ends):
            yield year


def _lanes(marks: Sequence[tuple[float, float]]) -> Iterator[int]:
    """Yield a lane for each mark, the lowest in which it lies on no other."""
    ends: list[float] = []
    for start, length in marks:
        middle = start + length / 2
        low, high = min(start, middle - _HALF), max(start + length, middle + _HALF)
        lane = next((lane for lane, end in enumerate(ends) if end <= low), len(ends))
        ends[lane : lane + 1] = [high]
        yield lane
