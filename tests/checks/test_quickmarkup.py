"""The quick way of reading a page finds what the slow one finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from digest.checks import quickmarkup
from digest.checks.markup import Found, read_markup
from digest.checks.quickmarkup import read_quickly
from tests.checks.sites import HARD_PAGES, PAGES

if TYPE_CHECKING:
    from pathlib import Path


def without_lines(found: Found) -> tuple[object, ...]:
    """Return all that was found, as it stands on the page, but for the lines."""
    lists = (found.ids, found.links, found.fetched, found.inline, found.statements)
    return (*([text for text, _ in one] for one in lists), found.canonical)


@settings(max_examples=1500)
@given(HARD_PAGES)
def test_hard_page_is_read_alike(text: str) -> None:
    content = text.encode()

    assert without_lines(read_quickly(content)) == without_lines(read_markup(content))


@settings(max_examples=200)
@given(HARD_PAGES, PAGES)
def test_page_with_hard_parts_is_read_alike(part: str, page: str) -> None:
    content = page.replace("<main>", f"<main>{part}").encode()

    assert without_lines(read_quickly(content)) == without_lines(read_markup(content))


def test_every_page_of_the_site_is_read_alike(site: Path) -> None:
    for path in site.rglob("*.html"):
        content = path.read_bytes()

        assert without_lines(read_quickly(content)) == without_lines(read_markup(content)), path


def test_no_page_of_the_site_takes_the_slow_way(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow: list[bytes] = []
    monkeypatch.setattr(quickmarkup, "read_markup", lambda content: slow.append(content) or Found())
    for path in site.rglob("*.html"):
        read_quickly(path.read_bytes())

    assert slow == []


def test_part_that_many_pages_share_is_not_changed_by_reading_it() -> None:
    page = '<body><nav><a href="/"></a></nav><main>{}</main><p id="foot"></p>'
    first = without_lines(read_quickly(page.format('<p id="a"></p>').encode()))

    assert without_lines(read_quickly(page.format('<p id="b"></p>').encode()))[0] == ["b", "foot"]
    assert first[0] == ["a", "foot"]


@pytest.mark.parametrize("size", [1000])  # the slow way takes quadratic time for some
@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", "a", '<a href="', "<!-- ", "<title>", '<p class="x" ', " class", "</a", "<main", "\n", "<a x='"],
)
def test_page_that_goes_on_and_on_is_read_in_time(piece: str, size: int) -> None:
    content = (piece * size).encode()

    assert without_lines(read_quickly(content))[2] == []
