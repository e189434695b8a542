"""The order of a timeline and its axis: every date in its place, none more exact than it is known."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from digest.model import PartialDate
from digest.site.timeline import Axis, axis, in_time

DAYS = st.dates(date(1000, 1, 1), date(9999, 12, 31)) | st.dates(date(2014, 1, 1), date(2017, 12, 31))
DATES = st.builds(lambda day, known: PartialDate(*(day.year, day.month, day.day)[:known]), DAYS, st.integers(1, 3))
WHOLE = 100.001  # places are rounded


def parsed(*dates: str) -> list[PartialDate]:
    return [PartialDate.parse(text) for text in dates]


def axis_of(dates: list[PartialDate]) -> Axis:
    found = axis([dates[at] for at in in_time(dates)])
    assert found is not None
    return found


def test_what_begins_on_one_day_stands_by_how_exactly_it_is_known() -> None:
    dates = parsed("2017", "2016-01", "2016", "2016-01-01", "2016-02", "2015-12-31", "2016-01-02")

    assert [str(dates[at]) for at in in_time(dates)] == [
        "2015-12-31", "2016-01-01", "2016-01", "2016", "2016-01-02", "2016-02", "2017"
    ]  # fmt: skip


def test_equal_dates_keep_the_order_of_the_editor_and_the_undated_are_left_out() -> None:
    assert in_time([None, *parsed("2016"), None, *parsed("2016", "2015")]) == [4, 1, 3]


@given(st.lists(st.none() | DATES, max_size=12), st.randoms(use_true_random=False))
def test_order_is_total_and_does_not_depend_on_that_of_the_list(dates: list[PartialDate | None], chance) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    order = in_time(dates)
    shuffled = list(dates)
    chance.shuffle(shuffled)

    assert sorted(order) == [at for at, day in enumerate(dates) if day is not None]
    assert [dates[at] for at in order] == [shuffled[at] for at in in_time(shuffled)]
    known = [day for at in order if (day := dates[at]) is not None]
    for one, other in pairwise(known):
        assert one.first_day <= other.first_day
        assert one.first_day != other.first_day or one.last_day <= other.last_day


def test_single_date_has_no_axis() -> None:
    assert axis([]) is None
    assert axis(parsed("2016")) is None


@given(st.lists(DATES, min_size=2, max_size=20))
def test_mark_covers_the_days_that_are_meant_and_no_others(dates: list[PartialDate]) -> None:
    found = axis_of(dates)
    begin = date(found.first, 1, 1).toordinal()
    days = date(found.last, 12, 31).toordinal() + 1 - begin

    assert (found.first, found.last) == (min(day.year for day in dates), max(day.year for day in dates))
    for at, mark in zip(in_time(dates), found.marks, strict=True):
        first, last = dates[at].first_day.toordinal() - begin, dates[at].last_day.toordinal() + 1 - begin
        assert (mark.length == 0) == (dates[at].day is not None)
        assert first - 0.1 <= mark.start * days / 100 + days / 1e5
        assert (mark.start + mark.length) * days / 100 - days / 1e5 <= last + 0.1
        if not dates[at].day:
            assert abs(mark.length * days / 100 - (last - first)) <= days / 1e5


@given(st.lists(DATES, min_size=2, max_size=30))
def test_marks_lie_on_the_axis_and_none_on_another(dates: list[PartialDate]) -> None:
    found = axis_of(dates)

    assert {mark.lane for mark in found.marks} == set(range(found.lanes))
    for at, one in enumerate(found.marks):
        assert 0 <= one.start <= one.start + one.length <= WHOLE
        for other in found.marks[:at]:
            if one.lane == other.lane:
                middles = one.start + one.length / 2, other.start + other.length / 2
                assert abs(middles[0] - middles[1]) >= 3.4 or one.start >= other.start + other.length - 0.01


@given(st.lists(DATES, min_size=2, max_size=9))
def test_labels_are_few_apart_and_tell_where_the_axis_begins_and_ends(dates: list[PartialDate]) -> None:
    found = axis_of(dates)
    years, places = zip(*found.years, strict=True)

    assert (years[0], years[-1]) == (found.first, found.last)
    assert len(years) <= 9
    assert list(years) == sorted(set(years))
    assert all(0 <= place <= 100 for place in places)
    assert all(later - place >= 5 for place, later in pairwise(places))
