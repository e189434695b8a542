"""The sitemap (sitemaps.org, with the alternates of Google's xhtml:link extension) and robots.txt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True, slots=True)
class Place:
    """One page in the sitemap: its whole address, the day it last changed where that is known, its alternates."""

    url: str
    changed: date | None = None
    alternates: tuple[tuple[str, str], ...] = ()


def render_sitemap(places: Iterable[Place]) -> bytes:
    """Return the sitemap of *places*, by address."""
    ET.register_namespace("", _SITEMAP)
    ET.register_namespace("xhtml", _XHTML)
    root = ET.Element(f"{{{_SITEMAP}}}urlset")
    for place in sorted(places, key=lambda place: place.url):
        url = ET.SubElement(root, f"{{{_SITEMAP}}}url")
        ET.SubElement(url, f"{{{_SITEMAP}}}loc").text = place.url
        if place.changed is not None:
            ET.SubElement(url, f"{{{_SITEMAP}}}lastmod").text = place.changed.isoformat()
        for lang, address in place.alternates:
            attributes = {"rel": "alternate", "hreflang": lang, "href": address}
            ET.SubElement(url, f"{{{_XHTML}}}link", attributes)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def render_robots(sitemap_url: str) -> bytes:
    """Return a robots.txt that lets everyone read everything and names the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {sitemap_url}\n".encode()
