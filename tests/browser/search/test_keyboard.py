"""The keyboard, and those who hear the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.search.support import EVERYTHING, NARROW, PREFIXES, WIDE, found, open_search, results, settle, told

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

    from tests.conftest import NewPage


def test_keyboard_alone_is_enough(page: Page) -> None:
    open_search(page)
    page.keyboard.press("/")
    page.keyboard.type("resolution")
    page.keyboard.press("Enter")
    expect(results(page).nth(1)).to_be_visible()
    expect(page.locator("#told")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results(page).first).to_be_focused()

    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(results(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(results(page).first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#q")).to_be_focused()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_have_value("")
    page.keyboard.press("Escape")
    expect(page.locator("#q")).not_to_be_focused()

    page.keyboard.press("/")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_have_value("/")


def test_question_mark_opens_the_help_and_escape_closes_it(page: Page) -> None:
    open_search(page)
    page.keyboard.press("?")

    expect(page.locator("#search-help")).to_have_js_property("open", value=True)
    expect(page.locator("#search-help summary")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#search-help")).to_have_js_property("open", value=False)
    expect(page.locator("#q")).to_be_focused()

    page.keyboard.type("?/")
    expect(page.locator("#q")).to_have_value("?/")
    expect(page.locator("#search-help")).to_have_js_property("open", value=False)


def test_single_keys_can_be_switched_off_and_the_address_keeps_that(page: Page) -> None:
    open_search(page)
    page.keyboard.press("?")
    page.locator("#search-keys").uncheck()
    assert page.url.endswith("#keys=off")
    page.locator("#search-help summary").click()

    page.reload()
    expect(page.locator(".search__hits")).to_be_attached()
    page.keyboard.press("/")
    page.keyboard.press("?")

    expect(page.locator("#search-keys")).not_to_be_checked()
    expect(page.locator("#q")).not_to_be_focused()
    expect(page.locator("#search-help")).to_have_js_property("open", value=False)
    page.locator("#q").fill("Aktobe")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#q=Aktobe&keys=off$"))
    page.keyboard.press("Shift+Tab")
    page.go_back()
    page.go_back()
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()


def test_the_filters_can_be_skipped_and_the_order_keeps_the_focus(page: Page) -> None:
    page.set_viewport_size(WIDE)
    found(page, "/search/#q=resolution")
    page.locator("#sort").focus()
    page.locator("#sort").select_option("oldest")
    expect(page).to_have_url(re.compile("sort=oldest$"))
    settle(page)
    expect(page.locator("#sort")).to_be_focused()

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(results(page).first).to_be_focused()


def test_in_lists_and_with_other_keys_held_down_no_key_is_a_command(page: Page) -> None:
    found(page, "/search/#q=resolution")
    page.locator("#sort").focus()
    page.keyboard.press("/")
    expect(page.locator("#sort")).to_be_focused()

    results(page).first.focus()
    page.keyboard.press("Control+/")
    expect(results(page).first).to_be_focused()


def test_what_was_found_is_announced_when_the_reader_stays_where_they_are(page: Page) -> None:
    page.set_viewport_size(WIDE)
    found(page, "/search/#q=resolution")
    status = page.get_by_role("status")
    assert status.text_content() == told(page).inner_text()

    page.locator(".facet input[name=tag]").first.check()

    expect(status).to_have_text(re.compile(r"^\d+ articles for “.resolution.” Chosen: Tag: .+\.$"))
    expect(page.locator(".facet input[name=tag]").first).to_be_focused()


def test_whoever_is_taken_to_the_heading_does_not_hear_it_twice(page: Page) -> None:
    open_search(page)
    page.locator("#q").fill("resolution")
    page.keyboard.press("Enter")

    expect(told(page)).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("")


def test_nothing_is_said_or_searched_while_one_types(page: Page) -> None:
    found(page, "/search/#q=resolution")
    address, said = page.url, page.get_by_role("status").text_content()

    page.locator("#q").press_sequentially(" xyzzy")

    assert (page.url, page.get_by_role("status").text_content()) == (address, said)


def test_next_page_takes_the_reader_to_its_beginning(page: Page) -> None:
    found(page, f"/search/{EVERYTHING}")

    page.get_by_role("link", name="Next page").click()

    expect(told(page)).to_be_focused()
    expect(told(page)).to_be_in_viewport()


@pytest.mark.parametrize(
    ("lang", "scheme", "viewport"),
    [("en", "light", WIDE), ("en", "dark", NARROW), ("ar", "dark", WIDE), ("ar", "light", NARROW)],
)
def test_axe_finds_nothing_with_results(new_page: NewPage, lang: str, scheme: str, viewport: ViewportSize) -> None:
    page = new_page(color_scheme=scheme, reduced_motion="reduce", viewport=viewport)
    addresses = [f"{EVERYTHING}&sort=oldest&page=2", "#q=Atkobe museum -lang:kk", "#q=xyzzyxyzzy&tag=prevention"]
    for address in addresses:
        found(page, f"{PREFIXES[lang]}search/{address}")
        expect(page.locator(".chosen")).to_be_visible()
        page.locator("#q").fill("акт")
        expect(page.locator(".search__offer").first).to_be_visible()
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")

        violations = Axe().run(page).response["violations"]

        assert [(one["id"], one["nodes"][0]["target"]) for one in violations] == [], address


def test_arabic_page_runs_from_right_to_left(page: Page) -> None:
    page.set_viewport_size(WIDE)
    page.goto("/ar/search/#q=2178")
    expect(results(page).first).to_be_visible()

    facets, entry = (page.locator(one).first.bounding_box() for one in (".facet", ".entry"))
    assert facets
    assert entry
    assert facets["x"] + facets["width"] < entry["x"]


def test_counts_take_the_form_that_the_language_asks_for(page: Page) -> None:
    """Numbers of the Arabic and Russian forms that the page has no sample of; CLDR says which form each takes."""
    page.goto("/ru/search/")
    script = """async (numbers) => {
      const { openWords } = await import("/theme/search/words.js");
      const words = openWords(document.documentElement.lang, document.getElementById("search-words"), {});
      return numbers.map((number) => words.counted("articles", number));
    }"""
    one, few, many = page.evaluate(script, [1, 2, 5])

    shown = page.evaluate(script, [21, 22, 25, 111])

    assert len({one[1:], few[1:], many[1:]}) == 3
    assert shown == ["21" + one[1:], "22" + few[1:], "25" + many[1:], "111" + many[1:]]
