"""How many articles are searched, and how many queries of each kind are asked."""

from __future__ import annotations

from typing import NamedTuple


class Size(NamedTuple):
    """A site of so many *articles*, asked so many *queries* in each cell."""

    articles: int
    queries: int

    @property
    def name(self) -> str:
        """What it is called in the tables."""
        return f"{self.articles:,} articles"


QUICK = Size(60, 2)
SMALL, MIDDLE, LARGE = Size(1_000, 200), Size(10_000, 200), Size(100_000, 200)
SIZES = (SMALL, MIDDLE, LARGE)
