"""One segment of the index: all files of a stretch of articles, a pure function of these.

The articles stand in the order in which they came, cut so that a new one changes the last stretch alone: stretches of
64, sixteen of which become one of 1,024, sixteen of which become one of 16,384. At 10,000 articles there are three.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from digest.search.own.columns import date_file, facet_file
from digest.search.own.lexicon import Lexicon
from digest.search.own.packing import packed_json
from digest.search.own.shards import cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.search.own.documents import Document

UNIT, FACTOR = 64, 16


def stretches(number: int) -> list[range]:
    """Return the stretches that *number* articles are cut into, the oldest and longest first."""
    found, start, size = [], 0, UNIT
    while size * FACTOR <= number:
        size *= FACTOR
    while start < number:
        whole = (number - start) // size * size
        end = start + whole if size >= UNIT else number
        if end > start:
            found.append(range(start, end))
        start, size = end, size // FACTOR
    return found


def arrange(documents: Sequence[Document]) -> list[Document]:
    """Return *documents* so that what is alike stands together: then the lists of articles take fewer bytes."""
    return sorted(documents, key=_likeness)


def _likeness(document: Document) -> tuple[object, ...]:
    facets = [document.facets.get(facet, ()) for facet in ("publication", "section", "place", "tag")]
    return document.lang, *facets, document.path


def build_segment(documents: Sequence[Document]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the segment of *documents* with their names in its folder, one at a time: they are many."""
    arranged = arrange(documents)
    lexicon = Lexicon()
    for number, document in enumerate(arranged):
        lexicon.add(number, document)
        yield f"articles/{number}.bin", packed_json(document.shown())
    first = []
    for number, shard in enumerate(cut(lexicon.lines())):
        first.append(shard.first)
        yield f"{number}.bin", shard.content
    yield "facets.bin", facet_file(arranged)
    yield "dates.bin", date_file(arranged)
    yield "segment.bin", packed_json({"articles": len(arranged), "shards": first, "endings": lexicon.endings()})


def name_of(documents: Sequence[Document]) -> str:
    """Return the name of the folder of the segment of *documents*: of other articles or by other code, another."""
    key = blake2b(_code(), digest_size=6)
    for document in documents:
        key.update(document.fingerprint())
    return key.hexdigest()


@cache
def _code() -> bytes:
    """Return a fingerprint of what decides, beside the articles, what the files are like."""
    key = blake2b(version("pystemmer").encode(), digest_size=16)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        key.update(blake2b(path.read_bytes(), digest_size=16).digest())
    return key.digest()
