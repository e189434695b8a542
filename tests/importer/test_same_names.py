"""Authors who may be one person, by their names in other spellings and scripts."""

from __future__ import annotations

import random

import pytest

from digest.importer.kin.same_names import CODE, suggest_same_names
from digest.importer.problems import CODES
from digest.registry import Table, parse_table

AUTHORS, _ = parse_table(
    "authors",
    """
jane-roe: {name: {en: Jane Rowe, ru: Джейн Роу}, aliases: [J. Rowe], description: {en: A keeper}}
jan-rowe: {name: {en: Jan Rowe}, description: {en: Another keeper}}
reading-desk: {name: {en: Reading room}, kind: desk, description: {en: A desk}}
""",
    "authors.yaml",
)


def pairs(*names: str, known: Table | None = None) -> list[tuple[str, str]]:
    return [(same.a, same.b) for same in suggest_same_names(names, known or Table())]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aleksandr Knizhnik", "Alexander Knizhnik"),
        ("Alexander Knizhnik", "Александр Книжник"),
        ("Alexander Knizhnik", "Knizhnik Alexander"),
        ("Dmitriy Vasiliev", "Dmitry Vasilyev"),
        ("Dmitry Vasilyev", "Дмитрий Васильев"),
        ("Kseniya Polkova", "Ксения Полкова"),
        ("Aliya Kitapova", "Әлия Китапова"),
        ("Abd al-Karim al-Maktabi", "عبد الكريم المكتبي"),
    ],
)
def test_one_person_in_two_spellings_or_scripts(one: str, other: str) -> None:
    assert pairs(other, one, "Mary Major") == [(one, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jane Roe", "John Roe"),
        ("Ivan Petrov", "Ivan Petrovsky"),
        ("Serik Polkov", "Berik Polkov"),
        ("Jane Roe", "jane  ROE"),  # one name already
        ("Anna", "Ana"),  # first names alone
        ("محمد علي", "Mohammed Ali"),  # too little of it is written
        ("Education desk", "Educational desk"),
        ("Отдел права", "Отдел прав"),
    ],
)
def test_names_that_are_not_suggested(one: str, other: str) -> None:
    assert pairs(one, other) == []


def test_a_name_is_compared_with_those_that_the_registry_knows() -> None:
    assert pairs("Jane Row", known=AUTHORS) == [("Jane Row", "Jane Rowe")]


def test_names_that_the_registry_knows_are_left_alone() -> None:
    assert pairs("Jane Rowe", "Jan Rowe", "Reading room", "Reading rooms", known=AUTHORS) == []


def test_the_order_of_the_names_makes_no_difference() -> None:
    names = [f"Reader{number} Bookman{number % 7}" for number in range(200)]
    shuffled = random.Random(1).sample(names, len(names))

    assert suggest_same_names(names, Table()) == suggest_same_names(shuffled, Table())
    assert suggest_same_names(names * 2, Table()) == suggest_same_names(names, Table())


def test_there_is_a_notice_for_it() -> None:
    assert CODE in CODES
