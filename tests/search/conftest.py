"""A small indexed site of its own, and a page of it that can import the modules of the search page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.search.index.support import write_index
from tests.search.pages import MarkedPage, many_pages
from tests.support.server import serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

SHOWN = {"added": "2026-11-02", "original": "https://example.org/1", "own": "1"}
PAGES = [
    *many_pages(60),
    MarkedPage(
        "families", "Families in Aktobe", "Officials speak with families. Fighters come back.", facets={"tag": ["law"]}
    ),
    MarkedPage("symbols", "Молодёжь и закон", "Резолюция A/RES/60/288. О молодёжи и экстремизме.", lang="ru"),
    MarkedPage("centre", "Оңалту орталығы", "Оңалтудың жолдары.", lang="kk", shown=SHOWN),
    MarkedPage("council", "مجلس الأمن", "القرار ٢١٧٨ بشأن المقاتلين.", lang="ar"),
    MarkedPage("markup", "On <b>markup</b>", "They wrote <img src=x onerror=alert(1)> &lt;mark&gt; here."),
]


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small indexed site with the modules of the search page in `/search/`; it is only to be read."""
    return write_index(tmp_path_factory.mktemp("small"), [page.document() for page in PAGES], {})


@pytest.fixture(scope="session")
def small_url(small_site: Path) -> Iterator[str]:
    """Return the address of `small_site`, without a slash at its end."""
    with serve(small_site) as address:
        yield address


@pytest.fixture
def module_page(browser: Browser, small_url: str) -> Iterator[Page]:
    """Return the front page of `small_site`; its scripts must not fail."""
    errors: list[str] = []
    context = browser.new_context(base_url=small_url)
    context.on("weberror", lambda error: errors.append(str(error.error)))
    page = context.new_page()
    page.goto("/")
    yield page
    context.close()
    assert errors == []


@pytest.fixture(scope="module")
def warm_page(browser: Browser, small_url: str) -> Iterator[Page]:
    """Return the front page of `small_site` for tests that only ask: what one has loaded the next has at hand."""
    with browser.new_context(base_url=small_url) as context:
        page = context.new_page()
        page.goto("/")
        yield page
