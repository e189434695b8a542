"""Who wrote it, and who did not."""

from __future__ import annotations

import pytest

from digest.importer.head.byline import parse_byline
from tests.importer.helpers import article


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("By Jane Roe", ["Jane Roe"]),
        ("BY JANE ROE", ["JANE ROE"]),
        ("by Jane Roe", ["Jane Roe"]),
        ("By Jane Roe and Ann Poe", ["Jane Roe", "Ann Poe"]),
        ("By Jane Roe, Ann Poe and John Doe", ["Jane Roe", "Ann Poe", "John Doe"]),
        ("By Jane Roe, Ann Poe, and John Doe", ["Jane Roe", "Ann Poe", "John Doe"]),
        ("By Jane Roe & Ann Poe", ["Jane Roe", "Ann Poe"]),
        ("By John Doe, Jr.", ["John Doe, Jr."]),
        ("By John Doe Jr.", ["John Doe Jr."]),
        ("By Jane Roe, staff writer", ["Jane Roe"]),
        ("By Ludwig van der Berg", ["Ludwig van der Berg"]),
        ("By Law and policy desk", ["Law and policy desk"]),
        ("By Law and policy desk and Education desk", ["Law and policy desk", "Education desk"]),
        ("By José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("By Juan Pérez y Ana Gómez", ["Juan Pérez", "Ana Gómez"]),
        ("By Jane Roe et Ann Poe", ["Jane Roe", "Ann Poe"]),
        ("By Jane Roe und Ann Poe", ["Jane Roe", "Ann Poe"]),
        ("By Jane Roe, London", ["Jane Roe"]),
        ("By Jane Roe, editor of the Review", ["Jane Roe"]),
        ("By Staff Writer Jane Roe", ["Jane Roe"]),
        ("By Jane Roe, special to the Herald", ["Jane Roe"]),
        ("By Jane Roe for The Mill Herald", ["Jane Roe"]),
        ("By Jane Roe in Bishkek", ["Jane Roe"]),
        ("By Jane Roe, MD, and John Doe, Ph.D.", ["Jane Roe, MD", "John Doe, Ph.D."]),
        ("By Jane Roe @janeroe", ["Jane Roe"]),
        ("By Jane Roe @jane, staff writer", ["Jane Roe"]),
        ("By Jane Roe and Ann Poe | The Evening Post", ["Jane Roe", "Ann Poe"]),
        ("by Jane Roe · photos by John Doe", ["Jane Roe"]),
        ("Words by Jane Roe, photographs by John Doe", ["Jane Roe"]),
        ("By Jane Roe (@jane) and Ann Poe (@ann)", ["Jane Roe", "Ann Poe"]),
        ("By Jane Roe (jane@example.org)", ["Jane Roe"]),
        ("By: Jane Roe", ["Jane Roe"]),
        ("Authors: Jane Roe; Ann Poe", ["Jane Roe", "Ann Poe"]),
        ("(By Jane Roe)", ["Jane Roe"]),
        ("Автор: Иван Петров.", ["Иван Петров"]),
        ("Автор: Иван Петров, корреспондент", ["Иван Петров"]),
        ("Подготовил Иван Петров", ["Иван Петров"]),
        ("Muallif: Anvar Karimov va Dilnoza Yusupova", ["Anvar Karimov", "Dilnoza Yusupova"]),
        ("Муаллиф: Анвар Каримов", ["Анвар Каримов"]),
        ("كتب أحمد علي", ["أحمد علي"]),
        ("إعداد: منى حسن", ["منى حسن"]),
        ("نویسنده: علی رضایی", ["علی رضایی"]),
        ("به قلم علی رضایی", ["علی رضایی"]),
        ("گزارش از مریم احمدی", ["مریم احمدی"]),
        ("تحریر: احمد علی", ["احمد علی"]),
        ("رپورٹ: فاطمہ خان", ["فاطمہ خان"]),
        ("از: سعید اختر", ["سعید اختر"]),
        ("Автор: Иван Петров", ["Иван Петров"]),
        ("Авторы: Иван Петров и Анна Иванова", ["Иван Петров", "Анна Иванова"]),
        ("Автор: Отдел права и политики", ["Отдел права и политики"]),
        ("Подготовила Анна Иванова", ["Анна Иванова"]),
        ("Авторы: Отдел права и политики и отдел образования", ["Отдел права и политики", "отдел образования"]),
        ("Автор(лар)ы: Асель Серік және Бақыт Омар", ["Асель Серік", "Бақыт Омар"]),
        ("بقلم: وليد خالد", ["وليد خالد"]),
        ("بقلم: أحمد علي، وليد خالد", ["أحمد علي", "وليد خالد"]),
        ("بقلم مكتب القانون والسياسات ومكتب التعليم", ["مكتب القانون والسياسات", "مكتب التعليم"]),
    ],
)
def test_authors_are_the_names_as_printed(text: str, authors: list[str]) -> None:
    byline = parse_byline(text)

    assert byline is not None
    assert list(byline.authors) == authors
    assert byline.agency is None


@pytest.mark.parametrize(
    ("text", "authors", "agency"),
    [
        ("By Jane Roe, Reuters", ["Jane Roe"], "Reuters"),
        ("By Jane Roe for RFE/RL", ["Jane Roe"], "RFE/RL"),
        ("By JANE ROE Associated Press", ["JANE ROE"], "Associated Press"),
        ("By Jane Roe (AP)", ["Jane Roe"], "AP"),
        ("By Jane Roe, Reuters correspondent", ["Jane Roe"], "Reuters"),
        ("By Reuters staff", [], "Reuters"),
        ("By Jane Roe and Ann Poe in Almaty for RFE/RL", ["Jane Roe", "Ann Poe"], "RFE/RL"),
        ("تحریر: سعید اختر، یو این آئی", ["سعید اختر"], "یو این آئی"),
        ("AFP", [], "AFP"),
        ("(reuters)", [], "Reuters"),
    ],
)
def test_an_agency_is_no_author(text: str, authors: list[str], agency: str) -> None:
    byline = parse_byline(text)

    assert byline is not None
    assert (list(byline.authors), byline.agency) == (authors, agency)


@pytest.mark.parametrize(
    "text",
    [
        "By the end of the year all rooms will be open",
        "By law, every book is lent free of charge.",
        "By noon the queue reached the gate",
        "By 26 December 2016",
        "By Popular Demand, Library Opens on Sunday",
        "Корреспондент: Расскажите о новой библиотеке",
        "كتب جديدة في المكتبة",
        "از سر نو ترتیب دی گئی الماریاں پہلی منزل پر ہیں",
        "By Monday all rooms of the house will be open again",
        "Bystanders helped to carry the shelves",
        "By " + "Very Long Name " * 12,
        "The list was drawn up by Jane Roe",
    ],
)
def test_prose_is_no_byline(text: str) -> None:
    assert parse_byline(text) is None


def test_words_that_no_key_has_room_for_are_kept_in_the_notes() -> None:
    found = article("Library opens\n\nBy Jane Roe in Oslo\n\nThe reading room opens on Monday, the library said.")

    assert found.authors == ("Jane Roe",)
    assert found.asides == ("byline as printed: By Jane Roe in Oslo", "byline place: Oslo")


def test_a_headline_that_begins_with_by_is_a_headline() -> None:
    found = article(
        "By Land and Sea\n\nBy Jane Roe\n\nThe travel shelf has moved to the first floor, the library said."
    )

    assert found.headline == "By Land and Sea"
    assert found.authors == ("Jane Roe",)


def test_a_text_without_a_byline_has_no_authors() -> None:
    found = article("Library opens\n\nJane Roe said the room opens on Monday.\n\nBy then the lamps will be there.")

    assert found.authors == ()
