"""The address holds the state."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.search.support import EVERYTHING, WIDE, found, open_search, results, settle, told

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_address_holds_the_whole_state_over_back_forward_and_reload(page: Page) -> None:
    page.set_viewport_size(WIDE)
    open_search(page)
    page.locator("#q").fill("resolution")
    page.locator("#search-form button").click()
    expect(page).to_have_url(re.compile(r"#q=resolution$"))
    expect(told(page)).to_be_focused()
    first = told(page).inner_text()

    page.locator(".facet input[name=language]").first.check()
    page.locator("#sort").select_option("oldest")
    expect(page).to_have_url(re.compile(r"#q=resolution&language=en&sort=oldest$"))
    expect(page.locator(".facet input:checked")).to_have_count(1)
    settle(page)
    second = told(page).inner_text()

    page.go_back()
    expect(page).to_have_url(re.compile(r"#q=resolution&language=en$"))
    expect(page.locator("#sort")).to_have_value("relevance")
    page.go_back()
    expect(told(page)).to_have_text(first)
    expect(page.locator(".facet input:checked")).to_have_count(0)
    page.go_back()
    expect(page.locator("#search-found")).to_be_hidden()
    expect(page.locator("#q")).to_have_value("")
    for _ in range(3):
        page.go_forward()
    expect(told(page)).to_have_text(second)
    expect(page.locator("#q")).to_have_value("resolution")

    page.reload()
    expect(told(page)).to_have_text(second)
    expect(page.locator("#sort")).to_have_value("oldest")
    expect(page.locator(".facet input:checked")).to_have_count(1)


def test_results_come_in_pages_of_twenty_that_lead_on_and_back(page: Page) -> None:
    first = found(page, f"/search/{EVERYTHING}")
    assert len(first) == 20

    page.get_by_role("link", name="Next page").click()

    expect(page).to_have_url(re.compile("page=2$"))
    expect(page.locator(".pager__where")).to_have_text(re.compile(r"Page 2 of \d+"))
    second = results(page).all_inner_texts()
    assert 0 < len(second) <= 20
    assert set(first).isdisjoint(second)

    page.get_by_role("link", name="Previous page").click()
    expect(results(page).first).to_have_text(first[0])
    assert len(found(page, f"/search/{EVERYTHING}&page=99")) > 0


@pytest.mark.parametrize("address", ["?q=Aktobe&language=en&sort=oldest", "?q=Aktobe&language=en&sort=oldest#q=other"])
def test_what_a_form_has_sent_is_taken_over_and_no_longer_sent(page: Page, address: str) -> None:
    found(page, f"/search/{address}")
    assert page.url.endswith("/search/#q=Aktobe&language=en&sort=oldest")
    expect(told(page)).to_contain_text("Aktobe")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))

    page.reload()

    expect(told(page)).to_contain_text("Aktobe")
    assert any("/search/" in url for url in sent)
    assert not any("q=" in url.partition("#")[0] for url in sent)


def test_words_typed_on_the_page_are_in_no_request(page: Page) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url.partition("#")[0]))
    open_search(page)
    page.locator("#q").fill("resolution")
    page.locator("#search-form button").click()
    expect(results(page).first).to_be_visible()

    assert not any("resolution" in url or "?q" in url for url in sent)


def test_another_address_of_the_page_shows_another_search(page: Page) -> None:
    before = found(page, "/search/#q=Aktobe")

    page.evaluate("location.hash = '#q=resolution&sort=oldest'")
    expect(told(page)).to_contain_text("resolution")
    expect(page.locator("#q")).to_have_value("resolution")
    page.go_back()

    expect(told(page)).to_contain_text("Aktobe")
    expect(results(page)).to_have_text(before)


def test_the_skip_link_keeps_the_search(page: Page) -> None:
    found(page, "/search/#q=Aktobe")

    page.locator(".skip").focus()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/search/#q=Aktobe$"))
    expect(told(page)).to_contain_text("Aktobe")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_other_languages_of_the_page_show_the_same_search(page: Page) -> None:
    number = len(found(page, "/search/#q=2178&sort=newest"))

    page.locator("a[hreflang=ru]").first.click()

    expect(page).to_have_url(re.compile(r"/ru/search/#q=2178&sort=newest$"))
    expect(results(page)).to_have_count(number)


def test_the_title_says_what_is_looked_for(page: Page) -> None:
    found(page, "/search/#q=Aktobe")
    assert page.title().startswith("Aktobe · Search")

    found(page, "/search/#tag=youth&year=2014..2016")
    assert page.title().startswith("Youth and 2014–2016 · Search")


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_in_order_of_date_the_undated_come_last_and_that_is_said(page: Page, sort: str) -> None:
    found(page, f"/search/#language=ru&sort={sort}")

    shown = page.locator(".search__hits > *").evaluate_all(
        "all => all.map(one => one.querySelector('time')?.dateTime ?? (one.matches('.entry') ? '' : 'line'))"
    )
    dated = shown[: shown.index("line")]
    assert dated == sorted(dated, reverse=sort == "newest")
    assert set(shown[shown.index("line") + 1 :]) == {""}
    expect(page.locator(".search__undated")).to_have_text("Date unknown")
    expect(page.locator(".search__note", has_text="come last")).to_be_visible()

    found(page, "/search/#q=resolution&language=en&year=2014..2016&sort=oldest")
    expect(page.locator(".search__note", has_text="come last")).to_have_count(0)
