"""Dates that the words of a text say in full (rules 62 to 66).

A date without a year is never completed, one with two readings is not used, and nothing is reckoned from today.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from digest.importer.lexicon import any_of, fold, level, lexicon
from digest.model import PartialDate

# `18 AUG 89` is 1989. Wire texts have stood in computers since about 1970; `45` could be either century.
MONTHS = 12
CENTURY_1900 = range(70, 100)
CENTURY_2000 = range(30)
MAX_LINE = 90  # characters of a line that is nothing but a date


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in a text: where it stands, as printed, and what it says; None when it has two readings or no year."""

    start: int
    end: int
    text: str
    date: PartialDate | None
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that is nothing but a date: what it says, and whether of the last change rather than of publication."""

    mention: Mention
    updated: bool


@cache
def _month() -> str:
    """Return an expression for a month; in Arabic two names of one month may stand together: أيلول/سبتمبر."""
    names = any_of(lexicon().months)
    return rf"(?P<month>{names})(?:\s*/\s*(?:{names}))?"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    year_words = any_of(lexicon().words["year_words"])
    month, year = _month(), r"(?P<year>[0-9]{4})"
    forms = (
        # 2016-12-26, also with a time after it
        rf"{year}-(?P<number>[0-9]{{2}})-(?P<day>[0-9]{{2}})(?:T[0-9:.+Z-]{{1,24}})?",
        # 26.12.2016   26/12/2016   12/26/2016
        rf"(?P<first>[0-9]{{1,2}})(?P<mark>[./])(?P<second>[0-9]{{1,2}})(?P=mark){year}",
        # 2016 жылғы 26 желтоқсан
        rf"{year}\s+(?:{year_words})\s+(?P<day>[0-9]{{1,2}})\s+{month}",
        # 26 December 2016   26th of December, 2016   26 декабря 2016 года   18 AUG 89   26 ديسمبر 2016
        (
            rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{month}\.?,?[\s-]+(?P<year>[0-9]{{4}}|[0-9]{{2}}(?!:))"
            rf"(?:\s+(?:{year_words}))?"
        ),
        # December 26, 2016   Dec. 26th 2016
        rf"{month}\.?\s+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+{year}",
        # December 2016   декабрь 2016 года
        rf"{month}\.?,?\s+{year}(?:\s+(?:{year_words}))?",
        # Feb 26   3 JAN: a day without its year
        rf"(?:(?P<day>[0-9]{{1,2}})\s+{month}\.?)|(?:{month.replace('month', 'month2')}\.?\s+(?P<day2>[0-9]{{1,2}}))",
    )
    return tuple(re.compile(rf"(?<![\w.])(?:{form})(?![\w-])", re.IGNORECASE) for form in forms)


@cache
def _line() -> re.Pattern[str]:
    """Return an expression for what may stand around the date on its own line: `Published: Monday, … 10:30 GMT`."""
    words = lexicon().words
    return re.compile(
        rf"(?P<label>(?:(?P<updated>{any_of(words['updated'])})|(?:{any_of(words['published'])}))\s*:?)?\s*"
        rf"(?:(?:{any_of(words['weekdays'])})[,،]?\s*)?"
        r"(?P<gap>\x00)"
        r"(?:[\s,،|-]*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s*[ap]\.?m\.?)?(?:\s*(?:[A-Z]{2,5}|[+-][0-9]{2}:?[0-9]{2}))?)?\s*\.?",
        re.IGNORECASE,
    )


def find_date(text: str) -> Mention | None:
    """Return the first date in *text*, the fullest where forms overlap; one without a year has no `date`."""
    plain = level(text)
    if not any(char.isdigit() for char in plain):
        return None
    for pattern in _patterns():
        match = pattern.search(plain)
        if match:
            date, ambiguous = _read(match)
            return Mention(match.start(), match.end(), text[match.start() : match.end()], date, ambiguous)
    return None


def parse_date_line(text: str) -> DateLine | None:
    """Return the date of a line that is nothing but one; None for any other line, and for a date without a year."""
    if len(text) > MAX_LINE:
        return None
    mention = find_date(text)
    if mention is None or (mention.date is None and not mention.ambiguous):
        return None
    around = _line().fullmatch(text[: mention.start] + "\x00" + text[mention.end :])
    return DateLine(mention, bool(around["updated"])) if around else None


def _read(match: re.Match[str]) -> tuple[PartialDate | None, bool]:
    """Return the date of a match, and whether it has two readings."""
    parts = match.groupdict()
    if parts.get("year") is None:
        return None, False
    year = _year(parts["year"])
    if year is None:
        return None, True
    if parts.get("first"):
        return _numeric(year, int(parts["first"]), int(parts["second"]), parts["mark"])
    month = int(parts["number"]) if parts.get("number") else lexicon().months[fold(parts["month"])]
    return _valid(year, month, int(parts["day"]) if parts.get("day") else None), False


def _year(digits: str) -> int | None:
    number = int(digits)
    if len(digits) > len("89"):
        return number
    if number in CENTURY_1900:
        return 1900 + number
    return 2000 + number if number in CENTURY_2000 else None


def _numeric(year: int, first: int, second: int, mark: str) -> tuple[PartialDate | None, bool]:
    """Return the date of `26.12.2016`; with slashes the order is known only when one number is no month."""
    if mark == "." or first > MONTHS:
        return _valid(year, second, first), False
    if second > MONTHS or first == second:
        return _valid(year, first, second), False
    return None, True


def _valid(year: int, month: int, day: int | None) -> PartialDate | None:
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None
