"""The corpus as content of a stock Pelican site: the same bodies, with metadata as Pelican's own Markdown reader takes it.

It knows two kinds of lists to choose freely, tags and authors, so that places and publications are tags too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .corpus import articles, body

if TYPE_CHECKING:
    from pathlib import Path

    from .corpus import Made


def markdown(article: Made) -> str:
    """Return *article* as Pelican reads it."""
    metadata = {
        "Title": article.title,
        "Slug": article.slug,
        "Date": article.day.isoformat(),
        "Authors": ", ".join(article.authors),
        "Category": article.section,
        "Tags": ", ".join([*article.tags, article.place, article.publication]),
        "Summary": article.summary,
    }
    return "\n".join([*(f"{key}: {value}" for key, value in metadata.items()), "", body(article)])


def write_content(folder: Path, number: int) -> None:
    """Write *number* articles into the content folder *folder*."""
    for article in articles(number):
        path = folder / "articles" / str(article.day.year) / f"{article.slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(markdown(article), "utf-8")
