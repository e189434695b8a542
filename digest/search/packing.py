"""Numbers and files as they travel: small numbers in one byte, and every file packed, with the same bytes each time."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    return gzip.compress(content, 9, mtime=0)


def packed_json(value: Any) -> bytes:
    """Return *value* as a file of the index."""
    return packed(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def with_text(text: str, rest: bytes) -> bytes:
    """Return *text* and what follows it as one file of the index: its length in bytes stands before it."""
    encoded = text.encode("utf-8", "surrogatepass")
    return packed(numbers([len(encoded)]) + encoded + rest)
