"""What the importer gets right: of clean articles made by a grammar, whose answers are known, and of whole pages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from bench.document import Table
from bench.measure import in_fresh_process
from digest.importer import Article, needs_review
from digest.importer.model import BODY_ROLES
from tests.importer.dumps import clean_article
from tests.importer.dumps import generate as generate_dump
from tests.importer.grammar import generate
from tests.importer.helpers import article, run, words

if TYPE_CHECKING:
    from tests.importer.grammar import Expected

    from .sizes import Size

PAGE = "I220"


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares that are right of what is printed, F1 of the authors, and numbers of what should not be.

    *invented* is what was found of *invented_of* authors, dates and places and is not printed; *lost* are words of
    bodies that were dropped; *page_lost* pages with a word of their article dropped.
    """

    articles: int
    headline: float
    authors: float
    place: float
    date: float
    lost: int
    flagged: float
    invented: int
    found: int
    pages: int
    pages_flagged: float
    pages_lost: int
    alone_flagged: float
    alone_lost: int


def measure(size: Size) -> Quality:
    """Return what is right of so many texts."""
    return Quality(**in_fresh_process(_measure, number=size.articles))


def _measure(number: int) -> dict[str, float]:
    known = {**_articles(number), **_dumps(number // 2), **_alone(number // 2)}
    return asdict(Quality(**{one.name: known[one.name] for one in fields(Quality)}))  # type: ignore[arg-type]


def _articles(number: int) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for seed in range(number):
        text, expected = generate(seed)
        found = article(text)
        counts.update(_compare(found, expected))
        counts["lost"] += _lost(found, expected)
    right = counts["authors"], counts["authors made"] + counts["authors printed"]
    return {
        "articles": number,
        "headline": counts["headline"] / number,
        "authors": 2 * right[0] / right[1],
        "place": counts["place"] / number,
        "date": counts["date"] / number,
        "lost": counts["lost"],
        "flagged": counts["flagged"] / number,
        "invented": counts["invented"],
        "found": counts["found"],
    }


def _compare(found: Article, expected: Expected) -> dict[str, int]:
    made, printed = set(found.authors), set(expected.authors)
    place = found.filed.dateline.place if found.filed else None
    date = str(found.date) if found.date else None
    invented = (
        len(made - printed) + (date not in {expected.date, None}) + (place not in {expected.dateline_place, None})
    )
    return {
        "headline": found.headline == expected.title,
        "authors": len(made & printed),
        "authors made": len(made),
        "authors printed": len(printed),
        "place": place == expected.dateline_place,
        "date": date == expected.date,
        "flagged": any(map(needs_review, found.problems)),
        "invented": invented,
        "found": len(made) + (date is not None) + (place is not None),
    }


def _lost(found: Article, expected: Expected) -> int:
    """Return how many words of the body are none of it any more."""
    kept = Counter(words(" ".join(part.text for part in found.body)))
    printed = Counter(words(" ".join((*expected.paragraphs, *expected.subheads))))
    return (printed - kept).total()


def _dumps(number: int) -> dict[str, float]:
    flagged = lost = 0
    for seed in range(number):
        text, first, last = generate_dump(seed)
        found = run(text)
        flagged += any(problem.code == PAGE for problem in found.problems)
        lost += any(first <= dropped.line <= last for dropped in found.dropped)
    return {"pages": number, "pages_flagged": flagged / number, "pages_lost": lost}


def _alone(number: int) -> dict[str, float]:
    """Return what is said of articles in the layouts that look like pages; boilerplate after them may go."""
    flagged = lost = 0
    for seed in range(number):
        found = article(clean_article(seed))
        flagged += any(map(needs_review, found.problems))
        last = max(part.line for part in found.parts if part.role in BODY_ROLES)
        lost += any(re.search(r"\w", dropped.text) and dropped.line < last for dropped in found.dropped)
    return {"alone_flagged": flagged / number, "alone_lost": lost}


def table(quality: Quality) -> Table:
    """Return the figures."""
    number, pages = f"{quality.articles:,} clean articles", f"{quality.pages:,} whole pages"
    alone = f"{quality.pages:,} articles that look like pages"
    rows = (
        (number, "headline right", f"{quality.headline:.4f}"),
        (number, "authors, F1", f"{quality.authors:.4f}"),
        (number, "place of the dateline right", f"{quality.place:.4f}"),
        (number, "date right", f"{quality.date:.4f}"),
        (number, "words of the body dropped", f"{quality.lost:,}"),
        (number, "flagged for review", f"{quality.flagged:.4f}"),
        (number, "authors, dates and places that are not printed", f"{quality.invented:,} of {quality.found:,}"),
        (pages, "flagged for review", f"{quality.pages_flagged:.4f}"),
        (pages, "with a line of their article dropped", f"{quality.pages_lost:,}"),
        (alone, "flagged for review", f"{quality.alone_flagged:.4f}"),
        (alone, "with a line within them dropped", f"{quality.alone_lost:,}"),
    )
    note = (
        "Made by the grammars of the tests (`tests/importer/grammar.py`, `dumps.py`), in their languages and layouts."
    )
    return Table("What is right", note, ("texts", "what", "figure"), rows)
