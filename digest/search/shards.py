"""The lines of a lexicon cut into small files, each as much as one word of a query should cost.

A file has its lines as text, each with the number of letters that it shares with the line before; then the articles of
those lines that are stems, in the same order. What is in most articles fills a file of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.search.packing import postings, shared, with_text

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Iterator

SIZE = 9_000  # bytes before packing
STEM = "*"
_FIRST_DIGIT = 48


@dataclass(frozen=True, slots=True)
class Shard:
    """One file: the *first* of its keys, and its bytes."""

    first: str
    content: bytes


def cut(lines: Iterable[tuple[str, str, array[int] | None]], size: int = SIZE) -> Iterator[Shard]:
    """Yield *lines*, which are in order, in files of about *size* bytes."""
    first, before, weight = "", "", 0
    text: list[str] = []
    rest = bytearray()
    for key, said, found in lines:
        articles = postings(found) if found else b""
        if text and weight + len(articles) > size:
            yield Shard(first, with_text("\n".join(text), bytes(rest)))
            before, weight, text, rest = "", 0, [], bytearray()
        if not text:
            first = key
        line = _line(before, key, said, is_stem=found is not None)
        text.append(line)
        rest += articles
        before, weight = key, weight + len(line) + len(articles)
    if text:
        yield Shard(first, with_text("\n".join(text), bytes(rest)))


def _line(before: str, key: str, said: str, *, is_stem: bool) -> str:
    kept = shared(key, before)
    told = f"{STEM if is_stem else ''}{said}"
    return f"{chr(_FIRST_DIGIT + kept)}{key[kept:]}" + (f"\t{told}" if told else "")
