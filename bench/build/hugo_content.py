"""The corpus as content of a Hugo site: the same bodies, front matter in Hugo's terms, and a page for each term.

The week of an article and the days of a week are data here, since Hugo has no format for a week.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bench.measure import ROOT
from digest.site.words import Words

from .corpus import articles, body, dossiers, note_on, terms, write, write_articles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from .corpus import Dossier, Made

_ENGLISH = Words("en", ROOT / "theme" / "locale")


def markdown(article: Made) -> str:
    """Return *article* as Hugo reads it."""
    front = {
        "title": article.title,
        "slug": article.slug,
        "date": article.day.isoformat(),
        "lastmod": article.day.isoformat(),
        "description": article.summary,
        "authors": f"[{', '.join(article.authors)}]",
        "publications": f"[{article.publication}]",
        "sections": f"[{article.section}]",
        "tags": f"[{', '.join(article.tags)}]",
        "places": f"[{article.place}]",
        "years": f'["{article.day:%Y}"]',
        "months": f'["{article.day:%Y-%m}"]',
        "weeks": f'["{_week(article.day)}"]',
    }
    return _page(front, body(article))


def write_content(folder: Path, number: int) -> None:
    """Write *number* articles, the dossiers and the pages of their terms into the content folder *folder*."""
    paths = write_articles(folder, number, markdown)
    used: dict[str, set[str]] = {}
    months, mondays = set(), set()
    for article in articles(number):
        months.add(article.day.replace(day=1))
        mondays.add(article.day - timedelta(days=article.day.weekday()))
        for kind, names in article.terms().items():
            used.setdefault(kind, set()).update(names)
    pages = (*_term_pages(used), *_periods(sorted(months)), *_weeks(sorted(mondays)), *_FIXED.items())
    for name, text in (*pages, *map(_dossier, dossiers(paths))):
        write(folder / name, text)


def _page(front: Mapping[str, object], text: str = "") -> str:
    return "\n".join(["---", *(f"{key}: {value}" for key, value in front.items()), "---", "", text])


_FIXED = {
    "articles/_index.md": _page(
        {
            "title": "All articles",
            "url": "/latest/",
            "cascade": "[{target: {kind: page}, outputs: [html, bibtex, ris, csl]}]",
        }
    ),
    "dossiers/_index.md": _page({"title": "Dossiers", "outputs": "[html, atom, jsonfeed]"}),
    "weeks/_index.md": _page({"title": "Weekly digest", "url": "/digest/", "outputs": "[html, atom, jsonfeed]"}),
    "data.md": _page(
        {
            "title": "Data",
            "description": "All articles of this digest as one table, with what each column means",
            "layout": "data",
            "outputs": "[html, csv, table]",
        }
    ),
    "corrections.md": _page(
        {
            "title": "Corrections",
            "description": "What was wrong in articles and has been put right, the last first. A mistake of fact is "
            "put right where readers see it; a slip of spelling needs no entry.",
            "layout": "corrections",
        }
    ),
    "shares.md": _page(
        {
            "title": "Who is speaking",
            "description": "How much of this digest comes from which publication, funder and country.",
            "url": "/about/publications/",
            "layout": "shares",
        }
    ),
    "tags/_index.md": _page({"title": "Tags"}),
    "authors/_index.md": _page({"title": "Authors"}),
    "places/_index.md": _page({"title": "Places"}),
    "sections/_index.md": _page({"title": "Sections"}),
    "publications/_index.md": _page({"title": "Publications"}),
    "years/_index.md": _page({"title": "Archive", "url": "/archive/"}),
    "months/_index.md": _page({"title": "Months", "build": "{render: never}"}),
    "search.md": _page({"title": "Search", "layout": "search", "outputs": "[html, names, opensearch]"}),
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


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _weeks(mondays: Sequence[date]) -> Iterator[tuple[str, str]]:
    for monday in mondays:
        week = _week(monday)
        front = {
            "title": _ENGLISH.span(monday, monday + timedelta(days=6)),
            "url": f"/digest/{week}/",
            "outputs": "[html, mailhtml, mailtext]",
        }
        front["params"] = f'{{year: "{week[:4]}"}}'
        yield f"weeks/{week}/_index.md", _page(front)


def _dossier(dossier: Dossier) -> tuple[str, str]:
    listed = [
        f'{{page: "/{path.removesuffix(".md")}", note: {note_on(path)}, heading: "{dossier.chapter(at)}"}}'
        for at, path in enumerate(dossier.articles)
    ]
    front = {"title": dossier.title, "date": dossier.day, "description": dossier.summary}
    front["params"] = f"{{tag: {dossier.tag}, listed: [{', '.join(listed)}]}}"
    return f"dossiers/{dossier.id}.md", _page(front, dossier.text + "\n")
