"""The words of one segment, in the order of their letters, with the articles that have them.

Besides its own line, beside which the articles stand, a word has two short ones by which slips are found: under its
letters (`%`) for those in its second half, and under its letters backwards (`&`) for those in its first. A name has one
under what it sounds like (`#`). All are lines of one list, which `shards` cuts into files.
"""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.search.folding import fold
from digest.search.packing import LEVEL_BITS, shared
from digest.search.scoring import IN_TITLE, level, weigh
from digest.search.sounds import is_arabic, sound_key
from digest.search.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest.search.documents import Document

SOUNDS, SPELLED, BACKWARDS = "#", "%", "&"  # in this order, and before all letters and digits
_LENGTHS = (4, 24)  # the lengths of words that are corrected
_SHORTEST_KEY, _SHORTEST_NAME = 3, 4
_MOST_KNOWN = 1 << 18
_SHORTEST_KEPT, _LONGEST_ENDING, _SEEN_ENDINGS, _MOST_ENDINGS = 3, 8, 4, 400
# Endings that words have everywhere, also where few articles show them: a site begins with ten.
_USUAL = ("s", "es", "ed", "ing", "y>i", *"аыиуюея", "ой", "ом", "ью", "ам", "ами", "ах", "ов")


@dataclass(slots=True)
class Lexicon:
    """The *stems* of a segment with their postings, and the stems of each written form."""

    stems: dict[str, array[int]] = field(default_factory=dict)
    forms: dict[str, list[str]] = field(default_factory=dict)
    plain: set[str] = field(default_factory=set)  # forms that were seen without a capital
    known: dict[str, dict[str, str]] = field(default_factory=dict)  # by language: the stem of a word as it is printed

    def add(self, article: int, document: Document) -> None:
        """Add the words of *document*, the *article* of that number."""
        weights, title = weigh(document)
        known = self.known.setdefault(document.lang, {})
        if len(known) > _MOST_KNOWN:
            known.clear()
        heavy: dict[str, float] = {}
        for word, weight in weights.items():
            root = known.get(word)
            if root is None:
                root = known[word] = self._learn(word, document.lang)
            heavy[root] = heavy.get(root, 0.0) + weight
        titled = {known[word] for word in title}
        heavy.pop("", None)  # what nothing is left of
        levels: dict[float, int] = {}
        first = article << LEVEL_BITS
        for root, weight in heavy.items():
            value = levels.get(weight)
            if value is None:
                value = levels[weight] = level(weight)
            found = self.stems.get(root)
            if found is None:
                found = self.stems[root] = array("I")
            found.append(first | value | (IN_TITLE if root in titled else 0))

    def _learn(self, word: str, lang: str) -> str:
        """Return the stem of *word*, and keep how it is written."""
        form = fold(word)
        if not form:
            return ""
        root = stem(form, lang)
        roots = self.forms.setdefault(form, [])
        if root not in roots:
            roots.append(root)
        if not word[0].isupper():
            self.plain.add(form)
        return root

    def endings(self) -> list[str]:
        """Return how words end, the frequent first: with it the browser finds the stem of an unseen form.

        `ing` is an ending behind the stem; `y>i` one that the stem has another for: library, librari.
        """
        pairs = ((form, root) for form, roots in self.forms.items() for root in roots if form != root)
        seen = Counter(ending for form, root in pairs if (ending := _ending(form, root)))
        frequent = [ending for ending, count in seen.items() if count >= _SEEN_ENDINGS]
        ordered = sorted(frequent, key=lambda ending: (-seen[ending], ending))[:_MOST_ENDINGS]
        return list(dict.fromkeys([*ordered, *_USUAL]))

    def lines(self) -> Iterator[tuple[str, str, array[int] | None]]:
        """Yield the lines in order: a key, what is said of it, and its postings if it is a stem."""
        keys = sorted({*self.forms, *self.stems})
        spelled = [key for key in keys if key in self.forms and _is_spelled(key)]
        names = {form for form in self.forms if self._is_name(form)}
        yield from ((f"{SOUNDS}{key}", " ".join(alike), None) for key, alike in _by_sound(names))
        yield from ((f"{SPELLED}{key}", "", None) for key in spelled)
        yield from ((f"{BACKWARDS}{key}", "", None) for key in sorted(key[::-1] for key in spelled))
        for key in keys:
            said = ",".join(_relative(key, root) for root in sorted(self.forms.get(key, ())))
            yield key, f"!{said}" if key in names else said, self.stems.get(key)

    def _is_name(self, form: str) -> bool:
        return (form not in self.plain and len(form) >= _SHORTEST_NAME and form.isalpha()) or _is_arabic_name(form)


def _is_arabic_name(form: str) -> bool:
    """Return whether *form* may be a name: where there are no capitals any word may."""
    return is_arabic(form) and len(form) >= _SHORTEST_NAME and form.isalpha()


def _by_sound(names: Iterable[str]) -> list[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for name in sorted(names):
        if len(sound := sound_key(name)) >= _SHORTEST_KEY:
            found.setdefault(sound, []).append(name)
    return sorted(found.items())


def _ending(form: str, root: str) -> str:
    kept = shared(form, root)
    if kept < _SHORTEST_KEPT or not 0 < len(form) - kept <= _LONGEST_ENDING:
        return ""
    return form[kept:] + (f">{root[kept:]}" if root[kept:] else "")


def _is_spelled(form: str) -> bool:
    return _LENGTHS[0] <= len(form) <= _LENGTHS[1] and form.isalpha()


def _relative(form: str, root: str) -> str:
    """Return how *root* comes from *form*: so many of its first letters, and what follows them: families, 5i."""
    kept = shared(form, root)
    return f"{kept}{root[kept:]}"
