"""Bytes that say by what they were written, and that they are whole: what is kept between runs and never trusted."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SIZE = 16  # bytes


def summed(head: bytes, body: bytes) -> bytes:
    """Return what stands before *body* in a file: *head*, which says by what it is written, and its fingerprint."""
    return head + blake2b(body, digest_size=_SIZE).digest()


def body_of(head: bytes, content: bytes) -> bytes | None:
    """Return the body of a file that was written under the same *head*; None where it is of others, or damaged."""
    body = content[len(head) + _SIZE :]
    return body if content[: len(head) + _SIZE] == summed(head, body) else None


def write_summed(path: Path, head: bytes, body: bytes) -> None:
    """Write *body* under *head* to the file at *path*, in place of what was there once it is whole."""
    beside = path.with_name(f"{path.name}.tmp")
    with beside.open("wb") as file:
        file.write(summed(head, body))
        file.write(body)
    beside.replace(path)
