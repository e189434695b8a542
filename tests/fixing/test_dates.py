"""Dates in other forms: one reading is taken, two are left to the editor."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.fixing.dates import one_reading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016/12/26", "2016-12-26"),
        ("2016.1.5", "2016-01-05"),
        ("2016–12–26", "2016-12-26"),
        ("2016-1", "2016-01"),
        ("26.12.2016", "2016-12-26"),
        ("12/26/2016", "2016-12-26"),
        ("5.5.2016", "2016-05-05"),
        ("2016-12-26T00:00:00.000Z", "2016-12-26"),
        ("2016-12-26 00:00", "2016-12-26"),
        ("26 December 2016", "2016-12-26"),
        ("26th Dec. 2016", "2016-12-26"),
        ("December 26, 2016", "2016-12-26"),
        ("December 2016", "2016-12"),
    ],
)
def test_date_with_one_reading_is_read(text: str, expected: str) -> None:
    assert str(one_reading(text, "en")) == expected


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("26 декабря 2016 г.", "ru", "2016-12-26"),
        ("декабрь 2016", "ru", "2016-12"),
        ("26 желтоқсан 2016", "kk", "2016-12-26"),
        ("26 ديسمبر 2016", "ar", "2016-12-26"),
        ("26 December 2016", "kk", "2016-12-26"),
    ],
)
def test_month_is_known_in_the_language_of_the_file_and_in_english(text: str, lang: str, expected: str) -> None:
    assert str(one_reading(text, lang)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "05.06.2016",
        "6/5/2016",
        "26.12.16",
        "2011/12",
        "2011–12",
        "2016-12-26T22:00:00Z",
        "2016-12-26T00:00:00+05:00",
        "2016/13/26",
        "31.02.2016",
        "26 декабря 2016",
        "May 2016 or so",
        "Monday",
        "2016?",
        "0216/12/26",
        "",
    ],
)
def test_date_with_two_readings_or_none_is_left(text: str) -> None:
    assert one_reading(text, "en") is None


@given(st.dates(date(1000, 1, 1)), st.sampled_from(["/", ".", "-"]))
def test_what_is_read_is_the_only_day_that_was_meant(day: date, mark: str) -> None:
    reading = one_reading(f"{day.day}{mark}{day.month}{mark}{day.year}", "en")
    is_clear = day.day > 12 or day.day == day.month

    assert str(reading) == (day.isoformat() if is_clear else "None")
