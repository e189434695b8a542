"""The articles as pages that Pagefind can index: each with its marks, and nothing of the site around it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from digest.search import Document


def write_pages(documents: Iterable[Document], folder: Path) -> None:
    """Write the pages of *documents* below *folder*, where they stand on the site."""
    for document in documents:
        path = folder / document.path.strip("/") / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page_of(document), "utf-8")


def page_of(document: Document) -> str:
    """Return the page of *document*, with what Pagefind is to search, show, narrow to and sort by."""
    marks = "".join(f'<meta content="{escape(value)}" {mark}>' for value, mark in _marks(document))
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in document.text.split("\n"))
    title = escape(document.title)
    return (
        f'<!doctype html><html lang="{document.lang}"><head><meta charset="utf-8"><title>{title}</title>'
        f'{marks}</head><body><article data-pagefind-body><h1 data-pagefind-meta="title">{title}</h1>'
        f"<p>{escape(document.standfirst)}</p>{paragraphs}</article></body></html>"
    )


def _marks(document: Document) -> Iterator[tuple[str, str]]:
    """Yield values and what each is marked as; dates and addresses as filters, which are not searched (`canonical`)."""
    for facet, values in document.facets.items():
        yield from ((value, f'data-pagefind-filter="{facet}[content]"') for value in values)
    meta = {"authors": ", ".join(document.names), "place": document.dateline, "standfirst": document.standfirst}
    yield from ((value, f'data-pagefind-meta="{name}[content]"') for name, value in meta.items())
    shown = {"added": document.added, "original": document.original, "own": "1" if document.is_own else ""}
    shown["date"] = document.date
    yield from ((value, f'data-pagefind-filter="shown-{name}[content]"') for name, value in shown.items() if value)
    if document.date:
        first = document.date + "-01-01"[len(document.date) - 4 :]
        yield first, 'data-pagefind-sort="date[content]"'
