"""The site in another engine than Chromium's: the tests of readers at risk (test_at_risk.py) have more of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.firefox import Firefox, launch
from tests.support.templates import samples

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.browser
# Whether a page is wider than its window, and whether what it says can be seen.
SHAPE = """[
    document.documentElement.scrollWidth > document.documentElement.clientWidth,
    document.querySelector("h1").checkVisibility(),
    getComputedStyle(document.documentElement).direction,
]"""


@pytest.fixture(scope="module")
def phone() -> Iterator[Firefox]:
    """Return a page in a Firefox as narrow as a phone."""
    with launch({}, 360, 740) as firefox:
        yield firefox


def test_every_template_fits_a_phone_and_runs_its_scripts(phone: Firefox, showcase: Path, showcase_url: str) -> None:
    found = {}
    for (template, direction), pages in sorted(samples(showcase).items()):
        if path := next((one.path for one in pages if not one.flipped), None):
            phone.goto(showcase_url + path)
            found[template, direction] = phone.evaluate(SHAPE)

    assert found == {(template, direction): [False, True, direction] for template, direction in found}
    assert {direction for _, direction in found} == {"ltr", "rtl"}
    assert phone.complaints() == []


def test_search_finds_filters_and_goes_on_by_keyboard(phone: Firefox, showcase_url: str) -> None:
    phone.goto(f"{showcase_url}/search/")
    phone.evaluate("document.querySelector('main [type=search]').focus()")
    phone.type("library")
    phone.press("Enter")
    phone.wait("document.querySelector('main mark')")
    assert phone.evaluate("location.hash") == "#q=library"
    phone.follow("main a[href*='articles/']")

    assert phone.evaluate("location.pathname").startswith("/articles/")
    assert phone.complaints() == []
