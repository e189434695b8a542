"""The schema of front matter: what keys each kind of content has, and what each key may say.

This is the one place that knows a key: the importer writes by it, the checks and the site read by it.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from digest.languages import country_codes, is_language
from digest.model import Correction, Dateline, Image, ImportMark, Listed, PartialDate, Quoted, Source, Week

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

STATUSES = ("published", "draft", "review", "hidden")
# Of these, what readers may have; a hidden article answers at its address and stands in no list.
PUBLIC = frozenset({"published", "hidden"})
RIGHTS = ("full", "excerpt", "link")
Matter = TypeVar("Matter")


@dataclass(frozen=True, slots=True)
class Fault:
    """A key whose value is not what the schema asks for."""

    line: int
    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What the front matter of an article says, typed; the keys are those of `FIELDS`."""

    title: str
    slug: str
    lang: str
    added: date
    published: PartialDate | None = None
    date_evidence: str | None = None
    modified: date | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    publication: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    dateline: Dateline | None = None
    places: tuple[str, ...] = ()
    summary: str | None = None
    images: tuple[Image, ...] = ()
    source: Source | None = None
    rights: str | None = None
    status: str = "published"
    embargo: datetime | None = None
    expires: datetime | None = None
    content_note: str | None = None
    corrections: tuple[Correction, ...] = ()
    quoted: tuple[Quoted, ...] = ()
    translation_of: str | None = None
    original: str | None = None
    imported: ImportMark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMatter:
    """What the front matter of a page such as "About" says; its translations have the same slug."""

    title: str
    slug: str
    lang: str
    summary: str | None = None
    modified: date | None = None
    status: str = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierMatter:
    """What the front matter of a dossier says; *articles* are those it lists, in the editor's order."""

    title: str
    slug: str
    lang: str
    added: date
    articles: tuple[Listed, ...]
    summary: str | None = None
    modified: date | None = None
    authors: tuple[str, ...] = ()
    tag: str | None = None
    translation_of: str | None = None
    status: str = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekMatter:
    """What the front matter of an introduction to a weekly digest says; its translations are of the same week."""

    week: Week
    lang: str
    title: str | None = None
    summary: str | None = None
    authors: tuple[str, ...] = ()
    status: str = "published"

    @property
    def slug(self) -> str:
        """The last part of the address of the page that it introduces."""
        return str(self.week)


class _Wrong(ValueError):
    """A value that is not of its kind: what was expected, and what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def is_plain(text: str) -> bool:
    """Return whether *text* can stand on a page as it is: NUL cannot, and marks a place in pages of ours."""
    return "\0" not in text


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Wrong("is not text", "write words, in quotation marks if they hold a colon")
    return value.strip().replace("\0", "\ufffd")  # as every browser has it (HTML 13.2.5)


# un-resolution-2178
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_slug(text: str) -> bool:
    """Return whether *text* can be the last part of an address."""
    return bool(_SLUG.fullmatch(text))


def _slug(value: Any) -> str:
    if not is_slug(_text(value)):
        raise _Wrong(f"is not a slug: {value!r}", "use small Latin letters, figures and single hyphens")
    return str(value)


# 3fa91c07be52
_STATE = re.compile("[0-9a-f]{12}")


def _state(value: Any) -> str:
    if not _STATE.fullmatch(_text(value)):
        raise _Wrong(f"is not the fingerprint of an original: {value!r}", "copy what `digest check content` tells")
    return str(value)


def _partial_date(value: Any) -> PartialDate:
    try:
        return PartialDate.parse(_text(value))
    except ValueError as error:
        hint = "write 2016-12-26, or 2016-12 or 2016 where no more is known; leave the key out where nothing is"
        raise _Wrong(f"is not a date: {value!r}", hint) from error


def _day(value: Any) -> date:
    parsed = _partial_date(value)
    if parsed.day is None:
        raise _Wrong(f"is not a day: {value!r}", "write year, month and day: 2016-12-26")
    return parsed.first_day


def _week(value: Any) -> Week:
    try:
        return Week.parse(_text(value))
    except ValueError as error:
        hint = "write the year of its Thursday and its number by ISO 8601: 2026-W47"
        raise _Wrong(f"is not a week: {value!r}", hint) from error


def _moment(value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(value))
    except ValueError as error:
        raise _Wrong(f"is not a date and time: {value!r}", "write 2026-12-01T06:00:00+05:00") from error
    if moment.tzinfo is None:
        raise _Wrong(f"has no time zone: {value!r}", "add it, as in 2026-12-01T06:00:00+05:00, or Z for UTC")
    return moment


def _lang(value: Any) -> str:
    tag = _text(value)
    if not is_language(tag):
        raise _Wrong(f"is not a language tag: {value!r}", "write a BCP 47 tag such as en, ru, kk or zh-Hans")
    return tag


def _country(value: Any) -> str:
    code = _text(value)
    if code not in country_codes():
        raise _Wrong(f"is not a country code: {value!r}", "write two capital letters (ISO 3166-1), such as KZ")
    return code


def _url(value: Any) -> str:
    address = _text(value)
    if not is_web_address(address):
        raise _Wrong(f"is not a web address: {value!r}", "write it whole, beginning with https://")
    return address


# https://undocs.org/S/RES/2178(2014)
_ADDRESS = re.compile(r"""https?://[^\s<>"'`\\]+""")


def is_web_address(text: str) -> bool:
    """Return whether *text* is a whole address of the web, with nothing in it that could end an attribute."""
    try:
        return bool(_ADDRESS.fullmatch(text) and urlsplit(text).hostname)
    except ValueError:  # https://[bad
        return False


def _listed(value: Any) -> Listed:
    return Listed(_slug(value)) if isinstance(value, str) else _LISTED(value)


def _one_of(*words: str) -> Callable[[Any], str]:
    def parse(value: Any) -> str:
        if value not in words:
            raise _Wrong(f"is not one of {', '.join(words)}: {value!r}", f"write {words[0]}")
        return str(value)

    return parse


def _list_of(parse_item: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    def parse(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise _Wrong("is not a list", "write [one, two], or one `- item` a line")
        return tuple(parse_item(item) for item in value)

    return parse


def _record(build: Callable[..., Any], **kinds: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a parser of a mapping whose keys are *kinds* and which becomes `build(**values)`."""

    def parse(value: Any) -> Any:
        if not isinstance(value, dict):
            raise _Wrong("is not a set of `key: value`", f"its keys are {', '.join(kinds)}")
        unknown = [key for key in value if key not in kinds]
        if unknown:
            raise _Wrong(f"has an unknown key {unknown[0]!r}", _nearest(unknown[0], list(kinds)))
        values = {key: _part(key, kinds[key], item) for key, item in value.items() if item is not None}
        try:
            return build(**values)
        except TypeError as error:  # build() misses a required key
            raise _Wrong("lacks a key that it must have", f"its keys are {', '.join(kinds)}") from error

    return parse


def _part(key: str, kind: Callable[[Any], Any], value: Any) -> Any:
    """Return the value of one key of a record; what is wrong with it is told with the key."""
    try:
        return kind(value)
    except _Wrong as wrong:
        raise _Wrong(f"has a {key!r} that {wrong.message}", wrong.hint) from wrong


@dataclass(frozen=True, slots=True)
class Field:
    """A key of the front matter: its name in the file, in FrontMatter, and how its value is read."""

    key: str
    parse: Callable[[Any], Any]
    name: str = ""
    required: bool = False

    @property
    def attribute(self) -> str:
        """Its name in FrontMatter."""
        return self.name or self.key


_IMAGE = _record(Image, file=_text, caption=_text, credit=_text, alt=_text)
_LISTED = _record(Listed, slug=_slug, note=_text, heading=_text)
_SOURCE = _record(Source, file=_text, sha256=_text, encoding=_text, url=_url, archive_url=_url, archived=_day)

FIELDS: tuple[Field, ...] = (
    Field("title", _text, required=True),
    Field("slug", _slug, required=True),
    Field("date", _partial_date, "published"),
    Field("date_evidence", _text),
    Field("added", _day, required=True),
    Field("modified", _day),
    Field("lang", _lang, required=True),
    Field("authors", _list_of(_text)),
    Field("agency", _text),
    Field("publication", _slug),
    Field("category", _slug, "section"),
    Field("tags", _list_of(_text)),
    Field("dateline", _record(Dateline, text=_text, place=_text, country=_country)),
    Field("places", _list_of(_text)),
    Field("summary", _text),
    Field("images", _list_of(_IMAGE)),
    Field("source", _SOURCE),
    Field("rights", _one_of(*RIGHTS)),
    Field("status", _one_of(*STATUSES)),
    Field("embargo", _moment),
    Field("expires", _moment),
    Field("content_note", _text),
    Field("corrections", _list_of(_record(Correction, date=_day, text=_text))),
    Field("quoted", _list_of(_record(Quoted, name=_text, role=_text))),
    Field("translation_of", _slug),
    Field("original", _state),
    Field("import", _record(ImportMark, version=_text, fingerprint=_text, notes=_list_of(_text)), "imported"),
)
KEYS = tuple(field.key for field in FIELDS)
PAGE_FIELDS: tuple[Field, ...] = tuple(
    field for field in FIELDS if field.key in {"title", "slug", "lang", "summary", "modified", "status"}
)
DOSSIER_FIELDS: tuple[Field, ...] = (
    *PAGE_FIELDS,
    *(field for field in FIELDS if field.key in {"added", "authors", "translation_of"}),
    Field("tag", _text),
    Field("articles", _list_of(_listed), required=True),
)
WEEK_FIELDS: tuple[Field, ...] = (
    Field("week", _week, required=True),
    *(field for field in FIELDS if field.key in {"lang", "authors", "summary", "status"}),
    Field("title", _text),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of content: the type and the keys of its front matter, and the one whose items have lines of their own."""

    matter: type[Any]
    fields: tuple[Field, ...]
    itemised: str = ""

    def parse(self, metadata: Mapping[str, Any], lines: Mapping[str, int]) -> tuple[Any, list[Fault]]:
        """Return the typed front matter of a file and every fault of it, by line.

        It is None where a required key is missing or wrong.
        """
        return _parse(self.matter, self.fields, metadata, lines)


ARTICLES, PAGES, DOSSIERS, DIGESTS = "articles", "pages", "dossiers", "digests"
# What `content/` holds, by folder. Each has a field of its name in the engine's Store, and all but articles a path in
# digest/site/addresses.py; rules between its files stand in digest/checks/content.py.
KINDS: Mapping[str, Kind] = {
    ARTICLES: Kind(FrontMatter, FIELDS),
    PAGES: Kind(PageMatter, PAGE_FIELDS),
    DOSSIERS: Kind(DossierMatter, DOSSIER_FIELDS, itemised="articles"),
    DIGESTS: Kind(WeekMatter, WEEK_FIELDS),
}
# Pages and whatever else an editor writes around the articles.
LEAVES = tuple(folder for folder in KINDS if folder != ARTICLES)


def parse_article(metadata: Mapping[str, Any], lines: Mapping[str, int]) -> tuple[FrontMatter | None, list[Fault]]:
    """Return the typed front matter of an article and every fault of it, as `Kind.parse`."""
    return _parse(FrontMatter, FIELDS, metadata, lines)


def _parse(
    build: Callable[..., Matter], fields: Sequence[Field], metadata: Mapping[str, Any], lines: Mapping[str, int]
) -> tuple[Matter | None, list[Fault]]:
    faults = list(_unknown_keys(fields, lines))
    values: dict[str, Any] = {}
    for field in fields:
        value = metadata.get(field.key)
        line = lines.get(field.key, 1)
        if value is None:
            if field.required:
                faults.append(Fault(line, "C103", f"{field.key!r} is missing", f"add a line `{field.key}: ...`"))
            continue
        try:
            values[field.attribute] = field.parse(value)
        except _Wrong as wrong:
            faults.append(Fault(line, "C104", f"{field.key!r} {wrong.message}", wrong.hint))
    complete = all(field.attribute in values for field in fields if field.required)
    return (build(**values) if complete else None), sorted(faults, key=lambda fault: fault.line)


def _unknown_keys(fields: Sequence[Field], lines: Mapping[str, int]) -> Iterator[Fault]:
    known = [field.key for field in fields]
    for key, line in lines.items():
        if key not in known:
            yield Fault(line, "C102", f"unknown key {key!r}", _nearest(key, known))


def _nearest(word: str, known: Sequence[str]) -> str:
    return did_you_mean(word, known) or f"the keys are {', '.join(known)}"


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return a hint that names the one of *known* that is nearest to a mistyped *word*; none where none is near."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else ""
