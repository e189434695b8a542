"""The articles of a page of a list under their years, or, in the list of a year, under their months."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from digest.site.terms import UNDATED, year_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from digest.site.stories import Story
    from digest.site.words import Words

# Lists that are not parted.
_WHOLE = frozenset({"month", "undated", "week"})


def anchor_in(kind: str) -> Callable[[Story], str]:
    """Return what says of a story where it stands in a list of *kind*: at y2016, undated, m3, m0; nowhere else."""
    if kind == "year":
        return _month_anchor
    return _no_anchor if kind in _WHOLE else _year_anchor


def _year_anchor(story: Story) -> str:
    year = year_of(story)
    return year if year == UNDATED else f"y{year}"


def _month_anchor(story: Story) -> str:
    published = story.matter.published
    return f"m{(published and published.month) or 0}"


def _no_anchor(_: Story) -> str:
    return ""


def totals(kind: str, years: Mapping[str, int], stories: Iterable[Story]) -> tuple[tuple[str, int], ...]:
    """Return how many articles a list has under each of its headings, which *years* tells by year; nothing of one."""
    if anchor_in(kind) is _year_anchor:
        found = {year if year == UNDATED else f"y{year}": count for year, count in years.items()}
    else:
        found = dict(Counter(map(anchor_in(kind), stories)))
    return tuple(sorted(found.items())) if len(found) > 1 else ()


def label_of(anchor: str, words: Words) -> str:
    """Return the heading at *anchor* in words."""
    if anchor == UNDATED:
        return words.plain("Undated")
    if anchor == "m0":
        return words.plain("Month unknown")
    return words.month(int(anchor[1:])) if anchor.startswith("m") else anchor[1:]
