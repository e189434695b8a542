"""The nouns that the parts of the digest share; standard library only."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from functools import total_ordering
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class DigestError(Exception):
    """What stops a run and a person can mend; told in one line, exit status 1."""


class UsageError(DigestError):
    """What was asked for cannot be done as it was asked; exit status 2."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something an editor can mend: where it is, what it is, what to do.

    *line* counts from 1; 0 means the file as a whole. So does *column*, in characters; 0 means the line as a whole.
    """

    path: str
    line: int
    code: str
    message: str
    hint: str
    column: int = 0

    @property
    def place(self) -> tuple[str, int, int, str, str]:
        """What problems are told in the order of, where columns are known."""
        return self.path, self.line, self.column, self.code, self.message

    @property
    def is_notice(self) -> bool:
        """Whether it is only to be known, and stops nothing: its code begins with a letter and 3."""
        return self.code[1:2] == "3"

    def __str__(self) -> str:
        place = ":".join(map(str, [self.path, *filter(None, (self.line, self.column))]))
        return f"{place}: {self.code} {self.message}. Hint: {self.hint}"


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as exactly as it is known: a year, a month of it, or a day of that.

    Ordered by its first day; of two that begin together the vaguer comes first.
    """

    year: int
    month: int | None = None
    day: int | None = None

    # 2016   2016-12   2016-12-26; a year before 1000 is a slip of the hand
    _PATTERN = re.compile(r"(?P<year>[1-9][0-9]{3})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            message = "a day needs a month"
            raise ValueError(message)
        month, day = (1 if part is None else part for part in (self.month, self.day))
        date(self.year, month, day)  # raises ValueError for 2016-00, 2016-13, 2015-02-29

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Return the date that *text* (ISO 8601: year, year-month or year-month-day) names, or raise ValueError."""
        match = cls._PATTERN.fullmatch(text.strip())
        if match is None:
            message = f"{text!r} is not a date like 2016-12-26, 2016-12 or 2016"
            raise ValueError(message)
        month, day = (int(part) if part else None for part in (match["month"], match["day"]))
        return cls(int(match["year"]), month, day)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Return the exact date *day*."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._key < other._key

    @property
    def _key(self) -> tuple[int, int, int]:
        return self.year, self.month or 0, self.day or 0

    @property
    def first_day(self) -> date:
        """The earliest day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The latest day that it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """A week of ISO 8601, from Monday to Sunday; it belongs to the year that has its Thursday."""

    year: int
    number: int

    # 2026-W47
    _PATTERN = re.compile(r"(?P<year>[1-9][0-9]{3})-W(?P<number>[0-9]{2})")

    def __post_init__(self) -> None:
        date.fromisocalendar(self.year, self.number, 1)  # raises ValueError for 2025-W53

    @classmethod
    def parse(cls, text: str) -> Week:
        """Return the week that *text* names, or raise ValueError."""
        match = cls._PATTERN.fullmatch(text.strip())
        if match is None:
            message = f"{text!r} is not a week like 2026-W47"
            raise ValueError(message)
        return cls(int(match["year"]), int(match["number"]))

    @classmethod
    def of(cls, day: date) -> Week:
        """Return the week in which *day* lies."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    def __str__(self) -> str:
        return f"{self.year:04}-W{self.number:02}"

    @property
    def first_day(self) -> date:
        """Its Monday."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """Its Sunday."""
        return date.fromisocalendar(self.year, self.number, 7)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The words before the lede that say where it was filed: *text* as printed, and what they name.

    *country* is an ISO 3166-1 alpha-2 code.
    """

    text: str
    place: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of an article, or only the caption of one that did not come with the text.

    *file* is relative to the content folder.
    """

    caption: str | None = None
    credit: str | None = None
    file: str | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text came from: the file it was read from and the address of the original.

    *withheld* is that address as text, where it is one that the site leads nobody to; *gone* is since when nobody finds
    it there. Front matter has neither key.
    """

    file: str | None = None
    sha256: str | None = None
    encoding: str | None = None
    url: str | None = None
    archive_url: str | None = None
    archived: date | None = None
    withheld: str | None = None
    gone: date | None = None


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence that a text itself is under: its address, and where the owner says that it is under it."""

    url: str
    stated: str


@dataclass(frozen=True, slots=True)
class Exempted:
    """An exception to a rule of `harm.yaml` that an article is: which rule, since which day, and why."""

    rule: str
    date: date
    reason: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An article as a dossier lists it: its slug, an editor's note to it, and the heading of the chapter it begins."""

    slug: str
    note: str | None = None
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A person whom an article quotes, by the name and with the role that it gives."""

    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong in a published article, and when it was put right; or, of the kind `update`, what is new."""

    date: date
    text: str
    kind: str = "correction"


@dataclass(frozen=True, slots=True)
class ImportMark:
    """What the importer notes in a file it wrote, so that it can tell whether an editor has changed it since."""

    version: str
    fingerprint: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A text in several languages, by BCP 47 tag; English is always there."""

    by_lang: Mapping[str, str] = field(default_factory=dict)

    def in_lang(self, lang: str) -> str:
        """Return it in *lang*, or in English where nobody has translated it."""
        return self.by_lang.get(lang) or self.by_lang.get("en", "")

    def lang_of(self, lang: str) -> str:
        """Return the language that `in_lang` answers in."""
        return lang if self.by_lang.get(lang) else "en"
