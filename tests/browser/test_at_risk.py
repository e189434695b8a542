"""The site as readers at risk have it: at an onion address, with the quick exit, at Tor Browser's level "Safest".

That level runs no script, shows neither drawings (SVG) nor formulas, plays nothing and loads no font: so does the
browser here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from tests.planning.test_onions import onion
from tests.support.nginx import serve as serve_by_nginx
from tests.support.project import SETTINGS, SETTINGS_NAME, build, digest, write_project
from tests.support.showcase import FILES
from tests.support.templates import samples

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page, Route

    from tests.conftest import NewPage, Watch

ONION = onion(b"a key of an invented onion serv.")
WEATHER = "https://weather.example/"
CONF = f"""{SETTINGS}SITEURL = {ONION!r}
DIGEST = {{**DIGEST, "site": {{**DIGEST["site"], "cards": False, "onion": {ONION!r}, "exit": {{"url": {WEATHER!r}}}}}}}
"""
SENSITIVE = {
    "content/registry/helplines.yaml": """\
line:
  name: {en: "A line that helps"}
  description: {en: "Invented for a test."}
  url: "https://help.example/"
  languages: [en]
  country: KZ
  topics: [prevention]
  checked: 2026-11-01
"""
}
# The search has no field where no script runs, but every tag, place and year to go by.
WAYS_IN = "main a[href*='tags/']"
NOT_SHOWN = re.compile(r"\.(?:svg|wasm|woff2?|ttf|js)(?:\?|$)")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project whose site is at an onion address, built; every page of it has the quick exit."""
    folder = write_project(tmp_path_factory.mktemp("onion"), {**FILES, **SENSITIVE, SETTINGS_NAME: CONF})
    build(folder, folder / "output")
    return folder


@pytest.fixture(scope="module")
def at_onion(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address at which a real nginx serves it without TLS, as an onion service does."""
    told = tmp_path_factory.mktemp("told")
    done = digest("publish", "--settings", SETTINGS_NAME, "--server-files", str(told), cwd=project)
    assert (done.returncode, done.stderr) == (0, "")
    http, server = ((told / name).read_text("utf-8") for name in ("nginx-http.conf", "nginx-server.conf"))
    with serve_by_nginx(project / "output", tmp_path_factory.mktemp("nginx"), http, server) as address:
        yield address


@pytest.fixture
def safest(new_page: NewPage, watch: Watch, at_onion: str) -> Page:
    """Return a page in a browser that does no more than Tor Browser does at that level."""
    watch.allow(re.escape(at_onion))
    watch.allow("status of 404|ERR_BLOCKED_BY_CLIENT")
    page = new_page(java_script_enabled=False)
    page.route(NOT_SHOWN, lambda route: route.abort("blockedbyclient"))
    return page


@pytest.mark.server
def test_server_offers_the_onion_address_of_what_was_asked_for(safest: Page, at_onion: str) -> None:
    for path in ("/", "/articles/everything/", "/search/?q=x"):
        answer = safest.goto(at_onion + path)

        assert answer is not None
        assert answer.headers["onion-location"] == ONION + path
        assert "strict-transport-security" not in answer.headers


@pytest.mark.server
def test_nothing_at_the_onion_address_leads_or_sends_to_another_form_of_the_site(project: Path) -> None:
    """No address of its own is asked by another name, and none needs TLS."""
    own = ONION.removeprefix("http://")
    for file in (project / "output").rglob("*.html"):
        text = file.read_text("utf-8")
        assert f"https://{own}" not in text
        assert "127.0.0.1" not in text
        assert re.findall(rf'(?:href|src|action)="(?!{re.escape(ONION)})/[^"]*"', text) == [] or file.name == "404.html"


@pytest.mark.server
def test_every_template_can_be_used_at_the_safest_level(safest: Page, at_onion: str, project: Path) -> None:
    wanting = []
    for (template, direction), pages in sorted(samples(project / "output").items()):
        path = next((one.path for one in pages if not one.flipped), None)
        if path is None:
            continue
        safest.goto(at_onion + path)
        useful = {
            "headline": safest.locator("h1"),
            "exit": safest.locator(f".exit__way[href='{WEATHER}']"),
            "way to find": safest.locator(WAYS_IN) if template == "search" else safest.get_by_role("searchbox"),
            "sections": safest.locator("nav a[href*='sections/']"),
            "language": safest.locator("a[hreflang]"),
            "text": safest.locator("main"),
        }
        wanting += [
            f"{template} {direction}: no {what}" for what, found in useful.items() if not found.first.is_visible()
        ]
        # What only a script can use stands only where one runs.
        wanting += [f"{path}: a button without a script"] * safest.locator("button:visible:not([type=submit])").count()

    assert wanting == []


@pytest.mark.server
def test_reader_finds_an_article_without_scripts_or_drawings(safest: Page, at_onion: str) -> None:
    safest.goto(f"{at_onion}/articles/nothing/")
    safest.get_by_role("searchbox").first.fill("library")
    safest.keyboard.press("Enter")
    expect(safest).to_have_url(re.compile(r"/search/\?q=library"))
    safest.locator("main a[href*='tags/prevention/']").first.click()
    safest.locator("main a[href$='articles/everything/']").first.click()
    expect(safest).to_have_url(f"{at_onion}/articles/everything/")
    expect(safest.locator(".help-panel")).to_contain_text("A line that helps")
    expect(safest.locator(".help-panel time")).to_have_attribute("datetime", "2026-11-01")
    safest.locator("a[hreflang=ar]").first.click()
    expect(safest.locator("html")).to_have_attribute("dir", "rtl")


@pytest.mark.server
def test_exit_leaves_at_the_safest_level(safest: Page, at_onion: str, watch: Watch) -> None:
    watch.allow(re.escape(WEATHER))
    told: list[dict[str, str]] = []

    def answer(route: Route) -> None:
        told.append(route.request.headers)
        route.fulfill(body="<title>Sun</title><p>Sun.", content_type="text/html")

    safest.route(f"{WEATHER}**", answer)
    safest.goto(urljoin(at_onion, "/articles/everything/"))
    safest.locator(".exit__way").click()

    expect(safest).to_have_title("Sun")
    assert "referer" not in told[0]
