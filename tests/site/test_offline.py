"""The offline edition: unpacked on a disk, it opens and can be walked through, and asks nobody for anything."""

from __future__ import annotations

import html
from base64 import b64decode
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect

from digest.site.offline import FOLDER, Loosened, is_shown
from tests.support.pages import read_page
from tests.support.project import ROOT, SETTINGS, SETTINGS_NAME, article, build, write_project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

URL = "https://example.org/digest"
NAMES = frozenset({"index.html", "tags/a/index.html", "articles/b/index.html", "theme/site.css", "images/a-480.webp"})
NAMES |= {"theme/search/offline.js"}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("published") / "output"
    return build(ROOT, output, "--settings", "publishconf.py", env={"DIGEST_SITEURL": URL})


@pytest.fixture(scope="module")
def unpacked(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with ZipFile(published / "offline.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    return folder / FOLDER


def test_every_page_for_readers_is_in_it_and_nothing_for_programs(published: Path, unpacked: Path) -> None:
    files = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    pages = {path.relative_to(published).as_posix() for path in published.rglob("index.html")}

    assert pages <= files
    assert [file for file in files if file.endswith((".atom", ".json", ".xml", ".bin"))] == []
    others = {file for file in files if file.endswith(".js") and "search/index" not in file}
    assert {file.removeprefix("ru/").removeprefix("kk/").removeprefix("ar/") for file in others} == {
        "theme/search/offline.js",
        "search/names.json.js",
    }


def test_each_file_of_the_index_stands_in_a_script_with_the_same_bytes(published: Path, unpacked: Path) -> None:
    index = [published / "search/index.json", *published.rglob("search/names.json")]
    index += [file for file in (published / "search/index").rglob("*") if file.is_file()]

    for path in index:
        script = (unpacked / f"{path.relative_to(published).as_posix()}.js").read_bytes()
        assert b64decode(script.split(b'"')[1]) == path.read_bytes()
    assert len(index) > 30


def test_every_link_leads_to_a_file_in_it_or_into_the_web(unpacked: Path) -> None:
    lost = []
    for path in unpacked.rglob("*.html"):
        name = path.relative_to(unpacked).as_posix()
        tree = read_page(f"/{name}", path.read_text("utf-8"))
        for element in tree.tree.iter():
            for address in (element.attrib.get(key) for key in ("href", "src", "action")):
                target = urlsplit(urljoin(f"file:///{name}", address)) if address else None
                if target and target.scheme == "file" and not (unpacked / unquote(target.path[1:])).is_file():
                    lost.append(f"{name}: {address}")

    assert lost == []


@pytest.fixture
def disk_page(browser: Browser, unpacked: Path) -> Iterator[Page]:
    """Return a page without a network, which fails the test for whatever it asks for that is not on the disk."""
    context = browser.new_context(offline=True)
    said: list[str] = []
    context.on("request", lambda request: None if request.url.startswith("file:") else said.append(request.url))
    context.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    context.on("requestfailed", lambda request: said.append(f"not there: {request.url}"))
    page = context.new_page()
    page.goto((unpacked / "index.html").as_uri())
    yield page
    context.close()
    assert said == []


def test_reader_walks_from_the_front_page_to_an_article_and_back(disk_page: Page) -> None:
    disk_page.locator(".foot a", has_text="Tags").click()
    disk_page.locator("main a", has_text="Prevention").first.click()
    disk_page.locator("main article a, main h2 a, main h3 a").first.click()

    expect(disk_page.locator("article h1")).to_be_visible()
    assert disk_page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(251, 250, 247)"

    disk_page.locator(".masthead__name a").click()
    assert disk_page.url.endswith("/index.html")


def test_search_finds_on_the_disk_what_it_finds_on_the_site(disk_page: Page, page: Page) -> None:
    page.goto("/search/#q=Актобе")
    there = page.locator(".entry__headline a")
    expect(there.first).to_be_visible()

    disk_page.get_by_role("searchbox").fill("Актобе")
    disk_page.keyboard.press("Enter")
    here = disk_page.locator(".entry__headline a")
    expect(here.first).to_be_visible()

    assert here.all_inner_texts() == there.all_inner_texts()
    expect(disk_page.locator("#search-found")).to_contain_text("Aktobe Province")  # a name, and no id
    here.first.click()
    expect(disk_page.locator("article h1")).to_be_visible()


def test_search_on_the_disk_can_be_narrowed_and_gone_back(disk_page: Page) -> None:
    disk_page.locator(".foot a", has_text="Search").click()
    disk_page.locator("#q").fill("resolution -council")
    disk_page.keyboard.press("Enter")
    expect(disk_page.locator(".entry__headline a").first).to_be_visible()
    before = disk_page.url
    disk_page.locator("input[name=language]").first.check()
    chosen = disk_page.locator(".chosen__one", has_text="Language")
    expect(chosen).to_be_visible()

    disk_page.go_back()

    expect(chosen).to_be_hidden()
    assert disk_page.url == before


def test_without_javascript_the_search_page_of_the_disk_says_what_it_needs(browser: Browser, unpacked: Path) -> None:
    with browser.new_context(offline=True, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((unpacked / "search" / "index.html").as_uri())

        expect(page.locator("noscript .search__plain")).to_be_visible()


@pytest.mark.parametrize(
    ("markup", "loosened"),
    [
        ('<a href="../../">x</a>', '<a href="../../index.html">x</a>'),
        ('<a href="../../tags/a/#x" rel="tag">x</a>', '<a href="../../tags/a/index.html#x" rel="tag">x</a>'),
        ('<a href="../../feed.atom">x</a>', f'<a href="{URL}/feed.atom">x</a>'),
        ('<a href="#x">x</a>', '<a href="#x">x</a>'),
        ('<a href="https://example.com/">x</a>', '<a href="https://example.com/">x</a>'),
        ('<link rel="icon" href="../../theme/site.css?v=1">', '<link rel="icon" href="../../theme/site.css">'),
        ('<img src="../../images/a-480.webp" alt="a > b">', '<img src="../../images/a-480.webp" alt="a > b">'),
        (
            '<source srcset="../../images/a-480.webp 480w, ../../images/a-800.webp 800w">',
            f'<source srcset="../../images/a-480.webp 480w, {URL}/images/a-800.webp 800w">',
        ),
        ('<form action="../../tags/a/" method="get">', '<form action="../../tags/a/index.html" method="get">'),
        ('<script type="module" src="../../theme/a.js"></script>\n<p>x</p>', "<p>x</p>"),
        ('<link rel="modulepreload" href="../../theme/a.js">\n<p>x</p>', "<p>x</p>"),
        (
            '<script type="module" src="../../theme/search/page.js?v=1"></script>\n',
            '<script defer src="../../theme/search/offline.js"></script>\n',
        ),
        ('<p>href="../../tags/a/" is text</p>', '<p>href="../../tags/a/" is text</p>'),
    ],
)  # fmt: skip
def test_page_is_loosened(markup: str, loosened: str) -> None:
    assert Loosened(NAMES, URL).page("articles/b/index.html", markup) == loosened


TEXTS = st.text(st.sampled_from("<>&\"'= /.#ahrefs"), max_size=60)


@given(TEXTS, TEXTS)
def test_words_of_a_page_stay_as_they_are(text: str, alt: str) -> None:
    before = f'<p title="{html.escape(alt)}">{html.escape(text, quote=False)}</p>'

    assert Loosened(NAMES, URL).page("articles/b/index.html", before) == before


def test_data_feeds_cards_and_mails_stay_in_the_web() -> None:
    for file in ("404.html", "feed.atom", "data/articles.csv", "cards/a.png", "digest/2026-W47/mail.html"):
        assert not is_shown(file)


def offline_project(folder: Path, words: str) -> Path:
    settings = f'{SETTINGS}\nDIGEST["site"]["offline"] = True\n'
    return write_project(folder, {SETTINGS_NAME: settings, "content/articles/2016/a.md": article("a", words)})


def test_engine_and_stock_pelican_pack_the_same(tmp_path: Path) -> None:
    project = offline_project(tmp_path, "Words.")
    packed = build(project, project / "output") / "offline.zip"
    by_stock = build(project, project / "stock", env={"DIGEST_ENGINE": "off"}) / "offline.zip"

    assert packed.read_bytes() == by_stock.read_bytes()


def test_it_is_packed_again_only_when_what_it_shows_has_changed(tmp_path: Path) -> None:
    project = offline_project(tmp_path, "Words.")
    packed = build(project, project / "output") / "offline.zip"
    first = packed.read_bytes(), packed.stat().st_mtime_ns

    (project / "content" / "extra").mkdir()
    (project / "content" / "extra" / "note.txt").write_text("Nothing that a page shows.")
    build(project, project / "output")
    assert (packed.read_bytes(), packed.stat().st_mtime_ns) == first

    build(offline_project(tmp_path, "Other words."), project / "output")
    assert packed.read_bytes() != first[0]

    (project / SETTINGS_NAME).write_text(SETTINGS)
    build(project, project / "output")
    assert not packed.exists()
