"""Feeds of a list: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org/version/1.1).

Times are midnight UTC of a day that is known: an article's `updated` is the day it was last changed or added, its
`published` only stands where the day of publication is known exactly. The feed itself is as old as its newest entry.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from digest.model import PartialDate

NEWEST = 20
_ATOM = "http://www.w3.org/2005/Atom"
_JSON_FEED = "https://jsonfeed.org/version/1.1"
# XML 1.0 2.2: these cannot stand in a document, in any form.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# An empty list has no entry to be as old as, and a feed must have a time.
_LONG_AGO = "1970-01-01T00:00:00Z"


class Category(NamedTuple):
    """A section or a tag: its id, the address of the list of all such, and its name in the language of the feed."""

    term: str
    scheme: str
    label: str


@dataclass(frozen=True, kw_only=True)
class FeedItem:
    """One article in a feed; *url* is whole, *html* is as much of the body as may be shown.

    *rights* are known only of the digest's own words; *licence* is the address of the one that the text is under. It
    stands in many feeds, in the same words; they are made once.
    """

    url: str
    title: str
    lang: str
    summary: str
    html: str
    authors: tuple[str, ...]
    tags: tuple[Category, ...]
    added: date
    modified: date | None
    published: PartialDate | None
    external_url: str = ""
    section: Category | None = None
    rights: str = ""
    licence: str = ""

    @property
    def updated(self) -> str:
        """When it last changed: the later of the days it was added and modified."""
        return _moment(max(self.added, self.modified) if self.modified else self.added)

    @property
    def published_day(self) -> str:
        """When it was published, where that is known to the day."""
        return _moment(self.published.first_day) if self.published is not None and self.published.day else ""

    @cached_property
    def atom(self) -> str:
        """Its entry in an Atom feed."""
        lines = [
            _element("id", self.url),
            _element("title", self.title),
            _empty("link", rel="alternate", type="text/html", hreflang=self.lang, href=self.url),
            _empty("link", rel="via", href=self.external_url) if self.external_url else "",
            _empty("link", rel="license", href=self.licence) if self.licence else "",  # RFC 4946
            _element("published", self.published_day) if self.published_day else "",
            _element("updated", self.updated),
            *(f"<author>{_element('name', name)}</author>" for name in self.authors),
            *(
                _empty("category", term=one.term, scheme=one.scheme, label=one.label)
                for one in (*([self.section] if self.section else ()), *self.tags)
            ),
            _element("rights", self.rights) if self.rights else "",
            _element("summary", self.summary),
            _element("content", self.html, type="html") if self.html else "",
        ]
        inner = "".join(f"    {line}\n" for line in lines if line)
        return f"  <entry xml:lang={_quoted(self.lang)}>\n{inner}  </entry>\n"

    @cached_property
    def json(self) -> str:
        """Its item in a JSON feed, in one line."""
        values = {
            "id": self.url,
            "url": self.url,
            "external_url": self.external_url,
            "title": self.title,
            "summary": self.summary,
            # The format asks for one of the two contents; an article of which only a link may be shown has its summary.
            "content_html": self.html,
            "content_text": "" if self.html else self.summary or self.title,
            "date_published": self.published_day,
            "date_modified": self.updated,
            "authors": [{"name": name} for name in self.authors],
            "tags": list(dict.fromkeys(tag.label for tag in self.tags)),
            "language": self.lang,
        }
        return _json(values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed of one list: where its page and its two forms stand, as whole addresses.

    *versions* are the page's counterparts in other languages: language, address.
    """

    title: str
    description: str
    lang: str
    home: str
    atom: str
    json: str
    items: Sequence[FeedItem]
    versions: Sequence[tuple[str, str]] = ()


def render_atom(feed: Feed) -> bytes:
    """Return the feed as Atom."""
    unsigned = not all(item.authors for item in feed.items)  # RFC 4287 4.1.1: an entry without author takes the feed's
    lines = [
        _element("id", feed.atom),
        _element("title", feed.title),
        _element("subtitle", feed.description) if feed.description else "",
        _element("updated", max((item.updated for item in feed.items), default=_LONG_AGO)),
        _empty("link", rel="self", type="application/atom+xml", href=feed.atom),
        _empty("link", rel="alternate", type="text/html", hreflang=feed.lang, href=feed.home),
        *(
            _empty("link", rel="alternate", type="text/html", hreflang=lang, href=address)
            for lang, address in feed.versions
        ),
        _empty("link", rel="alternate", type="application/feed+json", href=feed.json),
        f"<author>{_element('name', feed.title)}</author>" if unsigned else "",
    ]
    head = "".join(f"  {line}\n" for line in lines if line)
    entries = "".join(item.atom for item in feed.items)
    declaration = "<?xml version='1.0' encoding='utf-8'?>\n"
    return f'{declaration}<feed xmlns="{_ATOM}" xml:lang={_quoted(feed.lang)}>\n{head}{entries}</feed>\n'.encode()


def _element(tag: str, text: str, **attributes: str) -> str:
    return f"<{tag}{_written(attributes)}>{escape(_clean(text))}</{tag}>"


def _empty(tag: str, **attributes: str) -> str:
    return f"<{tag}{_written(attributes)} />"


def _written(attributes: Mapping[str, str]) -> str:
    return "".join(f" {name}={_quoted(value)}" for name, value in attributes.items())


def _quoted(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", text)


def render_json(feed: Feed) -> bytes:
    """Return the feed as JSON Feed 1.1, with an item a line."""
    head = _json(
        {
            "version": _JSON_FEED,
            "title": feed.title,
            "home_page_url": feed.home,
            "feed_url": feed.json,
            "description": feed.description,
            "language": feed.lang,
        }
    )
    items = ",\n".join(item.json for item in feed.items)
    return f'{head[:-1]}, "items": [\n{items}\n]}}\n'.encode()


def _json(values: Mapping[str, object]) -> str:
    return json.dumps({key: value for key, value in values.items() if value}, ensure_ascii=False)


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
