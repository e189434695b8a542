"""What is measured of one engine on one site."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from bench.build.process import run
from bench.measure import ROOT

from .corpus import COMMON
from .driving import ask, search_page, weigh_queries
from .engines import ENGINES
from .judging import Quality, judge
from .queries import ALL, Query, rare_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from playwright.sync_api import Browser

    from .corpus import Made
    from .engines import Engine

_TIMES = 5
_WEIGHED = 6  # first queries whose bytes are told


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The figures of one engine: *cells* by kind and language of the queries; bytes, milliseconds and CPU seconds."""

    cells: dict[str, dict[str, Quality]] = field(default_factory=dict)
    first: dict[str, float] = field(default_factory=dict)  # requests, size, facets
    second: dict[str, float] = field(default_factory=dict)
    rare: float = 0.0
    common: float = 0.0
    size: int = 0
    files: int = 0
    cpu: float = 0.0
    memory: int = 0
    again: int = -1  # files that a second build of the same site makes in another way
    added_share: float = -1.0  # of the bytes of the index, in files that an added article changes
    added_cpu: float = -1.0


def build(engine: Engine, project: Path) -> tuple[float, int]:
    """Build the index of *engine* for the site in *project* in a process of its own; return CPU seconds and bytes."""
    spent = run(
        [sys.executable, "-m", "bench.search.make", engine.name, str(project)],
        ROOT,
        {},
        project / "build.log",
    )
    return spent.cpu, spent.memory


def make(name: str, project: str) -> None:
    """Build the index of the engine that goes by *name* for the site in *project*."""
    next(engine for engine in ENGINES if engine.name == name).build(Path(project))


def judge_queries(
    browser: Browser, address: str, engine: Engine, queries: Sequence[Query], limit: float | None = None
) -> dict[str, dict[str, Quality]]:
    """Return how good the answers of *engine* to *queries* are, by kind and language, and over all languages.

    With a *limit* in seconds the last ones of each cell are not asked.
    """
    taken = in_turn(queries)
    with search_page(browser, address, engine) as page:
        answers = ask(page, [query.text for query in taken], limit)
    cells: dict[str, dict[str, list[Any]]] = {}
    for query, answer in zip(taken, answers, strict=False):
        for lang in {query.lang, ALL}:
            cells.setdefault(query.kind, {}).setdefault(lang, []).append((answer.found, query.right))
    return {kind: {lang: judge(found) for lang, found in sorted(langs.items())} for kind, langs in cells.items()}


def in_turn(queries: Iterable[Query]) -> list[Query]:
    """Return *queries* so that the first of all cells come first, then the second of all."""
    seen = Counter[tuple[str, str]]()
    turns = []
    for query in queries:
        seen[query.kind, query.lang] += 1
        turns.append((seen[query.kind, query.lang], query))
    return [query for _, query in sorted(turns, key=lambda turn: turn[0])]


def time_words(browser: Browser, address: str, engine: Engine, made: Sequence[Made]) -> tuple[float, float]:
    """Return the median milliseconds of a rare word and of one that two thirds of all articles have."""
    rare = []
    with search_page(browser, address, engine) as page:
        ask(page, [made[0].title])
        rare = [answer.took for answer in ask(page, rare_words(made, 2 * _TIMES))]
    common = []
    for _ in range(_TIMES):
        with search_page(browser, address, engine) as page:
            ask(page, [made[0].title])
            common += [answer.took for answer in ask(page, [COMMON])]
    return median(rare), median(common)


def weigh_engine(
    browser: Browser, address: str, engine: Engine, site: Path, made: Sequence[Made]
) -> tuple[dict[str, float], dict[str, float]]:
    """Return the mean requests and bytes of a first query of three words, and of a second one."""
    pairs = []
    for at in range(_WEIGHED):
        texts = [" ".join(one.title.split()[:3]) for one in made[at * 2 : at * 2 + 2]]
        pairs.append(weigh_queries(browser, address, engine, site, texts))
    return _mean([pair[0] for pair in pairs]), _mean([pair[1] for pair in pairs])


def _mean(found: Sequence[Any]) -> dict[str, float]:
    return {name: sum(getattr(one, name) for one in found) / len(found) for name in ("requests", "size", "facets")}


def differing(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[int, int]:
    """Return how many files of *after* are not in *before* as they are, and their bytes."""
    other = [content for name, content in after.items() if before.get(name) != content]
    return len(other), sum(map(len, other))
