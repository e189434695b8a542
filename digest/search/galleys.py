"""A segment of the index before it is cut into files, as type stands in a galley before it is cut into pages.

It is kept, so that the next one costs what is new in it. When one article of ten thousand is another, so are the lines
of a few hundred words, and a part of the files: from the galley of the segment as it was, the words of the old article
are taken out and those of the new one put in. What is made of it then is what would be made from all articles.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from digest.search.columns import Columns
from digest.search.lexicon import Lexicon
from digest.search.packing import packed_json
from digest.search.shards import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from digest.search.documents import Place
    from digest.search.taking import Taken

_MOST_OTHERS = 32  # articles of a galley that are no more: each of them is looked for in every line


@dataclass(slots=True)
class Galley:
    """What the segment of the *articles* with these fingerprints is made from; *missing* are those still to be put in.

    *shards* are the files of words that were made of it last, by what each was made of.
    """

    articles: list[bytes]
    missing: frozenset[int]
    lexicon: Lexicon = field(default_factory=Lexicon)
    columns: Columns = field(default_factory=Columns)
    shards: dict[bytes, bytes] = field(default_factory=dict)

    @staticmethod
    def of(places: Iterable[Place], kept: bytes | None) -> Galley:
        """Return the galley of a segment of *places*: the one *kept*, if it has nearly the same, or a new one."""
        articles = [place.fingerprint for place in places]
        galley = _unpacked(kept) if kept else None
        if galley and len({*galley.articles} - {*articles}) <= _MOST_OTHERS:
            galley.bring_to(articles)
            return galley
        return Galley(articles, frozenset(range(len(articles))))

    def bring_to(self, articles: list[bytes]) -> None:
        """Make this the galley of *articles*, without those that are new; those that stay stand in the same order."""
        number_of = {article: number for number, article in enumerate(articles)}
        numbers = [number_of.get(article) for article in self.articles]
        gone = [before for before, number in enumerate(numbers) if number is None]
        moved = {before: number for before, number in enumerate(numbers) if number is not None}
        self.lexicon.take_out(gone)
        self.columns.take_out(gone)
        if any(before != number for before, number in moved.items()):
            self.lexicon.renumber(moved)
            self.columns.renumber(moved)
        self.articles, self.missing = articles, frozenset(range(len(articles))) - {*moved.values()}

    def put(self, number: int, taken: Taken) -> None:
        """Put in the article of that *number*, which was missing."""
        self.lexicon.put(number, taken)
        self.columns.put(number, taken)

    def files(self, texts: Mapping[str, object]) -> Iterator[tuple[str, bytes]]:
        """Yield the files of the segment with their names in its folder; no article may be missing any more.

        *texts* is what its first file says of where the articles themselves are.
        """
        words = self.lexicon.read_out()
        first, made = [], {}
        for number, shard in enumerate(cut(words.lines(), known=self.shards)):
            first.append(shard.first)
            made[shard.made_of] = shard.content
            yield f"{number}.bin", shard.content
        self.shards = made
        yield "facets.bin", self.columns.facet_file()
        yield "dates.bin", self.columns.date_file()
        told = {"articles": len(self.articles), "shards": first, "endings": words.endings(), "texts": texts}
        yield "segment.bin", packed_json(told)

    def packed(self) -> bytes:
        """Return the galley as it is kept."""
        postings = [(line, found.tobytes()) for line, found in self.lexicon.postings.items()]
        return _ENCODER.encode(_Kept(self.articles, postings, self.columns.days, self.columns.facets, self.shards))


class _Kept(msgspec.Struct, array_like=True):
    articles: list[bytes]
    postings: list[tuple[str, bytes]]
    days: dict[int, int]
    facets: dict[str, dict[int, tuple[str, ...]]]
    shards: dict[bytes, bytes]


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Kept)


def _unpacked(kept: bytes) -> Galley:
    found = _DECODER.decode(kept)
    lexicon = Lexicon({line: array("I", postings) for line, postings in found.postings})
    return Galley(found.articles, frozenset(), lexicon, Columns(found.days, found.facets), found.shards)
