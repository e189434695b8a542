"""The words of one segment, in the order of their letters, with the articles that have them.

Besides its own line, beside which the articles stand, a word has two short ones by which slips are found: under its
letters (`%`) for those in its second half, and under its letters backwards (`&`) for those in its first. A name has one
under what it sounds like (`#`). All are lines of one list, which `shards` cuts into files.
"""

from __future__ import annotations

from array import array
from bisect import bisect
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from digest.search.packing import LEVEL, LEVEL_BITS, shared
from digest.search.sounds import is_arabic, sound_key
from digest.search.taking import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from digest.search.taking import Taken

SOUNDS, SPELLED, BACKWARDS = "#", "%", "&"  # in this order, and before all letters and digits
_LENGTHS = (4, 24)  # the lengths of words that are corrected
_SHORTEST_KEY, _SHORTEST_NAME = 3, 4
_MOST_PLAIN = 0.1  # articles that have a name without a capital, beside those that have it with one: by mistake
_SHORTEST_KEPT, _LONGEST_ENDING, _SEEN_ENDINGS, _MOST_ENDINGS = 3, 8, 4, 400
# Endings that words have everywhere, also where few articles show them: a site begins with ten.
_USUAL = ("s", "es", "ed", "ing", "y>i", *"аыиуюея", "ой", "ом", "ью", "ам", "ами", "ах", "ов")


@dataclass(slots=True)
class Lexicon:
    """The words of a segment: of each line of words that an article can have (`Taken.words`) its *postings*.

    These are in order; in each number the level stands in the low LEVEL_BITS, the article above it.
    """

    postings: dict[str, array[int]] = field(default_factory=dict)

    def put(self, article: int, taken: Taken) -> None:
        """Put in the words of the *article* of that number, of which there are none; fastest after all others."""
        known, first = self.postings, article << LEVEL_BITS
        for line, value in zip(taken.words.split("\n"), taken.levels, strict=False):  # no words are one empty line
            found = known.get(line)
            if found is None:
                found = known[line] = array("I")
            if found and found[-1] > first:
                found.insert(bisect(found, first), first | value)
            else:
                found.append(first | value)

    def take_out(self, articles: Iterable[int]) -> None:
        """Take out the words of the *articles* of these numbers, as if they had never been put in."""
        firsts = [article << LEVEL_BITS for article in articles]
        for line, found in list(self.postings.items()):
            for first in firsts:
                at = bisect(found, first)
                if at < len(found) and found[at] >> LEVEL_BITS == first >> LEVEL_BITS:
                    del found[at]
            if not found:
                del self.postings[line]

    def renumber(self, numbers: Mapping[int, int]) -> None:
        """Give each article another number, by the one it has; their order stays."""
        firsts = {before: number << LEVEL_BITS for before, number in numbers.items()}
        for found in self.postings.values():
            found[:] = array("I", [firsts[one >> LEVEL_BITS] | one & LEVEL for one in found])

    def read_out(self) -> Words:
        """Return the words, put together from the lines."""
        words = Words()
        for line, found in self.postings.items():
            root, *written = line.split(" ")
            words.stems.setdefault(root, []).append(found)
            for form in written:
                words.written[form] += len(found)
                roots = words.forms.setdefault(form.removeprefix(PLAIN), [])
                if root not in roots:
                    roots.append(root)
        return words


@dataclass(slots=True)
class Words:
    """The *stems* of a segment with their postings, in pieces, and the stems of each written form.

    *written* is in how many articles each form is, with `PLAIN` before it in how many without a capital.
    """

    stems: dict[str, list[array[int]]] = field(default_factory=dict)
    forms: dict[str, list[str]] = field(default_factory=dict)
    written: Counter[str] = field(default_factory=Counter)

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
            yield key, f"!{said}" if key in names else said, _together(self.stems.get(key))

    def _is_name(self, form: str) -> bool:
        """Return whether *form* may be a name: nearly all have it with a capital, or its script has none."""
        has_capital = self.written[f"{PLAIN}{form}"] <= _MOST_PLAIN * self.written[form]
        return (has_capital or is_arabic(form)) and len(form) >= _SHORTEST_NAME and form.isalpha()


def _together(pieces: list[array[int]] | None) -> array[int] | None:
    """Return the postings that stand in *pieces*, in order; of an article they are in one of these."""
    if pieces is None:
        return None
    if len(pieces) == 1:
        return pieces[0]
    return array("I", sorted(chain.from_iterable(pieces)))


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
