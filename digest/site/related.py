"""Which articles go with an article: the nearest by what they share, and the ones before and after it.

What came before decides, so that the page of an old article does not change with every new one: a site that shows the
same is built, uploaded and cached anew for nothing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

from digest.site.stories import original_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence

    from digest.site.stories import Story
    from digest.site.terms import Shelf, Term

MOST = 4
# A shared rare tag says more than a shared place; section, author and publication say nothing of the subject.
_WEIGHTS = {"tag": 3.0, "place": 2.0}
# Of a term with very many articles only the nearest in time are looked at, so that the work does not grow with their
# square.
_NEAREST_OF_A_TERM = 30
_CHAIN = 8  # bytes


@dataclass(frozen=True, slots=True)
class _Line:
    """The stories in one language that have one term, newest first: the place of each, and what it follows.

    *weight* is what it says of two stories to share such a term. *chain* has for each place the fingerprint of the kind
    of the term, the story there and all older ones; one more for none.
    """

    weight: float
    stories: list[Story]
    places: dict[Story, int]
    chain: list[bytes]


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
        said = {story: f"{story.matter.slug} {original_slug(story)}".encode() for story in shelf.stories}
        self._lines: dict[str, dict[Term, _Line]] = defaultdict(dict)
        for term, stories in shelf.by_term.items():
            if term.kind in _WEIGHTS:
                for lang, of_lang in _by_lang(stories).items():
                    self._lines[lang][term] = _line(term.kind, of_lang, said)

    def of(self, story: Story) -> tuple[Story, ...]:
        """Return the stories of its language that share most with *story*, best first; never its own translations.

        They are older than it; only where too few are, the next newer ones that share something fill up.
        """
        standing = list(self._standing(story))
        key, name = self._key(story, standing), f"{self.edition}/{story.matter.slug}"
        known = self.memory.get(name)
        if known is not None and known[0] == key:
            return tuple(map(self.by_slug.__getitem__, known[1]))
        older = self._best_older(story, standing)
        if len(older) == MOST:
            self.memory[name] = (key, tuple(other.matter.slug for other in older))
            return tuple(older)
        self.memory.pop(name, None)  # what fills up depends on more
        return (*older, *self._next_newer(story, standing, MOST - len(older)))

    def _standing(self, story: Story) -> Iterator[tuple[_Line, int]]:
        """Yield for each term that says something of the subject its stories, and the place of *story* among them.

        A story that is in no list stands before the newest.
        """
        lines = self._lines[story.matter.lang]
        for term in self.shelf.terms.of(story):
            line = lines.get(term)
            if line is not None:
                yield line, line.places.get(story, -1)

    @staticmethod
    def _key(story: Story, standing: Sequence[tuple[_Line, int]]) -> bytes:
        """Return the fingerprint of all older stories that share a term with *story*, and of the kind of each term.

        With these it is known how many they are, and so what each term weighs.
        """
        parts = [original_slug(story).encode(), *[line.chain[place + 1] for line, place in standing]]
        return blake2b(b" ".join(parts), digest_size=_CHAIN).digest()

    @staticmethod
    def _best_older(story: Story, standing: Sequence[tuple[_Line, int]]) -> list[Story]:
        """Return the best of the older ones; of those that share as much, by the order of the terms and the nearest.

        It says less that two stories share a term, the more older ones have it; what came later counts for nothing.
        """
        scores: dict[Story, float] = {}
        for line, place in standing:
            weight = line.weight / (1 + math.log2(len(line.stories) - place))
            for other in line.stories[place + 1 : place + 1 + _NEAREST_OF_A_TERM]:
                scores[other] = scores.get(other, 0.0) + weight
        own, best = original_slug(story), sorted(scores.items(), key=itemgetter(1), reverse=True)
        return list(islice((other for other, _ in best if original_slug(other) != own), MOST))

    @staticmethod
    def _next_newer(story: Story, standing: Sequence[tuple[_Line, int]], most: int) -> list[Story]:
        found: dict[Story, None] = {}
        for line, place in standing:
            nearest = line.stories[max(0, place - _NEAREST_OF_A_TERM) : max(0, place)]
            found |= dict.fromkeys(reversed(nearest))
        own = original_slug(story)
        kin = [other for other in found if original_slug(other) != own]
        return sorted(kin, key=lambda other: (other.day.toordinal(), other.matter.slug))[:most]


def _by_lang(stories: Iterable[Story]) -> dict[str, list[Story]]:
    found: dict[str, list[Story]] = defaultdict(list)
    for story in stories:
        found[story.matter.lang].append(story)
    return found


def _line(kind: str, stories: list[Story], said: Mapping[Story, bytes]) -> _Line:
    last = kind.encode().ljust(_CHAIN)
    chain = [last]
    for story in reversed(stories):
        last = blake2b(last + said[story], digest_size=_CHAIN).digest()
        chain.append(last)
    chain.reverse()
    return _Line(_WEIGHTS[kind], stories, {story: place for place, story in enumerate(stories)}, chain)


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
