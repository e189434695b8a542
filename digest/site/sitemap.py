"""The sitemap (sitemaps.org, with the alternates of Google's xhtml:link extension) and robots.txt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from digest.site.fingerprints import fingerprint
from digest.site.given import Raw

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_HEAD = (
    "<?xml version='1.0' encoding='utf-8'?>\n"
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
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

    def sitemap(self, path: str, places: Iterable[Place]) -> Raw:
        """Return the sitemap of *places*."""
        return Raw(path, render_sitemap(places))

    def robots(self, path: str) -> Raw:
        """Return what lets everyone read everything."""
        return Raw(path, render_robots(f"{self.url}/sitemap.xml"))


def render_sitemap(places: Iterable[Place]) -> bytes:
    """Return the sitemap of *places*, by address."""
    ordered = sorted(places, key=lambda place: place.url)
    return f"{_HEAD}{''.join(map(_entry, ordered))}</urlset>\n".encode()


def _entry(place: Place) -> str:
    changed = f"    <lastmod>{place.changed.isoformat()}</lastmod>\n" if place.changed else ""
    links = "".join(
        f'    <xhtml:link rel="alternate" hreflang={quoteattr(lang)} href={quoteattr(address)} />\n'
        for lang, address in place.alternates
    )
    return f"  <url>\n    <loc>{escape(place.url)}</loc>\n{changed}{links}  </url>\n"


def render_robots(sitemap_url: str) -> bytes:
    """Return a robots.txt that lets everyone read everything and names the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {sitemap_url}\n".encode()
