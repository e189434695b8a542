"""The lines of a lexicon cut into small files, each as much as one word of a query should cost.

A file has its lines as text, each with the number of letters that it shares with the line before; then the articles of
those lines that are stems, in the same order. What is in most articles fills a file of its own.

Where a file ends is decided by the line that comes next, as far as sizes allow: so a lexicon in which a few lines are
others is cut as it was everywhere else, and the files there are those of before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeAlias
from zlib import crc32

from digest.search.packing import postings, shared, with_text

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Iterator, Sequence

SIZE = 9_000  # bytes before packing, about
STEM = "*"
_FIRST_DIGIT = 48
_LEAST, _MOST = 0.8, 1.3  # of the size
_ENDS = 8  # of so many lines one begins a file, once that has its least size
_OF_ARTICLE = 2  # bytes: the step to it, and the level

Line: TypeAlias = "tuple[str, str, array[int] | None]"
"""A key, what is said of it, and its postings if it is a stem."""
Known: TypeAlias = Mapping[bytes, bytes]
"""Files that were made before, by the fingerprint of the lines that they are made of."""


@dataclass(frozen=True, slots=True)
class Shard:
    """One file: the *first* of its keys, the fingerprint of what it is *made_of*, and its bytes."""

    first: str
    made_of: bytes
    content: bytes


def cut(lines: Iterable[Line], size: int = SIZE, known: Known | None = None) -> Iterator[Shard]:
    """Yield *lines*, which are in order, in files of about *size* bytes; one that is *known* is not made again."""
    own: list[Line] = []
    weight, made = 0, known or {}
    for line in lines:
        key, said, found = line
        heavy = len(key) + len(said) + _OF_ARTICLE * len(found or ())
        if own and (weight + heavy > _MOST * size or (weight > _LEAST * size and not crc32(key.encode()) % _ENDS)):
            yield _shard(own, made)
            own, weight = [], 0
        own.append(line)
        weight += heavy
    if own:
        yield _shard(own, made)


def _shard(lines: Sequence[Line], known: Known) -> Shard:
    made_of = _fingerprint(lines)
    return Shard(lines[0][0], made_of, known.get(made_of) or _packed(lines))


def _fingerprint(lines: Sequence[Line]) -> bytes:
    told = "\n".join([f"{key}\t{said}\t{'' if found is None else len(found)}" for key, said, found in lines])
    made_of = blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16)
    for _, _, found in lines:
        if found:
            made_of.update(found)
    return made_of.digest()


def _packed(lines: Sequence[Line]) -> bytes:
    before, text, rest = "", [], bytearray()
    for key, said, found in lines:
        text.append(_line(before, key, said, is_stem=found is not None))
        rest += postings(found) if found else b""
        before = key
    return with_text("\n".join(text), bytes(rest))


def _line(before: str, key: str, said: str, *, is_stem: bool) -> str:
    kept = shared(key, before)
    told = f"{STEM if is_stem else ''}{said}"
    return f"{chr(_FIRST_DIGIT + kept)}{key[kept:]}" + (f"\t{told}" if told else "")
