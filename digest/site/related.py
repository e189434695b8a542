"""Which articles go with an article: the nearest by what they share, and the ones before and after it."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.site.stories import Story
    from digest.site.terms import Shelf, Term

MOST = 4
# A shared rare tag says more than a shared section; the author and the publication say nothing of the subject.
_WEIGHTS = {"tag": 3.0, "place": 2.0, "section": 0.5}
# Of a term with very many articles only the newest are looked at, so that the work does not grow with their square.
_NEWEST_OF_A_TERM = 200


def related(story: Story, shelf: Shelf) -> list[Story]:
    """Return the stories of its language that share most with *story*, best first; never its own translations."""
    scores: dict[str, float] = defaultdict(float)
    found: dict[str, Story] = {}
    own = story.matter.translation_of or story.matter.slug
    for term in shelf.terms.of(story):
        weight = _weight(term, shelf)
        for other in shelf.by_term.get(term, [])[:_NEWEST_OF_A_TERM] if weight else ():
            if own not in (other.matter.slug, other.matter.translation_of) and other.matter.lang == story.matter.lang:
                scores[other.matter.slug] += weight
                found[other.matter.slug] = other
    best = sorted(scores, key=lambda slug: (-round(scores[slug], 6), slug))
    return [found[slug] for slug in best[:MOST]]


def _weight(term: Term, shelf: Shelf) -> float:
    """Return how much it says that two stories share *term*: by its kind, and less the more stories have it."""
    rarity = math.log(1 + len(shelf.stories) / max(1, len(shelf.by_term.get(term, ()))))
    return _WEIGHTS.get(term.kind, 0.0) * rarity


def neighbours(stories: Sequence[Story]) -> dict[str, tuple[Story | None, Story | None]]:
    """Return for each slug the next older and the next newer story of *stories*, which are newest first.

    A story of which nobody knows the date has neither and is neither.
    """
    dated = [story for story in stories if story.matter.published]
    pairs = {}
    for at, story in enumerate(dated):
        older = dated[at + 1] if at + 1 < len(dated) else None
        pairs[story.matter.slug] = (older, dated[at - 1] if at else None)
    return pairs
