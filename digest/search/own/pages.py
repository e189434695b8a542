"""Documents from the pages of a built site: what they mark for the search is what the index is made from."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import lxml.html

from digest.search.own.documents import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from digest.registry import Entry, Registry
    from digest.search.own.documents import Aliases

_ARTICLES = "**/articles/*/index.html"
_BODY = "data-pagefind-body"
# <meta property="digest:tag" content="prevention" data-pagefind-filter="tag[content]">
_META = re.compile(r'<meta property="digest:(?P<name>[a-z:_]+)" content="(?P<value>[^"]*)"')
_SHOWN = "shown:"
_SORT = "sort"
_FACETS = {"tag": "tags", "place": "places", "publication": "publications", "author": "authors", "section": "sections"}


def read_documents(site: Path) -> Iterator[Document]:
    """Yield the articles of the built *site* that search may find."""
    for path in sorted(site.glob(_ARTICLES)):
        page = path.read_text("utf-8")
        if _BODY in page:
            yield read_document(f"/{path.parent.relative_to(site).as_posix()}/", page)


def read_document(path: str, page: str) -> Document:
    """Return the article that *page* shows, which stands at *path*."""
    shown: dict[str, str] = {}
    facets: dict[str, list[str]] = {}
    for name, value in ((match["name"], html.unescape(match["value"])) for match in _META.finditer(page)):
        if name.startswith(_SHOWN):
            shown[name.removeprefix(_SHOWN)] = value
        elif name != _SORT:
            facets.setdefault(name, []).append(value)
    [article] = lxml.html.fromstring(page).iterfind(".//article[@data-pagefind-body]")
    return Document(
        path=path,
        lang=facets.get("language", [""])[0],
        title=_words(article.find(".//h1")),
        text="\n".join(_paragraphs(article)),
        standfirst=shown.get("standfirst", ""),
        date=shown.get("date", ""),
        added=shown.get("added", ""),
        dateline=shown.get("place", ""),
        original=shown.get("original", ""),
        is_own=bool(shown.get("own")),
        facets={name: tuple(values) for name, values in facets.items()},
        names=tuple(value for name in ("authors", "place", "publication") if (value := shown.get(name, ""))),
    )


def _paragraphs(article: lxml.html.HtmlElement) -> Iterator[str]:
    """Yield the paragraphs, headings and entries of lists of the text."""
    for prose in article.iterfind(".//div[@class='prose']"):
        yield from (text for part in prose if (text := _words(part)))


def _words(element: lxml.html.HtmlElement | None) -> str:
    return "" if element is None else " ".join(element.text_content().split())


def aliases_of(registry: Registry) -> Aliases:
    """Return every name of every entry of *registry*."""
    return {facet: _names(getattr(registry, kind).entries) for facet, kind in _FACETS.items()}


def _names(entries: Mapping[str, Entry]) -> dict[str, tuple[str, ...]]:
    return {
        identifier: tuple(dict.fromkeys([*entry.name.by_lang.values(), *entry.aliases]))
        for identifier, entry in entries.items()
    }
