"""Articles that are kin, found over SQLite: versions of a text, translations of a story."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from digest.importer.kin.echo import echo
from digest.importer.kin.kinship import MAX_SHARING, NEAR, TRANSLATION, Kin, add, create_tables, find_kin
from digest.importer.kin.likeness import sketch
from digest.importer.texts.words import fold_words
from tests.importer.helpers import article

INBOX = Path(__file__).resolve().parents[2] / "inbox"
VOCABULARY = [f"word{number}" for number in range(3000)]
TRANSLATIONS = {
    ("ar-un-resolution-2178", "ru-un-resolution-2178"),
    ("ar-un-resolution-2178", "un-resolution-2178"),
    ("ru-un-resolution-2178", "un-resolution-2178"),
    ("caravanserai-akniyet", "kk-akniyet-rehabilitation"),
    ("caravanserai-aktobe", "ru-aktobe-prevention"),
    ("kk-global-strategy", "un-global-strategy"),
}

Text = tuple[str, str]  # its words, its language


def found_in(texts: dict[int, Text]) -> list[Kin]:
    """Return the kin among *texts*, which are put down in the order of the dictionary."""
    with sqlite3.connect(":memory:") as db:
        create_tables(db)
        for number, (words, lang) in texts.items():
            add(db, number, sketch(fold_words(words)), echo(words), lang)
        return list(find_kin(db))


def prose(seed: int, length: int = 300) -> list[str]:
    return random.Random(seed).choices(VOCABULARY, k=length)


def test_versions_of_a_text_are_near_and_other_texts_are_not() -> None:
    words = prose(1)
    texts = {1: " ".join(words), 2: " ".join(prose(2)), 3: " ".join([*words, "and", "more"])}

    (kin,) = found_in({number: (text, "en") for number, text in texts.items()})

    assert (kin.a, kin.b, kin.kind, kin.code, kin.percent) == (1, 3, NEAR, "I360", 100)
    assert 0.9 < kin.jaccard < 1


def test_a_brief_is_found_in_the_report_that_holds_it() -> None:
    brief = prose(1, 120)

    (kin,) = found_in({1: (" ".join(brief), "en"), 2: (" ".join([*prose(2, 700), *brief, *prose(3, 700)]), "en")})

    assert kin.containment > 0.9
    assert kin.jaccard < 0.2


def test_a_hundred_copies_are_a_chain_and_not_every_pair() -> None:
    words = prose(1)
    texts = {number: (" ".join([*words, f"copy{number}"]), "en") for number in range(100)}

    found = found_in(texts)

    assert [(kin.a, kin.b) for kin in found] == [(number, number + 1) for number in range(99)]


def test_words_that_all_texts_repeat_make_no_kin() -> None:
    notice = prose(0, 100)
    texts = {number: (" ".join([*notice, *prose(number, 300)]), "en") for number in range(1, MAX_SHARING * 3)}

    assert found_in(texts) == []


def test_kin_are_found_beside_words_that_all_texts_repeat() -> None:
    notice = prose(0, 100)
    texts = {number: (" ".join([*notice, *prose(number, 300)]), "en") for number in range(1, MAX_SHARING * 3)}
    texts[1000] = (" ".join([*notice, *prose(7, 300), "update"]), "en")

    assert [(kin.a, kin.b) for kin in found_in(texts)] == [(7, 1000)]


def test_the_order_in_which_texts_come_makes_no_difference() -> None:
    texts = {number: (" ".join([*prose(number // 3), f"copy{number}"]), "en") for number in range(60)}
    inbox = sorted(INBOX.iterdir())
    texts |= {60 + number: (path.read_text("utf-8"), path.name[:2]) for number, path in enumerate(inbox)}
    shuffled = list(texts)
    random.Random(1).shuffle(shuffled)

    found = found_in(texts)

    assert found == found_in({number: texts[number] for number in shuffled})
    assert {kin.kind for kin in found} == {NEAR, TRANSLATION}
    assert found == sorted(found, key=lambda kin: (kin.kind, kin.a, kin.b))


def test_the_translations_in_the_inbox_are_found_and_nothing_else() -> None:
    names, texts = [], {}
    for number, path in enumerate(sorted(INBOX.glob("*.txt"))):
        found = article(path.read_bytes())
        names.append(path.stem)
        texts[number] = ("\n".join(part.text for part in found.body), found.lang)

    kin = found_in(texts)

    assert {(names[one.a], names[one.b]) for one in kin} == TRANSLATIONS
    assert {(one.kind, one.code) for one in kin} == {(TRANSLATION, "I361")}


ENGLISH = "The library of Nairobi lent 7,272 books in 31 rooms by 24 September, its keeper Bogatik told. See A/70/674."
RUSSIAN = "К 24 сентября библиотека Найроби выдала 7 272 книги в 31 зале, сказал хранитель Богатик. См. A/70/674."


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ((ENGLISH, "en"), (RUSSIAN, "ru"), 1),
        ((ENGLISH, "en"), (RUSSIAN, "en-GB"), 0),  # the same language
        ((ENGLISH, "en"), (RUSSIAN.replace("7 272", "8 911"), "ru"), 1),  # a slip in one number
        ((ENGLISH, "en"), (RUSSIAN.replace("7 272", "8 911").replace("A/70/674", "A/71/9"), "ru"), 0),
        ((ENGLISH, "en"), ("Библиотека выдала 7 272 книги.", "ru"), 0),  # one fact is chance
        ((ENGLISH, "en"), (f"{RUSSIAN} Ещё 315, 486, 597, 618, 729 и 831.", "ru"), 0),  # much that the other has not
    ],
)
def test_a_translation_shares_most_of_its_facts(one: Text, other: Text, number: int) -> None:
    assert len(found_in({1: one, 2: other})) == number


def test_facts_that_many_texts_have_tell_nothing() -> None:
    texts = {number: (ENGLISH if number % 2 else RUSSIAN, "en" if number % 2 else "ru") for number in range(60)}

    assert [kin for kin in found_in(texts) if kin.kind == TRANSLATION] == []
