"""Whole pages, copied with their menus and lists of links (rule 88): told, with where the article may be; never cut."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from digest.importer.model import Role
from digest.importer.texts.lexicon import fold, lexicon
from digest.importer.texts.marks import NUMBERED, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.importer.model import Part

MIN_PARTS = 8
MIN_LINES = 3  # that are no sentences
PROSE = 60  # characters of a sentence that a menu does not have
LONG = 160  # of a paragraph, whether it ends a sentence or not
STUB = 100  # of a line that may be a link: a menu's word, or another headline
MENU_LINE = 200  # of a menu in one line
MAX_WORD = 32  # of what stands in a menu
MAX_HEAD = 6  # stubs over an article that are its own: section, headline, names, day
MAX_TAIL = 5  # stubs under it: a name, a place, tags
MIN_POINTS = 6
MENU_POINTS = 2  # a word of a menu counts for so many stubs
MIN_ROW = 4  # words of a menu in one line of which none is known
STUB_COST = 120  # characters of prose that one stub outweighs, where the article is looked for
HEAD_PARTS = 7  # over the first paragraph of the article, where its headline is looked for
MIN_HEADLINE = 4  # words

_OWN = frozenset({Role.HEADLINE, Role.KICKER, Role.STANDFIRST, Role.BYLINE, Role.DATE, Role.CAPTION, Role.CREDIT})
# Home | News | Sport   Home > News   Home • News
_BETWEEN = re.compile(r"[|·•»>/›]")


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a part looks like: characters of *prose*; whether it is a *stub*; how many words of a *menu* it holds.

    *listed* is a stub with a bullet or a number: over an article it may be a menu, within and below it is a list.
    """

    prose: int
    stub: bool
    menu: int
    listed: bool = False


def find_page(parts: Sequence[Part]) -> tuple[int, int] | None:
    """Return the first and the last line of the article that a copied page may hold; None for an article alone."""
    if len(parts) < MIN_PARTS:
        return None
    if sum(len(part.text) <= MENU_LINE and part.text[-1] not in ".!?" for part in parts) < MIN_LINES:
        return None
    shapes = [_shape(part) for part in parts]
    if sum(shape.stub + shape.listed + shape.menu for shape in shapes) < MIN_POINTS:
        return None
    first, last = _densest(shapes)
    if _points(parts, shapes, first, last) < MIN_POINTS:
        return None
    return parts[_headline_over(parts, shapes, first)].line, parts[last].line


def _shape(part: Part) -> _Shape:
    text = part.text
    if part.role is Role.TABLE:
        return _Shape(0, stub=False, menu=0)
    menu = _menu_words(text) if len(text) <= MENU_LINE else 0
    if not menu and (len(text) > LONG or (len(text) > PROSE and ends_sentence(text))):
        return _Shape(len(text), stub=False, menu=0)
    is_open = not ends_sentence(text) and not text.endswith((",", ";", "،", "؛"))
    is_listed = part.role is Role.ITEM or NUMBERED.match(text) is not None
    is_short = len(text) <= STUB and is_open
    return _Shape(0, stub=menu > 0 or (is_short and not is_listed), menu=menu, listed=is_short and is_listed)


def _menu_words(text: str) -> int:
    """Return how many of the words of a site's navigation *text* is, or consists of: known ones, or many in a row."""
    if len(text) <= MAX_WORD and fold(text.lstrip("•·*-–»> ")) in _menu():
        return 1
    if not _BETWEEN.search(text):
        return 0
    cells = [cell for cell in map(str.strip, _BETWEEN.split(text)) if cell]
    short = [cell for cell in cells if len(cell) <= MAX_WORD and not cell.isnumeric()]
    known = sum(fold(cell) in _menu() for cell in short)
    is_row = len(short) == len(cells) >= MIN_ROW and not ends_sentence(text)
    return max(known, len(cells) // 2) if known or is_row else 0


@cache
def _menu() -> frozenset[str]:
    return frozenset(map(fold, lexicon().words["menu"]))


def _densest(shapes: Sequence[_Shape]) -> tuple[int, int]:
    """Return the first and the last part of the run that has the most prose for its stubs."""
    best = (0, 0, len(shapes) - 1)
    start, total = 0, 0
    for index, shape in enumerate(shapes):
        if total <= 0:
            start, total = index, 0
        total += shape.prose - (STUB_COST if shape.stub else 0)
        if total > best[0]:
            best = (total, start, index)
    return best[1:]


def _points(parts: Sequence[Part], shapes: Sequence[_Shape], first: int, last: int) -> int:
    """Return how much of a page stands around its article."""
    above = _stubs(parts[:first], shapes[:first]) + sum(shape.listed for shape in shapes[:first])
    below = _stubs(parts[last + 1 :], shapes[last + 1 :])
    menu = sum(shape.menu for shape in (*shapes[:first], *shapes[last + 1 :]))
    if menu < MENU_POINTS:  # no word of a menu: only what stands before and after all prose
        prose = [index for index, shape in enumerate(shapes) if shape.prose]
        above = min(above, prose[0]) if prose else 0
        below = _stubs(parts[prose[-1] + 1 :], shapes[prose[-1] + 1 :]) if prose else 0
    return max(above - MAX_HEAD, 0) + max(below - MAX_TAIL, 0) + MENU_POINTS * menu


def _stubs(parts: Sequence[Part], shapes: Sequence[_Shape]) -> int:
    return sum(shape.stub and part.role not in _OWN for part, shape in zip(parts, shapes, strict=True))


def _headline_over(parts: Sequence[Part], shapes: Sequence[_Shape], first: int) -> int:
    """Return the part with which the article begins: the highest long line over its prose and below the menu."""
    found = first
    for index in range(first - 1, max(-1, first - 1 - HEAD_PARTS), -1):
        if shapes[index].menu:
            break
        if len(parts[index].text.split()) >= MIN_HEADLINE:
            found = index
    return found
