"""The names in a byline: where one ends and the next begins (rules 36, 39 and 42)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from digest.importer.texts.lexicon import any_of, lexicon, whole_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PARTICLES = frozenset({
    "de", "del", "la", "van", "von", "bin", "ibn", "al", "el", "da", "di", "du", "le", "der", "den", "ter",
    "of", "and", "the", "qizi", "uulu", "kyzy", "уулу", "кызы", "қызы", "ұлы", "оглы",
})  # fmt: skip
FULL_NAME = 2  # words of a name with its surname

# Jane Roe, Ann Poe   Jane Roe | Ann Poe
_COMMA = re.compile(r"\s*[,;،؛|•]\s*")


def desk() -> re.Pattern[str]:
    """Return an expression for a word by which a byline names a desk: `desk`, `отдел`, `مكتب`."""
    return whole_words("desks")


@cache
def _conjunction() -> re.Pattern[str]:
    return re.compile(rf"\s+(?P<word>{any_of(lexicon().conjunctions)})\s+", re.IGNORECASE)


@cache
def _conjunction_first() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(lexicon().conjunctions)})\s+", re.IGNORECASE)


def split_names(text: str) -> Iterator[str]:
    """Yield the names, split at commas and at the word `and`; `Law and policy desk` is one name."""
    for part in _COMMA.split(text):
        bare = _conjunction_first().sub("", part.strip(), count=1) if _conjunction_first().match(part) else part.strip()
        yield from filter(None, map(str.strip, _split_desks(bare) if desk().search(bare) else _split_people(bare)))


def _split_people(text: str) -> list[str]:
    """Return the people; a conjunction of one Latin letter stands within names too: `José Ortega y Gasset`."""
    pieces, start = [], 0
    for match in _conjunction().finditer(text):
        within = match["word"].isascii() and match["word"].isalpha() and len(match["word"]) == 1
        sides = text[start : match.start()], text[match.end() :]
        if not within or all(len(side.split()) >= FULL_NAME for side in sides):
            pieces.append(sides[0])
            start = match.end()
    return [*pieces, text[start:]]


def _split_desks(text: str) -> list[str]:
    """Return the desks of a byline.

    Where the word for a desk comes first (`Отдел права и отдел политики`, `مكتب القانون ومكتب التعليم`) a new name
    begins with it; where it comes last (`Law desk and Education desk`) a name ends with it.
    """
    conjunction = _conjunction()
    first = desk().match(text)
    if first:
        joined = re.compile(rf"\s+و(?={re.escape(first.group())}\s)")  # the Arabic `and` is written together
        return [
            piece
            for part in joined.split(text)
            for piece in _cut(part, conjunction, lambda _, after: _begins_desk(after))
        ]
    return _cut(text, conjunction, lambda before, _: _ends_with_desk(before))


def _begins_desk(text: str) -> bool:
    return desk().match(text) is not None


def _ends_with_desk(text: str) -> bool:
    return any(match.end() == len(text) for match in desk().finditer(text))


def _cut(text: str, at: re.Pattern[str], is_end: Callable[[str, str], bool]) -> list[str]:
    """Return the pieces of *text* between those matches of *at* that end one by what is before and after them."""
    pieces, start = [], 0
    for match in at.finditer(text):
        if is_end(text[start : match.start()], text[match.end() :]):
            pieces.append(text[start : match.start()])
            start = match.end()
    return [*pieces, text[start:]]
