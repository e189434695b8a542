"""One segment of the index: all files of a stretch of articles, a pure function of these.

The articles stand in the order in which they came, cut so that a new one changes the last stretch alone: stretches of
64, sixteen of which become one of 1,024, sixteen of which become one of 16,384. At 10,000 articles there are three.

The articles themselves, which are most of the bytes, are in folders of about 64 beside that of the segment: one that
changes leaves all but those of its own folder where they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from digest.search.galleys import Galley

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from digest.search.documents import Place
    from digest.search.taking import Taken

UNIT, FACTOR = 64, 16
ARTICLES = "articles"
"""The folder of the index that has the folders of articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What is there of an earlier index, of which the next one makes nothing again.

    *has* tells of a folder of the index whether its files are there, which are the same then. *galley* returns the
    one that was kept of a segment of so many articles, if there is one; *keep* keeps one.
    """

    has: Callable[[str], bool] = lambda _: False
    galley: Callable[[int], bytes | None] = lambda _: None
    keep: Callable[[int, bytes], None] = lambda *_: None


NOTHING = Earlier()


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


def segment_sizes(number: int) -> list[int]:
    """Return how many articles each segment of *number* has: no two have as many."""
    return [len(stretch) for stretch in stretches(number)]


class Shelf(NamedTuple):
    """Articles of a segment whose texts are in one folder: the number of the first, and the *name* of the folder."""

    start: int
    name: str
    places: Sequence[Place]


def shelves(places: Sequence[Place]) -> list[Shelf]:
    """Return *places*, the articles of a segment in its order, in shelves, cut before some that their paths choose."""
    starts = [at for at, place in enumerate(places) if not at or not crc32(place.arrival[1].encode()) % UNIT]
    ends = [*starts[1:], len(places)]
    found = zip(starts, ends, strict=True) if places else ()
    return [Shelf(start, name_of(places[start:end]), places[start:end]) for start, end in found]


def build_segment(
    name: str, places: Sequence[Place], read: Callable[[Sequence[Place]], Iterable[Taken]], earlier: Earlier = NOTHING
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the segment of that *name* with their paths in the index, one at a time: they are many.

    The articles stand in the order of *places*; *read* yields what is taken of some. What is there from *earlier* is
    left out.
    """
    texts = shelves(places)
    galley = None if earlier.has(name) else Galley.of(places, earlier.galley(len(places)))
    missing = galley.missing if galley else frozenset()
    shown = {
        shelf.start + at: f"{ARTICLES}/{shelf.name}/{at}.bin"
        for shelf in texts
        if not earlier.has(f"{ARTICLES}/{shelf.name}")
        for at in range(len(shelf.places))
    }
    asked = sorted(missing | shown.keys())
    for number, taken in zip(asked, read([places[number] for number in asked]), strict=True):
        if galley and number in missing:
            galley.put(number, taken)
        if number in shown:
            yield shown[number], taken.shown
    if galley:
        told = {"starts": [shelf.start for shelf in texts], "folders": [shelf.name for shelf in texts]}
        yield from ((f"{name}/{file}", content) for file, content in galley.files(told))
        earlier.keep(len(places), galley.packed())


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
