"""The site as readers at risk have it: at an onion address, with the quick exit, in Tor Browser.

That is a Firefox. At its level "Safest" it runs no script, shows neither drawings (SVG) nor formulas, plays nothing and
loads no font; at any level it keeps what its readers type from telling of them.
"""

from __future__ import annotations

import json
import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.planning.test_onions import onion
from tests.publishing.test_servers import Client
from tests.support.firefox import SAFEST, TOR, launch
from tests.support.nginx import serve as serve_by_nginx
from tests.support.project import SETTINGS, SETTINGS_NAME, build, digest, write_project
from tests.support.showcase import FILES
from tests.support.templates import samples

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.firefox import Firefox

pytestmark = pytest.mark.browser
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
SUN = {WEATHER: "<title>Sun</title><p>Sun."}
USEFUL = {
    "headline": "h1",
    "exit": f".exit__way[href='{WEATHER}']",
    "way to find": "[type=search]",
    "sections": "nav a[href*='sections/']",
    "language": "a[hreflang]",
    "text": "main",
}
# The search has no field where no script runs, but every tag, place and year to go by.
WAYS_IN = {"way to find": "main a[href*='tags/']"}
FOUND = """(() => {
    const seen = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
    return {
        useful: Object.fromEntries(Object.entries(%s).map(([what, selector]) => [what, seen(selector).length > 0])),
        buttons: seen("button:not([type=submit])").length,
        wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    };
})()"""


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


@pytest.fixture(scope="module")
def safest() -> Iterator[Firefox]:
    """Return a page in Tor Browser at that level, as wide as its windows are."""
    with launch(SAFEST, 1000, answers=SUN) as firefox:
        yield firefox


@pytest.fixture(scope="module")
def tor() -> Iterator[Firefox]:
    """Return a page in Tor Browser at its level "Standard", which runs scripts."""
    with launch(TOR, 1000, answers=SUN) as firefox:
        yield firefox


@pytest.mark.server
def test_server_offers_the_onion_address_of_what_was_asked_for(at_onion: str) -> None:
    client = Client(at_onion)
    with closing(client.connection):
        for path in ("/", "/articles/everything/", "/search/?q=x"):
            answer = client.ask(path)

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
def test_every_template_can_be_used_at_the_safest_level(safest: Firefox, at_onion: str, project: Path) -> None:
    wanting = []
    for (template, direction), pages in sorted(samples(project / "output").items()):
        path = next((one.path for one in pages if not one.flipped), None)
        if path is None:
            continue
        safest.goto(at_onion + path)
        found = safest.evaluate(FOUND % json.dumps(USEFUL | (WAYS_IN if template == "search" else {})))
        wanting += [f"{template} {direction}: no {what}" for what, is_there in found["useful"].items() if not is_there]
        # What only a script can use stands only where one runs.
        wanting += [f"{path}: a button without a script"] * found["buttons"]
        wanting += [f"{path}: wider than the window"] * found["wide"]

    assert wanting == []
    assert [one for one in safest.requests() if not str(one["url"]).startswith((at_onion, WEATHER))] == []


@pytest.mark.server
def test_reader_finds_an_article_without_scripts_or_drawings(safest: Firefox, at_onion: str) -> None:
    safest.goto(f"{at_onion}/articles/nothing/")
    safest.evaluate("document.querySelector('[type=search]').focus()")
    safest.type("library")
    safest.follow("[type=search] + button")
    assert safest.evaluate("location.href") == f"{at_onion}/search/?q=library"
    safest.follow("main a[href*='tags/prevention/']")
    safest.follow("main a[href$='articles/everything/']")
    assert safest.evaluate("location.href") == f"{at_onion}/articles/everything/"
    assert "A line that helps" in safest.evaluate("document.querySelector('.help-panel').innerText")
    assert safest.evaluate("document.querySelector('.help-panel time').dateTime") == "2026-11-01"
    safest.follow("a[hreflang=ar]")
    assert safest.evaluate("document.dir") == "rtl"


@pytest.mark.server
def test_exit_leaves_at_the_safest_level(safest: Firefox, at_onion: str) -> None:
    safest.goto(f"{at_onion}/articles/everything/")
    safest.follow(".exit__way")

    assert safest.evaluate("document.title") == "Sun"
    assert {"url": WEATHER, "referer": None} in safest.requests()


@pytest.mark.server
def test_exit_leaves_by_a_key_that_tor_browser_tells_pages_of(tor: Firefox, at_onion: str) -> None:
    tor.goto(f"{at_onion}/articles/everything/")
    assert "Esc" in tor.evaluate("document.querySelector('.exit__keys').innerText")
    tor.press("Shift", "Shift", "Shift")
    assert tor.evaluate("document.body.childElementCount") > 1, "Shift is told, too: the words of the site can be fewer"
    tor.press("Escape", "Escape", "Escape")

    tor.wait("document.title === 'Sun'")
    assert {"url": WEATHER, "referer": None} in tor.requests()


@pytest.mark.server
def test_search_finds_in_tor_browser_and_keeps_nothing(tor: Firefox, at_onion: str) -> None:
    tor.goto(f"{at_onion}/search/?q=library")
    tor.wait("document.querySelector('main mark')")

    assert tor.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]
    assert [one for one in tor.requests() if not str(one["url"]).startswith((at_onion, WEATHER))] == []
    assert tor.complaints() == []
