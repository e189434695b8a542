"""Rules over the sitemap, which names every page that wants to be found and no other, and over robots.txt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.checks.built.faults import Fault, line_of
from digest.checks.built.xml import line, read_xml, text
from digest.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.checks.built.site import Site

SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"
MOST_PLACES, MOST_BYTES = 50_000, 50_000_000
_SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_LINK = "{http://www.w3.org/1999/xhtml}link"
_PROGRAM = "see digest/site/sitemap.py, and what `place` says of the job"


def judge_maps(site: Site, told_as: str) -> Iterator[Problem]:
    """Yield what is wrong with the sitemap in all its parts, and with robots.txt."""
    found: dict[str, tuple[str, int]] = {}
    versions: dict[str, tuple[Mapping[str, str], str, int]] = {}
    for path, fault in _judge_parts(site, found, versions):
        yield Problem(f"{told_as}/{path}", *fault)
    wanted = {site.address_of(path): path for path, page in site.pages.items() if page.is_listed}
    for address in wanted.keys() - found.keys():
        hint = "a page that is not to be found says noindex"
        yield Problem(f"{told_as}/{wanted[address]}", 0, "O131", "the sitemap does not name this page", hint)
    for address in found.keys() - wanted.keys():
        path, at = found[address]
        message = f"the sitemap names {address}, which is no page that wants to be found"
        yield Problem(f"{told_as}/{path}", at, "O132", message, _PROGRAM)
    yield from _judge_versions(site, versions, told_as)
    robots = site.read(ROBOTS).decode("utf-8", "replace") if site.has_file(ROBOTS) else ""
    if f"Sitemap: {site.url}/{SITEMAP}" not in robots.splitlines():
        message = f"it does not name the sitemap: Sitemap: {site.url}/{SITEMAP}"
        hint = "write that line into content/extra/robots.txt, if there is one"
        yield Problem(f"{told_as}/{ROBOTS}", line_of(robots, "Sitemap:"), "O135", message, hint)


def _judge_parts(
    site: Site, found: dict[str, tuple[str, int]], versions: dict[str, tuple[Mapping[str, str], str, int]]
) -> Iterator[tuple[str, Fault]]:
    """Yield the faults of each file of the sitemap; take in what they name."""
    if not site.has_file(SITEMAP):
        yield SITEMAP, Fault(0, "O130", "the site has no sitemap", _PROGRAM)
        return
    parts = [SITEMAP]
    if b"<sitemapindex" in site.read(SITEMAP)[:500]:
        whole = read_xml(site.read(SITEMAP), "O130", f"{_SPACE}sitemapindex")
        if isinstance(whole, Fault):
            yield SITEMAP, whole
            return
        parts = []
        for one in whole.findall(f"{_SPACE}sitemap"):
            address = text(one, f"{_SPACE}loc")
            path = site.file_at(address)
            if path is None or not site.has_file(path):
                yield SITEMAP, Fault(line(one), "O130", f"it names the part {address}, which is not there", _PROGRAM)
            else:
                parts.append(path)
    for path in parts:
        for fault in _judge_part(site, path, found, versions):
            yield path, fault


def _judge_part(
    site: Site, path: str, found: dict[str, tuple[str, int]], versions: dict[str, tuple[Mapping[str, str], str, int]]
) -> Iterator[Fault]:
    content = site.read(path)
    tree = read_xml(content, "O130", f"{_SPACE}urlset")
    if isinstance(tree, Fault):
        yield tree
        return
    places = tree.findall(f"{_SPACE}url")
    if len(places) > MOST_PLACES or len(content) > MOST_BYTES:
        sizes = f"{len(places):,} addresses and {len(content):,} bytes"
        message = f"it has {sizes}, and {MOST_PLACES:,} and {MOST_BYTES:,} is most"
        yield Fault(0, "O134", message, "divide it: `divide` in digest/site/sitemap.py")
    for place in places:
        address, at = text(place, f"{_SPACE}loc"), line(place)
        if address in found:
            yield Fault(at, "O132", f"the sitemap names {address} twice", _PROGRAM)
        found[address] = path, at
        links = {link.get("hreflang", ""): link.get("href", "") for link in place.iter(_LINK)}
        if links:
            versions[address] = links, path, at


def _judge_versions(
    site: Site, versions: Mapping[str, tuple[Mapping[str, str], str, int]], told_as: str
) -> Iterator[Problem]:
    """Yield the versions in other languages that do not point back, or that the pages name in another way."""
    for address, (links, path, at) in versions.items():
        for lang, other in links.items():
            back = versions[other][0] if other in versions else {}
            if other != address and address not in back.values():
                message = f"{address} names {other} as its version in {lang!r}, which does not point back"
                yield Problem(f"{told_as}/{path}", at, "O133", message, _PROGRAM)
        if links and address not in links.values():
            message = f"{address} does not stand among its own versions"
            yield Problem(f"{told_as}/{path}", at, "O133", message, _PROGRAM)
    for file, page in site.pages.items():
        said = versions.get(site.address_of(file), ({}, "", 0))[0]
        if page.is_listed and page.versions != said:
            message = "its links to other languages are not those of the sitemap"
            yield Problem(
                f"{told_as}/{file}", 0, "O133", message, "see `alternates` of the page, and `place` of its job"
            )
