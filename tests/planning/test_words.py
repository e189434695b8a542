"""The words of the interface: texts, dates and numbers in each language."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup, escape

from digest.model import PartialDate
from digest.site.words import Words
from tests.planning.helpers import LOCALE

if TYPE_CHECKING:
    from pathlib import Path

YEAR, MONTH, DAY = PartialDate(2016), PartialDate(2016, 12), PartialDate(2016, 12, 26)
CATALOG = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
"(n%100<10 || n%100>=20) ? 1 : 2);\\n"

msgid "By %(name)s"
msgstr "Автор: %(name)s"

msgid "Not yet"
msgstr ""

#, fuzzy
msgid "Guessed"
msgstr "Угадано"

msgid "%(num)s article"
msgid_plural "%(num)s articles"
msgstr[0] "%(num)s статья"
msgstr[1] "%(num)s статьи"
msgstr[2] "%(num)s статей"
"""


@pytest.fixture
def russian(tmp_path: Path) -> Words:
    (tmp_path / "ru.po").write_text(CATALOG, "utf-8")
    return Words("ru", tmp_path)


@pytest.mark.parametrize(
    ("lang", "value", "text"),
    [
        ("en", YEAR, "2016"),
        ("en", MONTH, "December 2016"),
        ("en", DAY, "26 December 2016"),
        ("ru", YEAR, "2016"),
        ("ru", MONTH, "декабрь 2016 г."),
        ("ru", DAY, "26 декабря 2016 г."),
        ("kk", YEAR, "2016"),
        ("kk", MONTH, "2016 ж. желтоқсан"),
        ("kk", DAY, "2016 ж. 26 желтоқсан"),
        ("ar", YEAR, "2016"),
        ("ar", MONTH, "ديسمبر 2016"),
        ("ar", DAY, "26 ديسمبر 2016"),
        ("en", date(2016, 3, 1), "1 March 2016"),
    ],
)
def test_date_is_written_as_the_language_does_and_as_exactly_as_it_is_known(
    lang: str, value: PartialDate | date, text: str
) -> None:
    written = Words(lang, LOCALE).day(value).replace("\u202f", " ").replace("\xa0", " ")

    assert written == text


@pytest.mark.parametrize("lang", ["ar", "fa", "ur", "ps", "ar-EG"])
def test_figures_are_those_of_the_articles(lang: str) -> None:
    words = Words(lang, LOCALE)
    written = words.day(DAY) + words.number(1234567890)

    assert [character for character in written if character.isdigit() and not character.isascii()] == []


@pytest.mark.parametrize(("lang", "name"), [("en", "December"), ("ru", "декабрь"), ("ar", "ديسمبر")])
def test_month_stands_alone(lang: str, name: str) -> None:
    assert Words(lang, LOCALE).month(12) == name


def test_text_is_translated_and_values_are_escaped(russian: Words) -> None:
    text = russian.text("By %(name)s", name="<b>A & B</b>")

    assert text == "Автор: &lt;b&gt;A &amp; B&lt;/b&gt;"
    assert escape(text) == text


def test_value_that_is_markup_stays_so(russian: Words) -> None:
    assert russian.text("By %(name)s", name=Markup("<a>A</a>")) == "Автор: <a>A</a>"


def test_plain_text_is_left_to_be_escaped_where_it_is_shown(russian: Words) -> None:
    text = russian.plain("By %(name)s", name="A & B")

    assert text == "Автор: A & B"
    assert not isinstance(text, Markup)


@pytest.mark.parametrize("message", ["Not yet", "Guessed", "Never heard of"])
def test_text_that_nobody_translated_stays_as_it_is(russian: Words, message: str) -> None:
    assert russian.text(message) == message


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "1 статья"), (2, "2 статьи"), (5, "5 статей"), (11, "11 статей"), (21, "21 статья"), (0, "0 статей")],
)
def test_plural_has_the_form_for_the_number(russian: Words, number: int, text: str) -> None:
    assert russian.plural("%(num)s article", "%(num)s articles", number) == text


def test_number_in_a_plural_is_written_as_the_language_does() -> None:
    assert Words("en", LOCALE).plural("%(num)s article", "%(num)s articles", 1234) == "1,234 articles"


def test_nothing_is_nothing_in_every_language(russian: Words) -> None:
    assert russian.text("") == ""
    assert russian.plain("") == ""


@pytest.mark.parametrize("text", ["100% News", "50%", "%s", "%(a"])
def test_per_cent_sign_in_a_name_is_one(russian: Words, text: str) -> None:
    assert russian.text(text) == text
    assert russian.plain(text) == text


def test_language_without_a_catalog_speaks_english(tmp_path: Path) -> None:
    assert Words("kk", tmp_path).text("By %(name)s", name="A") == "By A"


def test_language_is_named_in_the_words_of_the_page() -> None:
    assert Words("ru", LOCALE).lang_name("kk") == "Казахский"
    assert Words("en", LOCALE).lang_name("ar") == "Arabic"


@pytest.mark.parametrize(
    ("lang", "first", "last", "text"),
    [
        ("en", date(2026, 11, 16), date(2026, 11, 22), "16–22 November 2026"),
        ("en", date(2026, 11, 30), date(2026, 12, 6), "30 November\u2009–\u20096 December 2026"),
        ("en", date(2025, 12, 29), date(2026, 1, 4), "29 December 2025\u2009–\u20094 January 2026"),
        ("ru", date(2026, 11, 30), date(2026, 12, 6), "30 ноября – 6 декабря 2026\u202fг."),
        ("kk", date(2026, 11, 16), date(2026, 11, 22), "2026\u202fж. 16–22 қараша"),
        ("ar", date(2026, 11, 16), date(2026, 11, 22), "16–22 نوفمبر 2026"),
    ],
)
def test_span_of_days_says_once_what_both_have(lang: str, first: date, last: date, text: str) -> None:
    assert Words(lang, LOCALE).span(first, last) == text
