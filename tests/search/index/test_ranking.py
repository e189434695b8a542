"""The browser finds what the reference finds, in the same order, on corpora made by chance."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.search.index.reference import Asked, rank
from tests.search.index.support import many, page_beside, search, write_index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from digest.search import Document

# Several forms of some words, and a number.
WORDS = (
    "library", "libraries", "hall", "halls", "curator", "curating", "museum", "museums", "shelf", "shelves",
    "catalogue", "reading", "readings", "2178", "paper", "map", "maps", "binding", "ink", "letter", "letters",
    "archive", "archives", "desk", "lamp", "index", "cards", "visitor", "visitors", "guide", "tour", "garden", "roof",
)  # fmt: skip
SEEDS = (1, 2, 3)


@pytest.fixture(scope="module", params=SEEDS)
def corpus(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[int, list[Document], Page]]:
    """Return a seed, articles made from it, and a page beside their index, which has three segments."""
    documents = many(Random(request.param), 150 + request.param, WORDS)
    folder = write_index(tmp_path_factory.mktemp("chance"), documents, {})
    with page_beside(folder, browser) as page:
        yield request.param, documents, page


def asked(rng: Random) -> Asked:
    """Return a query made by chance."""
    groups = []
    for _ in range(rng.randint(1, 3)):
        alternatives = [(rng.choice(WORDS),) for _ in range(rng.choice((1, 1, 2)))]
        groups.append(tuple(alternatives))
    if rng.random() < 0.25:
        groups = [(tuple(rng.sample(WORDS, 2)),), *groups[:1]]
    none = ((rng.choice(WORDS),),) if rng.random() < 0.3 else ()
    return Asked(tuple(groups), none, ("law",) if rng.random() < 0.2 else ())


def test_the_same_hits_in_the_same_order(corpus: tuple[int, list[Document], Page]) -> None:
    seed, documents, page = corpus
    rng = Random(seed)

    for _ in range(25):
        query = asked(rng)
        lang = rng.choice(("en", "fr"))
        expected = rank(documents, query, lang)
        found = search(page, str(query), lang=lang, pages=[*range(1, 9)])
        if found["isRelaxed"]:
            assert expected == []
            continue
        assert [hit["url"].partition("/article")[2] for hit in found["hits"]] == [
            path.partition("/article")[2] for path in expected
        ], str(query)
        assert found["count"] == len(expected)


def test_counts_and_dates_are_those_of_all_segments(corpus: tuple[int, list[Document], Page]) -> None:
    _, documents, page = corpus
    found = search(page, sort="oldest", pages=[*range(1, 9)])

    dates = [hit["date"] for hit in found["hits"]]
    assert [date for date in dates if date] == sorted(one.date for one in documents if one.date)
    assert dates[sum(bool(date) for date in dates) :] == [""] * sum(not one.date for one in documents)
    for value, count in found["facets"]["tag"].items():
        assert count == sum(value in one.facets["tag"] for one in documents)
