"""The corpus as content of a stock Pelican site: the same bodies, metadata as its own Markdown reader takes it.

Pelican knows two kinds of lists to choose freely, tags and authors, so that places and publications are tags too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .corpus import body

if TYPE_CHECKING:
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
