"""feeds.js and offers.js: what follows a search, and what of a query can be the beginning of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

FEEDS = """async ([query, filters]) => {
  const { feedsOf } = await import("/search/feeds.js");
  const facets = { tag: { law: 2, "a b": 1 }, language: { ru: 2, fr: 1 }, year: { 2014: 1, unknown: 1 } };
  const isKnown = (facet, id) => facet === "tag" && ["law", "a b", "old"].includes(id);
  return feedsOf({ query, filters }, { facets, isKnown, root: "/", editions: new Map([["ru", "/ru/"]]) });
}"""
BEGINNINGS = """async (text) => {
  const { beginnings } = await import("/search/offers.js");
  return beginnings(text).map(({ from, begun, facet }) => [from, begun, facet]);
}"""


@pytest.mark.parametrize(
    ("filters", "whole", "parts"),
    [
        ({"tag": ["law"]}, "/tags/law/", []),
        ({"tag": ["a b"]}, "/tags/a%20b/", []),
        ({"tag": ["no-such"]}, None, []),
        ({"year": ["2014"]}, "/archive/2014/", []),
        ({"year": ["unknown"]}, "/archive/undated/", []),
        ({"year": ["2014..2016"]}, None, []),
        ({"language": ["ru"]}, "/languages/ru/", []),
        ({"language": ["ru"], "tag": ["law"]}, "/ru/tags/law/", ["/tags/law/", "/languages/ru/"]),
        ({"language": ["fr"], "tag": ["law"]}, None, ["/tags/law/", "/languages/fr/"]),
        ({"language": ["ru"], "tag": ["old"]}, None, ["/tags/old/", "/languages/ru/"]),
        ({"language": ["ru"], "year": ["2014..2015"]}, None, ["/languages/ru/"]),
        ({"tag": ["law", "a b"], "language": ["ru"]}, None, ["/tags/law/", "/tags/a%20b/", "/languages/ru/"]),
    ],
)
def test_a_search_of_facets_has_the_feed_of_its_list_or_those_of_its_parts(
    warm_page: Page, filters: dict[str, list[str]], whole: str | None, parts: list[str]
) -> None:
    found: dict[str, Any] = warm_page.evaluate(FEEDS, ["", filters])

    assert found["whole"] == whole
    assert sorted(part["list"] for part in found["parts"]) == sorted(parts)


@pytest.mark.parametrize(("query", "filters"), [("", {}), ("words", {"tag": ["law"]})])
def test_a_search_for_words_or_nothing_has_no_feed(warm_page: Page, query: str, filters: dict[str, list[str]]) -> None:
    assert warm_page.evaluate(FEEDS, [query, filters]) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("akt", [[0, "akt", ""]]),
        ("a new library", [[0, "a new library", ""], [2, "new library", ""], [6, "library", ""]]),
        ("one two three four", [[4, "two three four", ""], [8, "three four", ""], [14, "four", ""]]),
        ("place:Akt", [[0, "Akt", "place"]]),
        ("halls PLACE:Akt", [[6, "Akt", "place"]]),
        ("colour:Akt", []),
        ('"side by', [[6, "by", ""]]),
        ("halls -akt", []),
        ("halls OR akt", [[9, "akt", ""]]),
        ("akt ", []),
    ],
)
def test_a_name_can_begin_in_the_last_words(warm_page: Page, text: str, found: list[list[object]]) -> None:
    assert warm_page.evaluate(BEGINNINGS, text) == found
