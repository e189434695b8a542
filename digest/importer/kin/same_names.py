"""Authors who may be one person: names that differ in spelling or script alone (rule 46); suggested, never merged."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist
from slugify import slugify

from digest.importer.kin.echo import consonants
from digest.importer.texts.lexicon import whole_words
from digest.importer.texts.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from digest.registry import Table

CODE = "I362"
MIN_SCORE = 92  # of 100
MIN_CONSONANTS = 6  # of a name in Arabic script, whose vowels are not written
MIN_WORDS = 2  # of a name: one alone is a first name, or a pen name
BEGINNING = 3  # letters of one of its two longest words, by which a name is compared with others at all
ROWS = 512  # names that are compared with a block at once, so that memory stays flat

# Letters that python-slugify has no good Latin for
_LETTERS = str.maketrans({"ә": "a", "ө": "o", "ң": "n", "ғ": "g", "қ": "k", "һ": "h"})
# One spelling of each sound, by whatever system it was transliterated: Aleksandr, Alexander; Sergey, Sergei
_SPELLINGS = (
    ("shch", "sh"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("ks", "x"), ("ch", "4"), ("c", "k"), ("q", "k"),
    ("w", "v"), ("ou", "u"), ("y", "i"), ("j", "i"), ("ii", "i"), ("ie", "e"),
)  # fmt: skip
# any letter of Arabic script
_ARABIC = re.compile("[\u0600-\u06ff]")
_ARTICLES = frozenset({"al", "el", "ال"})
# Saparbayeva, Sapparbayeva
_DOUBLED = re.compile(r"(.)\1+")


class SameName(NamedTuple):
    """Two names that may be one person's, and how alike they are, of 100."""

    a: str
    b: str
    score: int


def suggest_same_names(names: Iterable[str], known: Table) -> list[SameName]:
    """Return the pairs of *names* that may be one person's, in order; *known* is the registry of authors.

    Desks are no persons. Two names that the registry knows are left alone: an editor has said whose they are.
    """
    printed = {name for name in names if not _is_desk(name, known)}
    registered = {
        name for entry in known.entries.values() if entry.kind != "desk" for name in entry.name.by_lang.values()
    }
    both = sorted(printed | registered)
    pairs = {**_compare(both, _spelt), **_compare(both, _sounded)}
    return [SameName(a, b, score) for (a, b), score in sorted(pairs.items()) if not (known.find(a) and known.find(b))]


def _is_desk(name: str, known: Table) -> bool:
    entry = known.find(name)
    return entry.kind == "desk" if entry else whole_words("desks").search(name) is not None


def _spelt(name: str) -> tuple[str, ...]:
    """Return the words of a name in Latin letters, one spelling of each sound; none of one in Arabic script."""
    if _ARABIC.search(name):
        return ()
    latin = slugify(" ".join(fold_words(name)).translate(_LETTERS), separator=" ")
    for letters, plain in _SPELLINGS:
        latin = latin.replace(letters, plain)
    words = tuple(sorted(_DOUBLED.sub(r"\1", latin).split()))
    return words if len(words) >= MIN_WORDS else ()


def _sounded(name: str) -> tuple[str, ...]:
    """Return the consonants of each word of a name, without the article that Arabic puts before it."""
    words = (consonants(word.removeprefix("ال")) for word in fold_words(name) if word not in _ARTICLES)
    heard = tuple(sorted(filter(None, words)))
    return heard if len(heard) >= MIN_WORDS and sum(map(len, heard)) >= MIN_CONSONANTS else ()


def _compare(names: Sequence[str], form: Callable[[str], tuple[str, ...]]) -> dict[tuple[str, str], int]:
    """Return the scores of the pairs that are alike in *form*, of names that begin alike in one of their words."""
    forms = {name: words for name in names if (words := form(name))}
    found = {}
    for block in _blocks(forms).values():
        written = [" ".join(forms[name]) for name in block]
        for start in range(0, len(block), ROWS):
            rows = written[start : start + ROWS]
            scores = cdist(rows, written, scorer=ratio, score_cutoff=MIN_SCORE, dtype=np.uint8)
            for row, column in zip(*scores.nonzero(), strict=True):
                a, b = block[start + row], block[column]
                if start + row < column and _may_be_one(a, b, form):
                    found[a, b] = int(scores[row, column])
    return found


def _may_be_one(a: str, b: str, form: Callable[[str], tuple[str, ...]]) -> bool:
    """Return whether two names differ by more than case; their sounds are for names in different scripts alone."""
    if fold_words(a) == fold_words(b):
        return False
    return form is _spelt or bool(_ARABIC.search(a)) is not bool(_ARABIC.search(b))


def _blocks(forms: Mapping[str, tuple[str, ...]]) -> Mapping[str, list[str]]:
    """Return the names by the beginnings of their two longest words."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for name, words in forms.items():
        longest = sorted(words, key=lambda word: (-len(word), word))[:2]
        for beginning in sorted({word[:BEGINNING] for word in longest}):
            blocks[beginning].append(name)
    return blocks
