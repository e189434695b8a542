"""Fingerprints of values: two values with the same one are made of the same.

A value that carries a `digest` of its own is known by that; anything else by its MessagePack, which for texts, numbers,
dates and dataclasses of them says everything.
"""

from __future__ import annotations

from hashlib import blake2b
from types import NoneType
from typing import TYPE_CHECKING

from msgspec import msgpack

if TYPE_CHECKING:
    from collections.abc import Iterable

SIZE = 16  # bytes
_ENCODER = msgpack.Encoder()
_PLAIN = frozenset({str, bytes, NoneType})


def fingerprint(*values: object) -> bytes:
    """Return the fingerprint of *values*: SIZE bytes (BLAKE2b).

    Raise TypeError for a value that holds what nobody has said how to tell from others, such as a function.
    """
    # Most are plain, and there are very many: these are not even asked.
    short = [value if type(value) in _PLAIN else _short(value) for value in values]
    return blake2b(_ENCODER.encode(short), digest_size=SIZE).digest()


def _short(value: object) -> object:
    """Return *value* by its digest, if it has one; a tuple of such values by theirs."""
    if isinstance(value, tuple):
        return _digests(value) if value and hasattr(value[0], "digest") else value
    return getattr(value, "digest", value)


def _digests(values: Iterable[object]) -> list[bytes]:
    return [value.digest for value in values]  # type: ignore[attr-defined]
