"""How much is measured: enough for figures that hold, or just enough to see that the bench works."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Numbers of texts, by what is measured with them; *megabytes* are the sizes of one file."""

    texts: int
    pages: int
    files: tuple[int, ...]
    megabytes: tuple[float, ...]
    again: int
    kills: int
    articles: int
    documents: int
    layouts: int


FULL = Size(
    texts=1000,
    pages=600,
    files=(1_000, 10_000, 100_000),
    megabytes=(1, 5, 20),
    again=1000,
    kills=20,
    articles=3000,
    documents=10_000,
    layouts=100,
)
QUICK = Size(
    texts=30, pages=12, files=(20, 40), megabytes=(1,), again=20, kills=1, articles=30, documents=40, layouts=1
)
