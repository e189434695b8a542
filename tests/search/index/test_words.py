"""What words are compared by: the same in Python, where the index is made, and in the browser, where it is asked."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from digest.search.folding import LONGEST, fold, words_of
from digest.search.kazakh import SHORTEST_ROOT, stem_kazakh
from digest.search.sounds import reading, sound_key
from digest.search.stems import stem

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Letters and marks of all that is written here, and some that are written nowhere here.
LETTERS = "abcxyzABCßıİéÅłœ1²½ٱأإآةىيكـَُ٣۷абвийёЙЁщұқӘғњїאבกน日本ﬁⅫ𝔸😀'’-_/. \u0301\u0306\u0654"
TEXTS = ["".join(Random(seed).choices(LETTERS, k=Random(seed).randint(1, 30))) for seed in range(400)]
NAMES = (
    "aktobe", "aqtobe", "актобе", "актөбе", "қарағанды", "karaganda", "qaraghandy", "كاراغاندي", "zhezkazgan",
    "jezqazgan", "жезқазған", "таш", "ташкент", "toshkent", "самарқанд", "سمرقند", "دوشنبه", "душанбе", "cyprus",
    "циклон", "xerox", "шымкент", "худжанд", "khujand", "الموصل", "شنغهاي", "وزيرستان", "اليمن",
)  # fmt: skip


def test_python_and_the_browser_fold_texts_alike(asking: Page) -> None:
    in_browser = asking.evaluate(
        'async (texts) => { const { wordsOf } = await import("/search/reader/folding.js");'
        " return texts.map(wordsOf); }",
        TEXTS,
    )

    assert in_browser == [words_of(text) for text in TEXTS]


def test_python_and_the_browser_hear_names_alike(asking: Page) -> None:
    words = [*NAMES, *(word for text in TEXTS for word in words_of(text))]
    in_browser = asking.evaluate(
        'async (words) => { const { reading, soundKey } = await import("/search/reader/sounds.js");'
        " return words.map((word) => [reading(word), soundKey(word)]); }",
        words,
    )

    assert in_browser == [[reading(word), sound_key(word)] for word in words]


def test_the_browser_counts_slips_as_rapidfuzz_does(asking: Page) -> None:
    rng = Random(7)
    pairs = [["".join(rng.choices("abcd", k=rng.randint(1, 8))) for _ in range(2)] for _ in range(600)]
    in_browser = asking.evaluate(
        'async (pairs) => { const { distance } = await import("/search/reader/distance.js");'
        " return pairs.map(([word, other]) => distance(word, other, 2)); }",
        pairs,
    )

    assert in_browser == [min(3, OSA.distance(word, other)) for word, other in pairs]


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Aktöbe", "aktobe"),
        ("Молодёжь", "молодежь"),
        ("Йод", "йод"),
        ("Ақтөбе", "ақтөбе"),
        ("أكتوبي", "اكتوبي"),
        ("٢١٧٨", "2178"),
        ("القُرّاء", "القراء"),
        ("مكتبة", "مكتبه"),
        ("NAÏVE", "naive"),
    ],
)
def test_marks_and_capitals_go(word: str, folded: str) -> None:
    assert fold(word) == folded


@given(st.text(max_size=60))
@example("𝑨")  # small only once it is plain
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    for word in words_of(text):
        assert fold(word) == word
        assert 0 < len(word) <= LONGEST


@pytest.mark.parametrize(
    ("forms", "lang"),
    [
        ("family families", "en"),
        ("экстремизм экстремизма экстремизмом экстремизме", "ru"),
        ("библиотека библиотеке библиотеками", "ru"),
        ("мектеп мектебі мектептер мектептерінде мектепке мектептен", "kk"),
        ("кітапхана кітапханалар кітапхананың кітапханалардан кітапханада", "kk"),
        ("экстремизм экстремизмге экстремизмнің экстремизмді", "kk"),
        ("кітап кітабы кітапты кітаптар кітаптың", "kk"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str, lang: str) -> None:
    assert len({stem(fold(form), lang) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("words", "lang"), [("library museum", "en"), ("закон музей", "ru"), ("қала жол мектеп", "kk"), ("60 288", "en")]
)
def test_other_words_have_others(words: str, lang: str) -> None:
    assert len({stem(word, lang) for word in words.split()}) == len(words.split())


@given(st.text("абғқдеёжзиіклмнңоөпрстуұүһы", min_size=1, max_size=20))
def test_a_kazakh_stem_has_no_ending_left_and_is_long_enough_to_be_one(word: str) -> None:
    found = stem_kazakh(word)

    assert stem_kazakh(found) == found
    assert len(found) >= min(len(word), SHORTEST_ROOT)


@pytest.mark.parametrize(
    "spellings",
    [
        "Aktobe Aqtobe Актобе Ақтөбе أكتوبي",
        "Karaganda Qaraghandy Караганда Қарағанды كاراغاندي",
        "Zhezkazgan Jezqazgan Жезказган Жезқазған",
        "Samarkand Самарканд Самарқанд سمرقند",
        "Dushanbe Душанбе دوشنبه",
        "Tashkent Toshkent Ташкент",
        "Kandahar Qandahar Кандагар Кандағар",
    ],
)
def test_spellings_of_one_name_sound_alike(spellings: str) -> None:
    assert len({sound_key(fold(one)) for one in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("arabic", "names", "others"),
    [
        ("أستانا", "Astana Астана", "Ashton association Estonia сатана citation"),
        ("الموصل", "Mosul Мосул", "missile Michelle масло мысль"),
        ("طراز", "Taraz Тараз", "Тереза төріз"),
        ("شنغهاي", "Shanghai Шанхай", "change Cheng aching sung"),
        ("سمرقند", "Samarkand Самарканд Самарқанд", ""),
        ("دوشنبه", "Dushanbe Душанбе", ""),
        ("إسلام", "Islam Ислам", "salami слом"),
    ],
)
def test_arabic_fits_names_with_its_long_vowels_in_their_places(
    asking: Page, arabic: str, names: str, others: str
) -> None:
    known = [fold(one) for one in f"{names} {others}".split()]
    fitting = asking.evaluate(
        'async ([arabic, known]) => { const { isWithoutVowels } = await import("/search/reader/sounds.js");'
        " return known.filter((one) => isWithoutVowels(arabic, one)); }",
        [fold(arabic), known],
    )

    assert fitting == [fold(one) for one in names.split()]
