"""What the browser has to load and to move before a reader can read, and what Lighthouse says of that.

Lighthouse's score for performance depends on what else the machine does, and is left to `inv lighthouse`; what it is
made of on pages without scripts is asked for here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import nginx
from tests.support.browser import find_lightest
from tests.support.lighthouse import measure, samples

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

# What does not depend on how busy the machine is.
STEADY = ("accessibility", "best-practices", "seo")
PHONE = {"width": 360, "height": 740}
# Sum of all shifts of the layout since the page began, as Core Web Vitals count them.
SHIFT = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) sum += entry.value;
    }).observe({type: "layout-shift", buffered: true});
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 0)));
})"""
LOADED = "() => performance.getEntriesByType('resource').map((one) => [one.initiatorType, new URL(one.name).pathname])"


@pytest.mark.parametrize("at", range(4), ids=["front", "article", "tag", "search"])
def test_nothing_moves_while_a_page_loads(page: Page, site: Path, at: int) -> None:
    page.set_viewport_size(PHONE)
    page.goto(samples(site)[at], wait_until="networkidle")

    assert page.evaluate(SHIFT) < 0.01


@pytest.mark.parametrize("at", range(3), ids=["front", "article", "tag"])
def test_page_is_read_with_one_more_request(page: Page, site: Path, at: int) -> None:
    """Pictures come later and hold nothing up."""
    page.goto(samples(site)[at], wait_until="networkidle")
    loaded = page.evaluate(LOADED)

    assert [path for kind, path in loaded if kind not in {"img", "other"}] == ["/theme/site.css"]


@pytest.mark.server
@pytest.mark.parametrize("at", range(4), ids=["front", "article", "tag", "search"])
def test_lighthouse_finds_nothing(browser: Browser, site: Path, tmp_path: Path, at: int) -> None:
    chromium = find_lightest(browser.browser_type)
    try:
        with nginx.serve(site, tmp_path) as address:
            scores, faults = measure(address + samples(site)[at], chromium, STEADY)
    except FileNotFoundError as error:
        pytest.fail(str(error), pytrace=False)

    assert faults == []
    assert set(scores.values()) == {100}
