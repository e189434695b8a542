"""Segments made once: of an index with one more article all but the last are those that were there."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from digest.search.own.segments import build_segment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.search.own.documents import Document


class Kept:
    """Makes segments for `build_files`, and keeps each for as long as its articles stay as they are."""

    def __init__(self) -> None:
        self._before: dict[bytes, Mapping[str, bytes]] = {}
        self._now: dict[bytes, Mapping[str, bytes]] = {}
        self.made = 0

    def __call__(self, documents: Sequence[Document]) -> Mapping[str, bytes]:
        """Return the files of the segment of *documents*."""
        key = _fingerprint(documents)
        files = self._before.get(key)
        if files is None:
            files = build_segment(documents)
            self.made += 1
        self._now[key] = files
        return files

    def turn(self) -> None:
        """Forget the segments that the last index had no use for."""
        self._before, self._now = self._now, {}


def _fingerprint(documents: Sequence[Document]) -> bytes:
    key = blake2b(digest_size=16)
    for document in documents:
        key.update(blake2b(repr(document).encode("utf-8", "surrogatepass"), digest_size=16).digest())
    return key.digest()
