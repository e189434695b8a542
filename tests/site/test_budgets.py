"""What a reader on a slow line has to load, as a server sends it that compresses by gzip -9."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.pages import BuiltPage

Pages = dict[str, "BuiltPage"]

# Article texts are 2,000 to 6,000 letters; one of a book's length is not meant.
ARTICLE_AND_STYLE = 15_000
SCRIPTS = 10_000
ORDINARY = 12_000


def loaded(page: BuiltPage, *tags: str) -> Iterator[str]:
    """Yield the paths of the style sheets (`link`) or scripts (`script`) that a page loads."""
    for element in page.all(*tags):
        address = element.get("src") if element.tag == "script" else element.get("href")
        if address and (element.tag == "script" or "stylesheet" in element.get("rel", "").split()):
            yield urlsplit(urljoin(page.path, address)).path


def sent(site: Path, path: str) -> int:
    """Return how many bytes a server sends for the file at *path*."""
    file = site / path.lstrip("/")
    return len(gzip.compress((file / "index.html" if path.endswith("/") else file).read_bytes(), 9))


def test_article_with_its_style_is_small(pages: Pages, site: Path) -> None:
    articles = [page for path, page in pages.items() if "/articles/" in path and len(page.text) < ORDINARY]
    sizes = {page.path: sum(sent(site, path) for path in (page.path, *loaded(page, "link"))) for page in articles}

    assert len(sizes) > 20
    assert {path: size for path, size in sizes.items() if size >= ARTICLE_AND_STYLE} == {}


def test_scripts_outside_of_search_are_small(pages: Pages, site: Path) -> None:
    sizes = {
        page.path: sum(sent(site, path) for path in loaded(page, "script"))
        for page in pages.values()
        if not page.path.endswith("/search/")
    }

    assert {path: size for path, size in sizes.items() if size >= SCRIPTS} == {}


def test_no_face_is_loaded(site: Path) -> None:
    faces = {".woff", ".woff2", ".ttf", ".otf", ".eot"}

    assert [path.name for path in site.rglob("*") if path.suffix in faces] == []
    assert [sheet.name for sheet in site.rglob("*.css") if "@font-face" in sheet.read_text("utf-8")] == []


def test_style_sheets_are_served_without_their_comments(site: Path) -> None:
    sheets = list(site.glob("theme/**/*.css"))

    assert sheets
    assert [sheet.name for sheet in sheets if "/*" in sheet.read_text("utf-8").replace("/**/", "")] == []
