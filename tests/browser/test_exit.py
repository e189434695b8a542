"""The quick exit in a real browser: by link, by keyboard, without JavaScript, both ways round, and on small screens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_every_template import ONLY_RULES
from tests.support.project import SETTINGS, SETTINGS_NAME, build, write_project
from tests.support.server import serve
from tests.support.showcase import FILES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.conftest import NewPage, Watch

WEATHER = "https://weather.example/"
SAID = {"url": {"en": WEATHER, "ar": f"{WEATHER}ar"}, "tags": ["prevention"]}
CONF = f'{SETTINGS}DIGEST = {{**DIGEST, "site": {{**DIGEST["site"], "cards": False, "exit": {SAID!r}}}}}\n'
SENSITIVE, OTHER, ARABIC = "/articles/everything/", "/articles/nothing/", "/ar/articles/everything-ar/"
# A key at moments that a test need not wait for; tells of each time whether the browser does what it always does then.
PRESS = """([key, moments]) => moments.map((at) => {
    const event = new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true});
    Object.defineProperty(event, "timeStamp", {value: at});
    return document.dispatchEvent(event);
})"""
KEYS = pytest.mark.parametrize("key", ["Shift", "Escape"])
ALL_WAYS = pytest.mark.parametrize("path", [SENSITIVE, ARABIC, "/tags/prevention/"])


@pytest.fixture(scope="session")
def exits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a site whose pages on prevention have a quick exit."""
    folder = write_project(tmp_path_factory.mktemp("exits"), {**FILES, SETTINGS_NAME: CONF})
    with serve(build(folder, folder / "output")) as address:
        yield address


@pytest.fixture(autouse=True)
def neutral(watch: Watch, exits: str) -> None:
    """Let the pages be served from another port than usual, and lead to the neutral one."""
    watch.allow(re.escape(exits))
    watch.allow(re.escape(WEATHER))


def prepare(page: Page) -> list[dict[str, str]]:
    """Answer in the place of the neutral page, and return what it is told when it is asked for."""
    told: list[dict[str, str]] = []

    def answer(route: object) -> None:
        told.append(route.request.headers)  # type: ignore[attr-defined]
        route.fulfill(body="<title>Sun</title><p>Sun.", content_type="text/html")  # type: ignore[attr-defined]

    page.route(f"{WEATHER}**", answer)
    return told


def test_page_about_other_things_has_no_exit_and_no_script(page: Page, exits: str) -> None:
    page.goto(exits + OTHER)

    expect(page.locator(".exit, script[src]")).to_have_count(0)


@ALL_WAYS
def test_link_leaves_and_back_does_not_lead_here_again(page: Page, exits: str, path: str) -> None:
    told = prepare(page)
    page.goto(exits + OTHER)
    page.goto(exits + path)
    page.locator(".exit__way").click()

    expect(page).to_have_title("Sun")
    assert "referer" not in told[0]
    page.go_back()
    expect(page).to_have_url(exits + OTHER)


def test_link_works_without_scripts_and_tells_nobody_where_its_reader_came_from(nojs_page: Page, exits: str) -> None:
    told = prepare(nojs_page)
    nojs_page.goto(exits + ARABIC)
    expect(nojs_page.locator(".exit__keys")).to_be_hidden()
    nojs_page.locator(".exit__way").click()

    expect(nojs_page).to_have_url(f"{WEATHER}ar")
    assert "referer" not in told[0]


@KEYS
def test_key_three_times_leaves_and_back_does_not_lead_here_again(page: Page, exits: str, key: str) -> None:
    prepare(page)
    page.goto(exits + OTHER)
    page.goto(exits + SENSITIVE)
    expect(page.locator(".exit__keys")).to_be_visible()
    for _ in range(3):
        page.keyboard.press(key)

    expect(page).to_have_url(WEATHER)
    page.go_back()
    expect(page).to_have_url(exits + OTHER)


@KEYS
def test_page_is_empty_before_the_other_one_has_come(page: Page, exits: str, key: str) -> None:
    page.route(f"{WEATHER}**", lambda route: route.fulfill(status=204))  # it never comes
    page.goto(exits + SENSITIVE)
    does_as_always = page.evaluate(PRESS, [key, [0, 100, 200, 3000]])

    assert does_as_always == [True, True, False, False]  # Escape would stop the other page
    left = "() => [document.title, document.body.childNodes.length, document.querySelector('[rel=icon]')]"
    assert page.evaluate(left) == ["weather.example", 0, None]


@pytest.mark.parametrize(
    "keys",
    [
        ["Shift", "Shift"],
        ["Shift", "Shift", "a", "Shift"],
        ["Escape", "Escape", "Shift", "Escape"],
        ["Shift", "A", "Shift", "B", "Shift", "C"],
        ["Alt+Shift", "Alt+Shift", "Alt+Shift"],
        ["Control+Shift", "Control+Shift", "Control+Shift"],
    ],
)
def test_writing_and_changing_the_layout_of_the_keyboard_do_not_leave(page: Page, exits: str, keys: list[str]) -> None:
    page.goto(exits + SENSITIVE)
    page.get_by_role("searchbox").focus()
    for key in keys:
        page.keyboard.press(key)

    expect(page.locator("h1")).to_be_visible()


@KEYS
def test_three_times_in_more_than_two_seconds_do_not_leave(page: Page, exits: str, key: str) -> None:
    page.goto(exits + SENSITIVE)
    page.evaluate(PRESS, [key, [0, 1500, 2100]])

    expect(page.locator("h1")).to_be_visible()


@ALL_WAYS
def test_exit_is_the_first_stop_of_the_keyboard_and_told_with_its_keys(page: Page, exits: str, path: str) -> None:
    prepare(page)
    page.goto(exits + path)
    page.keyboard.press("Tab")
    way = page.locator(".exit__way")

    expect(way).to_be_focused()
    expect(way).to_have_accessible_description(re.compile("Shift.*Esc"))
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    covered = page.evaluate("""() => {
        const box = document.activeElement.getBoundingClientRect();
        return !document.activeElement.contains(document.elementFromPoint(box.left + 5, box.top + 5));
    }""")
    assert not covered


@ALL_WAYS
@pytest.mark.parametrize("width", [320, 1280])
def test_exit_stays_in_sight_can_be_hit_and_lies_on_nothing(page: Page, exits: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 600})
    page.goto(exits + path)
    box = page.locator(".exit__way").bounding_box()
    strip, masthead = (page.locator(name).bounding_box() for name in (".exit", ".masthead"))
    assert box is not None
    assert strip is not None
    assert masthead is not None

    assert box["height"] >= 44
    assert box["width"] >= 44
    assert strip["y"] + strip["height"] <= masthead["y"]
    page.mouse.wheel(0, 5000)
    page.wait_for_function("() => scrollY > 300")
    expect(page.locator(".exit__way")).to_be_in_viewport(ratio=1)
    assert page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@ALL_WAYS
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(new_page: NewPage, exits: str, path: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme, reduced_motion="reduce", viewport={"width": 360, "height": 740})
    page.goto(exits + path)

    assert [one["id"] for one in Axe().run(page, options=ONLY_RULES).response["violations"]] == []


def test_nothing_is_kept(page: Page, exits: str) -> None:
    page.goto(exits + SENSITIVE)
    page.keyboard.press("Shift")

    assert page.evaluate("() => [localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
