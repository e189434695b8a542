"""Rules over feeds: Atom as RFC 4287 has it, JSON Feed 1.1; what they tell of is there, under whole addresses."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any

from msgspec import DecodeError, json

from digest.checks.built.faults import Fault, line_of
from digest.checks.built.xml import line, read_xml, text
from digest.checks.quickmarkup import read_quickly

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from digest.checks.built.site import Site

ATOM = "{http://www.w3.org/2005/Atom}"
JSON_FEED = "https://jsonfeed.org/version/1.1"
# 2026-06-01T12:00:00Z    2026-06-01T12:00:00.5+06:00
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_OWN = (None, "alternate", "self")  # a licence and what the text was taken from stand elsewhere
_ADDRESS = "write whole addresses of the site, as with `| href`"
_PROGRAM = "see digest/site/feeds.py"


def judge_atom(content: bytes, site: Site) -> Iterator[Fault]:
    """Yield what is wrong with an Atom feed."""
    feed = read_xml(content, "O120", f"{ATOM}feed")
    if isinstance(feed, Fault):
        yield feed
        return
    entries = feed.findall(f"{ATOM}entry")
    yield from _judge_required(feed, "feed")
    if "self" not in [one.get("rel") for one in feed.findall(f"{ATOM}link")]:
        yield Fault(line(feed), "O121", "the feed has no link of the kind self", _PROGRAM)
    has_author = feed.find(f"{ATOM}author") is not None
    for entry in entries:
        yield from _judge_required(entry, "entry")
        if not has_author and entry.find(f"{ATOM}author") is None:
            yield Fault(line(entry), "O121", "an entry has no author, and neither has the feed", _PROGRAM)
        if entry.find(f"{ATOM}link") is None:
            yield Fault(line(entry), "O121", "an entry has no link", _PROGRAM)
    yield from _judge_twice([(text(entry, f"{ATOM}id"), line(entry)) for entry in entries])
    for one in (feed, *entries):
        yield from _judge_moments(one)
        for link in one.findall(f"{ATOM}link"):
            yield from _judge_address(link.get("href", ""), line(link), site, is_own=link.get("rel") in _OWN)
        for said in one.findall(f"{ATOM}content"):
            yield from _judge_words(said.text or "", line(said), site)


def _judge_required(part: _Element, what: str) -> Iterator[Fault]:
    for name in ("id", "title", "updated"):
        found = part.findall(f"{ATOM}{name}")
        if len(found) != 1 or not "".join(found[0].itertext()).strip():
            how = "no" if not found or len(found) == 1 else f"{len(found)} times"
            yield Fault(line(part), "O121", f"the {what} has {how} {name}; it needs one", _PROGRAM)


def _judge_moments(part: _Element) -> Iterator[Fault]:
    for name in ("updated", "published"):
        for found in part.findall(f"{ATOM}{name}"):
            yield from _judge_moment(found.text or "", line(found))


def _judge_moment(said: str, at: int) -> Iterator[Fault]:
    if not is_moment(said):
        yield Fault(at, "O123", f"{said!r} is no moment as RFC 3339 writes one", "write it as 2026-06-01T12:00:00Z")


def is_moment(said: str) -> bool:
    """Return whether *said* is a moment with a time zone, as RFC 3339 writes it."""
    if not _MOMENT.fullmatch(said):
        return False
    try:
        datetime.fromisoformat(said)
    except ValueError:
        return False
    return True


def _judge_twice(ids: Iterable[tuple[str, int]]) -> Iterator[Fault]:
    found = list(ids)
    times = Counter(one for one, _ in found)
    for one, at in found:
        if one and times[one] > 1:
            yield Fault(at, "O122", f"{times[one]} entries have the id {one!r}", "give each an id of its own, for ever")


def _judge_address(address: str, at: int, site: Site, *, is_own: bool = True) -> Iterator[Fault]:
    if not address.startswith(("https://", "http://")):
        yield Fault(at, "O124", f"the address {address!r} is not whole", _ADDRESS)
    elif is_own and (file := site.file_at(address)) != "" and (file is None or not site.has_file(file)):
        where = "is not of this site" if file is None else "leads to what is not there"
        yield Fault(at, "O124", f"the address {address} {where}", _ADDRESS)


def _judge_words(html: str, at: int, site: Site) -> Iterator[Fault]:
    """Yield what a feed reader would fetch elsewhere for a text, or has to run."""
    found = read_quickly(html.encode())
    for address, _ in found.fetched:
        if site.file_at(address) is None:
            yield Fault(at, "O104", f"the feed fetches {address} from another site", "keep the file with the site")
    for what, _ in found.inline:
        yield Fault(at, "O105", f"the feed has script or style inside it: {what}", "leave it out of the text")


def judge_json_feed(content: bytes, site: Site) -> Iterator[Fault]:
    """Yield what is wrong with a JSON Feed."""
    said = content.decode("utf-8", "replace")
    try:
        feed = json.decode(content)
    except (DecodeError, UnicodeError) as error:
        yield Fault(0, "O120", f"it is not JSON: {error}", _PROGRAM)
        return
    if not isinstance(feed, dict) or feed.get("version") != JSON_FEED:
        yield Fault(line_of(said, '"version"'), "O120", f"its version is not {JSON_FEED}", _PROGRAM)
        return
    items = feed.get("items")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        yield Fault(line_of(said, '"items"'), "O121", "it has no list of items", _PROGRAM)
        return
    for name in ("title", "feed_url", "home_page_url"):
        if not feed.get(name):
            yield Fault(0, "O121", f"the feed has no {name}", _PROGRAM)
    for name in ("feed_url", "home_page_url"):
        yield from _judge_address(str(feed.get(name)), line_of(said, f'"{name}"'), site) if feed.get(name) else ()
    for item in items:
        yield from _judge_item(item, line_of(said, f'"id":"{item.get("id")}"', f'"id": "{item.get("id")}"'), site)
    yield from _judge_twice([(str(item.get("id") or ""), 0) for item in items])


def _judge_item(item: dict[str, Any], at: int, site: Site) -> Iterator[Fault]:
    missing = [name for name in ("id", "url", "title") if not item.get(name)]
    missing += [] if "content_html" in item or "content_text" in item else ["content_html"]
    for name in missing:
        yield Fault(at, "O121", f"an item has no {name}", _PROGRAM)
    for name in ("date_published", "date_modified"):
        if name in item:
            yield from _judge_moment(str(item[name]), at)
    if item.get("url"):
        yield from _judge_address(str(item["url"]), at, site)
    yield from _judge_words(str(item.get("content_html", "")), at, site)
