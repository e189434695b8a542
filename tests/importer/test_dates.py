"""Dates: only those that the words say in full."""

from __future__ import annotations

import pytest

from digest.importer import Article, Hints, convert
from digest.importer.head.dates import find_date
from digest.importer.head.printed_date import parse_date_line
from digest.importer.model import Profile
from digest.model import PartialDate
from tests.importer.helpers import OPTIONS, article, codes

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
        ("26 İYUN 2016", "2016-06-26"),
        ("26 Aprıl 2016", "2016-04-26"),
        ("2016 yil 26 dekabr", "2016-12-26"),
        ("2016 йил 26 декабр", "2016-12-26"),
        ("2016-жылдын 26-декабры", "2016-12-26"),
        ("26-декабрь, 2016-жыл", "2016-12-26"),
        ("26 декабри соли 2016", "2016-12-26"),
        ("26 دسمبر 2016ء", "2016-12-26"),
        ("۲۶ دسامبر سال ۲۰۱۶", "2016-12-26"),
        ("د ۲۰۱۶ کال د دسمبر ۲۶", "2016-12-26"),
        ("نشر في: 26 ديسمبر 2016م", "2016-12-26"),
        ("2016/12/26", "2016-12-26"),
        ("26-12-2016", "2016-12-26"),
        ("(26 December 2016)", "2016-12-26"),
        ("26 December 2016 (Monday)", "2016-12-26"),
        ("Published December 26, 2016 at 10:30 AM EST", "2016-12-26"),
        ("26 декабря 2016 в 10:30", "2016-12-26"),
        ("10:30, 26 декабря 2016", "2016-12-26"),
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
        "1395/10/06",
        "۱۳۹۵/۱۰/۰۶",
        "кеше",
        "kecha",
        "kecha soat 10:30",
        "أمس",
        "دیروز",
        "گزشتہ کل",
        "پرون",
        "два дня назад",
        "26 декабря",
        "26 ديسمبر",
        "Monday, 10:30",
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


@pytest.mark.parametrize(("order", "date"), [("dmy", "2016-02-01"), ("mdy", "2016-01-02"), (None, None)])
def test_the_profile_says_which_figure_is_the_month(order: str | None, date: str | None) -> None:
    hints = Hints(OPTIONS, profile=Profile(date_order=order))

    found = convert(f"Library opens\n\n01/02/2016{BODY}".encode(), "a.txt", hints)

    assert isinstance(found, Article)
    assert (str(found.date) if found.date else None) == date


@pytest.mark.parametrize(
    "line",
    [
        "Published 26 December 2016 | Updated 27 December 2016",
        "26 December 2016, updated 27 December 2016",
        "26 December 2016\n\nUpdated: 27 December 2016",
        "Updated: 27 December 2016\n\nPublished: 26 December 2016",
    ],
)
def test_published_and_changed_are_two_dates(line: str) -> None:
    found = article(f"Library opens\n\n{line}{BODY}")

    assert (str(found.date), str(found.modified)) == ("2016-12-26", "2016-12-27")


def test_a_very_old_date_waits_for_an_editor() -> None:
    assert "I212" in codes(article(f"Library opens\n\n31 December 1989{BODY}"))
    assert "I212" not in codes(article(f"Library opens\n\n1 January 1990{BODY}"))
    assert "I212" not in codes(article(f"Library opens\n\n31 December 1989{BODY}", date=PartialDate(1989)))


def named(name: str, text: str = f"Library opens{BODY}") -> Article:
    """Return the article of a file called *name*."""
    found = convert(text.encode(), name, Hints(OPTIONS))
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    ("name", "evidence"),
    [
        ("2016-12-26-title.txt", "2016-12-26-title.txt"),
        ("title_2016_12_26.txt", "title_2016_12_26.txt"),
        ("20161226-title.txt", "20161226-title.txt"),
        ("2016/12/26/title.txt", "2016/12/26/title.txt"),
        ("herald/2016/12/26/title.txt", "herald/2016/12/26/title.txt"),
        ("2016-12-26/title.txt", "2016-12-26/title.txt"),
        ("herald/2016-12-26.txt", "2016-12-26.txt"),
    ],
)
def test_a_file_name_may_say_the_date(name: str, evidence: str) -> None:
    found = named(name)

    assert (str(found.date), found.date_evidence) == ("2016-12-26", f"file name: {evidence}")


@pytest.mark.parametrize(
    "name",
    [
        "title.txt",
        "2016-12.txt",
        "2016/12/title.txt",
        "2016-13-26.txt",
        "2016-12-26-to-2017-01-02.txt",
        "000_20161226.txt",
        "92016-12-26.txt",
        "1016-12-26.txt",
        "20161226123.txt",
    ],
)
def test_a_file_name_that_says_no_full_date_says_none(name: str) -> None:
    assert named(name).date is None


def test_the_text_wins_over_the_name_of_the_file() -> None:
    text = f"Library opens\n\n26 December 2016{BODY}"

    found, same = named("2015-01-01.txt", text), named("2016-12-26.txt", text)

    assert (str(found.date), found.date_evidence, codes(found)) == ("2016-12-26", "26 December 2016", ["I312"])
    assert codes(same) == []


def test_an_address_in_the_head_may_say_the_date() -> None:
    address = "https://example.org/2016/12/26/library-opens"

    found = article(f"Library opens\n\n{address}{BODY}")

    assert (str(found.date), found.date_evidence) == ("2016-12-26", address)


@pytest.mark.parametrize(
    "text",
    [
        f"Library opens{BODY}\n\nhttps://example.org/2016/12/26/another-library",
        f"Library opens\n\nSee https://example.org/2016/12/26/another-library for more.{BODY}",
        f"Library opens\n\nhttps://example.org/2016/12/library-opens{BODY}",
        f"Library opens\n\nhttps://example.org/find?at=/2016/12/26/{BODY}",
    ],
)
def test_another_address_says_no_date(text: str) -> None:
    assert article(text).date is None


@pytest.mark.parametrize(
    ("sentence", "spoken"),
    [
        ("It was founded in April 2014, more than two years ago.", "April 2014"),
        ("It was founded in 1998 and moved in 2011.", "2011"),
        ("Она открылась в апреле 2014 года.", "2014"),
        ("В 2014 году открыли зал.", None),
        ("It has 2016 chairs and a shelf of 1.950 books.", None),
        ("It will be rebuilt in 2044.", None),
    ],
)
def test_what_the_text_speaks_of_is_a_hint_and_no_date(sentence: str, spoken: str | None) -> None:
    found = article(f"Library opens{BODY} {sentence}")

    assert found.date is None
    told = [problem.message for problem in found.problems if problem.code == "I311"]
    assert [spoken in message and sentence[-20:] in message for message in told] == ([True] if spoken else [])


def test_what_the_text_speaks_of_is_not_told_where_the_date_is_known() -> None:
    text = f"Library opens\n\n2016-12-26{BODY} It was founded in April 2014."

    assert codes(article(text)) == []


def test_the_dates_of_a_chronicle_are_not_that_of_the_article() -> None:
    parts = [f"{day} May 2016\n\nThe reading room was closed for a day, the library said." for day in (3, 4, 5)]

    found = article(
        "Library tells its story\n\nThe library has put its story on the wall, year by year.\n\n" + "\n\n".join(parts)
    )

    assert found.date is None
    assert found.modified is None


def test_a_date_below_the_body_is_not_that_of_the_article() -> None:
    assert article(f"Library opens{BODY}\n\n3 May 2016\n\nIt was closed for a day then, the library said.").date is None
    assert str(article(f"Library opens{BODY}\n\nPublished: 3 May 2016").date) == "2016-05-03"
