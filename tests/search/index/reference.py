"""The ranking that the browser must come to, worked out article by article without any index.

It knows words, alternatives, exclusion, words side by side and filters; every word that is asked stands in some
article, and none is a name.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.search.folding import fold, words_of
from digest.search.scoring import IN_TITLE, LEVELS, level, weigh
from digest.search.segments import stretches
from digest.search.stems import stem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.search import Document

Group = tuple[tuple[str, ...], ...]  # alternatives, each of words that stand side by side


@dataclass(frozen=True, slots=True)
class Asked:
    """A query in parts: of each group of *all* any, and nothing of *none*."""

    all: tuple[Group, ...]
    none: tuple[tuple[str, ...], ...] = ()
    tags: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        groups = [" OR ".join(map(_typed, group)) for group in self.all]
        return " ".join([*groups, *(f"-{_typed(one)}" for one in self.none), *(f"tag:{tag}" for tag in self.tags)])


def _typed(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f'"{" ".join(words)}"'


def in_order(documents: Sequence[Document]) -> list[Document]:
    """Return *documents* as the index numbers them."""
    arrived = sorted(documents, key=lambda document: document.place.arrival)
    cut = (arrived[stretch.start : stretch.stop] for stretch in stretches(len(arrived)))
    return [one for stretch in cut for one in sorted(stretch, key=lambda document: document.place.likeness)]


def rank(documents: Sequence[Document], asked: Asked, lang: str) -> list[str]:
    """Return the paths of what is found on a page in *lang*, the best match first."""
    arranged = in_order(documents)
    words = {word for group in asked.all for alternative in group for word in alternative}
    words |= {word for alternative in asked.none for word in alternative}
    scores = {word: _scores(arranged, word) for word in words}
    found = []
    for place, document in enumerate(arranged):
        of = [max(_score(place, one, scores) for one in group) for group in asked.all]
        if all(of) and _has(document, place, asked, scores):
            is_own = document.lang == lang
            found.append((-sum(of) * (5 if is_own else 4), not is_own, place, document.path))
    return [path for *_, path in sorted(found)]


def _scores(documents: Sequence[Document], word: str) -> list[int]:
    roots = {stem(word, document.lang) for document in documents if word in set(map(fold, weigh(document)[0]))}
    levels = [max((_level(document, root) for root in roots), default=0) for document in documents]
    having = sum(value > 0 for value in levels)
    rarity = math.log(1 + (len(documents) - having + 0.5) / (having + 0.5)) * 1000
    shares = [(value & LEVELS) / LEVELS + (0.5 if value & IN_TITLE else 0) for value in levels]
    return [
        max(1, math.floor(rarity * share + 0.5)) if value else 0 for value, share in zip(levels, shares, strict=True)
    ]


def _level(document: Document, root: str) -> int:
    weights, title = weigh(document)
    forms = [word for word in weights if stem(fold(word), document.lang) == root]
    if not forms:
        return 0
    return level(sum(weights[word] for word in forms)) + (IN_TITLE if any(word in title for word in forms) else 0)


def _score(place: int, words: tuple[str, ...], scores: Mapping[str, list[int]]) -> int:
    each = [scores[word][place] for word in words]
    return sum(each) if all(each) else 0


def _has(document: Document, place: int, asked: Asked, scores: Mapping[str, list[int]]) -> bool:
    def has(words: tuple[str, ...]) -> bool:
        return bool(scores[words[0]][place]) if len(words) == 1 else _side_by_side(document, words)

    tags = document.facets.get("tag", ())
    is_tagged = not asked.tags or any(tag in tags for tag in asked.tags)
    return is_tagged and all(any(map(has, group)) for group in asked.all) and not any(map(has, asked.none))


def _side_by_side(document: Document, words: tuple[str, ...]) -> bool:
    fields = [words_of(line) for line in (document.title, document.standfirst, *document.text.split("\n"))]
    size = len(words)
    return any(tuple(found[at : at + size]) == words for found in fields for at in range(len(found)))
