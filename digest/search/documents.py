"""What the index is made from: an article, as its page shows it, and the names that entries of the registries go by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple, TypeAlias

Aliases: TypeAlias = Mapping[str, Mapping[str, tuple[str, ...]]]
"""All names of each id, by facet and id: `{"place": {"aktobe": ("Aktobe", "Ақтөбе", …)}}`."""


_LIKE = ("publication", "section", "place", "tag", "author")  # facets by which articles are alike


class Place(NamedTuple):
    """Where an article stands in the index, which is known without its text: among those before and after it.

    *arrival* is when it came, and its path: what comes later stands later. *likeness* brings together what is alike:
    then the lists of articles take fewer bytes. *fingerprint* is another for another article, and the same for the
    same.
    """

    arrival: tuple[str, str]
    likeness: tuple[str, ...]
    fingerprint: bytes


def entries_of(places: Iterable[Place]) -> Mapping[str, frozenset[str]]:
    """Return the ids of all entries that the articles at *places* have, by facet."""
    found: dict[str, set[str]] = {facet: set() for facet in _LIKE}
    for place in places:
        for facet, ids in zip(_LIKE, place.likeness[1:], strict=False):
            found[facet].update(ids.split("\t"))
    return {facet: frozenset(ids) for facet, ids in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article. *date* is as exact as it is known, and empty where it is not; *text* has a line a paragraph."""

    path: str
    lang: str
    title: str
    text: str
    standfirst: str = ""
    date: str = ""
    added: str = ""
    dateline: str = ""
    original: str = ""
    is_own: bool = False
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: tuple[str, ...] = ()  # of its tags, places and authors and of its publication, as the page prints them

    @property
    def place(self) -> Place:
        """Where it stands among the others."""
        facets = ("\t".join(self.facets.get(facet, ())) for facet in _LIKE)
        return Place((self.added, self.path), (self.lang, *facets, self.path), self.fingerprint())

    def shown(self) -> dict[str, object]:
        """Return what the page shows of it, and the text that excerpts and phrases are taken from."""
        return {
            "path": self.path,
            "title": self.title,
            "lang": self.lang,
            "date": self.date,
            "added": self.added,
            "dateline": self.dateline,
            "standfirst": self.standfirst,
            "original": self.original,
            "isOwn": self.is_own,
            "filters": {facet: list(values) for facet, values in self.facets.items()},
            "text": self.text,
        }

    def fingerprint(self) -> bytes:
        """Return what is another for another article, and the same for the same."""
        facets = sorted((name, list(values)) for name, values in self.facets.items())
        dates = (self.date, self.added, self.dateline, self.original, self.is_own, facets, self.names)
        parts = (self.path, self.lang, self.title, self.standfirst, self.text, repr(dates))
        return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()
