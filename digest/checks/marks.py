"""Rules over brackets and quotation marks: each that is opened is closed, by the habits of its language.

Apostrophes look like single quotation marks and are left alone. What is sure is an error; what may be a habit of the
source, a notice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from digest.checks.prose import Unit, blank

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.checks.prose import Prose
    from digest.model import Problem

# The marks that a language opens with, each with those that can close it.
_ENGLISH = {"“": "”"}
_GUILLEMETS = {"«": "»"}
_QUOTES: Mapping[str, Mapping[str, str]] = {
    "en": _ENGLISH,
    "ru": _GUILLEMETS | {"„": "“”"},
    "kk": _GUILLEMETS | {"„": "“”"},
    "ar": _GUILLEMETS,
}
_BRACKETS: Mapping[str, str] = {"(": ")", "[": "]"}
_STRAIGHT = '"'
# ](https://example.org/a_(b) "title")   https://example.org/a)   <a href="x">   {: #id}   [1]: https://example.org/
NO_WORDS = re.compile(
    r"""\]\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)
    |https?://[^\s<>]+
    |<[^<>\n]{1,500}>
    |\{[:#][^{}\n]{0,200}\}
    |^\[[^\]\n]{1,100}\]:[^\n]*""",
    re.VERBOSE | re.MULTILINE,
)
# a)   12)   iv)   ب): the mark of an item in a list that runs on in a paragraph
_ITEM = re.compile(r"(?:^|[\s(;:,])\w{1,4}\.?$")
_FACE = (":", ";", "-")  # before a bracket: :)


def check_marks(prose: Prose) -> Iterator[Problem]:
    """Yield each bracket and quotation mark of a body that is opened and not closed, or closed and not opened."""
    text = NO_WORDS.sub(_kept_bracket, prose.shown)
    units = list(prose.units(text))
    if any(bracket in text for bracket in "()[]"):
        yield from _check_brackets(prose, units, text)
    for opening, closing in _QUOTES.get(prose.lang.partition("-")[0], _GUILLEMETS).items():
        if opening in text or (closing in text and opening != "„"):
            yield from _Quotes(prose, opening, closing).check(units)
    if _STRAIGHT in text:
        yield from _check_straight(prose, units)


def _kept_bracket(match: re.Match[str]) -> str:
    """Return spaces for an address, but the bracket that ends the words of a link or stands behind an address."""
    found = match.group()
    if found.startswith("]("):
        return "]" + " " * (len(found) - 1)
    whole = found.rstrip(".,;:")
    if found.startswith("http") and whole.endswith(")") and "(" not in whole:
        return " " * (len(whole) - 1) + ")" + " " * (len(found) - len(whole))
    return blank(match)


def _check_brackets(prose: Prose, units: Sequence[Unit], text: str) -> Iterator[Problem]:
    for opening, closing in _BRACKETS.items():
        is_even = text.count(opening) == text.count(closing)
        for unit in units:
            left, stray = _unpaired(unit.text, opening, closing)
            for at in left:
                code = "C304" if is_even else "C123"
                message = f"the bracket {opening} is not closed in its paragraph"
                yield prose.problem(unit.at + at, code, message, f"write {closing} where it ends")
            for at in stray:
                message = f"the bracket {closing} closes none that was opened in its paragraph"
                yield prose.problem(unit.at + at, "C304", message, f"write {opening} where it begins, or take it out")


def _unpaired(text: str, opening: str, closing: str) -> tuple[list[int], list[int]]:
    """Return the places of brackets that nothing closes, and of those that close nothing."""
    opened: list[int] = []
    stray: list[int] = []
    for at, char in enumerate(text):
        if char == opening:
            opened.append(at)
        elif char == closing:
            if opened:
                opened.pop()
            elif not (text[at - 1 : at] in _FACE or _ITEM.search(text, max(0, at - 6), at)):
                stray.append(at)
    faces = {at for at in opened if text[at - 1 : at] in _FACE}
    return [at for at in opened if at not in faces], stray


@dataclass(frozen=True, slots=True)
class _Quotes:
    """One pair of marks in one text.

    A quotation of several paragraphs begins each of them with the mark and closes only the last. Two that end together
    may be closed by one mark: «Press of «Museum».
    """

    prose: Prose
    opening: str
    closing: str

    def check(self, units: Sequence[Unit]) -> Iterator[Problem]:
        running: int | None = None  # where the quotation began that is open at the end of a paragraph
        for unit in units:
            continues = _begins_with(unit, self.opening)
            opened: int | None = None
            for at, char in enumerate(unit.text, unit.at):
                if char == self.opening and opened is None:
                    opened = at
                    if running is not None and not continues:
                        yield self._unclosed(running)
                        running = None
                elif char in self.closing:
                    if opened is None and running is None and self.opening != "„":
                        yield self._unopened(at)
                    opened = running = None
            running = opened if running is None else running
        if running is not None:
            yield self._unclosed(running)

    def _unclosed(self, at: int) -> Problem:
        message = f"the quotation mark {self.opening} is not closed"
        return self.prose.problem(at, "C124", message, f"write {self.closing[0]} where the quotation ends")

    def _unopened(self, at: int) -> Problem:
        message = f"the quotation mark {self.prose.body[at]} closes none that was opened"
        return self.prose.problem(at, "C303", message, f"write {self.opening} where the quotation begins")


def _check_straight(prose: Prose, units: Sequence[Unit]) -> Iterator[Problem]:
    """Yield paragraphs with an odd number of straight marks, if no quotation runs on; inches are none: 5" wide."""
    for unit, following in pairwise([*units, Unit(0, "")]):
        places = list(_straight(unit.text))
        if len(places) % 2 and not _begins_with(following, _STRAIGHT):
            message = 'a straight quotation mark " of this paragraph has no other'
            yield prose.problem(unit.at + places[-1], "C303", message, "see where the quotation begins and ends")


def _begins_with(unit: Unit, mark: str) -> bool:
    """Return whether a paragraph begins with *mark*, whatever says that it is an item or emphasised."""
    return unit.text.lstrip("*_> \t-–—").startswith(mark)


def _straight(text: str) -> Iterator[int]:
    for at, char in enumerate(text):
        if char == _STRAIGHT and not text[max(0, at - 1) : at].isdigit():
            yield at
