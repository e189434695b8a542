"""Feeds, sitemap and robots.txt say what programs that read them need."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

from tests.support.pages import address

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.pages import BuiltPage

Pages = dict[str, "BuiltPage"]
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="session")
def atoms(site: Path) -> dict[str, ET.Element]:
    """Return every Atom feed by its path."""
    return {address(site, file): ET.parse(file).getroot() for file in sorted(site.rglob("*.atom"))}


@pytest.fixture(scope="session")
def jsons(site: Path) -> dict[str, dict[str, object]]:
    """Return every JSON Feed by its path."""
    return {address(site, file): json.loads(file.read_bytes()) for file in sorted(site.rglob("feed.json"))}


@pytest.fixture(scope="session")
def sitemap(site: Path) -> dict[str, dict[str, str]]:
    """Return the alternates (language: path) of every path in the sitemap."""
    root = ET.parse(site / "sitemap.xml").getroot()
    return {
        urlsplit(url.findtext(f"{SITEMAP}loc", "")).path: {
            link.attrib["hreflang"]: urlsplit(link.attrib["href"]).path for link in url.iter(f"{XHTML}link")
        }
        for url in root.iter(f"{SITEMAP}url")
    }


def test_site_and_every_edition_have_both_feeds(atoms: dict[str, ET.Element], jsons: dict[str, object]) -> None:
    for prefix in ("/", "/ru/", "/kk/", "/ar/"):
        assert f"{prefix}feed.atom" in atoms
        assert f"{prefix}feed.json" in jsons


def test_every_list_has_both_feeds(atoms: dict[str, ET.Element], jsons: dict[str, object]) -> None:
    kinds = {path.split("/")[-3] for path in atoms if path.count("/") > 2}

    assert {"tags", "authors", "places", "sections", "publications"} <= kinds
    assert {path.removesuffix("atom") for path in atoms} == {path.removesuffix("json") for path in jsons}


def test_atom_feeds_have_what_the_standard_requires(atoms: dict[str, ET.Element]) -> None:
    for path, feed in atoms.items():
        assert feed.tag == f"{ATOM}feed", path
        for part in (feed, *feed.iter(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert (part.findtext(f"{ATOM}{name}") or "").strip(), (path, name)
            assert datetime.fromisoformat(part.findtext(f"{ATOM}updated", "")).tzinfo is not None, path
        assert [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"], path


def test_atom_entries_have_an_id_of_their_own_a_link_and_an_author(atoms: dict[str, ET.Element]) -> None:
    for path, feed in atoms.items():
        entries = feed.findall(f"{ATOM}entry")
        ids = Counter(entry.findtext(f"{ATOM}id") for entry in entries)

        assert [id_ for id_, times in ids.items() if times > 1] == [], path
        assert all(entry.find(f"{ATOM}link") is not None for entry in entries), path
        assert feed.find(f"{ATOM}author") is not None or all(
            entry.find(f"{ATOM}author") is not None for entry in entries
        ), path


def test_feeds_have_ids_of_their_own(atoms: dict[str, ET.Element]) -> None:
    ids = Counter(feed.findtext(f"{ATOM}id") for feed in atoms.values())

    assert [id_ for id_, times in ids.items() if times > 1] == []


def test_feeds_lead_to_pages_that_are_there(atoms: dict[str, ET.Element], jsons: dict[str, dict], pages: Pages) -> None:
    links = {
        link.attrib["href"]
        for feed in atoms.values()
        for link in feed.iter(f"{ATOM}link")
        if link.get("rel", "alternate") == "alternate" and "json" not in link.get("type", "")
    }
    links |= {item["url"] for feed in jsons.values() for item in feed["items"]}
    links |= {feed["home_page_url"] for feed in jsons.values()}

    assert {link for link in links if not urlsplit(link).netloc} == set()
    assert {urlsplit(link).path for link in links} - set(pages) == set()


def test_json_feeds_have_what_the_standard_requires(jsons: dict[str, dict]) -> None:
    for path, feed in jsons.items():
        assert feed["version"] == "https://jsonfeed.org/version/1.1", path
        assert feed["title"], path
        assert urlsplit(feed["feed_url"]).path == path
        ids = [item["id"] for item in feed["items"]]
        assert len(ids) == len(set(ids)), path
        assert all(isinstance(id_, str) for id_ in ids), path
        assert all("content_html" in item or "content_text" in item for item in feed["items"]), path


def test_both_feeds_of_a_list_tell_of_the_same_articles(atoms: dict[str, ET.Element], jsons: dict[str, dict]) -> None:
    for path, feed in atoms.items():
        entries = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
        assert entries == [item["id"] for item in jsons[path.replace(".atom", ".json")]["items"]], path


def test_pages_name_the_feeds_that_are_there(
    pages: Pages, atoms: dict[str, ET.Element], jsons: dict[str, object]
) -> None:
    named = {
        urlsplit(urljoin(path, link.get("href", ""))).path
        for path, page in pages.items()
        for link in page.all("link")
        if link.get("type") in {"application/atom+xml", "application/feed+json"}
    }

    assert named == {*atoms, *jsons}


def test_sitemap_lists_every_page_that_wants_to_be_found(pages: Pages, sitemap: dict[str, dict[str, str]]) -> None:
    hidden = {path for path, page in pages.items() if any("noindex" in robots for robots in page.meta("robots"))}

    assert set(sitemap) == set(pages) - hidden - {"/404.html"}


def test_alternates_of_the_sitemap_point_back(sitemap: dict[str, dict[str, str]]) -> None:
    assert any(sitemap.values())
    for path, alternates in sitemap.items():
        for lang, other in alternates.items():
            assert other in sitemap, (path, lang)
            assert sitemap[other] == alternates, (path, lang)
        assert not alternates or path in alternates.values(), path


def test_alternates_of_a_page_are_those_of_the_sitemap(pages: Pages, sitemap: dict[str, dict[str, str]]) -> None:
    for path, alternates in sitemap.items():
        links = [link for link in pages[path].all("link") if link.get("rel") == "alternate" and link.get("hreflang")]
        assert {link.get("hreflang"): urlsplit(link.get("href", "")).path for link in links} == alternates, path


def test_robots_txt_names_the_sitemap(site: Path) -> None:
    lines = (site / "robots.txt").read_text("utf-8").splitlines()

    assert [urlsplit(line.split()[1]).path for line in lines if line.startswith("Sitemap:")] == ["/sitemap.xml"]


def test_canonical_address_of_every_page_is_its_own(pages: Pages) -> None:
    for path, page in pages.items():
        canonical = [link.get("href", "") for link in page.all("link") if link.get("rel") == "canonical"]
        assert [urlsplit(url).path for url in canonical] in ([path], [] if path == "/404.html" else [path]), path
