"""How much of their text two articles share (rule 97), told from small sketches of them.

A text is the set of its runs of four words (shingles, Broder 1997, "On the resemblance and containment of
documents"). Its sketch keeps those whose hash lies below a bound (FracMinHash: Irber et al. 2022, "Lightweight
compositional analysis of metagenomes with FracMinHash and minimum metagenome covers"). Unlike the 128 values of a
MinHash it tells containment as well as Jaccard likeness, also of a short text in a long one, and costs a seventh.

The bound is the full range divided by a *scale* of 1, 2, 4, 8 or 16, so that a short text keeps all its shingles and
one of usual length about 150. Two sketches are compared below the lower of their bounds, where both are complete.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SHINGLE = 4  # words
ENOUGH = 128  # hashes that a sketch has at least, of a text that has so many
MAX_SCALE = 16
RANGE = 2**32
MAX_WORDS = 200_000  # of a text that are looked at: the length of a long book
MIN_COMMON = 6  # hashes by which two texts can be said to be alike
ALIKE = 0.8  # Jaccard
CONTAINED = 0.9  # of the shorter text

# An odd number joins the words of a shingle in their order; the rest is the finisher of SplitMix64 (Steele et al. 2014)
_JOIN = np.uint64(0x9E3779B97F4A7C15)
_MIX = ((np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)), (np.uint64(27), np.uint64(0x94D049BB133111EB)))
_HIGH = np.uint64(32)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A sample of the shingles of a text: *hashes* are ascending 32-bit numbers, little-endian; *size* counts all."""

    hashes: bytes = b""
    size: int = 0
    scale: int = 1

    def values(self) -> NDArray[np.uint32]:
        """Return the hashes as numbers."""
        return np.frombuffer(self.hashes, "<u4")


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two texts have in common: of the words of both, of those of the shorter, and by how many hashes."""

    jaccard: float = 0.0
    containment: float = 0.0
    common: int = 0

    @property
    def is_near(self) -> bool:
        """Return whether the two are versions of one text."""
        return self.common >= MIN_COMMON and (self.jaccard >= ALIKE or self.containment >= CONTAINED)


def sketch(words: Sequence[str]) -> Sketch:
    """Return the sketch of a text by its folded words (`words.fold_words`); the same on every machine."""
    found = _shingles(words[:MAX_WORDS])
    size, scale = len(found), 1
    while scale < MAX_SCALE and size >= 2 * scale * ENOUGH:
        scale *= 2
    kept = found[: int(found.searchsorted(np.uint64(RANGE // scale)))]  # a plain int would make floats of all
    return Sketch(kept.astype("<u4").tobytes(), size, scale)


def _shingles(words: Sequence[str]) -> NDArray[np.uint64]:
    """Return the hashes of all runs of four words, ascending, each once."""
    if len(words) < SHINGLE:
        return np.empty(0, np.uint64)
    encoded = " ".join(words).encode("utf-8", "surrogatepass").split(b" ")
    single = np.fromiter(map(crc32, encoded), np.uint64, len(encoded))
    count = len(single) - SHINGLE + 1
    mixed = single[:count].copy()
    for offset in range(1, SHINGLE):
        mixed *= _JOIN
        mixed += single[offset : offset + count]
    for shift, factor in _MIX:
        mixed ^= mixed >> shift
        mixed *= factor
    ordered = np.sort(mixed >> _HIGH)  # np.unique takes four times as long for so few
    is_first = np.append(np.ones(1, bool), ordered[1:] != ordered[:-1])
    once: NDArray[np.uint64] = ordered[is_first]
    return once


def compare(a: Sketch, b: Sketch) -> Likeness:
    """Return what the texts of two sketches have in common."""
    bound = RANGE // max(a.scale, b.scale)
    first, second = a.values(), b.values()
    sizes = int(np.searchsorted(first, bound)), int(np.searchsorted(second, bound))
    if not min(sizes):
        return Likeness()
    both = np.sort(np.concatenate((first[: sizes[0]], second[: sizes[1]])))
    common = int(np.count_nonzero(both[1:] == both[:-1]))
    return Likeness(common / (sum(sizes) - common), common / min(sizes), common)
