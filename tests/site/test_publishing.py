"""The site at the address that it is published at, below a path too, as GitHub Pages has it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.support.pages import read_page
from tests.support.project import article, build, write_project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.pages import BuiltPage

ADDRESS = "https://example.org/digest"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    write_project(folder, {"content/articles/2016/one.md": article("one")})
    return build(folder, folder / "output", env={"DIGEST_SITEURL": ADDRESS})


def page(folder: Path, name: str) -> BuiltPage:
    return read_page(f"/digest/{name}", (folder / name).read_text("utf-8"))


def test_page_for_what_is_missing_leads_into_the_site_from_any_address(published: Path) -> None:
    missing = page(published, "404.html")
    links = [link.get("href", "") for link in missing.all("a", "link") if not link.get("href", "").startswith("#")]

    assert links
    assert [link for link in links if not re.match(rf"(?:{ADDRESS})?/digest/|{ADDRESS}/", link)] == []


def test_pages_lead_nowhere_above_the_site(published: Path) -> None:
    for file in published.rglob("*.html"):
        name = file.relative_to(published).as_posix()
        assert [link for link in page(published, name).links() if not link.startswith("/digest/")] == [], name


def test_whole_addresses_are_those_of_the_site(published: Path) -> None:
    for name in ("sitemap.xml", "robots.txt", "feed.atom", "feed.json", "articles/one/index.html"):
        text = (published / name).read_text("utf-8")
        assert f"{ADDRESS}/" in text, name
        assert "127.0.0.1" not in text, name
