"""The pages in a real browser: for everyone, on every screen, with a keyboard, without JavaScript."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.support.pages import address

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.conftest import Watch

PREFIXES = {"en": "/", "ru": "/ru/", "kk": "/kk/", "ar": "/ar/"}
CLICKS = 3

# One page of each template; the lists and articles are the first that the edition has.
KINDS = {
    "front": "index.html",
    "article": "articles/*/index.html",
    "tag": "tags/*/index.html",
    "author": "authors/*/index.html",
    "place": "places/*/index.html",
    "section": "sections/*/index.html",
    "publication": "publications/*/index.html",
    "index": "tags/index.html",
    "archive": "archive/index.html",
    "year": "archive/2*/index.html",
    "search": "search/index.html",
    "dossier": "dossiers/*/index.html",
    "dossiers": "dossiers/index.html",
    "page": "about/index.html",
    "week": "digest/2*/index.html",
    "weeks": "digest/index.html",
}

# A page of text alone has nothing to stop at in its content: the next stop is then what follows.
IS_IN_OR_AFTER = """(id) => {
    const where = document.querySelector(id).compareDocumentPosition(document.activeElement);
    return Boolean(where & (Node.DOCUMENT_POSITION_CONTAINED_BY | Node.DOCUMENT_POSITION_FOLLOWING));
}"""

# Chrome itself reports a page that came with status 404.
NOT_FOUND = "status of 404"


@pytest.fixture(scope="session")
def samples(site: Path) -> dict[str, list[str]]:
    """Return one path of every template, by edition."""
    found = {}
    for lang, prefix in PREFIXES.items():
        folder = site / prefix.strip("/")
        files = {kind: min(folder.glob(pattern), default=None) for kind, pattern in KINDS.items()}
        assert [kind for kind, file in files.items() if file is None] == [], lang
        found[lang] = [address(site, file) for file in files.values() if file]
    found["en"].append("/404.html")
    return found


@pytest.mark.parametrize("lang", PREFIXES)
def test_direction_of_the_page_follows_the_language(page: Page, samples: dict[str, list[str]], lang: str) -> None:
    for path in samples[lang]:
        page.goto(path)

        assert page.locator("html").get_attribute("lang") == lang, path
        assert page.evaluate("getComputedStyle(document.body).direction") == ("rtl" if lang == "ar" else "ltr"), path


def test_first_stop_of_the_keyboard_leads_to_the_content(page: Page, samples: dict[str, list[str]]) -> None:
    for path in samples["en"]:
        page.goto(path)
        page.keyboard.press("Tab")
        target = page.evaluate("document.activeElement.getAttribute('href')")
        assert target.startswith("#"), path

        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate(IS_IN_OR_AFTER, target), path


def test_every_article_is_three_clicks_away_without_javascript(nojs_page: Page, site: Path) -> None:
    """The pages of lists and articles are what a browser without JavaScript sees; clicks are links of those."""
    articles = {address(site, file) for file in site.glob("articles/*/index.html")}
    distance = {"/": 0}
    queue = deque(["/"])
    while queue and articles - set(distance):
        path = queue.popleft()
        if distance[path] == CLICKS:
            break
        nojs_page.goto(path)
        for link in nojs_page.evaluate(
            "[...document.links].filter(a => a.checkVisibility() && a.origin === location.origin).map(a => a.pathname)"
        ):
            if link not in distance:
                distance[link] = distance[path] + 1
                if link.endswith("/"):
                    queue.append(link)

    assert articles - set(distance) == set()


def test_reader_walks_from_a_tag_to_an_article_to_its_author_and_back(nojs_page: Page) -> None:
    nojs_page.goto("/tags/")
    nojs_page.locator("main li a:not([href^='#'])").first.click()
    expect(nojs_page).to_have_url(re.compile("/tags/[^/]+/"))
    nojs_page.locator("main a[href*='articles/']").first.click()
    expect(nojs_page).to_have_url(re.compile("/articles/"))
    headline = nojs_page.locator("h1").inner_text()
    nojs_page.locator("main a[href*='authors/']").first.click()
    expect(nojs_page).to_have_url(re.compile("/authors/"))
    nojs_page.locator("main a", has_text=headline).first.click()
    expect(nojs_page.locator("h1")).to_have_text(headline, use_inner_text=True)


def test_missing_page_is_told_with_ways_on(page: Page, watch: Watch) -> None:
    watch.allow(NOT_FOUND)
    response = page.goto("/no/such/page/")

    assert response is not None
    assert response.status == 404
    assert page.locator("main a").count() >= CLICKS
    page.locator("main a").first.click()
    expect(page).not_to_have_url(re.compile("/no/such/page/"))
    expect(page.locator("h1")).to_have_count(1)


def test_print_has_the_text_and_none_of_the_furniture(page: Page, samples: dict[str, list[str]]) -> None:
    page.goto(samples["en"][1])
    page.emulate_media(media="print")

    assert page.locator("h1").is_visible()
    assert not page.locator("nav").first.is_visible()
    assert not page.get_by_role("searchbox").first.is_visible()


def test_pages_store_nothing_about_the_reader(page: Page, samples: dict[str, list[str]]) -> None:
    for path in samples["en"]:
        page.goto(path)
        assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""], path
    assert page.context.cookies() == []
