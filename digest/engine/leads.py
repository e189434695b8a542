"""Links of bodies to other content and to headings, before anything is built: each leads to what readers will find."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlparse

from digest.checks.content import check_name
from digest.engine.stamps import scan
from digest.model import Problem
from digest.schema import PUBLIC, FrontMatter
from digest.site.images import is_for_all, used_files
from digest.site.links import FILES, bad_links, resolve
from digest.site.stories import standing_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from digest.engine.store import Reading

STATICS = ("images", "extra")
_MARK = "content-file/"  # before the file that an address stands for here
_OWN = ("corrections", "main")  # ids that every page of an article can have from the theme
# id="s-what-was-said"
_ID = re.compile(r'\bid="(?P<id>[^"]+)"')
# href="#s-what-was-said"
_WITHIN = re.compile(r'\bhref="#(?P<id>[^"]+)"')
_HREF = re.compile(r'href="(?P<address>[^"]*)"')


def ids_of(body: str) -> tuple[str, ...]:
    """Return the places of a rendered body that a link can lead to."""
    return tuple(html.unescape(found) for found in _ID.findall(body))


def within(body: str) -> tuple[str, ...]:
    """Return the places of its own that a rendered body leads to."""
    return tuple(unquote(html.unescape(found)) for found in _WITHIN.findall(body)) if 'href="#' in body else ()


def is_shown(matter: Any, now: datetime | None) -> bool:
    """Return whether readers find what has this front matter; without *now* no embargo holds."""
    if matter is None:
        return False
    if now is None or not hasattr(matter, "embargo"):
        return matter.status in PUBLIC
    return standing_of(matter, now) in PUBLIC


@dataclass(frozen=True)
class Leads:
    """The links of a content folder; *readings* and *ids*, the places of bodies, are by path below it."""

    folder: Path
    readings: Mapping[str, Reading[Any]]
    ids: Mapping[str, tuple[str, ...]]
    now: datetime | None

    def check(self, name: str, own: tuple[str, ...]) -> Iterator[Problem]:
        """Yield the links of the file *name* that lead nowhere; *own* are places of its own that it leads to."""
        missing = [place for place in own if place not in self.ids[name] and place not in _OWN]
        links = self.readings[name].links
        if not missing and not links:
            return
        path = self.folder / name
        text = path.read_text("utf-8")
        for place in dict.fromkeys(missing):
            yield self._lost(path, text, f"#{place}", self.ids[name])
        tags = "".join(f'<a href="{link}">' for link in links)
        for bad in bad_links(tags, name, self._address):
            line, column = _place(text, html.unescape(bad.placeholder))
            yield Problem(path.as_posix(), line, "C119", bad.message, bad.hint, column)
        for link in links:
            target = self._target(link, name)
            if target is not None and target[1] not in (*self.ids[target[0]], *_OWN):
                yield self._lost(path, text, html.unescape(link), self.ids[target[0]])

    def unused(self) -> Iterator[Problem]:
        """Yield the files that no text shows or offers, be it one that readers do not see yet: nobody gets them.

        While a text cannot be read it is not known which.
        """
        found = [reading.matter for reading in self.readings.values()]
        if None in found:
            return
        matters = (matter for matter in found if isinstance(matter, FrontMatter))
        used = used_files(matters, (self.offered(name) for name, one in self.readings.items() if one.links))
        for name in sorted(self._files.keys() - used):
            path = self.folder / name
            if not is_for_all(name, ()) and path.is_file() and not any(check_name(path.as_posix())):
                hint = f"show it in a text, with {{static}}/{name}, or take it away"
                yield Problem(path.as_posix(), 0, "C363", "no text uses this file: nobody gets it", hint)

    def offered(self, name: str) -> list[str]:
        """Return the files that the body of *name* shows or offers."""
        found: list[str] = []

        def address(what: str, path: str) -> str | None:
            if what != "filename" and path in self._files:
                found.append(path)
            return self._address(what, path)

        resolve("".join(f'<a href="{link}">' for link in self.readings[name].links), name, address)
        return found

    def _target(self, link: str, name: str) -> tuple[str, str] | None:
        """Return the file and the place in it that a link leads to, if it leads to one that can be known."""
        if "#" not in link:
            return None
        found = _HREF.search(resolve(f'<a href="{link}">', name, self._address))
        parts = urlparse(html.unescape(found["address"])) if found else None
        if parts is None or not parts.fragment:
            return None
        file = unquote(parts.path).partition(_MARK)[2]
        return (file, unquote(parts.fragment)) if file in self.ids else None

    @staticmethod
    def _lost(path: Path, text: str, link: str, places: tuple[str, ...]) -> Problem:
        line, column = _place(text, link)
        known = [place for place in places if not place.startswith("fn")]
        hint = f"its headings are {', '.join('#' + place for place in known[:8])}" if known else "it has no headings"
        return Problem(path.as_posix(), line, "C127", f"the link {link!r} leads to no place of its page", hint, column)

    def _address(self, what: str, path: str) -> str | None:
        if what not in FILES:
            return None
        return self._shown.get(path) if what == "filename" else self._files.get(path)

    @cached_property
    def _shown(self) -> dict[str, str]:
        return {name: f"/{_MARK}{name}" for name, reading in self.readings.items() if self.is_shown(reading.matter)}

    def is_shown(self, matter: Any) -> bool:
        """Return whether readers find what has this front matter."""
        return is_shown(matter, self.now)

    @cached_property
    def _files(self) -> dict[str, str]:
        found = (f"{kind}/{below}" for kind in STATICS for below, _ in scan(self.folder / kind))
        return {name: f"/{name}" for name in found}


def _place(text: str, link: str) -> tuple[int, int]:
    """Return the line and the column of a link in its file, from 1; 0 where it is written in another way."""
    # #s-part of this text stands in brackets or quotation marks; it may stand before that behind the name of a file
    at = max(text.find(f"({link}"), text.find(f'"{link}')) + 1 if link.startswith("#") else 0
    at = at or text.find(link)
    return (0, 0) if at < 0 else (text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
