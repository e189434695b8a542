"""Feeds of a list: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org/version/1.1).

Times are midnight UTC of a day that is known: an article's `updated` is the day it was last changed or added, its
`published` only stands where the day of publication is known exactly. The feed itself is as old as its newest entry.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from digest.model import PartialDate

NEWEST = 20
_ATOM = "http://www.w3.org/2005/Atom"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_JSON_FEED = "https://jsonfeed.org/version/1.1"
# XML 1.0 2.2: these cannot stand in a document, in any form.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# An empty list has no entry to be as old as, and a feed must have a time.
_LONG_AGO = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One article in a feed; *url* is whole, *html* is as much of the body as may be shown."""

    url: str
    title: str
    lang: str
    summary: str
    html: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    added: date
    modified: date | None
    published: PartialDate | None
    external_url: str = ""

    @property
    def updated(self) -> str:
        """When it last changed: the later of the days it was added and modified."""
        return _moment(max(self.added, self.modified) if self.modified else self.added)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed of one list: where its page and its two forms stand, as whole addresses."""

    title: str
    description: str
    lang: str
    home: str
    atom: str
    json: str
    items: Sequence[FeedItem]


def render_atom(feed: Feed) -> bytes:
    """Return the feed as Atom."""
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed", {_XML_LANG: feed.lang})
    _add(root, "id", feed.atom)
    _add(root, "title", feed.title)
    if feed.description:
        _add(root, "subtitle", feed.description)
    _add(root, "updated", max((item.updated for item in feed.items), default=_LONG_AGO))
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.atom)
    _add(root, "link", rel="alternate", type="text/html", href=feed.home)
    if not all(item.authors for item in feed.items):  # RFC 4287 4.1.1: an entry without author takes the feed's
        _add(_add(root, "author"), "name", feed.title)
    for item in feed.items:
        _add_entry(root, item)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _add_entry(root: ET.Element, item: FeedItem) -> None:
    entry = _add(root, "entry", **{_XML_LANG: item.lang})
    _add(entry, "id", item.url)
    _add(entry, "title", item.title)
    _add(entry, "link", rel="alternate", type="text/html", href=item.url)
    if item.external_url:
        _add(entry, "link", rel="via", href=item.external_url)
    if item.published is not None and item.published.day:
        _add(entry, "published", _moment(item.published.first_day))
    _add(entry, "updated", item.updated)
    for name in item.authors:
        _add(_add(entry, "author"), "name", name)
    for tag in item.tags:
        _add(entry, "category", term=tag)
    _add(entry, "summary", item.summary)
    if item.html:
        _add(entry, "content", item.html, type="html")


def _add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_ATOM}}}{tag}", {name: _clean(value) for name, value in attributes.items()})
    child.text = _clean(text) if text else text
    return child


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", text)


def render_json(feed: Feed) -> bytes:
    """Return the feed as JSON Feed 1.1."""
    values = {
        "version": _JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.json,
        "description": feed.description,
        "language": feed.lang,
        "items": [_json_item(item) for item in feed.items],
    }
    return (json.dumps(_without_empty(values), ensure_ascii=False, indent=1) + "\n").encode()


def _json_item(item: FeedItem) -> dict[str, object]:
    exact = item.published is not None and item.published.day
    return _without_empty(
        {
            "id": item.url,
            "url": item.url,
            "external_url": item.external_url,
            "title": item.title,
            "summary": item.summary,
            # The format asks for one of the two contents; an article of which only a link may be shown has its summary.
            "content_html": item.html,
            "content_text": "" if item.html else item.summary or item.title,
            "date_published": _moment(item.published.first_day) if item.published and exact else "",
            "date_modified": item.updated,
            "authors": [{"name": name} for name in item.authors],
            "tags": list(item.tags),
            "language": item.lang,
        }
    )


def _without_empty(values: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value or key == "items"}


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
