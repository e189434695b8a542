"""Old addresses on a host that knows nothing but files: the page there leads on by itself, and without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.support.project import article, build, write_project
from tests.support.server import serve_bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

FILES = {
    "content/articles/2016/one.md": article("one"),
    "content/articles/2016/ar.md": article("one-ar", lang="ar"),
    "content/registry/redirects.yaml": "/articles/old/: /articles/one/\n/ar/articles/old/: /ar/articles/one-ar/\n"
    "/articles/none/: gone\n/ar/articles/none/: gone\n",
}


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    project = write_project(tmp_path_factory.mktemp("moved"), FILES)
    with serve_bare(build(project, project / "output")) as address:
        yield address


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """Return a page of a browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("old", "new"), [("/articles/old/", "/articles/one/"), ("/ar/articles/old/", "/ar/articles/one-ar/")]
)
def test_old_address_leads_on_without_a_script(host: str, plain_page: Page, old: str, new: str) -> None:
    plain_page.goto(host + old)

    expect(plain_page).to_have_url(host + new)
    expect(plain_page.get_by_role("heading", level=1)).to_have_count(1)


@pytest.mark.parametrize("path", ["/articles/none/", "/ar/articles/none/"])
def test_what_is_gone_says_so_to_everybody(host: str, browser: Browser, path: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(host + path)

    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.locator("main a").last.click()
    expect(page).to_have_url(f"{host}/ar/" if path.startswith("/ar/") else f"{host}/")
    context.close()
