"""Lines that say when a text was published or last changed, alone or beside the byline (rules 62 and 68)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from digest.importer.head.byline import is_bare_name, parse_byline
from digest.importer.head.dates import find_date
from digest.importer.texts.lexicon import any_of, lexicon
from digest.importer.texts.marks import ends_sentence

if TYPE_CHECKING:
    from digest.importer.head.dates import Mention

MAX_LINE = 90  # characters of a line that is nothing but a date
MAX_LINES = 160  # of one that says both when it was published and when it was changed
MAX_DATED = 160  # of one that has a byline too

MAX_SECTION = 3  # words of the name of a section, or of a page
MAX_CELLS = 3

_GAP = "\x00"  # stands for the date in the words around it
_TIME = r"[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})?(?:\s*[ap]\.?m\.?)?(?:\s*(?:[A-Z]{2,5}|[+-][0-9]{2}:?[0-9]{2}))?"
# Published 26 December 2016 | Updated 27 December 2016
_BAR = re.compile(r"\s*[|;•·]\s*")
_BRACKETS = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that is nothing but a date: what it says, and whether of the last change rather than of publication.

    *labelled* is true when the line says of which: `Published: …`.
    """

    mention: Mention
    updated: bool
    labelled: bool = False


@cache
def _around() -> str:
    """Return an expression for what may stand around a date: `Published: Monday, … at 10:30 GMT`."""
    words = lexicon().words
    weekdays, at = any_of(words["weekdays"]), any_of(words["time_words"])
    return (
        rf"(?:(?:(?P<updated>{any_of(words['updated'])})|(?P<published>{any_of(words['published'])}))"
        rf"(?:\s*[:—–-])?\s*(?:(?:{at})\s+)?)?"
        rf"(?:{_TIME}[\s,،/|]{{1,3}})?(?:(?:{weekdays})[,،]?\s*)?{_GAP}"
        rf"(?:[,،]?\s*\(?(?:{weekdays})\)?)?(?:[\s,،/@|·•-]{{0,4}}(?:(?:{at})\s+)?{_TIME})?\s*\.?"
    )


@cache
def _line() -> re.Pattern[str]:
    return re.compile(_around(), re.IGNORECASE)


@cache
def _beside() -> re.Pattern[str]:
    """Return an expression for a date after or before other words: `By Jane Roe | 26 December 2016`.

    Without a mark between them: `By Jane Roe on 26 December 2016`, `Posted on 26 December 2016 by Jane Roe`.
    """
    first, last = _around(), _around().replace("<updated>", "<updated2>").replace("<published>", "<published2>")
    bar = r"\s*[|•·,،;—–-]\s*"
    words = lexicon().words
    at, by = any_of(words["time_words"]), any_of(words["byline_words"])
    return re.compile(
        rf"(?P<before>[^{_GAP}]{{3,130}}?)(?:{bar}|\s*\(|\s+)(?:(?:{at})\s+)?{first}\)?|{last}(?:{bar}|\s+(?=(?:{by})\s))(?P<after>[^{_GAP}]{{3,130}})",
        re.IGNORECASE,
    )


@cache
def _updated_follows() -> re.Pattern[str]:
    """Return an expression for what stands before `Updated` in `26 December 2016, updated 27 December 2016`."""
    return re.compile(rf"(?<=\S)[,،]?\s*\(?(?=(?:{any_of(lexicon().words['updated'])})(?!\w))", re.IGNORECASE)


def parse_date_line(text: str, order: str | None = None) -> DateLine | None:
    """Return the date of a line that is nothing but one; None for any other line, and for a date without a year."""
    if len(text) > MAX_LINE or _GAP in text:
        return None
    if _BRACKETS.get(text[:1]) == text[-1:]:
        text = text[1:-1].strip()
    mention = find_date(text, order)
    if mention is None or (mention.date is None and not mention.ambiguous):
        return None
    around = _line().fullmatch(text[: mention.start] + _GAP + text[mention.end :])
    if around is None:
        return None
    return DateLine(mention, bool(around["updated"]), bool(around["updated"] or around["published"]))


def parse_date_lines(text: str, order: str | None = None) -> tuple[DateLine, ...]:
    """Return the dates of a line that is nothing but one or two: of publication, of the last change."""
    if len(text) > MAX_LINES or not any(map(str.isdigit, text)):
        return ()
    alone = parse_date_line(text, order)
    if alone:
        return (alone,)
    pieces = _BAR.split(text, maxsplit=1)
    if len(pieces) == 1:
        pieces = _updated_follows().split(text, maxsplit=1)
    if len(pieces) == 1:
        return ()
    lines = [parse_date_line(piece.strip(" ()"), order) for piece in pieces]
    if all(lines):
        return tuple(line for line in lines if line)
    return _beside_section(text, order)


def _beside_section(text: str, order: str | None) -> tuple[DateLine, ...]:
    """Return the date of `Culture | 26 December 2016`, `26 December 2016 | Page 3`, in which no name stands."""
    cells = [cell.strip() for cell in text.split("|")]
    lines = [line for cell in cells if (line := parse_date_line(cell, order))]
    others = [cell for cell in cells if not parse_date_line(cell, order)]
    is_section = 0 < len(others) < MAX_CELLS and all(map(_is_section, others))
    return tuple(lines) if len(lines) == 1 and is_section else ()


def _is_section(text: str) -> bool:
    is_short = 0 < len(text.split()) <= MAX_SECTION and not ends_sentence(text)
    return is_short and not is_bare_name(text) and parse_byline(text) is None


def section_beside(text: str) -> str | None:
    """Return the words that stand beside the date in a line that says when a text was published."""
    cells = [cell.strip() for cell in text.split("|")]
    others = (cell for cell in cells if not find_date(cell) and any(map(str.isalpha, cell)))
    return " | ".join(others) or None if len(cells) > 1 else None


def cut_date(text: str, order: str | None = None) -> tuple[str, DateLine] | None:
    """Return the words of a line without the date at its end or head, and that date; None where it has none."""
    if len(text) > MAX_DATED or _GAP in text:
        return None
    mention = find_date(text, order)
    if mention is None or (mention.date is None and not mention.ambiguous):
        return None
    found = _beside().fullmatch(text[: mention.start] + _GAP + text[mention.end :])
    if found is None:
        return None
    return (found["before"] or found["after"]).strip(), DateLine(mention, bool(found["updated"] or found["updated2"]))
