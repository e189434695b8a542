"""What saves time says the same as the long way that it saves."""

from __future__ import annotations

import re

import pytest
from ftfy.badness import MOJIBAKE_CATEGORIES, is_bad
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.importer.body.paragraphs import find_holes, has_holes
from digest.importer.body.private import find_private, may_hold_private
from digest.importer.head.dates import find_date
from digest.importer.texts.clean import CLEANERS, clean, drop_controls, squash
from digest.importer.texts.decode import may_be_bad
from digest.importer.texts.lexicon import fold, lexicon
from digest.importer.texts.marks import ends_sentence
from digest.importer.texts.words import fold_words

_MISREAD = re.compile(f"[{''.join(MOJIBAKE_CATEGORIES.values())}]")
MISREAD = "".join(char for char in map(chr, range(0x2600)) if _MISREAD.match(char)) + "\ufb01\ufb02\ufffd\uf8ff"


def _texts(*pieces: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), max_size=9).map("".join)


@settings(max_examples=2000)
@given(st.text(st.sampled_from(MISREAD + "aZ. \nяВГРСЂ№’"), max_size=6))
def test_what_is_bad_is_looked_at(text: str) -> None:
    assert may_be_bad(text) or not is_bad(text)


def test_two_letters_that_are_bad_are_looked_at() -> None:
    pairs = (f"{before}{one}{other}" for one in MISREAD for other in MISREAD for before in ("", "a "))

    assert not [pair for pair in pairs if not may_be_bad(pair) and is_bad(pair)]


@pytest.mark.parametrize("plain", ["№ 5", "für alle", "«Да» — сказал он", "the reader’s “room”", "5 € und 3 £"])
def test_ordinary_marks_are_not_looked_at(plain: str) -> None:
    assert not may_be_bad(plain)


@given(st.text(st.sampled_from("ab \t\xa0\u2003\u200b\x1c\n|"), max_size=12))
def test_squash_leaves_single_spaces(text: str) -> None:
    assert squash(text) == " ".join(text.split())


@given(st.text(st.sampled_from("aé \n\r\t\f\x00\x85\xa0\xad\u200b\u200c\u2028\ufeffй\u0306"), max_size=8))
def test_cleaning_is_all_of_its_steps(text: str) -> None:
    stepwise = text
    for cleaner in CLEANERS:
        stepwise = cleaner(stepwise)

    assert clean(text) == stepwise


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_controls_are_dropped_from_ascii_as_from_any_text(text: str) -> None:
    assert drop_controls(text) == drop_controls(f"{text}é").removesuffix("é")


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_words_of_ascii_are_those_of_any_text(text: str) -> None:
    assert fold_words(text) == re.findall(r"\w+", text.lower())


@given(st.text(st.sampled_from("a.!?»)\"' \n"), max_size=12))
def test_sentence_ends_where_its_whole_text_says_so(text: str) -> None:
    assert ends_sentence(text) == bool(re.search(r"[.!?…:;۔؟。][\"'”’»)\]]{0,3}$", text))


@given(st.lists(_texts("he ", "a", " ", ".", ",", "(", ")", " the", "according to")))
def test_holes_are_looked_for_where_there_are_some(texts: list[str]) -> None:
    assert has_holes(texts) or not any(any(find_holes(text)) for text in texts)


@given(_texts("+7", "701", "55", "01", " ", "-", "(", ")", ".", "é", "j@a.org", "+7 701 555 01 00"))
def test_numbers_are_looked_for_where_there_are_some(text: str) -> None:
    assert may_hold_private(text) or not any(find_private(text))


@pytest.mark.parametrize("spell", [str, str.upper, str.capitalize])
def test_every_month_is_found_however_it_is_spelt(spell: type[str]) -> None:
    names = [name for name in lexicon().months if fold(spell(name)) == name]
    found = [find_date(f"26 {spell(name)} 2016") for name in names]

    assert [mention.date.month if mention and mention.date else None for mention in found] == [
        lexicon().months[name] for name in names
    ]
