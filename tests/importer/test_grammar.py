"""What the importer gets right of articles whose answers are known; the figures are those of docs/benchmarks.md."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pytest

from digest.importer import needs_review
from digest.importer.model import Role
from tests.importer.grammar import Expected, generate
from tests.importer.helpers import article, texts

ARTICLES = 400
FIELDS = {"title": 0.99, "agency": 0.97, "dateline_place": 0.97, "date": 0.97, "captions": 0.97, "subheads": 0.97,
          "boilerplate": 0.99, "lang": 0.99}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """What was to be found in an article, what the importer made of it, and whether it waits for an editor."""

    expected: Expected
    made: Expected
    waits: bool


def _result(seed: int) -> Result:
    text, expected = generate(seed)
    found = article(text)
    made = Expected(
        title=found.headline or "",
        lang=found.lang,
        authors=found.authors,
        agency=found.agency,
        dateline_place=found.filed.dateline.place if found.filed else None,
        date=str(found.date) if found.date else None,
        captions=tuple((image.caption, image.credit or "") for image in found.images),
        paragraphs=tuple(texts(found, Role.PARAGRAPH, Role.PULLQUOTE)),
        subheads=tuple(texts(found, Role.SUBHEAD)),
        boilerplate=tuple(dropped.text for dropped in found.dropped),
    )
    return Result(expected, made, any(map(needs_review, found.problems)))


@pytest.fixture(scope="module")
def results() -> list[Result]:
    """Return what becomes of some hundred articles."""
    return [_result(seed) for seed in range(ARTICLES)]


def test_the_fields_of_a_clean_article_are_right(results: list[Result]) -> None:
    right = {
        key: sum(getattr(result.made, key) == getattr(result.expected, key) for result in results) / len(results)
        for key in FIELDS
    }

    assert {key: share for key, share in right.items() if share < FIELDS[key]} == {}


def test_the_authors_are_right(results: list[Result]) -> None:
    counts: Counter[str] = Counter()
    for result in results:
        counts["right"] += len(set(result.made.authors) & set(result.expected.authors))
        counts["made"] += len(result.made.authors)
        counts["expected"] += len(result.expected.authors)

    assert 2 * counts["right"] / (counts["made"] + counts["expected"]) >= 0.97


def test_no_word_of_the_body_is_dropped(results: list[Result]) -> None:
    lost = [
        text
        for result in results
        for text in {*result.expected.paragraphs, *result.expected.subheads}
        - {*result.made.paragraphs, *result.made.subheads}
    ]

    assert lost == []


def test_nothing_is_made_up(results: list[Result]) -> None:
    for result in results:
        assert set(result.made.authors) <= set(result.expected.authors)
        assert result.made.date in {result.expected.date, None}
        assert result.made.dateline_place in {result.expected.dateline_place, None}


def test_clean_articles_do_not_wait_for_review(results: list[Result]) -> None:
    assert sum(result.waits for result in results) <= 0.02 * len(results)


def test_a_seed_always_makes_the_same_article() -> None:
    assert generate(7) == generate(7)
    assert generate(7) != generate(8)
