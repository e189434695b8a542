"""How many articles are searched, and how many queries of each kind are asked."""

from __future__ import annotations

from typing import NamedTuple


class Size(NamedTuple):
    """A site of so many *articles*, asked so many *queries* in each cell; by peers too, unless *is_alone*."""

    articles: int
    queries: int
    is_alone: bool = False

    @property
    def name(self) -> str:
        """What it is called in the tables."""
        return f"{self.articles:,} articles"


QUICK = Size(60, 2)
SMALL, MIDDLE = Size(1_000, 200), Size(10_000, 200)
LARGE = Size(100_000, 200, is_alone=True)  # Pagefind takes 250 kB of memory an article
SIZES = (SMALL, MIDDLE, LARGE)
