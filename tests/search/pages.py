"""Small articles, without the rest of the site."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.search import Document

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


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

    def document(self) -> Document:
        """Return the article as the index takes it."""
        facets = {"language": [self.lang], "year": [self.date[:4] or "unknown"], **self.facets}
        return Document(
            path=self.path,
            lang=self.lang,
            title=self.title,
            text=self.text,
            date=self.date,
            added=self.shown.get("added", "2020-01-01"),
            original=self.shown.get("original", ""),
            is_own=bool(self.shown.get("own")),
            facets={name: tuple(values) for name, values in facets.items()},
        )


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
