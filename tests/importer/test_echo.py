"""What a text keeps when it is translated: numbers, dates, symbols, the sound of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.importer.kin.echo import DATE, MAX_HASHES, NAME, NUMBER, SYMBOL, echo, features, kind_of, sound_of

ENGLISH = (
    "The library of Nairobi lent 7,272 books by 24 September 2014, as its keeper Bogatik told on 3 May. See A/70/674."
)
RUSSIAN = "К 24 сентября 2014 года библиотека Найроби выдала 7 272 книги, сказал 3 мая хранитель Богатик. См. A/70/674."
KAZAKH = "2014 жылғы 24 қыркүйекте Найроби кітапханасы 7272 кітап берді, деді 3 мамырда сақтаушы Богатик. A/70/674."
ARABIC = "أعارت مكتبة نيروبي ٧٢٧٢ كتاباً حتى ٢٤ سبتمبر ٢٠١٤، كما قال أمينها بوغاتيك في 3 مايو. انظر A/70/674."


def facts(text: str) -> list[int]:
    return [feature for feature in features(echo(text)) if kind_of(feature) != NAME]


def kinds(text: str) -> list[int]:
    return sorted(map(kind_of, features(echo(text))))


@pytest.mark.parametrize("text", [RUSSIAN, KAZAKH, ARABIC])
def test_a_translation_has_the_facts_of_the_original(text: str) -> None:
    assert facts(text) == facts(ENGLISH)
    assert kinds(ENGLISH) == [NAME, NAME, NUMBER, DATE, DATE, SYMBOL]


@pytest.mark.parametrize("text", [RUSSIAN, KAZAKH, ARABIC])
def test_a_translation_has_the_names_of_the_original(text: str) -> None:
    assert set(features(echo(ENGLISH))) <= set(features(echo(text)))


@pytest.mark.parametrize(
    "names",
    [
        ("Caravanserai", "Каравансарай"),
        ("Aktobe", "Aqtobe", "Актобе", "Ақтөбе", "أكتوبي"),
        ("Nairobi", "Найроби", "نيروبي"),
        ("Chekhov", "Чехов"),
        ("Zhanar", "Жанар"),
        ("Astana", "Астана", "أستانا"),
    ],
)
def test_a_name_sounds_alike_in_every_script(names: tuple[str, ...]) -> None:
    assert len({sound_of(name) for name in names}) == 1


@pytest.mark.parametrize(
    "text", ["In 2014 and 1999.", "Page 7.", "Gate 9b, A4 and B12.", "and/or", "Once upon a time."]
)
def test_years_alone_and_small_numbers_tell_nothing(text: str) -> None:
    assert facts(text) == []


def test_the_first_word_of_a_sentence_is_no_name() -> None:
    assert echo("Readers came. Keepers went.\nLibraries open: «Shelves» stay.") == b""


@pytest.mark.parametrize(
    ("text", "is_heard"),
    [
        ("to Bogatik", True),
        ("to\u00a0Bogatik", True),
        ("to «Bogatik", True),
        ('to ("Bogatik', True),
        ("Bogatik", False),
        ("end. Bogatik", False),
        ("end. «Bogatik", False),
        ("one\nBogatik", False),
        ("(Bogatik", False),
        ("deBogatik", False),
    ],
)
def test_a_name_stands_within_a_sentence(text: str, *, is_heard: bool) -> None:
    assert bool(echo(text)) is is_heard


def test_an_echo_is_small_and_its_facts_come_first() -> None:
    numbers = " ".join(str(number * 37) for number in range(300, 900))
    names = " ".join(f"x B{a}b{b}l{c}n" for a in "aeiou" for b in "dfgklmnrst" for c in "dfgklmrst")

    assert len(features(echo(numbers + names))) == MAX_HASHES
    assert kinds(numbers + names).count(NUMBER) >= MAX_HASHES // 2


@given(st.text(max_size=300))
def test_any_text_has_an_echo(text: str) -> None:
    found = features(echo(text))

    assert found == sorted(set(found))
    assert len(found) <= MAX_HASHES
