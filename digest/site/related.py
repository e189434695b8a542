"""Which articles go with an article: the nearest by what they share, and the ones before and after it.

What came before decides, so that the page of an old article does not change with every new one: a site that shows the
same is built, uploaded and cached anew for nothing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING

from digest.site.stories import original_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, MutableMapping, Sequence

    from digest.site.stories import Story
    from digest.site.terms import Shelf, Term

MOST = 4
# A shared rare tag says more than a shared section; the author and the publication say nothing of the subject.
_WEIGHTS = {"tag": 3.0, "place": 2.0, "section": 0.5}
# Of a term with very many articles only the nearest in time are looked at, so that the work does not grow with their
# square.
_NEAREST_OF_A_TERM = 50
_CHAIN = 8  # bytes


class Kinship:
    """The related stories of every story on a shelf.

    *memory* holds what was found before, with a fingerprint of all that it was found from: for most stories of an
    edited site that is still the same. *edition* is the name under which this shelf's stand there.
    """

    def __init__(self, shelf: Shelf, edition: str, memory: MutableMapping[str, tuple[bytes, tuple[str, ...]]]) -> None:
        self.shelf = shelf
        self.edition = edition
        self.memory = memory
        self.by_slug = {story.matter.slug: story for story in shelf.stories}
        self._places: dict[Term, dict[str, int]] = {}
        self._chains: dict[Term, list[bytes]] = {}
        for term, stories in shelf.by_term.items():
            if term.kind in _WEIGHTS:
                self._places[term] = {story.matter.slug: place for place, story in enumerate(stories)}
                self._chains[term] = _chain(stories)

    def of(self, story: Story) -> tuple[Story, ...]:
        """Return the stories of its language that share most with *story*, best first; never its own translations.

        They are older than it; only where too few are, the next newer ones that share something fill up.
        """
        key, name = self._key(story), f"{self.edition}/{story.matter.slug}"
        known = self.memory.get(name)
        if known is not None and known[0] == key:
            return tuple(self.by_slug[slug] for slug in known[1])
        older = self._best_older(story)
        if len(older) == MOST:
            self.memory[name] = (key, tuple(other.matter.slug for other in older))
            return tuple(older)
        self.memory.pop(name, None)  # what fills up is of another make
        return (*older, *self._next_newer(story, MOST - len(older)))

    def _key(self, story: Story) -> bytes:
        """Return the fingerprint of all older stories that share a term with *story*."""
        state = blake2b(f"{story.matter.lang} {original_slug(story)}".encode(), digest_size=_CHAIN)
        for term, place in self._standing(story):
            state.update(term.kind.encode() + self._chains[term][place + 1])
        return state.digest()

    def _standing(self, story: Story) -> Iterator[tuple[Term, int]]:
        """Yield the terms that say something of the subject, each with the place of *story* among its stories.

        A story that is in no list stands before the newest.
        """
        for term in self.shelf.terms.of(story):
            places = self._places.get(term)
            if places is not None:
                yield term, places.get(story.matter.slug, -1)

    def _best_older(self, story: Story) -> list[Story]:
        scores: dict[str, float] = defaultdict(float)
        nearness: dict[str, int] = {}
        for term, place in self._standing(story):
            stories = self.shelf.by_term[term]
            # It says less that two stories share a term, the more older ones have it; of newer ones it knows nothing.
            weight = _WEIGHTS[term.kind] / (1 + math.log2(len(stories) - place))
            for other in self._kin(story, stories[place + 1 : place + 1 + _NEAREST_OF_A_TERM]):
                slug = other.matter.slug
                scores[slug] += weight
                nearness.setdefault(slug, other.day.toordinal())
        best = sorted(scores, key=lambda slug: (-round(scores[slug], 6), -nearness[slug], slug))
        return [self.by_slug[slug] for slug in best[:MOST]]

    def _next_newer(self, story: Story, most: int) -> list[Story]:
        found: dict[str, Story] = {}
        for term, place in self._standing(story):
            nearest = reversed(self.shelf.by_term[term][max(0, place - _NEAREST_OF_A_TERM) : max(0, place)])
            found |= {other.matter.slug: other for other in self._kin(story, nearest)}
        return sorted(found.values(), key=lambda other: (other.day.toordinal(), other.matter.slug))[:most]

    def _kin(self, story: Story, others: Iterable[Story]) -> Iterator[Story]:
        lang, own = story.matter.lang, original_slug(story)
        return (other for other in others if other.matter.lang == lang and original_slug(other) != own)


def _chain(stories: Sequence[Story]) -> list[bytes]:
    """Return for each of *stories*, newest first, the fingerprint of it and all older ones; one more for none."""
    links = [b""]
    for story in reversed(stories):
        said = f"{story.matter.slug} {story.matter.lang} {original_slug(story)} {story.day}"
        links.append(blake2b(links[-1] + said.encode(), digest_size=_CHAIN).digest())
    links.reverse()
    return links


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
