"""Whole pages are told from articles, and where the article is; nothing of either is lost (rule 88)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from digest.importer.model import BODY_ROLES
from tests.importer.dumps import clean_article, generate
from tests.importer.helpers import article, codes, run, words

if TYPE_CHECKING:
    from digest.importer import Article, Skip

SEEDS = range(200)
MIN_FLAGGED = 0.90
MAX_CLEAN_FLAGGED = 0.02
MIN_EXACT = 0.80


def _suggested(found: Article | Skip) -> tuple[int, int] | None:
    """Return the lines between which the article may be, as the editor is told."""
    for problem in found.problems:
        if problem.code == "I220":
            first, last = re.findall(r"\d+", problem.message.partition("lines")[2])
            return int(first), int(last)
    return None


def test_whole_pages_wait_for_an_editor() -> None:
    flagged = [seed for seed in SEEDS if _suggested(run(generate(seed)[0]))]

    assert len(flagged) >= MIN_FLAGGED * len(SEEDS)


def test_the_lines_that_are_suggested_hold_the_whole_article() -> None:
    exact = 0
    for seed in SEEDS:
        text, first, last = generate(seed)
        suggested = _suggested(run(text))

        assert suggested is None or (suggested[0] <= first and suggested[1] >= last), seed
        exact += suggested == (first, last)

    assert exact >= MIN_EXACT * len(SEEDS)


def test_a_page_keeps_every_word_of_its_article() -> None:
    for seed in SEEDS:
        text, first, last = generate(seed)
        found = article(text)

        kept = " ".join(part.text for part in found.parts)
        dropped = {dropped.line for dropped in found.dropped}

        assert words(kept) == words(text), seed
        assert not dropped & set(range(first, last + 1)), seed


def test_articles_alone_are_published() -> None:
    waiting = [seed for seed in SEEDS if any(code.startswith("I2") for code in codes(run(clean_article(seed))))]

    assert len(waiting) <= MAX_CLEAN_FLAGGED * len(SEEDS)


def test_an_article_alone_loses_no_word_of_its_body() -> None:
    for seed in SEEDS:
        text = clean_article(seed)
        found = article(text)

        dropped = words(" ".join(dropped.text for dropped in found.dropped))

        assert words(text)[: len(words(text)) - len(dropped)] == words(
            " ".join(part.text for part in found.parts if (part.line, part.text) not in _places(found))
        ), seed


def _places(found: Article) -> set[tuple[int, str]]:
    return {(dropped.line, dropped.text) for dropped in found.dropped}


def test_the_same_seed_makes_the_same_text() -> None:
    assert [generate(seed) for seed in range(9)] == [generate(seed) for seed in range(9)]
    assert len({clean_article(seed) for seed in range(50)}) == 50


@pytest.mark.parametrize(
    "names",
    [
        ["Jane Roe", "Tom Ash", "Mary Elm", "Sam Birch", "Ann Oak", "Max Yew", "Eve Rowan", "Dan Alder"],
        [f"{number}. Room of maps" for number in range(1, 15)],
        [f"• Shelf {number}" for number in range(1, 15)],
        [f"Line {number} of the verse," for number in range(1, 15)],
        ["Opening hours", "Monday to Friday", "10 to 18", "Saturday", "10 to 14", "Entry is free"],
    ],
    ids=["names", "numbers", "points", "verse", "hours"],
)
def test_a_list_within_an_article_makes_no_page_of_it(names: list[str]) -> None:
    prose = ["The library opens its attic on Monday, a notice on the door of the reading room says."] * 3

    found = article("\n\n".join(["Library opens its attic", *prose, *names, *prose]))

    assert "I220" not in codes(found)
    assert all(part.role in BODY_ROLES for part in found.parts[1:])


@pytest.mark.parametrize(
    ("lines", "codes_told"),
    [
        (["Harbour | Old town | Villages | Schools | Letters", "Harbour > Old town > Quay > Mill"], ["I220"]),
        (["Maps | Museum"], []),
    ],
)
def test_rows_of_short_words_over_an_article_are_a_menu(lines: list[str], codes_told: list[str]) -> None:
    prose = ["The library opens its attic on Monday, a notice on the door of the reading room says."] * 8

    found = article("\n\n".join([*lines, "Library opens its attic", *prose]))

    assert codes(found) == codes_told
