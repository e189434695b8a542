"""When something is wrong."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.search.support import found, open_search, results, told
from tests.support.project import article
from tests.support.server import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

    from tests.conftest import MakeSite, Watch

FAILED = "The search did not load. Try again in a moment, or go by one of the ways in below."


@pytest.mark.parametrize(
    "query",
    [
        '"unbalanced',
        "''\"“„»",
        "<script>window.ran = 1</script>",
        '"><img src=x onerror="window.ran = 1">',
        "<b>Aktobe</b>",
        "${window.ran = 1} {{ 7 * 7 }} {query}",
        "\x00\x07\x1b[31m",
        "\u202eebotkA\u2066",
        "   ",
        "-tag:x OR (a AND",
        "a" * 10_000,
        "Aktobe " * 1_500,
        "%",
        "\\",
        "😀" * 300,
    ],
)
def test_hostile_query_gets_a_plain_answer(page: Page, query: str) -> None:
    page.goto("/search/")
    page.locator("#q").fill(query)
    page.locator("#search-form button").click()

    if re.sub(r"[\x00-\x20]", "", query):
        expect(told(page)).to_have_text(re.compile(r"\d+ articles?|No article"))
    if len(query) > 300:
        expect(page.locator(".search__notes")).to_contain_text("first 200 characters")
    assert page.evaluate("window.ran") is None
    assert page.locator("main img, main script").count() == 0
    expect(page.locator(".search__ways a").first).to_be_visible()


def test_words_typed_before_the_scripts_are_there_stay_and_are_searched_for(page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/names.json", hold)
    with page.expect_request("**/names.json"):
        page.goto("/search/", wait_until="commit")
    page.locator("#q").fill("Aktobe")
    held.pop().continue_()
    expect(page.locator(".search__hits")).to_be_attached()

    expect(page.locator("#q")).to_have_value("Aktobe")
    page.locator("#q").press("Enter")

    expect(told(page)).to_have_text(re.compile(r"\d+ articles"))


def test_a_request_line_full_of_query_is_answered_too(page: Page) -> None:
    page.goto("/search/?q=" + "Aktobe+" * 1_400)

    expect(page.locator(".search__notes")).to_contain_text("first 200 characters")


PARTS = ["**/search/index.json", "**/names-*.bin", "**/segment.bin", "**/facets.bin"]


@pytest.mark.parametrize("part", PARTS)
def test_index_that_does_not_load_is_said_plainly(page: Page, watch: Watch, part: str) -> None:
    watch.allow("error in the console")
    page.route(part, lambda route: route.abort())
    page.goto("/search/#q=Aktobe")

    expect(told(page)).to_have_text(FAILED)
    expect(page.locator(".search__ways a").first).to_be_visible()

    page.unroute(part)
    page.locator("#search-form button").click()
    expect(results(page).first).to_be_visible()


def test_an_index_of_another_time_than_the_page_is_said(page: Page, watch: Watch) -> None:
    watch.allow("error in the console")
    page.route("**/search/index.json", lambda route: route.fulfill(body='{"version":0,"names":"","segments":[]}'))
    page.goto("/ru/search/#q=Aktobe")

    expect(told(page)).to_contain_text("Обновите страницу")
    expect(page.locator(".search__ways a").first).to_be_visible()


def test_without_a_connection_that_is_said(page: Page, watch: Watch) -> None:
    watch.allow("error in the console")
    open_search(page)
    page.context.set_offline(True)
    page.locator("#q").fill("Aktobe")
    page.keyboard.press("Enter")

    expect(told(page)).to_have_text(re.compile("^There is no connection"))
    expect(told(page)).to_be_focused()

    page.context.set_offline(False)
    page.locator("#search-form button").click()
    expect(results(page).first).to_be_visible()


def test_without_the_names_ids_are_shown(page: Page, watch: Watch) -> None:
    watch.allow("error in the console")
    page.route("**/names.json", lambda route: route.fulfill(status=500, body="<html>"))

    found(page, "/search/#tag=prevention")

    expect(page.locator(".chosen")).to_contain_text("prevention")


HOSTILE = "<img src=x onerror=window.ran=1><script>window.ran=1</script>"


@pytest.fixture
def hostile_url(make_site: MakeSite) -> Iterator[str]:
    """Return the address of a site with an article full of markup that came as text."""
    escaped = HOSTILE.replace("<", "&lt;").replace(">", "&gt;")
    text = article(
        "hostile", f"The hostile words {escaped} and &amp;lt;b&amp;gt; end.", title=json.dumps(f"Hostile {HOSTILE}")
    )
    with serve(make_site({"content/articles/2016/hostile.md": text})) as address:
        yield address


def test_markup_in_an_article_is_shown_and_never_run(browser: Browser, hostile_url: str) -> None:
    with browser.new_context(base_url=hostile_url) as context:
        page = context.new_page()
        page.goto("/search/#q=hostile")

        expect(results(page)).to_have_text([f"Hostile {HOSTILE}"])
        expect(page.locator(".search__excerpt")).to_contain_text(f"words {HOSTILE} and &lt;b&gt; end.")
        assert page.evaluate("window.ran") is None
        assert page.locator("main img, main script").count() == 0


def test_who_types_the_next_search_is_not_taken_away_from_it_by_the_last_one(page: Page) -> None:
    open_search(page)
    asked: list[Route] = []
    page.route("**/search/index.json", lambda route: asked.append(route))  # noqa: PLW0108 - Playwright marks it
    page.locator("#q").fill("resolution")
    page.keyboard.press("Enter")
    page.locator("#q").fill("xyzzyxyzzy")
    expect(told(page)).to_be_visible()  # it is said that a search is under way
    for route in asked:
        route.continue_()

    expect(told(page)).to_contain_text("resolution")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Enter")
    expect(told(page)).to_contain_text("xyzzyxyzzy")


def test_a_new_search_overtakes_a_slow_one(page: Page) -> None:
    open_search(page)
    page.locator("#q").fill("resolution")
    page.keyboard.press("Enter")
    page.locator("#q").fill("xyzzyxyzzy")
    page.keyboard.press("Enter")

    expect(told(page)).to_contain_text("xyzzyxyzzy")
    page.wait_for_timeout(500)
    expect(told(page)).to_contain_text("xyzzyxyzzy")
    expect(results(page)).to_have_count(0)
