"""Fingerprints of values: two values with the same one are made of the same.

A value that carries a `digest` of its own is known by that; a tuple by its parts; anything else by its `repr`, which for
texts, numbers, dates and frozen dataclasses of them says everything.
"""

from __future__ import annotations

from hashlib import blake2b

SIZE = 16  # bytes


def fingerprint(value: object) -> bytes:
    """Return the fingerprint of *value*: SIZE bytes (BLAKE2b)."""
    state = blake2b(digest_size=SIZE)
    state.update(encoded(value))
    return state.digest()


def encoded(value: object) -> bytes:
    """Return bytes that differ for values that differ; every part says how long it is, so that no two run together."""
    if isinstance(value, str):
        text = value.encode("utf-8", "surrogatepass")
        return b"s%d:%s" % (len(text), text)
    if isinstance(value, tuple):
        return b"(%d:%s" % (len(value), b"".join(map(encoded, value)))
    own = getattr(value, "digest", None)
    if isinstance(own, bytes):
        return b"d%d:%s" % (len(own), own)
    said = value if isinstance(value, bytes) else repr(value).encode("utf-8", "surrogatepass")
    return b"v%d:%s" % (len(said), said)
