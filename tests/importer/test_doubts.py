"""What an editor is told to look at, and what is no reason to: one rule a test."""

from __future__ import annotations

import pytest

from digest.importer.body.private import find_private
from digest.importer.model import Role
from digest.importer.texts.hyphens import find_divided
from digest.importer.texts.scripts import find_languages, find_mixed_words
from tests.importer.helpers import article, codes, texts

SENTENCE = "The reading room opens on Monday, the library said in a notice on the door."
RUSSIAN = "Читальный зал откроется в понедельник, сообщила библиотека в объявлении на двери."
KAZAKH = "Оқу залы дүйсенбі күні ашылады, деп хабарлады кітапхана есіктегі хабарландыруда."
ARABIC = "قالت المكتبة في إعلان على الباب إن قاعة المطالعة ستفتح يوم الاثنين."
TEXT = f"Library opens its attic\n\n{SENTENCE}\n\nIt had been closed since the summer, and readers had asked for it."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Кiтап оқу", ["Кiтап"]),
        ("the Lіbrary of the town", ["Lіbrary"]),
        ("SMS-сообщение из IT-отдела, e-mail и USB", []),
        ("Кітапхана", []),
        ("BBC сообщила", []),
        ("кiтап пен кiтапхана", ["кiтап", "кiтапхана"]),
    ],
)
def test_words_that_mix_alphabets_are_found(text: str, found: list[str]) -> None:
    assert list(find_mixed_words(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the exam- ple of it", ["exam- ple"]),
        ("two- and three-storey houses", []),
        ("двух- и трёхэтажные дома", []),
        ("the mill - an old one", []),
        ("North- South road", []),
    ],
)
def test_words_that_a_line_may_have_divided_are_found(text: str, found: list[str]) -> None:
    assert list(find_divided(text, frozenset({"and", "и"}))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("write to jane.roe@example.org.", ["jane.roe@example.org"]),
        ("write to info@example.org or press-office@example.org", []),
        ("call +7 701 555 01 00 or 202-555-0100", ["+7 701 555 01 00", "202-555-0100"]),
        ("звоните (495) 555-01-00", ["495) 555-01-00"]),
        ("ISBN 978-0-306-40615-7, 1914-1918, 12 000 000 readers, +5 degrees", []),
        ("@citylibrary and #oldmaps", []),
    ],
)
def test_addresses_and_numbers_of_people_are_found(text: str, found: list[str]) -> None:
    assert list(find_private(text)) == found


@pytest.mark.parametrize(
    ("paragraphs", "languages"),
    [
        ([SENTENCE] * 5 + [RUSSIAN] * 3, ("en", "ru")),
        ([RUSSIAN] * 4 + [KAZAKH] * 4, ("ru", "kk")),
        ([ARABIC] * 5 + [SENTENCE] * 4, ("ar", "en")),
        ([SENTENCE] * 9 + [RUSSIAN], None),
        ([RUSSIAN] * 9, None),
        ([KAZAKH] * 9, None),
        ([SENTENCE], None),
    ],
)
def test_two_languages_are_named(paragraphs: list[str], languages: tuple[str, str] | None) -> None:
    assert find_languages(paragraphs) == languages


def test_a_pull_quote_is_kept_and_told() -> None:
    found = article(f"{TEXT}\n\n“The reading room opens on Monday”\n\n{SENTENCE[:-1]}, and the lamps were lit.")

    assert texts(found, Role.PULLQUOTE) == ["“The reading room opens on Monday”"]
    assert codes(found) == ["I322"]


@pytest.mark.parametrize("block", ["The reading room opens", "Reading room.", SENTENCE])
def test_a_subhead_a_few_words_and_a_whole_paragraph_are_no_pull_quote(block: str) -> None:
    found = article(f"{TEXT}\n\n{block}\n\nThere is no charge for the visit, and no card is needed for it.")

    assert texts(found, Role.PULLQUOTE) == []


def test_the_name_of_something_shown_is_dropped_and_its_words_are_kept() -> None:
    found = article(f"{TEXT}{f'''{chr(10) * 2}{SENTENCE}''' * 8}\n\nRead also:\n\nRead also: New lamps\n\n{SENTENCE}")

    assert [dropped.text for dropped in found.dropped] == ["Read also:"]
    assert "Read also: New lamps" in texts(found, Role.PARAGRAPH)
    assert codes(found) == ["I324"]


def test_a_count_of_comments_near_the_head_waits_and_drops_nothing() -> None:
    found = article(f"{TEXT}\n\n2 Comment(s)\n\nSundays would be good for me.")

    assert "I223" in codes(found)
    assert "Sundays would be good for me." in texts(found, Role.PARAGRAPH)


@pytest.mark.parametrize(
    "second",
    [
        f"Museum lends its atlases\n\nBy Tom Ash\n\n{SENTENCE}\n\n{SENTENCE}",
        f"Museum lends its atlases\n\nOSLO -- {SENTENCE}",
        f"Museum lends its atlases\n\nOslo, 8 March 2016 (Reuters) - {SENTENCE}",
    ],
)
def test_a_second_article_is_told_and_not_split(second: str) -> None:
    found = article(f"{TEXT}\n\n{second}")

    assert "I221" in codes(found)
    assert "line 7" in next(problem.message for problem in found.problems if problem.code == "I221")


@pytest.mark.parametrize(
    "more",
    [
        f"What readers say about it\n\n{SENTENCE}\n\n{SENTENCE}",
        f"{SENTENCE}\n\nBy Jane Roe",
        f"What the council plans\n\nLamps, chairs and shelves -- all of them new -- will come. {SENTENCE}",
    ],
)
def test_a_subhead_and_a_name_at_the_end_make_no_second_article(more: str) -> None:
    assert "I221" not in codes(article(f"{TEXT}\n\n{more}"))


def test_dashes_of_direct_speech_stay_and_those_of_a_list_do_not() -> None:
    speech = article(f"{TEXT}\n\n- Когда откроется зал?\n\n- В июне, если не задержится ремонт.\n\n{SENTENCE}")
    points = article(f"{TEXT}\n\n- зал карт\n\n- читальный зал\n\n{SENTENCE}")

    assert texts(speech, Role.ITEM) == []
    assert texts(points, Role.ITEM) == ["- зал карт", "- читальный зал"]


def test_the_questions_of_an_interview_are_paragraphs_and_no_reason_to_wait() -> None:
    found = article(TEXT + "".join(f"\n\nWhat is room {number} for?\n\n{SENTENCE}" for number in range(6)))

    assert texts(found, Role.SUBHEAD) == []
    assert codes(found) == []
