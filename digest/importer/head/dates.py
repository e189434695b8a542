"""Dates that the words of a text say in full (rules 62 to 66).

A date without a year is never completed, one with two readings is not used, and nothing is reckoned from today.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from digest.importer.texts.lexicon import any_of, fold, level, lexicon
from digest.model import PartialDate

if TYPE_CHECKING:
    from collections.abc import Mapping

# `18 AUG 89` is 1989. Wire texts have stood in computers since about 1970; `45` could be either century.
MONTHS = 12
CENTURY_1900 = range(70, 100)
CENTURY_2000 = range(30)
NEAR = 24  # characters beside a year in which its month is looked for
WITHOUT_MONTH = 3  # of the expressions for a date, the first, need no name of a month
MIN_YEAR = 1800  # 1395 is a year of another calendar

_FIGURE = re.compile(r"[0-9]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in a text: where it stands, as printed, and what it says; None when it has two readings or no year."""

    start: int
    end: int
    text: str
    date: PartialDate | None
    ambiguous: bool = False


@cache
def _month() -> str:
    """Return an expression for a month; in Arabic two names of one month may stand together: أيلول/سبتمبر."""
    names = any_of(lexicon().months)
    return rf"(?P<month>{names})(?:\s*/\s*(?:{names}))?"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = rf"(?:{any_of(lexicon().words['year_words'])})"
    # 2016   2016ء   2016م
    month, year = _month(), r"(?P<year>[0-9]{4})(?:\s?[ءم])?"
    day = r"(?P<day>[0-9]{1,2})"
    forms = (
        # 2016-12-26, also with a time after it
        rf"{year}-(?P<number>[0-9]{{2}})-(?P<day>[0-9]{{2}})(?:T[0-9:.+Z-]{{1,24}})?",
        # 2016/12/26   2016.12.26
        rf"{year}(?P<mark>[./])(?P<number>[0-9]{{1,2}})(?P=mark){day}",
        # 26.12.2016   26/12/2016   12/26/2016   26-12-2016
        rf"(?P<first>[0-9]{{1,2}})(?P<mark>[./-])(?P<second>[0-9]{{1,2}})(?P=mark){year}",
        # 2016 жылғы 26 желтоқсан   2016-жылдын 26-декабры
        rf"{year}[\s-]{{1,3}}{words},?\s+{day}[\s-]+{month}",
        # د ۲۰۱۶ کال د دسمبر ۲۶
        rf"{year}\s+{words}\s+(?:\w\s+)?{month}\s+{day}",
        # 26 December 2016   26th of December, 2016   26 декабря 2016 года   18 AUG 89   26 декабри соли 2016
        (
            rf"{day}(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{month}\.?[,،]?[\s-]+(?:{words}\s+)?"
            rf"(?:{year}|(?P<short>[0-9]{{2}})(?!:))(?:[\s-]{{1,3}}{words})?"
        ),
        # December 26, 2016   Dec. 26th 2016   د دسمبر ۲۶، ۲۰۱۶
        rf"{month}\.?\s+{day}(?:st|nd|rd|th)?[,،]?\s+{year}",
        # December 2016   декабрь 2016 года
        rf"{month}\.?[,،]?\s+(?:{words}\s+)?{year}(?:[\s-]{{1,3}}{words})?",
        # 2016 жылғы желтоқсан
        rf"{year}[\s-]{{1,3}}{words}\s+{month}",
        # Feb 26   3 JAN: a day without its year
        rf"(?:{day}[\s-]+{month}\.?)|(?:{month.replace('month', 'month2')}\.?\s+(?P<day2>[0-9]{{1,2}}))",
    )
    return tuple(re.compile(rf"(?<![\w.])(?:{form})(?![\w-])", re.IGNORECASE) for form in forms)


def find_date(text: str, order: str | None = None) -> Mention | None:
    """Return the first date in *text*, the fullest where forms overlap; one without a year has no `date`.

    *order* is `dmy` or `mdy` where it is known how the source writes 01/02/2016.
    """
    plain = level(text)
    if not _FIGURE.search(plain):
        return None
    for pattern in _patterns() if _names_month(plain) else _patterns()[:WITHOUT_MONTH]:
        match = pattern.search(plain)
        if match:
            date, ambiguous = _read(match, order)
            return Mention(match.start(), match.end(), text[match.start() : match.end()], date, ambiguous)
    return None


def _one_i(text: str) -> str:
    """Return *text* as an expression that ignores case compares it: İ, i and ı are one letter."""
    return text.casefold().replace("\u0307", "").replace("ı", "i")


@cache
def _months() -> Mapping[str, int]:
    return {_one_i(name): number for name, number in lexicon().months.items()}


@cache
def _month_words() -> frozenset[str]:
    """Return the first word of each name of a month."""
    return frozenset(words[0] for name in _months() if (words := _WORD.findall(name)))


def _names_month(text: str) -> bool:
    """Return whether a month may stand in *text*: 3 µs, for the 70 that seven expressions take that begin with one."""
    return not _month_words().isdisjoint(_WORD.findall(_one_i(text)))


def find_month(text: str, year: re.Match[str]) -> tuple[int, int, int] | None:
    """Return the month beside *year* in levelled *text* (`April 2014`, `2014 жылғы сәуір`) and where both stand."""
    before = text[max(0, year.start() - NEAR) : year.start()]
    for count in (1,) if before.isascii() else (1, 2):  # كانون الثاني
        words = before.rsplit(maxsplit=count)[-count:]
        month = lexicon().months.get(fold(" ".join(words)).strip(".,،"))
        if month:
            return month, text.rfind(words[0], 0, year.start()), year.end()
    after = text[year.end() : year.end() + NEAR].split(maxsplit=2)
    if len(after) > 1 and after[0] in lexicon().words["year_words"]:
        month = lexicon().months.get(fold(after[1]).strip(".,،"))
        if month:
            return month, year.start(), text.find(after[1], year.end()) + len(after[1])
    return None


def _read(match: re.Match[str], order: str | None) -> tuple[PartialDate | None, bool]:
    """Return the date of a match, and whether it has two readings."""
    parts = match.groupdict()
    if parts.get("short"):
        year = _year(int(parts["short"]))
        if year is None:
            return None, True
    elif parts.get("year"):
        year = int(parts["year"])
    else:
        return None, False
    if parts.get("first"):
        return _numeric(year, int(parts["first"]), int(parts["second"]), order if parts["mark"] != "." else "dmy")
    month = int(parts["number"]) if parts.get("number") else _months()[_one_i(fold(parts["month"]))]
    return _valid(year, month, int(parts["day"]) if parts.get("day") else None), False


def _year(number: int) -> int | None:
    """Return the year that two figures mean, if it can be only one."""
    if number in CENTURY_1900:
        return 1900 + number
    return 2000 + number if number in CENTURY_2000 else None


def _numeric(year: int, first: int, second: int, order: str | None) -> tuple[PartialDate | None, bool]:
    """Return the date of `26/12/2016`; the order is known by itself only when one number is no month."""
    if order == "dmy" or first > MONTHS:
        return _valid(year, second, first), False
    if order == "mdy" or second > MONTHS or first == second:
        return _valid(year, first, second), False
    return None, year >= MIN_YEAR


def _valid(year: int, month: int, day: int | None) -> PartialDate | None:
    try:
        return PartialDate(year, month, day) if year >= MIN_YEAR else None
    except ValueError:
        return None
