"""Judging one file of the built site against all others: what is wrong with it, at which line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from digest.checks.facts import addresses_of_sheet, is_foreign, is_foreign_to_sheet, target_of_sheet
from digest.checks.mails import is_mail, judge_mail
from digest.checks.markup import read_markup
from digest.checks.statements import fault_of
from digest.checks.targets import find_target
from digest.manifest import ADDED
from digest.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.checks.markup import Found


class Site(Protocol):
    """What the file is judged against."""

    @property
    def base(self) -> str:
        """The path that the site stands at; begins and ends with a slash."""

    def has_file(self, path: str) -> bool:
        """Return whether the site has the file *path*."""

    def has_place(self, path: str, identifier: str) -> bool:
        """Return whether the page *path* has an element with this id."""


def judge_file(path: str, content: bytes, site: Site, folder: str) -> list[Problem]:
    """Return the problems of the page or style sheet *path* with this *content*, told as of a file in *folder*."""
    faults = _judge_sheet(path, content, site) if path.endswith(".css") else _judge_page(path, content, site)
    return [Problem(f"{folder}/{path}", *fault) for fault in faults]


def base_of(front: bytes | None) -> str:
    """Return the path that the site stands at, from what its front page says is its own address."""
    path = urlsplit(read_markup(front).canonical or "").path if front is not None else ""
    return path if path.endswith("/") else "/"


def _judge_sheet(path: str, content: bytes, site: Site) -> Iterator[tuple[int, str, str, str]]:
    for line, address in addresses_of_sheet(content):
        target = target_of_sheet(path, address)
        if is_foreign_to_sheet(address):
            yield line, "O104", f"the style sheet fetches {address} from another site", "keep the file with the site"
        elif target is not None and not site.has_file(target):
            message = f"the style sheet asks for {address!r}, which is not there"
            yield line, "O101", message, "mend the address, or put the file there"


def _judge_page(path: str, content: bytes, site: Site) -> Iterator[tuple[int, str, str, str]]:
    found = read_markup(content)
    yield from _judge_ids(found)
    if is_mail(path):
        yield from judge_mail(content)
        return
    for address, line in found.fetched:
        if is_foreign(address):
            yield line, "O104", f"the page fetches {address} from another site", "keep the file with the site"
    for what, line in found.inline:
        yield line, "O105", f"the page has script or style inside it: {what}", "move it into a file of the theme"
    for text, line in found.statements:
        yield from ((line, *fault) for fault in filter(None, [fault_of(text)]))
    for address, line in found.links:
        yield from ((line, *rest) for rest in _judge_link(path, address, site))


def _judge_ids(found: Found) -> Iterator[tuple[int, str, str, str]]:
    ids = Counter(identifier for identifier, _ in found.ids)
    for identifier, line in found.ids:
        if ids[identifier] > 1:
            message = f"the id {identifier!r} stands {ids[identifier]} times"
            yield line, "O103", message, "give each element an id of its own"


def _judge_link(path: str, address: str, site: Site) -> Iterator[tuple[str, str, str]]:
    try:
        target = find_target(site.base, path, address)
    except ValueError:  # http://[bad
        yield "O101", f"the link {address!r} is not an address", "mend it, or take it out"
        return
    if target is None or target.file in ADDED:
        return  # to another site, or to what is there once the site is published
    if target.file is None or not site.has_file(target.file):
        yield "O101", f"the link {address!r} leads nowhere", "mend the address, or restore the page that stood there"
    elif target.is_place and not site.has_place(target.file, target.fragment):
        yield "O102", f"the link {address!r} leads to a place that its page does not have", "mend what follows the #"
