"""What is found, and how a result looks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.search.support import PREFIXES, found, headline, open_search, results, told

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page


def test_aktobe_finds_its_article_with_the_word_marked(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("Aktobe")
    page.keyboard.press("Enter")

    expect(told(page)).to_contain_text("Aktobe")
    expect(results(page).filter(has_text="Aktobe").first).to_be_visible()
    expect(page.locator(".entry mark").first).to_have_text(re.compile("^Aktobe", re.IGNORECASE))
    assert page.url.endswith("/search/#q=Aktobe")

    results(page).filter(has_text="Aktobe").first.click()
    expect(page.locator("h1")).to_contain_text("Aktobe")


@pytest.mark.parametrize("edition", ["en", "ar"])
def test_headlines_of_every_language_find_their_articles_first(page: Page, site: Path, edition: str) -> None:
    missed = []
    for prefix in PREFIXES.values():
        for path in sorted((site / prefix.strip("/")).glob("articles/*/index.html"))[:3]:
            title = headline(path)
            first = found(page, f"{PREFIXES[edition]}search/#q={quote(title)}")[:1]
            if first != [title]:
                missed.append((title, first))

    assert missed == []


@pytest.mark.parametrize(
    ("query", "lang"), [("экстремизма", "ru"), ("терроризмге", "kk"), ("الإرهاب", "ar"), ("foreign fighters", "en")]
)
def test_words_of_each_language_are_found_and_marked_from_the_english_page(page: Page, query: str, lang: str) -> None:
    page.goto(f"/search/#q={query}&language={lang}")

    expect(results(page).first).to_be_visible()
    expect(page.locator(".entry mark").first).to_be_visible()
    if lang != "en":
        for entry in page.locator(".entry__headline").all():
            assert entry.get_attribute("lang") == lang
            assert entry.get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")


def test_nothing_found_is_said_with_what_to_do_and_ways_in(page: Page) -> None:
    assert found(page, "/search/#q=xyzzyxyzzy") == []

    expect(told(page)).to_contain_text("No article for “")
    expect(page.locator(".search__notes")).to_contain_text("Check the spelling")
    expect(page.locator(".search__ways a").first).to_be_visible()


def test_nothing_asked_shows_ways_in_and_loads_no_index(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/search/#colour=blue&page=7")

    expect(page.locator(".search__ways a").first).to_be_visible()
    expect(page.locator("#search-found")).to_be_hidden()
    assert not any("/search/index" in url for url in asked)


def test_date_is_shown_as_on_the_article(page: Page, site: Path) -> None:
    found(page, "/search/#language=en&sort=newest")

    shown = {
        entry.locator("a").evaluate("link => link.pathname"): entry.locator(".entry__date").inner_text()
        for entry in page.locator(".entry").all()
    }
    assert "Date unknown" in shown.values()
    for path, date in shown.items():
        markup = (site / path.strip("/") / "index.html").read_text("utf-8")
        assert date in markup, path


def test_every_module_is_asked_for_once_and_before_it_is_needed(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_search(page)

    modules = [url for url in asked if "/theme/search/" in url and ".js" in url]
    preloaded = page.locator("link[rel=modulepreload], script[src*='theme/search/']").evaluate_all(
        "all => all.map(one => one.href ?? one.src)"
    )
    assert sorted(modules) == sorted(preloaded)
