"""The table of places that ships with the digest: which places of the world have a name (rule 59).

`data/places.tsv` is cut from GeoNames by `tools/places.py`, `data/places-added.tsv` is written by hand; both say
so in their first lines. A row is a country, how large the place is, its English name, and its other spellings as
`key_of` returns them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FILES = ("places.tsv", "places-added.tsv")
# The countries that most texts come from and are about, and their neighbours: more of their places are in the table,
# and smaller ones are well known.
CENTRAL = frozenset({"AF", "IQ", "KG", "KZ", "PK", "SY", "TJ", "TM", "UZ"})
NEAR = CENTRAL | {
    "AE", "AM", "AZ", "BD", "BH", "BY", "DZ", "EG", "GE", "IL", "IN", "IR", "JO", "KW", "LB", "LY", "MA", "MN", "OM",
    "PS", "QA", "RU", "SA", "SD", "SO", "TN", "TR", "UA", "YE",
}  # fmt: skip

# How names are weighed, in thousands of people: a row without a figure is so large, and a capital at least. Which of
# two places of one name a text means without saying more depends on how much is heard of them.
WEIGHTS = {"short": 1_000, "region": 1_000, "country": 1_000_000}
CAPITAL = 3_000
OWN_NAME = 30  # times more likely meant than a place for which it is another spelling: Rome is called Roma too
AT_HOME = 2  # times for the countries in `CENTRAL`
RIVAL = 10  # a place is not meant when another of its name is more than ten times as likely
REMEMBERED = 2048  # names whose places are kept in memory: an outlet writes from a few places
PROMINENT = 500
PROMINENT_NEAR = 100

# Aktöbe, Aqtöbe; Nur-Sultan, Нур Султан; Oʻsh; St. John's; ألماتي, آلماتی; القاهرة, القاهره; عشق‌آباد
_LETTERS = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ہ": "ه", "ھ": "ه", "ۃ": "ه", "ء": None, "ـ": None, "\u200c": " "}
    | {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ə": "e", "æ": "ae", "œ": "oe"}
    | dict.fromkeys("-‐‑–/", " ")
    | dict.fromkeys("'’‘`ʻʼʿʾʹ´.,،()\u200d\u200e\u200f")
)
_ASCII = str.maketrans({"-": " ", "/": " "} | dict.fromkeys("'`.,()"))


@dataclass(frozen=True, slots=True)
class Known:
    """A row of the table; *weight* is in thousands of people.

    *kind* is `city`, `capital`, `region`, `country`, or `short` for what stands after other places only: `Calif.`.
    """

    country: str
    name: str
    kind: str
    weight: int

    @property
    def is_prominent(self) -> bool:
        """Whether most readers have heard of it."""
        return self.kind != "city" or self.weight >= (PROMINENT_NEAR if self.country in NEAR else PROMINENT)


@dataclass(frozen=True, slots=True)
class _Table:
    """The files as they are, and where the rows that have a name begin: as bytes they take half the room."""

    data: bytes
    starts: Mapping[bytes, int | tuple[int, ...]]

    def rows(self, key: str) -> Sequence[Known]:
        """Return the rows that have a name."""
        starts = _each(self.starts.get(key.encode("utf-8", "replace"), ()))
        return [_read_row(self.data[start : self.data.index(b"\n", start)].decode()) for start in starts]


@lru_cache(maxsize=REMEMBERED)
def key_of(name: str) -> str:
    """Return *name* as it is looked up: case, accents, hyphens, dots and apostrophes make no difference."""
    if name.isascii():
        return " ".join(name.lower().translate(_ASCII).split())
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold()).translate(_LETTERS)
    return " ".join("".join(char for char in letters if not unicodedata.combining(char)).split())


@lru_cache(maxsize=REMEMBERED)
def find_known(name: str, country: str | None = None) -> Sequence[Known]:
    """Return the places, in *country* or anywhere, that a text may mean by *name*, the likeliest first.

    A place is not among them when another is far more likely: London is in England.
    """
    key = key_of(name)
    rows = (row for row in _table().rows(key) if row.kind != "short" and country in {None, row.country})
    weighed = [(row.weight * times(row.country, own=key_of(row.name) == key), row) for row in rows]
    weighed.sort(key=lambda item: (-item[0], item[1].country, item[1].name))
    return tuple(row for weight, row in weighed if weight * RIVAL >= weighed[0][0])


def countries_of_region(name: str) -> tuple[str, ...]:
    """Return the countries that have a region of this name, whole or cut short: `California`, `Calif.`."""
    return tuple(sorted({row.country for row in _table().rows(key_of(name)) if row.kind in WEIGHTS}))


def times(country: str, *, own: bool) -> int:
    """Return how much more likely than its size says a place is meant, by a name that is its *own* or another."""
    return (OWN_NAME if own else 1) * (AT_HOME if country in CENTRAL else 1)


def _read_row(row: str) -> Known:
    country, size, name, _ = row.split("\t")
    if size in WEIGHTS:
        return Known(country, name, size, WEIGHTS[size])
    people = int(size.rstrip("*"))
    return (
        Known(country, name, "capital", max(people, CAPITAL)) if "*" in size else Known(country, name, "city", people)
    )


def _each(starts: int | tuple[int, ...]) -> tuple[int, ...]:
    return (starts,) if isinstance(starts, int) else starts


@cache
def _table() -> _Table:
    """Return the table; read once, when the first name is looked up."""
    folder = resources.files("digest.importer") / "data"
    data = b"".join((folder / file).read_bytes() for file in FILES)
    starts: dict[bytes, int | tuple[int, ...]] = {}
    start = 0
    for row in data.splitlines(keepends=True):
        if not row.startswith(b"#"):
            _, _, name, spellings = row[:-1].split(b"\t")
            for key in filter(None, (name.lower(), *spellings.split(b"|"))):
                other = starts.setdefault(key, start)
                if other != start:
                    starts[key] = (*_each(other), start)
        start += len(row)
    return _Table(data, starts)
