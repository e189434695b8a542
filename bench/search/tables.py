"""The figures as tables: what must be reached, how good the answers are, and what they cost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from bench.document import Table
from bench.measure import MB

from .engines import MINISEARCH, OWN, PAGEFIND
from .queries import ALL, INFLECTED, KINDS, PHRASE, SCRIPTS, SENTENCE, TITLE, TYPO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .judging import Quality
    from .measuring import Measured
    from .rounds import Round

NOTHING = "-"
_KB = 1000
_LANGS = {"en": "English", "ru": "Russian", "kk": "Kazakh"}
_QUALITY = (
    ("en", TITLE, 0.99), ("en", TYPO, 0.95), ("en", SENTENCE, 0.98), ("en", PHRASE, 0.99),
    ("ru", TITLE, 0.99), ("ru", TYPO, 0.95), ("ru", SENTENCE, 0.98), ("ru", PHRASE, 0.99), ("ru", INFLECTED, 0.97),
    ("kk", INFLECTED, 0.90),
)  # fmt: skip
_FIRST_QUERY, _LARGER, _LARGER_QUERY, _FACETS = 100, 100_000, 150, 40  # kB, and from how many articles on
_SET_FOR = 10_000  # articles, the fewest that figures of cost are set for


class Row(NamedTuple):
    """One figure that is to be *least* at least, or *most* at most; *of* reads it, *form* writes it."""

    what: str
    of: Callable[[Measured], float]
    form: str
    least: float | None = None
    most: float | None = None

    def target(self) -> str:
        """Return what is to be reached."""
        return f">= {self.form.format(self.least)}" if self.most is None else f"<= {self.form.format(self.most)}"

    def is_reached(self, value: float) -> bool:
        """Tell whether *value* is as it should be."""
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


def tables(rounds: Mapping[str, Round]) -> list[Table]:
    """Return all tables, those of every size that was measured."""
    return [table for one in rounds.values() for table in (_reach(one), _quality(one), _costs(one))]


def _title(one: Round, what: str) -> str:
    return f"{one.articles:,} articles: {what}"


def _reach(one: Round) -> Table:
    own = one.engines[OWN.name]
    rows = [
        (
            row.what,
            row.target(),
            *(row.form.format(row.of(found)) for found in one.engines.values()),
            "yes" if row.is_reached(row.of(own)) else "**no**",
        )
        for row in _rows(one)
    ]
    note = f"Figures that were set beforehand. {one.queries} queries a cell at most. Measured on {one.when}."
    if one.articles < _SET_FOR:
        note += (
            " What it costs was set for ten times as many: of so few, one article more is a larger share, and so is "
            "the beginning of a build."
        )
    if PAGEFIND.name not in one.engines:
        note += " Alone: for so many articles Pagefind needs 25 GB of memory, and MiniSearch one index of 100 MB."
    return Table(_title(one, "what it must reach"), note, ("what", "to reach", *one.engines, "reached"), tuple(rows))


def _rows(one: Round) -> Iterator[Row]:
    for lang, kind, least in _QUALITY:
        yield Row(f"MRR@10, {_LANGS[lang]}: {kind}", partial(_mrr, kind=kind, lang=lang), "{:.3f}", least)
    yield Row("names across scripts, recall@10", lambda found: found.cells[SCRIPTS][ALL].recall, "{:.3f}", 0.95)
    yield Row("empty pages of results", _empty, "{:.1%}", most=0.01)
    most = _LARGER_QUERY if one.articles >= _LARGER else _FIRST_QUERY
    yield Row("first query, without facets", lambda found: _without_facets(found.first), "{:.0f} kB", most=most)
    if one.articles < _LARGER:
        yield Row("facets", lambda found: found.first["facets"] / _KB, "{:.0f} kB", most=_FACETS)
    yield Row("common word beside a rare one, latency", lambda found: found.common / found.rare, "{:.1f} x", most=3)
    if MINISEARCH.name in one.engines:
        common = one.engines[MINISEARCH.name].common
        yield Row("common word, latency beside MiniSearch", lambda found: found.common / common, "{:.1f} x", most=2)
    if PAGEFIND.name in one.engines:
        cpu = one.engines[PAGEFIND.name].cpu
        yield Row("CPU to build, beside Pagefind", lambda found: found.cpu / cpu, "{:.2f} x", most=1)
    yield Row("memory to build", lambda found: found.memory / MB, "{:.0f} MB", most=1000)
    yield Row("one added article: bytes of the index", lambda found: found.added_share, "{:.2%}", most=0.01)
    yield Row("one added article: CPU", lambda found: found.added_cpu / found.cpu, "{:.2%}", most=0.02)
    yield Row("files that differ on two builds", lambda found: found.again, "{:.0f}", most=0)


def _mrr(found: Measured, kind: str, lang: str) -> float:
    return found.cells[kind][lang].reciprocal


def _without_facets(fetched: Mapping[str, float]) -> float:
    return (fetched["size"] - fetched["facets"]) / _KB


def _empty(found: Measured) -> float:
    cells = [langs[ALL] for langs in found.cells.values()]
    return sum(cell.empty * cell.queries for cell in cells) / sum(cell.queries for cell in cells)


def _quality(one: Round) -> Table:
    kinds = one.engines[OWN.name].cells
    rows = [
        (
            kind,
            _LANGS.get(lang, lang),
            f"{kinds[kind][lang].queries}",
            *(told for found in one.engines.values() for told in _told(found.cells[kind][lang])),
        )
        for kind in KINDS
        for lang in kinds.get(kind, {})
        if lang != ALL or kind == SCRIPTS
    ]
    columns = ("query", "language", "queries", *(told for name in one.engines for told in (name, "recall", "empty")))
    note = (
        "MRR@10, recall@10, and how many pages of results are empty. Names and tags have more than one right answer: "
        "the articles that name the place, or that the page of the tag lists."
    )
    return Table(_title(one, "how good the answers are"), note, columns, tuple(rows))


def _told(cell: Quality) -> tuple[str, str, str]:
    return f"{cell.reciprocal:.3f}", f"{cell.recall:.3f}", f"{cell.empty:.1%}"


def _costs(one: Round) -> Table:
    rows: list[tuple[str, Callable[[Measured], str]]] = [
        ("first query: requests", lambda found: f"{found.first['requests']:.0f}"),
        ("first query: compressed", lambda found: f"{found.first['size'] / _KB:.0f} kB"),
        ("second query: requests", lambda found: f"{found.second['requests']:.0f}"),
        ("second query: compressed", lambda found: f"{found.second['size'] / _KB:.0f} kB"),
        ("rare word, median", lambda found: f"{found.rare:.0f} ms"),
        ("word of two thirds of all articles, median", lambda found: f"{found.common:.0f} ms"),
        ("index: files", lambda found: f"{found.files:,}"),
        ("index: bytes", lambda found: f"{found.size / MB:.2f} MB"),
        ("CPU to build", lambda found: f"{found.cpu:.1f} s"),
        ("memory to build", lambda found: f"{found.memory / MB:.0f} MB"),
        ("one added article: CPU", lambda found: f"{found.added_cpu:.2f} s"),
    ]
    note = (
        "Queries of three words, the first in a browser that has nothing yet; the page shows twenty results with their "
        "excerpts and all facets, and a query counts all files that the engine fetches for it, its scripts too. "
        f"An added article costs {OWN.name} what it does without reading the pages that have not changed."
    )
    told = tuple((what, *(tell(found) for found in one.engines.values())) for what, tell in rows)
    return Table(_title(one, "what they cost"), note, ("what", *one.engines), told)
