"""Browsers that are too old for the search, or did not get all of it: a plain sentence, and the ways in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.search.support import results, settle, told

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Watch


def test_a_browser_that_unpacks_nothing_is_told_so(page: Page) -> None:
    page.add_init_script("delete window.DecompressionStream")
    page.goto("/search/#q=Aktobe")

    expect(told(page)).to_have_text(
        "This browser is too old for the search. A newer one can search here; every article can be found by the ways in"
        " below."
    )
    settle(page)
    expect(results(page)).to_have_count(0)
    expect(page.locator(".search__ways a").first).to_be_visible()
    page.locator("#q").fill("Akt")  # offers nothing, and fails at nothing


@pytest.mark.parametrize("missing", [True, False], ids=["missing", "unreadable"])
def test_where_the_scripts_do_not_run_a_sentence_says_so(page: Page, watch: Watch, *, missing: bool) -> None:
    watch.allow("error in the console|error in a script: .*SyntaxError|Unexpected")
    page.route(
        "**/theme/search/state.js*",
        lambda route: route.abort() if missing else route.fulfill(body="let =", content_type="text/javascript"),
    )
    page.goto("/ar/search/#q=Aktobe")

    expect(page.locator("#search-unready")).to_be_visible()
    expect(page.locator("#search-form")).to_be_hidden()
    expect(page.locator(".search__ways a").first).to_be_visible()


def test_where_they_run_nothing_is_said_of_it(page: Page) -> None:
    page.goto("/search/", wait_until="load")

    expect(page.locator("#search-unready")).to_be_hidden()
    expect(page.locator("#search-form")).to_be_visible()
