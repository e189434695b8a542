"""How much is measured: sites of which sizes, how often, and which builder in which cases."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .builders import BARE, CARDS, HUGO, OURS, STOCK, USUAL
from .cases import CASES, COLD, EDIT, SAME, TEMPLATE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Size:
    """A site of so many *articles*, built in *rounds*; *name* is how the tables call it, also when it is smaller."""

    name: str
    articles: int
    rounds: int
    cases: Mapping[str, Sequence[str]]


# Stock Pelican renders everything each time, so that an edit costs it what a cold build does: shown at the small size.
_PEERS = (USUAL, STOCK, BARE)
SMALL = Size("1,000", 1_000, 3, {OURS: CASES, CARDS: (COLD,), **dict.fromkeys(_PEERS, (COLD, EDIT)), HUGO: CASES})
MIDDLE = Size("10,000", 10_000, 3, {OURS: CASES, CARDS: (COLD,), **dict.fromkeys(_PEERS, (COLD,)), HUGO: CASES})
# What is quadratic in stock Pelican takes a quarter of an hour alone here, and Hugo was not done after 33 minutes of
# CPU, with 9 GB of memory: both are left out.
LARGE = Size("100,000", 100_000, 1, {OURS: (COLD, SAME, EDIT)})
SIZES = (SMALL, MIDDLE, LARGE)

# Nothing from outside, next to nothing of ours: to see that the bench works.
QUICK = (replace(SMALL, articles=6, rounds=1, cases={OURS: (COLD, EDIT, TEMPLATE), **dict.fromkeys(_PEERS, (COLD,))}),)
