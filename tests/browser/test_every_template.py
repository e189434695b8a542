"""Every template in a real browser: on every screen, light and dark, both ways round, with scripts and without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.support.templates import Sample, page_templates, samples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page, Route

    from tests.conftest import NewPage, Watch

    ByTemplate = dict[tuple[str, str], list[tuple[str, Sample]]]
    Opener = Callable[..., Iterator[str]]

WIDTHS = (320, 360, 768, 1280, 1600)
HEIGHT = 900
# 1280 by 900 pixels at 400 %: what is left for the page is as large as that.
ZOOMED = {"width": 320, "height": 225}
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
ONLY_RULES = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
NOT_FOUND = "status of 404"  # Chrome itself reports a page that came with that status

# <script type="module" src="../theme/search/page.js"></script>
SCRIPT = re.compile(r"<script\b[^>]*>.*?</script>", re.DOTALL)
NOSCRIPT = re.compile(r"(</?)noscript\b")

BOTH_WAYS = pytest.mark.parametrize("direction", ["ltr", "rtl"])
WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize("scripts", ["on", "off"])

# What can be reached by keyboard, in the order of the page, each as it stands in the markup.
REACHABLE = """() => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
)].filter(one => one.checkVisibility({visibilityProperty: true}) && !one.disabled)
  .filter(one => one.type !== "radio" || one.checked || ![...document.getElementsByName(one.name)].some(r => r.checked))
  .map(one => one.outerHTML.slice(0, 100))"""

# Where the focus is, whether that is seen, and whether anything lies on it; nothing when it has come round.
STOP = """() => {
    const element = document.activeElement;
    if (element === document.body || element === window.first) return null;
    window.first ??= element;
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    const line = element.getClientRects()[0];
    const top = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2);
    return {
        what: element.outerHTML.slice(0, 100),
        closed: element.localName === "summary" && !element.parentElement.open,
        seen: outlined && box.width > 1 && box.height > 1,
        covered: Boolean(top) && !element.contains(top) && !top.contains(element),
    };
}"""


@pytest.fixture(scope="session")
def by_template(site: Path, showcase: Path, base_url: str, showcase_url: str) -> ByTemplate:
    """Return the address of one page of each kind, by template and direction; of articles three, of corrections two."""
    found = {which: [(base_url, sample) for sample in each] for which, each in samples(site).items()}
    for direction, ending in (("ltr", ""), ("rtl", "-ar")):
        prefix = "/ar" if ending else ""
        for name in ("everything", "nothing"):
            path = f"{prefix}/articles/{name}{ending}/"
            assert (showcase / path.strip("/") / "index.html").is_file()
            found["article", direction].append((showcase_url, Sample(path)))
        found["corrections", direction].append((showcase_url, Sample(f"{prefix}/corrections/")))
    return found


@pytest.fixture(params=page_templates())
def template(request: pytest.FixtureRequest) -> str:
    """Return the name of a template of pages: each of the theme's folder in turn."""
    return str(request.param)


@pytest.fixture
def open_samples(by_template: ByTemplate, watch: Watch, template: str) -> Opener:
    """Return a function that opens one sample page after another, turned round where there is none of that direction.

    *with_scripts* leaves out those that have none, since they are the same whether scripts run or not.
    """
    watch.allow(NOT_FOUND)

    def each(page: Page, direction: str, *, with_scripts: bool = False) -> Iterator[str]:
        found = by_template.get((template, direction), [])
        assert found, f"no page of the site is made of {template}.html: add one to content/"
        for origin, sample in found:
            page.goto(urljoin(origin, sample.path))
            if sample.flipped:
                page.evaluate("(dir) => { document.documentElement.dir = dir; }", direction)
            if not with_scripts or page.locator("script[src]").count():
                yield sample.path

    return each


@BOTH_WAYS
@WITH_AND_WITHOUT_SCRIPTS
def test_page_fits_every_screen(new_page: NewPage, open_samples: Opener, direction: str, scripts: str) -> None:
    page = new_page(java_script_enabled=scripts == "on")
    wide = []
    for path in open_samples(page, direction, with_scripts=scripts == "on"):
        for size in [ZOOMED, *({"width": width, "height": HEIGHT} for width in WIDTHS)]:
            page.set_viewport_size(size)
            wide += too_wide(page, f"{path} at {size['width']}")
        page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
        for width in (768, 1280):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            wide += too_wide(page, f"{path} at {width} with letters of twice the size")

    assert wide == []


def too_wide(page: Page, what: str) -> list[str]:
    """Return a complaint if the page has to be scrolled sideways."""
    needed, there = page.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    return [f"{what}: needs {needed} of {there} pixels"] if needed > there else []


@BOTH_WAYS
def test_axe_finds_nothing(new_page: NewPage, open_samples: Opener, direction: str) -> None:
    page = new_page(reduced_motion="reduce")
    found: list[str] = []
    for path in open_samples(page, direction):
        found += violations(page, path)

    assert found == []


@BOTH_WAYS
def test_axe_finds_nothing_without_scripts(new_page: NewPage, open_samples: Opener, direction: str) -> None:
    """Axe is a script itself: so the page is shown as a browser without scripts has it."""
    page = new_page(reduced_motion="reduce")
    found: list[str] = []
    for path in open_samples(page, direction, with_scripts=True):
        page.route(page.url, without_scripts)
        page.reload()
        page.unroute_all()
        found += violations(page, path)

    assert found == []


def without_scripts(route: Route) -> None:
    """Answer with the page as it is for a browser that runs no scripts."""
    response = route.fetch()
    route.fulfill(response=response, body=NOSCRIPT.sub(r"\1div", SCRIPT.sub("", response.text())))


def violations(page: Page, path: str) -> list[str]:
    """Return what axe finds: wide and light, then narrow and dark, so that every colour and layout is judged."""
    found = []
    for scheme, width in (("light", 1280), ("dark", 360)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for violation in Axe().run(page, options=ONLY_RULES).response["violations"]:
            places = [" ".join(map(str, node["target"])) for node in violation["nodes"]]
            found.append(f"{path} {scheme} {width}: {violation['id']}: {violation['help']}: {places}")
    return found


@WITH_AND_WITHOUT_SCRIPTS
def test_keyboard_reaches_everything_and_is_seen_to(new_page: NewPage, open_samples: Opener, scripts: str) -> None:
    """What opens is opened on the way, and what is in it reached as well."""
    page = new_page(reduced_motion="reduce", java_script_enabled=scripts == "on")
    faults = []
    for path in open_samples(page, "ltr", with_scripts=scripts == "on"):
        reached = []
        page.keyboard.press("Tab")
        while stop := page.evaluate(STOP):
            if stop["closed"]:
                page.keyboard.press("Enter")
            reached.append(re.sub(r" open=\"\"", "", stop["what"]))
            faults += [f"{path}: not seen: {stop['what']}"] * (not stop["seen"])
            faults += [f"{path}: covered: {stop['what']}"] * stop["covered"]
            page.keyboard.press("Tab")
        missed = [one for one in page.evaluate(REACHABLE) if one not in reached]
        faults += [f"{path}: not reached: {one}" for one in missed]
        faults += [f"{path}: does not open"] * page.locator("details:not([open])").filter(visible=True).count()

    assert faults == []


def test_search_begins_on_any_page_without_a_mouse(new_page: NewPage, open_samples: Opener) -> None:
    page = new_page()
    for path in open_samples(page, "ltr"):
        page.get_by_role("searchbox").first.focus()
        page.keyboard.type("prevention")
        page.keyboard.press("Enter")

        expect(page, path).to_have_url(re.compile(r"/search/[?#].*q=prevention"))


def test_nothing_moves_where_readers_ask_for_that(new_page: NewPage, open_samples: Opener) -> None:
    page = new_page(reduced_motion="reduce")
    for path in open_samples(page, "ltr"):
        moving = page.evaluate(
            """() => [document.documentElement, ...document.body.querySelectorAll("*")].filter((one) => {
                const style = getComputedStyle(one);
                return style.scrollBehavior === "smooth" || style.animationName !== "none"
                    || style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0);
            }).map((one) => one.outerHTML.slice(0, 80))"""
        )

        assert moving == [], path
