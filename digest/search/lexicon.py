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

from digest.search.packing import LEVEL_BITS, shared
from digest.search.sounds import is_arabic, sound_key
from digest.search.taking import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest.search.taking import Taken

SOUNDS, SPELLED, BACKWARDS = "#", "%", "&"  # in this order, and before all letters and digits
_LENGTHS = (4, 24)  # the lengths of words that are corrected
_SHORTEST_KEY, _SHORTEST_NAME = 3, 4
_MOST_KNOWN = 1 << 20
_MOST_PLAIN = 0.1  # articles that have a name without a capital, beside those that have it with one: by mistake
_SHORTEST_KEPT, _LONGEST_ENDING, _SEEN_ENDINGS, _MOST_ENDINGS = 3, 8, 4, 400
# Endings that words have everywhere, also where few articles show them: a site begins with ten.
_USUAL = ("s", "es", "ed", "ing", "y>i", *"аыиуюея", "ой", "ом", "ью", "ам", "ами", "ах", "ов")


@dataclass(slots=True)
class Lexicon:
    """The *stems* of a segment with their postings, and the stems of each written form."""

    stems: dict[str, array[int]] = field(default_factory=dict)
    forms: dict[str, list[str]] = field(default_factory=dict)
    known: dict[str, array[int]] = field(default_factory=dict)  # the postings of a line of words
    lines_seen: Counter[str] = field(default_factory=Counter)  # in how many articles, of those not counted yet
    written: Counter[str] = field(default_factory=Counter)  # by form, in how many articles; with `PLAIN` before it too

    def add(self, article: int, taken: Taken) -> None:
        """Add the words of the *article* of that number."""
        known, first = self.known, article << LEVEL_BITS
        if len(known) > _MOST_KNOWN:
            known.clear()
            self._count()
        words = taken.words.split("\n")  # none is one empty line
        self.lines_seen.update(words)
        for line, value in zip(words, taken.levels, strict=False):
            found = known.get(line)
            if found is None:
                found = known[line] = self._learn(line)
            found.append(first | value)

    def _learn(self, line: str) -> array[int]:
        """Return the postings of the stem of *line*, and keep how it is written."""
        root, *forms = line.split(" ")
        for written in forms:
            roots = self.forms.setdefault(written.removeprefix(PLAIN), [])
            if root not in roots:
                roots.append(root)
        return self.stems.setdefault(root, array("I"))

    def _count(self) -> None:
        """Count the forms of the lines that were seen since they were counted last."""
        for line, articles in self.lines_seen.items():
            for form in line.split(" ")[1:]:
                self.written[form] += articles
        self.lines_seen.clear()

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
        self._count()
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
        """Return whether *form* may be a name: nearly all have it with a capital, or its script has none."""
        has_capital = self.written[f"{PLAIN}{form}"] <= _MOST_PLAIN * self.written[form]
        return (has_capital or is_arabic(form)) and len(form) >= _SHORTEST_NAME and form.isalpha()


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
