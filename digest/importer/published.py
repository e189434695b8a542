"""When an article was first published, by what says it best, and what is doubtful about that (rules 62 to 69)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from digest.importer.head.dates import find_date, find_month
from digest.importer.head.origin import date_of_address, date_of_file
from digest.importer.head.signature import parse_address
from digest.importer.model import BODY_ROLES, Role
from digest.importer.problems import problem
from digest.importer.texts.lexicon import any_of, level, lexicon
from digest.model import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.importer.model import Hints, Part
    from digest.importer.parse import Parsed
    from digest.model import Problem

OLDEST = dt.date(1990, 1, 1)  # an older date waits for an editor: it is often that of what the text tells
MAX_BODY = 50_000  # characters in which a year is looked for
QUOTE = 40  # characters before and after a month that the editor is shown

# 1994   2016
_YEAR = re.compile(r"(?:19[5-9]|20[0-4])[0-9](?<![0-9.,/:-].{4})(?![0-9]|[.,/:-][0-9])", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Published:
    """The day of publication and the words that say it, the last change, and the day that the file's name says."""

    date: PartialDate | None
    evidence: str | None
    modified: dt.date | None
    by_name: PartialDate | None


def date_article(parsed: Parsed, file: str) -> Published:
    """Return when an article was published and changed.

    A date line of its own is believed first, then the dateline, then an address in the head, then the file's name.
    """
    modified = next((line.mention.date for line in parsed.date_lines if line.updated), None)
    changed = modified.first_day if modified and modified.day else None
    named = date_of_file(file)
    by_name = named.date if named else None
    for found, evidence in sayings(parsed):
        return Published(found, evidence, changed, by_name)
    return Published(by_name, named.text if named else None, changed, by_name)


def sayings(parsed: Parsed) -> Iterator[tuple[PartialDate, str | None]]:
    """Yield the dates that the text says, the best first, with their words."""
    for line in parsed.date_lines:
        if not line.updated and line.mention.date:
            yield line.mention.date, line.mention.text
    if parsed.filed and parsed.filed.date:
        yield parsed.filed.date, parsed.filed.date_evidence
    for part in parsed.parts:
        address = parse_address(part.text) if part.role is Role.ADDRESS else None
        mention = date_of_address(address) if address else None
        if mention and mention.date:
            yield mention.date, mention.text


def date_doubts(parsed: Parsed, published: Published, hints: Hints, file: str) -> Iterator[Problem]:
    """Yield what an editor should know of the dates."""
    given, found = hints.options.date, published.date
    for text in _ambiguous(parsed, hints.profile.date_order):
        yield problem("I308", file, 0, text)
    if given and found and given != found:
        yield problem("I309", file, 0, found)
    if found and published.by_name and not _agree(found, published.by_name):
        yield problem("I312", file, 0, published.by_name, found)
    used = given or found
    if used and used.first_day > hints.options.added:
        yield problem("I209", file, 0, used)
    if found and given is None and found.last_day < OLDEST:
        yield problem("I212", file, 0, found)
    if used is None and (hint := _latest(parsed.parts, hints.options.added)):
        part, when, quote = hint
        yield problem("I311", file, part.line, when, quote)


def _ambiguous(parsed: Parsed, order: str | None) -> Iterator[str]:
    """Yield the dates in the head that can be read in two ways, as printed."""
    yield from (line.mention.text for line in parsed.date_lines if line.mention.ambiguous)
    mention = find_date(parsed.filed.dateline.text, order) if parsed.filed and not parsed.filed.date else None
    if mention and mention.ambiguous:
        yield mention.text


def _agree(one: PartialDate, other: PartialDate) -> bool:
    """Return whether two dates can be the same day."""
    return one.first_day <= other.last_day and other.first_day <= one.last_day


@cache
def _marked_year() -> re.Pattern[str]:
    """Return an expression for what stands before a year: `since 2014`, `سال ۲۰۱۴`."""
    return re.compile(rf"(?<!\w)(?:{any_of(lexicon().words['year_marks'])})\s$", re.IGNORECASE)


@cache
def _year_word() -> re.Pattern[str]:
    return re.compile(rf"[\s-](?:{any_of(lexicon().words['year_words'])})(?!\w)", re.IGNORECASE)


def _latest(parts: Sequence[Part], added: dt.date) -> tuple[Part, str, str] | None:
    """Return the latest month or year that the body speaks of, not after the day of import, and its words.

    It is a hint for the editor and never a date: a text can speak of what is to come.
    """
    best: tuple[PartialDate, Part, str, str] | None = None
    left = MAX_BODY
    for part in parts:
        if part.role not in BODY_ROLES or left <= 0:
            continue
        plain = level(part.text[:left])
        left -= len(plain)
        if "19" not in plain and "20" not in plain:
            continue
        for match in _YEAR.finditer(plain):
            found = _around_year(plain, match, best[0] if best else None)
            if found and found[0].first_day <= added and (best is None or _key(found[0]) > _key(best[0])):
                best = (found[0], part, part.text[found[1] : found[2]], _quote(part.text, found[1], found[2]))
    return (best[1], best[2], best[3]) if best else None


def _around_year(text: str, year: re.Match[str], best: PartialDate | None) -> tuple[PartialDate, int, int] | None:
    """Return the month and year around *year*, or the year alone where a word says that it is one."""
    if best and int(year[0]) < best.year:
        return None
    if found := find_month(text, year):
        month, start, end = found
        return PartialDate(int(year[0]), month), start, end
    if best and int(year[0]) == best.year:
        return None
    is_year = _marked_year().search(text, max(0, year.start() - 12), year.start()) or _year_word().match(
        text, year.end()
    )
    return (PartialDate(int(year[0])), year.start(), year.end()) if is_year else None


def _key(found: PartialDate) -> tuple[int, int]:
    return found.year, found.month or 0


def _quote(text: str, start: int, end: int) -> str:
    """Return some words around a place in *text*."""
    left = text.rfind(" ", 0, max(0, start - QUOTE)) + 1 if start > QUOTE else 0
    right = text.find(" ", end + QUOTE)
    return text[left : right if right >= 0 else len(text)]
