"""The sitemap (sitemaps.org, with the alternates of Google's xhtml:link extension) and robots.txt.

A sitemap holds 50,000 addresses and 50 MB at most; a larger site has several, and a file that names them stands where
the one would.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from digest.site.fingerprints import fingerprint
from digest.site.given import Job, Raw

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

_HEAD = (
    "<?xml version='1.0' encoding='utf-8'?>\n"
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


PATH = "/sitemap.xml"
MOST_PLACES, MOST_BYTES = 50_000, 50_000_000
_INDEX_HEAD = (
    "<?xml version='1.0' encoding='utf-8'?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
)


class Place(NamedTuple):
    """One page in the sitemap: its whole address, the day it last changed where that is known, its alternates."""

    url: str
    changed: date | None = None
    alternates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Index:
    """What makes the files that machines ask for first; *url* is the site's address."""

    url: str

    @property
    def digest(self) -> bytes:
        """Its fingerprint."""
        return fingerprint(self.url)

    def jobs(self, places: Iterable[Place]) -> Iterator[Job]:
        """Yield what makes the sitemap of *places*, in as many parts as it takes."""
        parts = list(divide(sorted(places, key=attrgetter("url"))))
        if len(parts) == 1:
            yield Job(PATH, self.sitemap, (parts[0],))
            return
        paths = [f"/sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
        for path, part in zip(paths, parts, strict=True):
            yield Job(path, self.sitemap, (part,))
        changed = [max((place.changed for place in part if place.changed), default=None) for part in parts]
        whole = tuple(Place(self.url + path, day) for path, day in zip(paths, changed, strict=True))
        yield Job(PATH, self.sitemaps, (whole,))

    def sitemaps(self, path: str, parts: Iterable[Place]) -> Raw:
        """Return the file that names the *parts* of a sitemap."""
        return Raw(path, render_index(parts))

    def sitemap(self, path: str, places: Iterable[Place]) -> Raw:
        """Return the sitemap of *places*."""
        return Raw(path, render_sitemap(places))

    def robots(self, path: str) -> Raw:
        """Return what lets everyone read everything."""
        return Raw(path, render_robots(self.url + PATH))


def divide(
    places: Sequence[Place], most_places: int = MOST_PLACES, most_bytes: int = MOST_BYTES
) -> Iterator[tuple[Place, ...]]:
    """Yield *places* in parts that one sitemap can hold each; at least one part."""
    start, size = 0, len(_HEAD)
    for at, place in enumerate(places):
        own = _most_bytes(place)
        if at - start == most_places or (size + own > most_bytes and at > start):
            yield tuple(places[start:at])
            start, size = at, len(_HEAD)
        size += own
    yield tuple(places[start:])


def _most_bytes(place: Place) -> int:
    """Return more bytes than the entry of *place* takes, without writing it: an address grows with its escapes."""
    return 100 + 6 * len(place.url) + sum(80 + 6 * len(address) for _, address in place.alternates)


def render_index(parts: Iterable[Place]) -> bytes:
    """Return the file that names the *parts* of a sitemap, each with the day of its last change."""
    entries = [f"  <sitemap>\n    <loc>{escape(part.url)}</loc>\n{_changed(part)}  </sitemap>\n" for part in parts]
    return f"{_INDEX_HEAD}{''.join(entries)}</sitemapindex>\n".encode()


def render_sitemap(places: Iterable[Place]) -> bytes:
    """Return the sitemap of *places*, by address."""
    ordered = sorted(places, key=attrgetter("url"))
    return f"{_HEAD}{''.join(map(_entry, ordered))}</urlset>\n".encode()


def _changed(place: Place) -> str:
    return f"    <lastmod>{place.changed.isoformat()}</lastmod>\n" if place.changed else ""


def _entry(place: Place) -> str:
    links = "".join(
        f'    <xhtml:link rel="alternate" hreflang={quoteattr(lang)} href={quoteattr(address)} />\n'
        for lang, address in place.alternates
    )
    return f"  <url>\n    <loc>{escape(place.url)}</loc>\n{_changed(place)}{links}  </url>\n"


def render_robots(sitemap_url: str) -> bytes:
    """Return a robots.txt that lets everyone read everything and names the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {sitemap_url}\n".encode()
