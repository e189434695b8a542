"""The corpus as content of a Hugo site: the same bodies, front matter in Hugo's terms, and a page for each term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .corpus import ADDED, articles, body, terms, write, write_articles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from .corpus import Made


def markdown(article: Made) -> str:
    """Return *article* as Hugo reads it."""
    front = {
        "title": article.title,
        "slug": article.slug,
        "date": article.day.isoformat(),
        "lastmod": ADDED,
        "description": article.summary,
        "authors": f"[{', '.join(article.authors)}]",
        "publications": f"[{article.publication}]",
        "sections": f"[{article.section}]",
        "tags": f"[{', '.join(article.tags)}]",
        "places": f"[{article.place}]",
        "years": f'["{article.day:%Y}"]',
        "months": f'["{article.day:%Y-%m}"]',
    }
    return _page(front, body(article))


def write_content(folder: Path, number: int) -> None:
    """Write *number* articles and the pages of their terms into the content folder *folder*."""
    write_articles(folder, number, markdown)
    used: dict[str, set[str]] = {}
    months = set()
    for article in articles(number):
        months.add(article.day.replace(day=1))
        for kind, names in article.terms().items():
            used.setdefault(kind, set()).update(names)
    for name, text in (*_term_pages(used), *_periods(sorted(months)), *_FIXED.items()):
        write(folder / name, text)


def _page(front: Mapping[str, object], text: str = "") -> str:
    return "\n".join(["---", *(f"{key}: {value}" for key, value in front.items()), "---", "", text])


_FIXED = {
    "articles/_index.md": _page({"title": "All articles", "url": "/latest/"}),
    "tags/_index.md": _page({"title": "Tags"}),
    "authors/_index.md": _page({"title": "Authors"}),
    "places/_index.md": _page({"title": "Places"}),
    "sections/_index.md": _page({"title": "Sections"}),
    "publications/_index.md": _page({"title": "Publications"}),
    "years/_index.md": _page({"title": "Archive", "url": "/archive/"}),
    "months/_index.md": _page({"title": "Months", "build": "{render: never}"}),
    "search.md": _page({"title": "Search", "layout": "search", "outputs": "[html, names]"}),
}


def _term_pages(used: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    for kind, entries in terms().items():
        for at, term in enumerate(entries):
            if term.id in used.get(kind, ()):
                # `url` is Hugo's own word, for where the page stands.
                more = ", ".join(f"{'website' if key == 'url' else key}: {value}" for key, value in term.more.items())
                front = {"title": term.name, "description": term.description, "weight": at + 1}
                front |= {"params": f"{{{more}}}"}
                yield f"{kind}/{term.id}/_index.md", _page(front)


def _periods(months: Sequence[date]) -> Iterator[tuple[str, str]]:
    for year in sorted({month.year for month in months}):
        yield f"years/{year}/_index.md", _page({"title": f'"{year}"', "url": f"/archive/{year}/"})
    for month in months:
        params = f'{{year: "{month:%Y}", name: {month:%B}}}'
        front = {"title": f"{month:%B %Y}", "url": f"/archive/{month:%Y/%m}/", "params": params}
        yield f"months/{month:%Y-%m}/_index.md", _page(front)
