"""How much a word counts in an article: BM25F, with figures that no other article changes.

Where a collection's average length would stand there is a fixed one: an added article would otherwise change the
figures of all. What is left to the browser is how rare the word is, which it learns with the articles that have it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from digest.search.folding import WORD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.search.documents import Document

LEVELS = 31
IN_TITLE = 32  # is added to the level of a word that stands in the headline
_TITLE, _NAMES, _STANDFIRST, _BODY = 4.0, 2.0, 1.5, 1.0
_SATURATION, _LENGTH_SHARE, _USUAL_LENGTH = 1.2, 0.6, 450


def weigh(document: Document) -> tuple[Mapping[str, float], frozenset[str]]:
    """Return how heavy each word of *document* is, as it is printed, and which of them stand in its headline."""
    title, body = WORD.findall(document.title), Counter(WORD.findall(document.text))
    share = _BODY / (1 - _LENGTH_SHARE + _LENGTH_SHARE * body.total() / _USUAL_LENGTH)
    weights = {word: share * count for word, count in body.items()}
    fields = ((document.standfirst, _STANDFIRST), (" ".join(document.names), _NAMES))
    others = [(WORD.findall(text), weight) for text, weight in fields if text]
    for found, weight in ((title, _TITLE), *others):
        for word in found:
            weights[word] = weights.get(word, 0.0) + weight
    return weights, frozenset(title)


def level(weight: float) -> int:
    """Return what *weight* is worth, of LEVELS: nearly all of it after a few times."""
    return max(1, round(LEVELS * weight / (_SATURATION + weight)))
