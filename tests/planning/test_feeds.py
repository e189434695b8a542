"""Feeds: Atom and JSON Feed with what their formats ask for, and no date that nobody knows."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import PartialDate
from digest.site.feeds import Category, Feed, FeedItem, render_atom, render_json

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
YOUTH = Category("youth", "https://example.org/tags/", "Youth")
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]))


def item(**values: Any) -> FeedItem:
    usual: dict[str, Any] = {
        "url": "https://example.org/articles/a/", "title": "A", "lang": "en", "summary": "In short.",
        "html": "<p>Body.</p>",
        "authors": ("Law desk",), "tags": (YOUTH,), "added": date(2026, 1, 5), "modified": None,
        "published": PartialDate(2016, 12, 26),
    }  # fmt: skip
    return FeedItem(**(usual | values))


def feed(*items: FeedItem, **values: Any) -> Feed:
    usual = {
        "title": "Digest", "description": "", "lang": "en", "home": "https://example.org/",
        "atom": "https://example.org/feed.atom", "json": "https://example.org/feed.json",
    }  # fmt: skip
    return Feed(**(usual | values), items=items)


def atom(*items: FeedItem, **values: Any) -> ET.Element:
    return ET.fromstring(render_atom(feed(*items, **values)))


def json_feed(*items: FeedItem, **values: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render_json(feed(*items, **values)))
    return found


def text(element: ET.Element, *path: str) -> str | None:
    return element.findtext("/".join(f"{ATOM}{part}" for part in path))


def links(element: ET.Element) -> list[tuple[str | None, str | None]]:
    return [(link.get("rel"), link.get("href")) for link in element.findall(f"{ATOM}link")]


def test_atom_feed_has_what_the_format_asks_for() -> None:
    root = atom(item(), lang="ru", description="On law.")

    assert (root.tag, root.get(LANG)) == (f"{ATOM}feed", "ru")
    assert [text(root, name) for name in ("id", "title", "subtitle", "updated")] == [
        "https://example.org/feed.atom", "Digest", "On law.", "2026-01-05T00:00:00Z",
    ]  # fmt: skip
    assert links(root) == [
        ("self", "https://example.org/feed.atom"),
        ("alternate", "https://example.org/"),
        ("alternate", "https://example.org/feed.json"),
    ]


def test_atom_entry_has_what_the_format_asks_for() -> None:
    root = atom(item(lang="ar", modified=date(2026, 2, 1), external_url="https://example.net/a"))
    (entry,) = root.findall(f"{ATOM}entry")

    assert entry.get(LANG) == "ar"
    assert [text(entry, name) for name in ("id", "title", "published", "updated", "summary")] == [
        "https://example.org/articles/a/", "A", "2016-12-26T00:00:00Z", "2026-02-01T00:00:00Z", "In short.",
    ]  # fmt: skip
    assert links(entry) == [("alternate", "https://example.org/articles/a/"), ("via", "https://example.net/a")]
    assert (text(entry, "author", "name"), text(entry, "content")) == ("Law desk", "<p>Body.</p>")
    assert entry.find(f"{ATOM}content").get("type") == "html"  # type: ignore[union-attr]
    (category,) = entry.findall(f"{ATOM}category")
    assert category.attrib == {"term": "youth", "scheme": "https://example.org/tags/", "label": "Youth"}


def test_atom_feed_leads_to_the_same_list_in_other_languages() -> None:
    root = atom(item(lang="ru"), lang="ru", versions=[("ar", "https://example.org/ar/")])

    assert [(link.get("hreflang"), link.get("href")) for link in root.findall(f"{ATOM}link")] == [
        (None, "https://example.org/feed.atom"),
        ("ru", "https://example.org/"),
        ("ar", "https://example.org/ar/"),
        (None, "https://example.org/feed.json"),
    ]
    assert [link.get("hreflang") for link in root.iter(f"{ATOM}link")][-1] == "ru"


def test_section_stands_among_the_categories_and_not_among_the_tags() -> None:
    section = Category("law", "https://example.org/sections/", "Law")

    assert [one.get("label") for one in atom(item(section=section)).iter(f"{ATOM}category")] == ["Law", "Youth"]
    assert json_feed(item(section=section))["items"][0]["tags"] == ["Youth"]


def test_licence_is_named_where_it_is_known() -> None:
    (entry,) = atom(item(rights="Digest", licence="https://example.org/by/")).findall(f"{ATOM}entry")

    assert links(entry) == [("alternate", "https://example.org/articles/a/"), ("license", "https://example.org/by/")]
    assert text(entry, "rights") == "Digest"
    assert text(atom(item()), "entry", "rights") is None


def test_feed_is_read_by_a_program_that_others_wrote() -> None:
    one = item(title="A < B & “C”", modified=date(2026, 2, 1), licence="https://example.org/by/", rights="Digest")
    found = feedparser.parse(render_atom(feed(one, item(lang="ar", published=None))))

    assert not found.bozo
    assert (found.version, found.feed.title, found.feed.language) == ("atom10", "Digest", "en")
    assert [entry.link for entry in found.entries] == [one.url, one.url]
    assert (found.entries[0].title, found.entries[0].license) == (one.title, "https://example.org/by/")
    assert found.entries[0].published_parsed[:3] == (2016, 12, 26)
    assert "published" not in found.entries[1]
    assert [(tag.term, tag.label) for tag in found.entries[0].tags] == [("youth", "Youth")]


@pytest.mark.parametrize("published", [None, PartialDate(2016), PartialDate(2016, 12)])
def test_no_feed_has_a_day_of_publication_that_nobody_knows(published: PartialDate | None) -> None:
    (entry,) = atom(item(published=published)).findall(f"{ATOM}entry")
    (found,) = json_feed(item(published=published))["items"]

    assert entry.find(f"{ATOM}published") is None
    assert "date_published" not in found
    assert (text(entry, "updated"), found["date_modified"]) == ("2026-01-05T00:00:00Z", "2026-01-05T00:00:00Z")


def test_entry_is_never_older_than_the_day_it_was_added() -> None:
    assert text(atom(item(modified=date(2020, 1, 1))), "entry", "updated") == "2026-01-05T00:00:00Z"


def test_feed_is_as_old_as_its_newest_entry() -> None:
    root = atom(item(), item(modified=date(2026, 3, 1)), item(added=date(2026, 2, 1)))

    assert text(root, "updated") == "2026-03-01T00:00:00Z"


def test_feed_without_entries_has_a_time_all_the_same() -> None:
    assert text(atom(), "updated") == "1970-01-01T00:00:00Z"
    assert json_feed()["items"] == []


def test_atom_feed_has_an_author_where_an_entry_has_none() -> None:
    assert text(atom(item(), item(authors=())), "author", "name") == "Digest"
    assert text(atom(item()), "author", "name") is None


@given(ANYTHING, ANYTHING)
def test_atom_parses_whatever_the_texts_hold(said: str, tag: str) -> None:
    root = atom(
        item(title=said, html=said, summary=said, tags=(YOUTH._replace(label=tag),), authors=(said,)), title=said
    )

    assert len(root.findall(f"{ATOM}entry")) == 1


def test_atom_drops_just_the_characters_that_xml_cannot_hold() -> None:
    root = atom(
        item(
            title="a\x00b\x0b\ufffe\tc😀",
            tags=(YOUTH._replace(label="d\x01e"),),
            external_url="https://example.net/\x02",
        )
    )

    assert text(root, "entry", "title") == "ab\tc😀"
    assert [category.get("label") for category in root.iter(f"{ATOM}category")] == ["de"]


def test_json_feed_has_what_the_format_asks_for() -> None:
    found = json_feed(item(), description="On law.", lang="kk")

    assert {key: value for key, value in found.items() if key != "items"} == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Digest",
        "home_page_url": "https://example.org/",
        "feed_url": "https://example.org/feed.json",
        "description": "On law.",
        "language": "kk",
    }


def test_json_item_has_what_the_format_asks_for_and_nothing_empty() -> None:
    (found,) = json_feed(item(summary=""))["items"]

    assert found == {
        "id": "https://example.org/articles/a/",
        "url": "https://example.org/articles/a/",
        "title": "A",
        "content_html": "<p>Body.</p>",
        "date_published": "2016-12-26T00:00:00Z",
        "date_modified": "2026-01-05T00:00:00Z",
        "authors": [{"name": "Law desk"}],
        "tags": ["Youth"],
        "language": "en",
    }


def test_json_item_of_which_no_text_may_be_shown_has_its_summary_for_content() -> None:
    (found,) = json_feed(item(html=""))["items"]

    assert "content_html" not in found
    assert found["content_text"] == "In short."


def test_json_item_always_has_a_content() -> None:
    (found,) = json_feed(item(html="", summary=""))["items"]

    assert {"content_html", "content_text"} & set(found)  # JSON Feed 1.1: "must be present"


def test_feeds_are_the_same_bytes_for_the_same_items() -> None:
    items = feed(item(), item(title="B"))

    assert render_atom(items) == render_atom(items)
    assert render_json(items) == render_json(items)
    assert "Қ".encode() in render_json(feed(item(title="Қ")))
