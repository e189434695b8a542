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

from digest.search.columns import Columns
from digest.search.lexicon import Lexicon
from digest.search.packing import packed_json
from digest.search.shards import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.search.documents import Place
    from digest.search.taking import Taken

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


def build_segment(articles: Iterable[Taken]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the segment of *articles* with their names in its folder, one at a time: they are many.

    The articles stand in the order in which they are given; of each only what fits a column is kept.
    """
    lexicon, columns = Lexicon(), Columns()
    for number, taken in enumerate(articles):
        lexicon.add(number, taken)
        columns.add(taken)
        yield f"articles/{number}.bin", taken.shown
    first = []
    for number, shard in enumerate(cut(lexicon.lines())):
        first.append(shard.first)
        yield f"{number}.bin", shard.content
    yield "facets.bin", columns.facet_file()
    yield "dates.bin", columns.date_file()
    yield "segment.bin", packed_json({"articles": columns.number, "shards": first, "endings": lexicon.endings()})


def name_of(places: Sequence[Place]) -> str:
    """Return the name of the folder of the segment of *places*: of other articles or by other code, another."""
    key = blake2b(code(), digest_size=6)
    for place in places:
        key.update(place.fingerprint)
    return key.hexdigest()


@cache
def code() -> bytes:
    """Return a fingerprint of what decides, beside the articles, what the files are like."""
    key = blake2b(version("pystemmer").encode(), digest_size=16)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        key.update(blake2b(path.read_bytes(), digest_size=16).digest())
    return key.digest()
