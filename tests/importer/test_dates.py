"""Dates: only those that the words say in full."""

from __future__ import annotations

import pytest

from digest.importer.dates import find_date
from digest.importer.printed_date import parse_date_line
from digest.model import PartialDate
from tests.importer.helpers import article, codes

BODY = "\n\nThe reading room opens on Monday, the library said in a notice.\n\nIt had been closed since the summer."


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2016-12-26", "2016-12-26"),
        ("2016-12-26T10:30:00Z", "2016-12-26"),
        ("Published 2016-12-26", "2016-12-26"),
        ("Published: Monday, December 26, 2016", "2016-12-26"),
        ("26 December 2016, 10:30 GMT", "2016-12-26"),
        ("26th of December 2016", "2016-12-26"),
        ("Dec. 26, 2016", "2016-12-26"),
        ("December 2016", "2016-12"),
        ("26.12.2016", "2016-12-26"),
        ("26/12/2016", "2016-12-26"),
        ("12/26/2016", "2016-12-26"),
        ("05/05/2016", "2016-05-05"),
        ("26 декабря 2016 года", "2016-12-26"),
        ("Опубликовано: 26 декабря 2016 г.", "2016-12-26"),
        ("2016 жылғы 26 желтоқсан", "2016-12-26"),
        ("26 желтоқсан 2016 жыл", "2016-12-26"),
        ("26 ديسمبر 2016", "2016-12-26"),
        ("٢٦ ديسمبر ٢٠١٦", "2016-12-26"),
        ("24 أيلول/سبتمبر 2014", "2014-09-24"),
        ("26 dekabr 2016", "2016-12-26"),
        ("۲۶ دسامبر ۲۰۱۶", "2016-12-26"),
    ],
)
def test_a_date_on_its_own_line(line: str, date: str) -> None:
    found = article(f"Library opens{BODY.replace(BODY[:2], f'{BODY[:2]}{line}{BODY[:2]}', 1)}")

    assert str(found.date) == date
    assert found.date_evidence is not None
    assert found.date_evidence in line


@pytest.mark.parametrize(
    "line",
    [
        "June 5",
        "5 июня",
        "yesterday",
        "вчера",
        "two weeks ago",
        "2016",
        "31.02.2016",
        "13/13/2016",
        "99 May 2016",
        "May 45",
    ],
)
def test_what_is_no_full_date_stays_unknown(line: str) -> None:
    found = article(f"Library opens\n\n{line}{BODY}")

    assert found.date is None
    assert found.date_evidence is None


def test_a_date_with_two_readings_is_told_and_not_used() -> None:
    found = article(f"Library opens\n\n01/02/2016{BODY}")

    assert found.date is None
    assert "I308" in codes(found)


def test_a_date_within_a_sentence_is_not_the_date_of_the_article() -> None:
    found = article("Library opens\n\nOn 26 December 2016 the library opened.\n\nIt closed on 3 May 2017 for a day.")

    assert found.date is None


def test_a_last_change_is_not_the_day_of_publication() -> None:
    found = article(f"Library opens\n\nUpdated: 2 June 2015{BODY}")

    assert (found.date, str(found.modified)) == (None, "2015-06-02")


def test_the_date_that_was_given_wins_and_the_other_is_told() -> None:
    found = article(f"Library opens\n\n2016-12-26{BODY}", date=PartialDate(2015))

    assert str(found.date) == "2015"
    assert found.date_evidence is None
    assert "I309" in codes(found)


def test_a_date_after_the_day_of_import_waits_for_an_editor() -> None:
    assert "I209" in codes(article(f"Library opens\n\n26 December 2031{BODY}"))


def test_places_of_digits_stay_the_same_in_other_scripts() -> None:
    mention = find_date("في ٢٦ ديسمبر ٢٠١٦ افتتحت")

    assert mention is not None
    assert mention.text == "٢٦ ديسمبر ٢٠١٦"


def test_a_sentence_is_no_date_line() -> None:
    assert parse_date_line("It opened on 26 December 2016") is None
