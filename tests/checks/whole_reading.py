"""The rules over the built site as they were first written, each page read whole: the measure of quicker ways."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from digest.model import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What a browser fetches by itself as soon as it has read the page.
_FETCHED = {
    ("img", "src"), ("script", "src"), ("iframe", "src"), ("audio", "src"), ("video", "src"), ("source", "src"),
    ("video", "poster"), ("embed", "src"), ("object", "data"), ("track", "src"), ("input", "src"), ("image", "href"),
    ("use", "href"),
}  # fmt: skip
# A link element fetches for these; `canonical` and `alternate` only say something.
_FETCHING_RELATIONS = {
    "stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest",
}  # fmt: skip
_ANY_HOST = "http://site.invalid"


@dataclass(slots=True)
class _Found:
    """What one page has: its ids, the addresses it leads to and those it fetches, and script or style inside it."""

    ids: list[tuple[str, int]] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)
    fetched: list[tuple[str, int]] = field(default_factory=list)
    inline: list[tuple[str, int]] = field(default_factory=list)
    canonical: str = ""
    _known: frozenset[str] = frozenset()

    def has(self, identifier: str) -> bool:
        """Return whether an element has this id."""
        return identifier in self._known or identifier.lower() in {"", "top"}  # HTML 7.4.6.4: the top of any page

    def close(self) -> None:
        """Note that all of the page has been read."""
        self._known = frozenset(identifier for identifier, _ in self.ids)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = _Found()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, values = self.getpos()[0], {name: value or "" for name, value in attrs}
        found = self.found
        if tag == "link" and values.get("rel") == "canonical":
            found.canonical = values.get("href", "")
        if "id" in values:
            found.ids.append((values["id"], line))
        for name, value in values.items():
            if name in {"srcset", "imagesrcset"}:
                found.fetched += [(part.split()[0], line) for part in value.split(",") if part.strip()]
            fetching = (tag, name) in _FETCHED or (tag == "link" and name == "href" and _fetches(values))
            if fetching:
                found.fetched.append((value, line))
            if fetching or (tag in {"a", "area"} and name == "href") or (tag == "form" and name == "action"):
                found.links.append((value, line))
            if name.startswith("on") or name == "style":
                found.inline.append((f"attribute {name}", line))
        if tag == "style" or (tag == "script" and "src" not in values and not _is_data(values)):
            found.inline.append((f"element <{tag}>", line))


def _fetches(link: dict[str, str]) -> bool:
    return bool(_FETCHING_RELATIONS & set(link.get("rel", "").lower().split()))


def _is_foreign(address: str) -> bool:
    try:
        return bool(urlsplit(address).netloc)
    except ValueError:  # told as a link that leads nowhere
        return False


def _is_data(script: dict[str, str]) -> bool:
    return script.get("type", "").endswith("json")


def check_output(folder: Path) -> list[Problem]:
    """Return every problem of the site built in *folder*, in the order of its pages."""
    if not folder.is_dir():
        message = f"{folder}: there is no built site. Hint: build it first, with `digest build`"
        raise UsageError(message)
    pages = {path.relative_to(folder).as_posix(): _read(path) for path in sorted(folder.rglob("*.html"))}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    site = _Site(pages, files, _base(pages))
    problems: list[Problem] = []
    for name, found in pages.items():
        problems += [Problem(f"{folder.as_posix()}/{name}", *rest) for rest in _check_page(name, found, site)]
    for sheet in sorted(folder.rglob("*.css")):
        problems += _check_style(sheet, folder)
    return sorted(problems)


# url(https://example.org/a.woff2)    @import "//example.org/a.css";    url("a.svg")
_STYLE_ADDRESS = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])(?P<address>[^"')\s;]+)""", re.IGNORECASE)


def _check_style(sheet: Path, folder: Path) -> Iterator[Problem]:
    for line, text in enumerate(sheet.read_text("utf-8", errors="replace").splitlines(), 1):
        for match in _STYLE_ADDRESS.finditer(text):
            address = match["address"]
            if re.match("(?:https?:)?//", address, re.IGNORECASE):
                message = f"the style sheet fetches {address} from another site"
                yield Problem(sheet.as_posix(), line, "O104", message, "keep the file with the site")
            elif not address.startswith(("data:", "#")) and not _is_beside(sheet, address, folder):
                message = f"the style sheet asks for {address!r}, which is not there"
                yield Problem(sheet.as_posix(), line, "O101", message, "mend the address, or put the file there")


def _is_beside(sheet: Path, address: str, folder: Path) -> bool:
    path = unquote(urlsplit(address).path)
    return (folder / path.lstrip("/") if path.startswith("/") else sheet.parent / path).is_file()


def _read(path: Path) -> _Found:
    reader = _Reader()
    reader.feed(path.read_text("utf-8", errors="replace"))
    reader.close()
    reader.found.close()
    return reader.found


@dataclass(frozen=True, slots=True)
class _Site:
    """All pages and files by name, and the path that the site stands at, which begins and ends with a slash."""

    pages: dict[str, _Found]
    files: set[str]
    base: str


def _base(pages: dict[str, _Found]) -> str:
    """Return the path that the site stands at, from what its front page says is its own address."""
    front = pages.get("index.html")
    path = urlsplit(front.canonical).path if front else ""
    return path if path.endswith("/") else "/"


def _check_page(name: str, found: _Found, site: _Site) -> Iterator[tuple[int, str, str, str]]:
    ids = Counter(identifier for identifier, _ in found.ids)
    for identifier, line in found.ids:
        if ids[identifier] > 1:
            message = f"the id {identifier!r} stands {ids[identifier]} times"
            yield line, "O103", message, "give each element an id of its own"
    for address, line in found.fetched:
        if _is_foreign(address):
            yield line, "O104", f"the page fetches {address} from another site", "keep the file with the site"
    for what, line in found.inline:
        yield line, "O105", f"the page has script or style inside it: {what}", "move it into a file of the theme"
    for address, line in found.links:
        yield from ((line, *rest) for rest in _check_link(name, address, site))


def _check_link(name: str, address: str, site: _Site) -> Iterator[tuple[str, str, str]]:
    try:
        target = urlsplit(urljoin(f"{_ANY_HOST}{site.base}{name}", address))
    except ValueError:  # http://[bad
        yield "O101", f"the link {address!r} is not an address", "mend it, or take it out"
        return
    if target.scheme not in {"http", "https"} or f"{target.scheme}://{target.netloc}" != _ANY_HOST:
        return
    path = unquote(target.path) or "/"
    file = path.removeprefix(site.base)
    file = file + "index.html" if not file or file.endswith("/") else file
    if not path.startswith(site.base) or file not in site.files:
        yield "O101", f"the link {address!r} leads nowhere", "mend the address, or restore the page that stood there"
    elif target.fragment and file in site.pages and not site.pages[file].has(unquote(target.fragment)):
        yield "O102", f"the link {address!r} leads to a place that its page does not have", "mend what follows the #"
