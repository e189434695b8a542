"""What is counted of a list of articles: what there is, said in a sentence, and the terms that stand in it most."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from digest.site.list_views import Group
from digest.site.terms import UNDATED, most_frequent

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from digest.site.presenter import Presenter
    from digest.site.stories import Story
    from digest.site.terms import Term

# How many of each kind a list names as its companions.
_MOST_COMPANIONS = {"tag": 8, "place": 5}
_TITLES = {"tag": "Most frequent tags", "place": "Most frequent places"}


def count_terms(by: Presenter, stories: Sequence[Story]) -> Counter[Term]:
    """Return how many of *stories* have each term."""
    return Counter(chain.from_iterable(map(by.own.terms.of, stories)))


def companions(by: Presenter, counts: Mapping[Term, int], left_out: Collection[Term] = ()) -> tuple[Group, ...]:
    """Return the tags and the places that stand in a list more than once, the most frequent first, and how often."""
    often = [(term, times) for term, times in counts.items() if times > 1 and term not in left_out]
    groups = []
    for kind, most in _MOST_COMPANIONS.items():
        found = most_frequent([pair for pair in often if pair[0].kind == kind], most, by.lang)
        links = tuple(by.press.term_link(term, times) for term, times in found)
        groups.append(Group(label=by.press.text(_TITLES[kind]), links=links))
    return tuple(group for group in groups if group.links)


def said(
    by: Presenter, kind: str, counts: Mapping[Term, int], years: Mapping[str, int], stories: Sequence[Story]
) -> str:
    """Return what a list of *kind* has besides its number, in words that can follow it; *years* counts it by year."""
    text, plural = by.press.text, by.words.plural
    parts = []
    known = sorted(year for year in years if year != UNDATED)
    if known and kind not in {"year", "month"}:
        one = known[0] == known[-1]
        parts.append(
            text("from %(year)s", year=known[0])
            if one
            else text("from %(first)s to %(last)s", first=known[0], last=known[-1])
        )
    outlets = sum(term.kind == "publication" for term in counts)
    if outlets and kind != "publication":
        parts.append(plural("in %(num)s publication", "in %(num)s publications", outlets))
    langs = len({story.matter.lang for story in stories})
    if langs > 1:
        parts.append(plural("in %(num)s language", "in %(num)s languages", langs))
    undated = years.get(UNDATED, 0)
    if undated and kind != "undated":
        parts.append(plural("%(num)s without a date", "%(num)s without a date", undated))
    return text(", ").join(map(str, parts))
