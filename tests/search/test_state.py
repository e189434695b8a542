"""state.js: the state of a search as the address tells it, in the browser that it runs in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

NOTHING: dict[str, Any] = {
    "query": "", "exact": False, "cut": False, "filters": {}, "sort": "relevance", "page": 1, "keys": True
}  # fmt: skip


def call(page: Page, function: str, *arguments: Any) -> Any:
    """Return what *function* of state.js returns."""
    script = "async ([name, given]) => (await import('/search/state.js'))[name](...given)"
    return page.evaluate(script, [function, list(arguments)])


@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("", {}),
        ("?q=Aktobe", {"query": "Aktobe"}),
        ("#q=Aktobe", {"query": "Aktobe"}),
        ("#", {}),
        ("#q=x&keys=off", {"query": "x", "keys": False}),
        ("#q=x&exact=on", {"query": "x", "exact": True}),
        ("#exact=on&tag=a", {"filters": {"tag": ["a"]}}),
        ("#year=2014..2016&year=unknown", {"filters": {"year": ["2014..2016", "unknown"]}}),
        ("?q=+two++words+", {"query": "two words"}),
        ("?q=%D0%90%D2%9B%D1%82%D3%A9%D0%B1%D0%B5", {"query": "Ақтөбе"}),
        ("?tag=a&tag=b&tag=a", {"filters": {"tag": ["a", "b"]}}),
        ("?year=2014&q=x&year=unknown", {"query": "x", "filters": {"year": ["2014", "unknown"]}}),
        ("?q=x&sort=newest&page=2", {"query": "x", "sort": "newest", "page": 2}),
        ("?q=x&sort=sideways&page=-1&colour=blue&__proto__=1&tag=", {"query": "x"}),
        ("?q=x&page=1e3", {"query": "x"}),
        ("?q=x&page=100000", {"query": "x"}),
        ("?q=%00%07a%0Ab%E2%80%A8c", {"query": "a b c"}),
        ("?q=%FF%ED%A0%80", {"query": "\ufffd\ufffd\ufffd\ufffd"}),
        ("?q=cafe%CC%81", {"query": "café"}),
    ],
)
def test_address_tells_the_state(warm_page: Page, address: str, state: dict[str, Any]) -> None:
    assert call(warm_page, "parse", address) == NOTHING | state


@pytest.mark.parametrize(
    ("state", "address"),
    [
        ({}, ""),
        (NOTHING, ""),
        ({"query": "a&b=c"}, "#q=a%26b%3Dc"),
        ({"query": "x", "filters": {"year": ["2014"], "tag": ["b", "a"]}}, "#q=x&tag=b&tag=a&year=2014"),
        ({"query": "x", "page": 3}, "#q=x&page=3"),
        ({"filters": {"colour": ["blue"]}, "sort": "oldest"}, "#sort=oldest"),
        ({"query": "x", "keys": False}, "#q=x&keys=off"),
        ({"query": "x", "exact": True, "filters": {"tag": ["a"]}}, "#q=x&exact=on&tag=a"),
        ({"exact": True, "filters": {"tag": ["a"]}}, "#tag=a"),
    ],
)
def test_state_has_one_address(warm_page: Page, state: dict[str, Any], address: str) -> None:
    assert call(warm_page, "serialise", state) == address


@pytest.mark.parametrize(
    "state",
    [
        {"query": '"unbalanced <b>'},
        {"query": "مجلس الأمن"},
        {"query": "100% & more? #1 + 2"},
        {"query": "x", "filters": {"tag": ["a b", "c&d"], "language": ["kk"]}, "sort": "newest", "page": 12},
        {"filters": {"year": ["unknown"]}, "sort": "oldest"},
    ],
)
def test_state_comes_back_from_its_address(warm_page: Page, state: dict[str, Any]) -> None:
    whole = NOTHING | state

    assert call(warm_page, "parse", call(warm_page, "serialise", whole)) == whole


def test_long_query_is_cut_between_characters_and_that_is_known(warm_page: Page) -> None:
    state = call(warm_page, "parse", "?q=" + quote("😀" * 10_000))

    assert state == NOTHING | {"query": "😀" * 200, "cut": True}


def test_toggling_adds_takes_away_and_goes_to_the_first_page(warm_page: Page) -> None:
    before = NOTHING | {"filters": {"tag": ["a"]}, "page": 3}

    added = call(warm_page, "toggle", before, "tag", "b")
    taken = call(warm_page, "toggle", added, "tag", "a")
    none = call(warm_page, "toggle", taken, "tag", "b")

    assert added == NOTHING | {"filters": {"tag": ["a", "b"]}}
    assert taken == NOTHING | {"filters": {"tag": ["b"]}}
    assert none == NOTHING


def test_typed_filters_join_those_that_are_chosen(warm_page: Page) -> None:
    before = NOTHING | {"query": "x tag:b lang:ru", "filters": {"tag": ["a"]}, "page": 2}

    after = call(warm_page, "withTyped", before, "x", {"tag": ["b", "a"], "language": ["ru"]})

    assert after == before | {"query": "x", "filters": {"tag": ["a", "b"], "language": ["ru"]}}
    assert call(warm_page, "withTyped", before, "x", {}) == before


def test_words_or_filters_ask_for_something(warm_page: Page) -> None:
    assert call(warm_page, "asksSomething", NOTHING | {"query": "x"})
    assert call(warm_page, "asksSomething", NOTHING | {"filters": {"tag": ["a"]}})
    assert not call(warm_page, "asksSomething", NOTHING | {"sort": "newest", "page": 2})


@pytest.mark.parametrize(
    ("fragment", "is_state"), [("", True), ("#", True), ("#q=x", True), ("#main", False), ("#ways", False)]
)
def test_a_place_in_the_page_is_no_state(warm_page: Page, fragment: str, *, is_state: bool) -> None:
    assert call(warm_page, "isState", fragment) is is_state
