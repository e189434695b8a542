"""The words of one segment, in the order of their letters, with the articles that have them.

Besides its own line, beside which the articles stand, a word has two short ones by which slips are found: under its
letters (`%`) for those in its second half, and under its letters backwards (`&`) for those in its first. A name has one
under what it sounds like (`#`). All are lines of one list, which `shards` cuts into files.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.search.folding import WORD, fold
from digest.search.packing import put_number, shared
from digest.search.scoring import level, weigh
from digest.search.sounds import is_arabic, sound_key
from digest.search.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.search.documents import Document

SOUNDS, SPELLED, BACKWARDS = "#", "%", "&"  # in this order, and before all letters and digits
_LENGTHS = (4, 24)  # the lengths of words that are corrected
_SHORTEST_KEY, _SHORTEST_NAME = 3, 4
_SHORTEST_KEPT, _LONGEST_ENDING, _SEEN_ENDINGS, _MOST_ENDINGS = 3, 8, 4, 400
# Endings that words have everywhere, also where few articles show them: a site begins with ten.
_USUAL = ("s", "es", "ed", "ing", "y>i", *"аыиуюея", "ой", "ом", "ью", "ам", "ами", "ах", "ов")
_WITH_DIGIT = re.compile(r"\d")


@dataclass(slots=True)
class Postings:
    """The articles that have a word: steps from one to the next, and what it is worth in each."""

    number: int = 0
    last: int = -1
    steps: bytearray = field(default_factory=bytearray)
    levels: bytearray = field(default_factory=bytearray)

    def add(self, article: int, value: int) -> None:
        """Add *article*, which comes after all that are there."""
        put_number(self.steps, article - self.last - 1)
        self.levels.append(value)
        self.number, self.last = self.number + 1, article

    def packed(self) -> bytes:
        """Return them as they stand in a file."""
        number = bytearray()
        put_number(number, self.number)
        return bytes(number + self.steps + self.levels)


@dataclass(slots=True)
class Lexicon:
    """The *stems* of a segment with their articles, and the stems of each written form."""

    stems: dict[str, Postings] = field(default_factory=dict)
    forms: dict[str, list[str]] = field(default_factory=dict)
    plain: set[str] = field(default_factory=set)  # forms that were seen without a capital

    def add(self, article: int, document: Document) -> None:
        """Add the words of *document*, the *article* of that number."""
        weights, title = weigh(document)
        heavy: dict[str, float] = {}
        titled: set[str] = set()
        for word, weight in weights.items():
            root = stem(word, document.lang)
            known = self.forms.setdefault(word, [])
            if root not in known:
                known.append(root)
            heavy[root] = heavy.get(root, 0.0) + weight
            if word in title:
                titled.add(root)
        for root, weight in heavy.items():
            found = self.stems.get(root)
            if found is None:
                found = self.stems[root] = Postings()
            found.add(article, level(weight, in_title=root in titled))
        seen = {*WORD.findall(document.text), *WORD.findall(document.title)}
        self.plain.update(fold(word) for word in seen if not word[0].isupper())

    def endings(self) -> list[str]:
        """Return how words end, the frequent first: with it the browser finds the stem of an unseen form.

        `ing` is an ending behind the stem; `y>i` one that the stem has another for: library, librari.
        """
        pairs = ((form, root) for form, roots in self.forms.items() for root in roots if form != root)
        seen = Counter(ending for form, root in pairs if (ending := _ending(form, root)))
        frequent = [ending for ending, count in seen.items() if count >= _SEEN_ENDINGS]
        ordered = sorted(frequent, key=lambda ending: (-seen[ending], ending))[:_MOST_ENDINGS]
        return list(dict.fromkeys([*ordered, *_USUAL]))

    def lines(self) -> Iterator[tuple[str, str, Postings | None]]:
        """Yield the lines in order: a key, what is said of it, and its articles if it is a stem."""
        keys = sorted({*self.forms, *self.stems})
        yield from ((f"{SOUNDS}{key}", " ".join(names), None) for key, names in self._sounds(keys))
        spelled = [key for key in keys if key in self.forms and _is_spelled(key)]
        yield from ((f"{SPELLED}{key}", "", None) for key in spelled)
        yield from ((f"{BACKWARDS}{key}", "", None) for key in sorted(key[::-1] for key in spelled))
        for key in keys:
            roots = self.forms.get(key, ())
            said = ",".join(_relative(key, root) for root in sorted(roots))
            yield key, f"{'!' if roots and self._is_name(key) else ''}{said}", self.stems.get(key)

    def _is_name(self, form: str) -> bool:
        if len(form) < _SHORTEST_NAME or _WITH_DIGIT.search(form):
            return False
        return is_arabic(form) or form not in self.plain

    def _sounds(self, keys: Sequence[str]) -> list[tuple[str, list[str]]]:
        found: dict[str, list[str]] = {}
        for key in keys:
            if key in self.forms and self._is_name(key) and len(sound := sound_key(key)) >= _SHORTEST_KEY:
                found.setdefault(sound, []).append(key)
        return sorted(found.items())


def _ending(form: str, root: str) -> str:
    kept = shared(form, root)
    if kept < _SHORTEST_KEPT or not 0 < len(form) - kept <= _LONGEST_ENDING:
        return ""
    return form[kept:] + (f">{root[kept:]}" if root[kept:] else "")


def _is_spelled(form: str) -> bool:
    return _LENGTHS[0] <= len(form) <= _LENGTHS[1] and not _WITH_DIGIT.search(form)


def _relative(form: str, root: str) -> str:
    """Return how *root* comes from *form*: so many of its first letters, and what follows them: families, 5i."""
    kept = shared(form, root)
    return f"{kept}{root[kept:]}"
