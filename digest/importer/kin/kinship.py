"""Articles that are kin: versions of one text, and translations of one story (rules 97 and 98); reported, never merged.

The sketches and echoes of all articles stand in SQLite, and so do the pairs that come into question: what Python holds
does not grow with the number of articles. Articles are known by a number. Give the numbers in the order of
the sources' names, and what is found does not depend on the order in which they were read.

A hash that very many articles have (the words of a licence, a phrase of a ministry) would pair all of them with all: it
pairs each with the next alone, so that a text that came from a hundred outlets is a chain of as many links.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.importer.kin.echo import NAME, echo, features, kind_of
from digest.importer.kin.likeness import MAX_SCALE, RANGE, Sketch, compare, sketch
from digest.importer.texts.words import first_of, fold_words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence

MAX_TEXT = 2_000_000  # characters of an article that its kin are found by
MAX_SHARING = 20  # articles that have a hash, for it to pair all of them
MAX_TELLING = 20  # articles that have a feature of an echo, for it to pair them: a story has few translations
MIN_INDEXED = 16  # hashes of every sketch, however short, by which it can be found
MIN_PAIRED = 0.15  # of the indexed hashes of one of the two: below, they are not compared

MIN_FACTS = 2  # numbers, dates and symbols that a text and its translation share
MIN_EVIDENCE = 4.0  # with the names, of which two count as one fact
MIN_WEIGHT = 0.5  # of the facts of both that the two share, each weighed by its rarity
PRIOR = 50  # articles that are thought to be there already: in a folder of two texts nothing would be rare
REMEMBERED = 65_536  # features whose rarity is kept in memory

NEAR, TRANSLATION = "near", "translation"
_CODES = {NEAR: "I360", TRANSLATION: "I361"}

_TABLES = (
    """CREATE TABLE kin_articles (
        article INTEGER PRIMARY KEY, lang TEXT NOT NULL, hashes BLOB NOT NULL, size INTEGER NOT NULL,
        scale INTEGER NOT NULL, indexed INTEGER NOT NULL, echo BLOB NOT NULL
    )""",
    "CREATE TABLE kin_shingles (hash INTEGER NOT NULL, article INTEGER NOT NULL)",
    "CREATE TABLE kin_features (feature INTEGER NOT NULL, article INTEGER NOT NULL, lang TEXT NOT NULL)",
)
_COUNT_SHINGLES = (
    "CREATE INDEX IF NOT EXISTS kin_by_shingle ON kin_shingles (hash, article)",
    "DROP TABLE IF EXISTS temp.kin_shared",
    "CREATE TEMP TABLE kin_shared AS SELECT hash, count(*) AS number FROM kin_shingles GROUP BY hash HAVING number > 1",
)
# A CROSS JOIN keeps SQLite from pairing before it has left out what too many share
_NEAR_PAIRS = """
WITH pairs AS (
    SELECT one.article AS a, other.article AS b
    FROM kin_shared CROSS JOIN kin_shingles AS one USING (hash)
    CROSS JOIN kin_shingles AS other ON other.hash = one.hash AND other.article > one.article
    WHERE number <= :most
    UNION ALL
    SELECT lag(article) OVER (PARTITION BY hash ORDER BY article), article
    FROM kin_shared CROSS JOIN kin_shingles USING (hash)
    WHERE number > :most
), counted AS (SELECT a, b, count(*) AS common FROM pairs WHERE a IS NOT NULL GROUP BY a, b)
SELECT a, b, one.hashes, one.size, one.scale, other.hashes, other.size, other.scale
FROM counted JOIN kin_articles AS one ON one.article = a JOIN kin_articles AS other ON other.article = b
WHERE common >= :share * min(one.indexed, other.indexed)
ORDER BY a, b
"""
_COUNT_FEATURES = (
    "CREATE INDEX IF NOT EXISTS kin_by_feature ON kin_features (feature, article, lang)",
    "DROP TABLE IF EXISTS temp.kin_heard",
    "CREATE TEMP TABLE kin_heard (feature INTEGER PRIMARY KEY, number INTEGER NOT NULL)",
    "INSERT INTO kin_heard SELECT feature, count(*) FROM kin_features GROUP BY feature",
)
# The two lowest bits of a feature are its kind: 0 for a name
_FOREIGN_PAIRS = """
WITH counted AS (
    SELECT one.article AS a, other.article AS b, sum(feature & 3 > 0) AS facts, count(*) AS features
    FROM kin_heard CROSS JOIN kin_features AS one USING (feature)
    CROSS JOIN kin_features AS other USING (feature)
    WHERE number BETWEEN 2 AND :most AND other.article > one.article AND other.lang <> one.lang
    GROUP BY a, b HAVING facts >= 1 AND features >= :features
)
SELECT a, b, one.echo, other.echo
FROM counted JOIN kin_articles AS one ON one.article = a JOIN kin_articles AS other ON other.article = b
ORDER BY a, b
"""


@dataclass(frozen=True, slots=True, order=True)
class Kin:
    """Two articles that are kin: how alike their words are, or for translations the facts that they share."""

    a: int
    b: int
    kind: str
    jaccard: float
    containment: float

    @property
    def code(self) -> str:
        """Return the code of the notice that tells of it."""
        return _CODES[self.kind]

    @property
    def percent(self) -> int:
        """Return how many per cent of the shorter text stand in the other one too."""
        return round(100 * self.containment)


def relate(paragraphs: Iterable[str]) -> tuple[Sketch, bytes]:
    """Return what the kin of a text are found by: a sketch of its words, and an echo of its facts."""
    text = "\n".join(first_of(paragraphs, MAX_TEXT))[:MAX_TEXT]
    return sketch(fold_words(text)), echo(text)


def create_tables(db: sqlite3.Connection) -> None:
    """Make the tables of this module in *db*; all begin with `kin_`."""
    _run(db, _TABLES)


def _run(db: sqlite3.Connection, statements: Sequence[str]) -> None:
    """Run *statements* one by one: unlike `executescript` this leaves a transaction that is open as it is."""
    for statement in statements:
        db.execute(statement)


def add(db: sqlite3.Connection, article: int, sketched: Sketch, echoed: bytes, lang: str) -> None:
    """Put down the sketch of one article, and its echo where translations are asked for (empty where not)."""
    values = sketched.values()
    below = int(values.searchsorted(RANGE // MAX_SCALE))
    indexed = values[: max(below, MIN_INDEXED)].tolist()
    primary = lang.partition("-")[0]
    db.execute(
        "INSERT INTO kin_articles VALUES (?, ?, ?, ?, ?, ?, ?)",
        (article, primary, sketched.hashes, sketched.size, sketched.scale, len(indexed), echoed),
    )
    db.executemany("INSERT INTO kin_shingles VALUES (?, ?)", [(value, article) for value in indexed])
    heard = [(feature, article, primary) for feature in features(echoed)]
    db.executemany("INSERT INTO kin_features VALUES (?, ?, ?)", heard)


def find_kin(db: sqlite3.Connection) -> Iterator[Kin]:
    """Yield all articles that are kin, the smaller number first: versions of a text in order, then translations."""
    yield from _find_near(db)
    yield from _find_translations(db)


def _find_near(db: sqlite3.Connection) -> Iterator[Kin]:
    _run(db, _COUNT_SHINGLES)
    for a, b, *sketches in db.execute(_NEAR_PAIRS, {"most": MAX_SHARING, "share": MIN_PAIRED}):
        likeness = compare(Sketch(*sketches[:3]), Sketch(*sketches[3:]))
        if likeness.is_near:
            yield Kin(a, b, NEAR, likeness.jaccard, likeness.containment)


def _find_translations(db: sqlite3.Connection) -> Iterator[Kin]:
    _run(db, _COUNT_FEATURES)
    (articles,) = db.execute("SELECT count(*) FROM kin_articles").fetchone()

    @lru_cache(maxsize=REMEMBERED)
    def weight(feature: int) -> float:
        (number,) = db.execute("SELECT number FROM kin_heard WHERE feature = ?", (feature,)).fetchone()
        return math.log((articles + PRIOR) / number)

    for a, b, first, second in db.execute(_FOREIGN_PAIRS, {"most": MAX_TELLING, "features": MIN_FACTS}):
        shares = _weigh(frozenset(features(first)), frozenset(features(second)), weight)
        if shares is not None and shares[0] >= MIN_WEIGHT:
            yield Kin(a, b, TRANSLATION, *shares)


def _weigh(first: frozenset[int], second: frozenset[int], weight: Callable[[int], float]) -> tuple[float, float] | None:
    """Return how much of the facts of two texts they share: of both, and of the one with fewer; None for too few."""
    shared = first & second
    facts = sorted(feature for feature in shared if kind_of(feature) != NAME)
    if len(facts) < MIN_FACTS or len(facts) + (len(shared) - len(facts)) / 2 < MIN_EVIDENCE:
        return None
    common = sum(map(weight, facts))
    ones, others = (sum(weight(one) for one in sorted(all_) if kind_of(one) != NAME) for all_ in (first, second))
    return common / (ones + others - common), common / min(ones, others)
