"""The pages of a built site as trees, and what tests ask of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import html5lib
from html5lib.constants import E as MESSAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page: its path on the site, its tree, and what a strict parser says against it."""

    path: str
    tree: Element
    errors: tuple[str, ...]

    def all(self, *tags: str) -> Iterator[Element]:
        """Return the elements with one of these tags, in the order of the page."""
        return (element for element in self.tree.iter() if element.tag in tags)

    def ids(self) -> list[str]:
        """Return every id, as often as it stands."""
        return [element.attrib["id"] for element in self.tree.iter() if "id" in element.attrib]

    def links(self) -> list[str]:
        """Return the address of every `<a>`, whole within the site, without what follows `#`."""
        found = [urlsplit(urljoin(self.path, link.attrib["href"])) for link in self.all("a") if "href" in link.attrib]
        return [link.path for link in found if not link.netloc and link.scheme in {"", "http", "https"}]

    def meta(self, name: str) -> list[str]:
        """Return what the meta elements of this name say."""
        return [meta.get("content", "") for meta in self.all("meta") if meta.get("name") == name]

    @property
    def is_redirect(self) -> bool:
        """Whether the page only says where what stood there stands now."""
        return any(meta.get("http-equiv", "").lower() == "refresh" for meta in self.all("meta"))

    @property
    def text(self) -> str:
        """The words of the page."""
        return " ".join("".join(self.tree.itertext()).split())


def read_page(path: str, markup: str) -> BuiltPage:
    """Return the page at *path* with this markup."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(markup)
    errors = tuple(f"{path} line {line}: {MESSAGES[code] % data}" for (line, _), code, data in parser.errors)
    return BuiltPage(path, tree, errors)


def address(folder: Path, file: Path) -> str:
    """Return the path at which *file* of the site in *folder* answers."""
    return "/" + file.relative_to(folder).as_posix().removesuffix("index.html")


def read_pages(folder: Path) -> dict[str, BuiltPage]:
    """Return the pages of the site in *folder* by their path."""
    paths = {address(folder, file): file for file in sorted(folder.rglob("*.html"))}
    return {path: read_page(path, file.read_text("utf-8")) for path, file in paths.items()}
