"""Small pages with the marks that the index reads, without the rest of the site."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """An article: what it is called and says, and what search narrows to. *date* is empty where nobody knows it."""

    slug: str
    title: str
    text: str = "A text."
    lang: str = "en"
    date: str = "2016-12-26"
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Where it stands on the site."""
        return f"/{self.lang}/articles/{self.slug}/"

    def render(self) -> str:
        """Return the page."""
        facets = {"language": [self.lang], "year": [self.date[:4] or "unknown"], **self.facets}
        filters = [("filter", name, value) for name, values in facets.items() for value in values]
        date = [("sort", "date", self.date), ("filter", "shown-date", self.date)] if self.date else []
        shown = [("filter", f"shown-{name}", value) for name, value in self.shown.items()]
        marks = [*filters, *date, *shown]
        return "".join(
            (
                f'<!doctype html><html lang="{self.lang}"><head><meta charset="utf-8"><title>{self.slug}</title>',
                *(f'<meta content="{value}" data-pagefind-{kind}="{name}[content]">' for kind, name, value in marks),
                f"</head><body><main data-pagefind-body><h1>{html.escape(self.title)}</h1>",
                f"<p>{html.escape(self.text)}</p></main></body></html>",
            )
        )


def write_pages(folder: Path, pages: Iterable[MarkedPage]) -> Path:
    """Write *pages* to *folder* and return it."""
    for page in pages:
        path = folder / page.path.strip("/") / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.render(), "utf-8")
    return folder


def many_pages(number: int) -> list[MarkedPage]:
    """Return *number* pages in four languages with tags and years of all kinds."""
    langs, tags = ("en", "ru", "kk", "ar"), ("law", "prisons", "prevention", "online", "rehabilitation")
    return [
        MarkedPage(
            f"page-{count:03}",
            f"Headline {100 + count}",
            f"The text of number {100 + count} on prevention.",
            langs[count * 7 % 4],
            f"{2010 + count % 9}-0{1 + count % 8}-1{count % 10}" if count % 6 else "",
            {"tag": sorted({tags[count % 5], tags[count * 3 % 5]}), "place": [f"place-{count % 4}"]},
        )
        for count in range(number)
    ]
