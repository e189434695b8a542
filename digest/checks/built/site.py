"""What rules over a whole site ask of it: which files it has, where it stands, what its pages say of themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself: whether it wants to be found, its whole address, and those of its versions."""

    is_listed: bool
    canonical: str
    versions: Mapping[str, str] = field(default_factory=dict)


# <link rel="alternate" hreflang="ru" href="https://example.org/ru/">    <meta name="robots" content="noindex">
_TAG = re.compile(r"<(?P<tag>link|meta)(?P<given>[^>]*)>")
_GIVEN = re.compile(r'(?P<name>[a-z-]+)="(?P<value>[^"]*)"')


def read_page(path: str, text: str) -> Page:
    """Return what the head of the page *path* says."""
    head = text[: text.find("</head>")]
    canonical, versions, is_listed = "", {}, path.endswith("index.html")
    for tag in _TAG.finditer(head):
        given = {one["name"]: unescape(one["value"]) for one in _GIVEN.finditer(tag["given"])}
        rel, said = given.get("rel"), given.get("content", "")
        if rel == "canonical":
            canonical = given.get("href", "")
        elif rel == "alternate" and "hreflang" in given:
            versions[given["hreflang"]] = given.get("href", "")
        elif given.get("http-equiv") == "refresh" or (given.get("name") == "robots" and "noindex" in said):
            is_listed = False
    return Page(is_listed, canonical, versions)


# <html lang="en" dir="ltr">
_LANG = re.compile(r'<html lang="(?P<lang>[^"]*)"')


def front_of(text: str) -> tuple[str, str]:
    """Return the address of the site, without a slash at its end, and its first language, from its front page."""
    lang = _LANG.search(text)
    return read_page("index.html", text).canonical.rstrip("/"), lang["lang"] if lang else "en"


@dataclass(frozen=True, slots=True)
class Site:
    """The site in *folder* at the address *url*, which has no slash at its end; *pages* are by file."""

    folder: Path
    url: str
    files: AbstractSet[str]
    pages: Mapping[str, Page] = field(default_factory=dict)

    def has_file(self, path: str) -> bool:
        """Return whether the site has the file *path*."""
        return path in self.files

    def read(self, path: str) -> bytes:
        """Return what the file *path* holds."""
        return (self.folder / path).read_bytes()

    def file_at(self, address: str) -> str | None:
        """Return the file that answers at a whole *address*; None where it is not of this site."""
        if address == self.url:
            return "index.html"
        if not address.startswith(f"{self.url}/"):
            return None
        path = unquote(urlsplit(address).path).removeprefix(urlsplit(self.url).path).removeprefix("/")
        return f"{path}index.html" if not path or path.endswith("/") else path

    def address_of(self, path: str) -> str:
        """Return the whole address at which the page *path* answers."""
        return f"{self.url}/{path.removesuffix('index.html')}"
