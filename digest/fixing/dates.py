"""Dates that are not written as the schema wants them, but have one reading only."""

from __future__ import annotations

import re
from functools import cache

from digest.languages import locale_for
from digest.model import PartialDate

# 2016/12/26   2016.1.5   2016–12–26
_YEAR_FIRST = re.compile(r"(?P<year>[1-9][0-9]{3})(?P<mark>[-./_‐–])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})")
# 2016-1; with another mark, or two figures after it, it may be a span of years
_YEAR_MONTH = re.compile(r"(?P<year>[1-9][0-9]{3})-(?P<month>[0-9])")
# 26.12.2016   12/26/2016
_YEAR_LAST = re.compile(r"(?P<one>[0-9]{1,2})(?P<mark>[-./])(?P<other>[0-9]{1,2})(?P=mark)(?P<year>[1-9][0-9]{3})")
# 2016-12-26T00:00:00.000Z: a day, as programs write it that know only moments
_MIDNIGHT = re.compile(r"(?P<day>[1-9][0-9]{3}-[0-9]{2}-[0-9]{2})[T ]00:00(?::00(?:\.0{1,6})?)?(?:Z|[+]00:?00)?")
# 26 December 2016   26th Dec. 2016   26 декабря 2016 г.
_NAMED = re.compile(
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)? (?P<name>[^\W\d_]+)\.?,? (?P<year>[1-9][0-9]{3})(?: ?[гж]\.?)?"
)
# December 26, 2016
_NAME_FIRST = re.compile(r"(?P<name>[^\W\d_]+)\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<year>[1-9][0-9]{3})")
# December 2016
_MONTH_ONLY = re.compile(r"(?P<name>[^\W\d_]+)\.?,? (?P<year>[1-9][0-9]{3})")


def one_reading(text: str, lang: str) -> PartialDate | None:
    """Return the date that *text* can only mean, with names of months in *lang* or English; None where it has more."""
    text = text.strip()
    readings = {reading for reading in (*_in_figures(text), *_in_words(text, lang)) if reading is not None}
    return readings.pop() if len(readings) == 1 else None


def _in_figures(text: str) -> list[PartialDate | None]:
    if found := _MIDNIGHT.fullmatch(text):
        return [_parsed(found["day"])]
    if found := _YEAR_FIRST.fullmatch(text):
        return [_date(found["year"], found["month"], found["day"])]
    if found := _YEAR_MONTH.fullmatch(text):
        return [_date(found["year"], found["month"])]
    if found := _YEAR_LAST.fullmatch(text):
        year, one, other = found["year"], found["one"], found["other"]
        return [_date(year, one, other), _date(year, other, one)]
    return []


def _in_words(text: str, lang: str) -> list[PartialDate | None]:
    found = _NAMED.fullmatch(text) or _NAME_FIRST.fullmatch(text) or _MONTH_ONLY.fullmatch(text)
    if found is None:
        return []
    return [_date(found["year"], month, found.groupdict().get("day")) for month in _months(found["name"], lang)]


def _date(year: str, month: str, day: str | None = None) -> PartialDate | None:
    return _parsed("-".join([year, *(part.zfill(2) for part in (month, day) if part)]))


def _parsed(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


def _months(name: str, lang: str) -> set[str]:
    """Return the months that go by *name* in *lang* or in English: two where languages differ."""
    return {month for one in {lang, "en"} for month in _names(one).get(name.casefold(), ())}


@cache
def _names(lang: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    months = locale_for(lang).months
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in months[context][width].items():
                found.setdefault(name.casefold().rstrip("."), set()).add(str(number))
    return found
