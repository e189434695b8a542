"""Articles that have much the same text, told from the sketches that the importer takes too.

Linear: of a hash that very many articles have, only neighbours are paired, so that a phrase of a ministry pairs no two
articles that have nothing else in common.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations, groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from digest.importer.kin.likeness import MIN_COMMON, Likeness, compare, sketch
from digest.importer.texts.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from digest.importer.kin.likeness import Sketch

MAX_SHARING = 8  # articles that have a hash, for it to pair all of them
MAX_INDEXED = 32  # hashes of a sketch by which it is found: the smallest, so that two texts are found by the same
MIN_PAIRED = 4  # hashes by which two are found, before they are compared


def sketch_of(text: str) -> Sketch:
    """Return the sketch of a text."""
    return sketch(fold_words(text))


def find_twins(sketches: Mapping[str, Sketch]) -> Iterator[tuple[str, str, Likeness]]:
    """Yield the pairs of texts that are much the same, each in the order of *sketches*."""
    names = list(sketches)
    for first, second in ((names[a], names[b]) for a, b in sorted(_candidates(list(sketches.values())))):
        likeness = compare(sketches[first], sketches[second])
        if likeness.is_near:
            yield first, second, likeness


def _candidates(sketches: Sequence[Sketch]) -> Iterable[tuple[int, int]]:
    """Return the pairs that have enough hashes in common to be compared, by their places."""
    held = sorted(
        (value, place)
        for place, one in enumerate(sketches)
        if one.size >= MIN_COMMON
        for value in one.values()[:MAX_INDEXED].tolist()
    )
    shared: Counter[tuple[int, int]] = Counter()
    for _, group in groupby(held, key=itemgetter(0)):
        places = [place for _, place in group]
        if len(places) > 1:
            shared.update(combinations(places, 2) if len(places) <= MAX_SHARING else pairwise(places))
    return (pair for pair, count in shared.items() if count >= MIN_PAIRED)
