"""How much of their text two articles share, by their sketches."""

from __future__ import annotations

import random
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.importer.kin.likeness import ENOUGH, MAX_SCALE, MAX_WORDS, RANGE, Sketch, compare, sketch
from digest.importer.texts.words import fold_words

TEXT = """The library of the old town opens its reading room again on Monday, after two years of work on the roof.
The keepers have carried forty thousand books back to their shelves, and the catalogue can now be read on paper only.
Readers who bring back what they had borrowed before the work began pay nothing, however long it has been."""
VOCABULARY = [f"word{number}" for number in range(3000)]


def shingles(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + 4]) for at in range(len(words) - 3)}


def edited(words: list[str], share: float, rng: random.Random) -> list[str]:
    return [rng.choice(VOCABULARY) if rng.random() < share else word for word in words]


def error(pairs: list[tuple[float, float]]) -> float:
    return sqrt(sum((told - true) ** 2 for told, true in pairs) / len(pairs))


def test_a_text_is_wholly_like_itself_whatever_its_layout() -> None:
    likeness = compare(sketch(fold_words(TEXT)), sketch(fold_words(TEXT.upper().replace(" ", "\n"))))

    assert (likeness.jaccard, likeness.containment, likeness.is_near) == (1, 1, True)


def test_an_update_of_a_text_is_near() -> None:
    likeness = compare(sketch(fold_words(TEXT)), sketch(fold_words(TEXT + " The door is green.")))

    assert 0.9 < likeness.jaccard < 1
    assert likeness.containment == 1
    assert likeness.is_near


def test_a_short_text_in_a_long_one_is_contained() -> None:
    rng = random.Random(1)
    short = rng.choices(VOCABULARY, k=200)
    rest = rng.choices(VOCABULARY, k=2000)

    likeness = compare(sketch(short), sketch(rest[:1000] + short + rest[1000:]))

    assert likeness.jaccard < 0.2
    assert likeness.containment > 0.9
    assert likeness.is_near


def test_texts_of_the_same_words_in_another_order_are_not_near() -> None:
    words = fold_words(TEXT)

    assert compare(sketch(words), sketch(words[::-1])).common == 0


@pytest.mark.parametrize("words", [[], ["one"], ["one", "two", "three"]])
def test_a_text_without_a_run_of_four_words_is_like_nothing(words: list[str]) -> None:
    assert not compare(sketch(words), sketch(words)).is_near


def test_few_words_in_common_by_chance_make_no_kin() -> None:
    assert not compare(
        sketch(["one", "two", "three", "four", "five"]), sketch(["one", "two", "three", "four", "five"])
    ).is_near


@pytest.mark.parametrize("length", [150, 600, 2500])
def test_the_error_is_small_where_it_decides(length: int) -> None:
    rng = random.Random(length)
    jaccard, containment = [], []
    for _ in range(100):
        one = rng.choices(VOCABULARY, k=length)
        other = edited(one, rng.uniform(0.01, 0.05), rng)
        told = compare(sketch(one), sketch(other))
        a, b = shingles(one), shingles(other)
        jaccard.append((told.jaccard, len(a & b) / len(a | b)))
        containment.append((told.containment, len(a & b) / min(len(a), len(b))))

    assert error(jaccard) < 0.04
    assert error(containment) < 0.04


@pytest.mark.parametrize("length", [10, 255, 600, 5000, 50_000])
def test_a_sketch_is_small_and_says_enough(length: int) -> None:
    found = sketch([f"{number}" for number in range(length)])

    kept = len(found.values())
    assert found.size == length - 3
    assert kept >= min(found.size, ENOUGH * 0.8)
    assert kept <= max(2.4 * ENOUGH, 1.2 * found.size / MAX_SCALE)
    assert found.scale == 1 or max(found.values()) < RANGE // found.scale


def test_a_sketch_is_the_same_on_every_machine() -> None:
    assert sketch(["one", "two", "three", "four", "five"]).values().tolist() == [719651062, 1229777385]


def test_an_endless_text_is_looked_at_up_to_a_length() -> None:
    words = [f"{number}" for number in range(MAX_WORDS + 1000)]

    assert sketch(words) == sketch(words[:MAX_WORDS])


WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=60)


@given(WORDS, WORDS)
def test_likeness_has_no_direction_and_is_a_share(one: list[str], other: list[str]) -> None:
    there, back = compare(sketch(one), sketch(other)), compare(sketch(other), sketch(one))

    assert there == back
    assert 0 <= there.jaccard <= there.containment <= 1
    a, b = shingles(one), shingles(other)
    assert there.jaccard == (len(a & b) / len(a | b) if a and b else 0)


def test_sketches_of_different_scales_are_compared_where_both_are_complete() -> None:
    fine = Sketch(b"".join(value.to_bytes(4, "little") for value in (5, 7, 2**31)), 3, 1)
    coarse = Sketch(b"".join(value.to_bytes(4, "little") for value in (5, 9)), 8, 4)

    assert compare(fine, coarse).jaccard == 1 / 3
