"""Numbers and files as they travel: small numbers in one byte, and every file packed, with the same bytes each time."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable

LEVEL_BITS = 6
LEVEL = (1 << LEVEL_BITS) - 1
_EFFORT = 6  # of gzip; with 9 it takes four times as long, for bytes that are 1 % fewer
_MORE, _SEVEN = 0x80, 0x7F


def put_number(into: bytearray, number: int) -> None:
    """Append *number*, seven bits to a byte, the low ones first; all but the last byte have the eighth bit."""
    while number > _SEVEN:
        into.append(number & _SEVEN | _MORE)
        number >>= 7
    into.append(number)


def numbers(found: Iterable[int]) -> bytes:
    """Return *found* one after the other."""
    into = bytearray()
    for number in found:
        put_number(into, number)
    return bytes(into)


def postings(found: array[int]) -> bytes:
    """Return the articles that have a word: how many, the steps from one to the next, what it is worth in each.

    In *found* the levels stand in the low LEVEL_BITS of each number.
    """
    articles = [one >> LEVEL_BITS for one in found]
    steps = [after - before - 1 for before, after in pairwise([-1, *articles])]
    small = max(steps) <= _SEVEN  # most often: then each is its own byte
    return numbers([len(found)]) + (bytes(steps) if small else numbers(steps)) + bytes(one & LEVEL for one in found)


def shared(one: str, other: str) -> int:
    """Return with how many of the same letters *one* and *other* begin."""
    if one.startswith(other):
        return len(other)
    for at, (letter, its) in enumerate(zip(one, other, strict=False)):
        if letter != its:
            return at
    return len(one)


def packed(content: bytes) -> bytes:
    """Return *content* as a file of the index."""
    return gzip.compress(content, _EFFORT, mtime=0)


def packed_json(value: Any) -> bytes:
    """Return *value* as a file of the index."""
    return packed(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def with_text(text: str, rest: bytes) -> bytes:
    """Return *text* and what follows it as one file of the index: its length in bytes stands before it."""
    encoded = text.encode("utf-8", "surrogatepass")
    return packed(numbers([len(encoded)]) + encoded + rest)
