"""The nouns: dates as exactly as they are known, problems as one line, texts in several languages."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import DigestError, PartialDate, Problem, Text, UsageError, Week

if TYPE_CHECKING:
    from random import Random


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(st.dates(min_value=date(1000, 1, 1)))
    return PartialDate(*(day.year, day.month, day.day)[: draw(st.integers(1, 3))])


@given(partial_dates())
def test_date_reads_back_what_it_writes(value: PartialDate) -> None:
    assert PartialDate.parse(str(value)) == value


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2016", (2016, None, None)),
        ("2016-12", (2016, 12, None)),
        ("2016-12-26", (2016, 12, 26)),
        ("  2016-12 ", (2016, 12, None)),
        ("2016-02-29", (2016, 2, 29)),
    ],
)
def test_date_keeps_as_much_as_is_known(text: str, parts: tuple[int, int | None, int | None]) -> None:
    value = PartialDate.parse(text)

    assert (value.year, value.month, value.day) == parts


@pytest.mark.parametrize(
    "text",
    [
        "", "16", "2016-", "2016-1", "2016-12-", "2016-12-6", "2016-13", "2016-00", "0000", "0933", "2015-02-29",
        "2016-12-32", "2016-12-00",
        "26.12.2016", "2016/12/26", "2016-12-26T00:00", "20161226", "٢٠١٦", "2016-12-26\n2017", "-2016", "yesterday",
    ],
)  # fmt: skip
def test_date_refuses_what_is_none(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words differ
        PartialDate.parse(text)


def test_date_refuses_a_day_without_a_month() -> None:
    with pytest.raises(ValueError, match="needs a month"):
        PartialDate(2016, None, 26)


@given(partial_dates(), partial_dates())
def test_dates_have_one_order_and_it_follows_the_first_day(one: PartialDate, other: PartialDate) -> None:
    assert (one < other) + (one == other) + (one > other) == 1
    if one.first_day != other.first_day:
        assert (one < other) == (one.first_day < other.first_day)


@given(st.lists(partial_dates(), max_size=8), st.randoms())
def test_sorting_dates_does_not_depend_on_where_they_stood(values: list[PartialDate], chance: Random) -> None:
    shuffled = chance.sample(values, len(values))

    assert sorted(values) == sorted(shuffled)


def test_of_dates_that_begin_together_the_vaguer_comes_first() -> None:
    dates = [PartialDate(2016, 1, 1), PartialDate(2016, 1), PartialDate(2016)]

    assert sorted(dates) == [PartialDate(2016), PartialDate(2016, 1), PartialDate(2016, 1, 1)]


@given(partial_dates())
def test_first_and_last_day_bound_what_a_date_can_mean(value: PartialDate) -> None:
    first, last = value.first_day, value.last_day

    assert first <= last
    if value.day:
        assert first == last
    elif value.month:
        assert (first.day, last.day) == (1, calendar.monthrange(value.year, value.month)[1])
        assert first.month == last.month == value.month
    else:
        assert (first, last) == (date(value.year, 1, 1), date(value.year, 12, 31))


@given(st.dates())
def test_exact_date_is_its_day(day: date) -> None:
    value = PartialDate.of(day)

    assert value.first_day == value.last_day == day
    assert str(value) == day.isoformat()


def test_equal_dates_are_one_key() -> None:
    assert {PartialDate(2016, 12): 1}[PartialDate.parse("2016-12")] == 1
    assert PartialDate(2016) != PartialDate(2016, 1)


def test_problem_is_one_line_that_an_editor_can_open() -> None:
    problem = Problem("content/a.md", 3, "C102", "unknown key 'tag'", "did you mean 'tags'?")

    assert str(problem) == "content/a.md:3: C102 unknown key 'tag'. Hint: did you mean 'tags'?"


def test_problem_of_a_whole_file_names_no_line() -> None:
    assert str(Problem("a.md", 0, "C106", "the file cannot be read", "mend it")).startswith("a.md: C106 ")


def test_problems_sort_by_file_and_then_by_line() -> None:
    problems = [
        Problem("b.md", 1, "C101", "", ""),
        Problem("a.md", 10, "C101", "", ""),
        Problem("a.md", 9, "C104", "", ""),
    ]

    assert [(problem.path, problem.line) for problem in sorted(problems)] == [("a.md", 9), ("a.md", 10), ("b.md", 1)]


def test_wrong_usage_is_a_kind_of_what_stops_a_run() -> None:
    assert issubclass(UsageError, DigestError)


def test_text_answers_in_the_language_asked_for() -> None:
    text = Text({"en": "Law", "ru": "Право"})

    assert (text.in_lang("ru"), text.lang_of("ru")) == ("Право", "ru")


@pytest.mark.parametrize("by_lang", [{"en": "Law"}, {"en": "Law", "ru": ""}])
def test_text_that_nobody_translated_answers_in_english_and_says_so(by_lang: dict[str, str]) -> None:
    text = Text(by_lang)

    assert (text.in_lang("ru"), text.lang_of("ru")) == ("Law", "en")


def test_text_of_nothing_is_empty() -> None:
    assert Text().in_lang("en") == ""


@given(st.dates(date(1000, 1, 6), date(9999, 12, 26)))
def test_week_of_a_day_begins_on_a_monday_and_holds_the_day(day: date) -> None:
    week = Week.of(day)

    assert week.first_day <= day <= week.last_day
    assert (week.first_day.isoweekday(), (week.last_day - week.first_day).days) == (1, 6)
    assert Week.parse(str(week)) == week
    assert Week.of(week.last_day + timedelta(days=1)) > week


@pytest.mark.parametrize(
    "text", ["2026-W00", "2026-W54", "2025-W53", "2026-47", "26-W47", "2026-W7", "W47", "", "2026-W470"]
)
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="week"):
        Week.parse(text)


def test_week_belongs_to_the_year_of_its_thursday() -> None:
    assert [str(Week.of(date(2024, 12, day))) for day in (29, 30)] == ["2024-W52", "2025-W01"]
    assert str(Week.of(date(2027, 1, 3))) == "2026-W53"
