"""Names are found in every form that a text has them in, and nothing else of the text changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.masking import Name, Names
from digest.model import Text

SHOWN = Text({"en": "a reader", "ru": "один читатель"})
NAMES = Names(
    (
        Name(("Person Alpha", "P. Alpha"), SHOWN),
        Name(("Иван Примеров", "Ваня Примеров"), SHOWN),
        Name(("Андрей Образцовский",)),
        Name(("Айгүл Үлгіқызы",)),
        Name(("مثال القارئ",)),
        Name(("Zoë O'Sample",)),
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "Person Alpha",
        "PERSON ALPHA's",
        "Person\nAlpha",
        "Person\u00a0Alpha",
        "Person **Alpha**",
        "<b>Person</b> Alpha",
        "Per\u00adson Al\u200bpha",
        "Ｐｅｒｓｏｎ Alpha",
        "Alpha, Person",
        "P. Alpha",
        "Ивана Примерова",
        "Ивану Примерову",
        "Иваном Примеровым",
        "Иване Примерове",
        "Примерову Ивану",
        "ИВАН ПРИМЕРОВ",
        "Ива\u0301н Приме\u0301ров",
        "Вани Примерова",
        "Андрея Образцовского",
        "Андреем Образцовским",
        "Айгүл Үлгіқызының",
        "Айгүл Үлгіқызына",
        "مِثال القارئ",
        "لمثال القارئ",
        "ومثـال القارئ",
        "Zoe O’Sample",
        "Zoe\u0308 O'Sample",
    ],
)
def test_name_is_found_however_it_is_written(text: str) -> None:
    found = NAMES.find(f"Then, {text}, it says.")

    assert len(found) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Personal Alphabet",
        "Person\n\nAlpha",
        "Person",
        "Alpha",
        "Иваныч Примерный",
        "Иванов Примеров",
        "Person and Alpha",
        "مثالان القارئون",
        "",
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    assert NAMES.mask(text, "en") == text


def test_what_stands_in_its_place_is_in_the_language_of_the_text_or_initials() -> None:
    assert NAMES.mask("So Person Alpha said.", "en") == "So a reader said."
    assert NAMES.mask("Так сказал Иван Примеров.", "ru") == "Так сказал один читатель."
    assert NAMES.mask("Андрея Образцовского ждут.", "ru") == "А. О. ждут."


def test_marks_and_tags_between_the_words_of_a_name_stay() -> None:
    assert NAMES.mask("**Person** Alpha, <i>Person</i> Alpha", "en") == "**a reader**, <i>a reader</i>"


def test_name_is_found_in_an_address() -> None:
    assert NAMES.in_address("images/person-alpha-2.jpg")
    assert NAMES.in_address("person-alpha-in-court")
    assert not NAMES.in_address("personal-alphabet")


@given(
    st.lists(
        st.sampled_from(["Person", "Alpha", " ", "\n", "**", "Ива\u0301на", "Примерова", "and", ",", "é", "й", "ё"])
    )
)
def test_masked_text_has_no_name_and_the_rest_as_it_was(pieces: list[str]) -> None:
    text = "".join(pieces)
    masked = NAMES.mask(text, "en")

    assert not NAMES.is_in(masked)
    if not NAMES.is_in(text):
        assert masked == text


@given(st.text(max_size=60))
def test_any_text_can_be_looked_through(text: str) -> None:
    assert NAMES.mask(text, "en") == text or NAMES.is_in(text)
