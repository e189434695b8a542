"""The corpus as content of a Hugo site: the same bodies, with front matter in Hugo's terms, and a page for each term."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from .corpus import ADDED, articles, body, terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
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


def _page(front: Mapping[str, object], text: str = "") -> str:
    return "\n".join(["---", *(f"{key}: {value}" for key, value in front.items()), "---", "", text])


def write_content(folder: Path, number: int) -> None:
    """Write *number* articles and the pages of their terms into the content folder *folder*."""
    used: dict[str, set[str]] = {}
    days = set()
    for article in articles(number):
        _write(folder / "articles" / str(article.day.year) / f"{article.slug}.md", markdown(article))
        for kind, names in article.terms().items():
            used.setdefault(kind, set()).update(names)
        days.add(article.day.replace(day=1))
    for name, text in _term_pages(used):
        _write(folder / name, text)
    for year in sorted({day.year for day in days}):
        _write(folder / "years" / str(year) / "_index.md", _page({"title": f'"{year}"', "url": f"/archive/{year}/"}))
    for day in days:
        _write(folder / "months" / f"{day:%Y-%m}" / "_index.md", _month(day))
    for name, front in _FIXED.items():
        _write(folder / name, _page(front))


_FIXED = {
    "articles/_index.md": {"title": "All articles", "url": "/latest/"},
    "tags/_index.md": {"title": "Tags"},
    "authors/_index.md": {"title": "Authors"},
    "places/_index.md": {"title": "Places"},
    "sections/_index.md": {"title": "Sections"},
    "publications/_index.md": {"title": "Publications"},
    "years/_index.md": {"title": "Archive", "url": "/archive/"},
    "months/_index.md": {"title": "Months", "build": "{render: never}"},
    "search.md": {"title": "Search", "layout": "search", "outputs": "[html, names]"},
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


def _month(day: date) -> str:
    params = f'{{year: "{day:%Y}", name: {day:%B}}}'
    return _page({"title": f"{day:%B %Y}", "url": f"/archive/{day:%Y/%m}/", "params": params})


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
