"""The mail of a week as a mail program shows it: which knows nothing of our policy, and drops no style."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.support.pages import address

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import NewPage, Watch

FOLDERS = {"en": "", "ru": "ru", "kk": "kk", "ar": "ar"}
NARROWEST = 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", FOLDERS)
def test_mail_is_for_everyone(new_page: NewPage, watch: Watch, site: Path, lang: str, scheme: str) -> None:
    watch.allow("favicon.ico")  # a mail names none, and Chromium then looks where a site would have one
    page = new_page(bypass_csp=True, color_scheme=scheme, viewport={"width": NARROWEST, "height": 900})
    (mail,) = (site / FOLDERS[lang]).glob("digest/2*/mail.html")
    page.goto(address(site, mail))

    violations = Axe().run(page).response["violations"]
    assert [f"{one['id']}: {node['target']}" for one in violations for node in one["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST
    assert page.evaluate("getComputedStyle(document.body).direction") == ("rtl" if lang == "ar" else "ltr")
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") == (scheme == "dark")
