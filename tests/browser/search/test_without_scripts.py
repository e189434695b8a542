"""Without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.search.support import LISTS, count_on_list

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page


def test_without_javascript_the_page_says_why_and_leads_to_every_article_in_three_clicks(
    nojs_page: Page, site: Path
) -> None:
    nojs_page.goto("/search/?q=Aktobe")
    expect(nojs_page.locator("noscript .search__plain")).to_be_visible()
    assert "needs JavaScript" in nojs_page.locator("noscript").inner_html()
    expect(nojs_page.locator("#search-form")).to_be_hidden()
    ways = nojs_page.locator(".search__ways a").evaluate_all("links => links.map(link => link.href)")

    reached: set[str] = set()
    for way in ways:
        nojs_page.goto(way)
        reached |= set(
            nojs_page.locator(".listing__articles a").evaluate_all("links => links.map(link => link.pathname)")
        )

    articles = {f"/{path.parent.relative_to(site)}/" for path in site.glob("**/articles/*/index.html")}
    assert articles - reached == set()


def test_without_javascript_every_facet_has_its_ways_with_counts(nojs_page: Page, site: Path) -> None:
    nojs_page.goto("/search/")
    nojs_page.locator("#ways-tag").scroll_into_view_if_needed()

    for facet, folder in LISTS.items():
        lines = nojs_page.locator(f"section[aria-labelledby=ways-{facet}] .ledger__line")
        lists = [count_on_list(path) for path in site.glob(f"{folder}/*/index.html")]
        assert lines.count() == sum(count > 0 for count in lists)  # a publication may have none yet
        assert all(text.strip().isdigit() for text in lines.locator(".count").all_inner_texts())
