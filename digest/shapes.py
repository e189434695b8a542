"""The shapes of values: what can be written at a key of front matter, what it becomes, and how JSON Schema says it."""

from __future__ import annotations

import dataclasses
import difflib
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from digest.languages import country_codes, is_language
from digest.model import PartialDate, Week

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence


class WrongValue(ValueError):
    """A value that is not of its shape: what was expected, and what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value may be: *parse* returns what it means, or raises WrongValue; *schema* says the same as JSON Schema.

    Front matter is read as text, but programs that read YAML by its own rules take `2016` for a figure: so a schema of
    text allows figures where they can be meant. *name* is what a form goes by; *words* are those that it is one of,
    *item* is the shape of what it lists, and *parts* are those of the keys within it, the *needed* ones named.
    """

    name: str
    parse: Callable[[Any], Any]
    schema: Mapping[str, Any]
    words: tuple[str, ...] = ()
    item: Shape | None = None
    parts: Mapping[str, Shape] = field(default_factory=dict)
    needed: tuple[str, ...] = ()
    about: str = ""

    def told(self, about: str) -> Shape:
        """Return the same shape with what an editor is told of this use of it."""
        return dataclasses.replace(self, about=about, schema={"description": about, **self.schema})


# No page and no feed can hold these, in any form (HTML 13.2.3.5, XML 1.0 2.2); NUL marks a place in pages of ours.
_UNREADABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def is_readable(text: str) -> bool:
    """Return whether *text* can stand on a page as it is."""
    return not _UNREADABLE.search(text)


def find_unreadable(text: str) -> Iterator[tuple[int, str]]:
    """Yield where in *text* a character stands that no page can hold, and that character."""
    return ((found.start(), found[0]) for found in _UNREADABLE.finditer(text))


def readable(text: str) -> str:
    """Return *text* with a mark for each character that cannot stand on a page, and a space for those that were one.

    That is what browsers do with NUL (HTML 13.2.5): that something was there is not hidden.
    """
    return _UNREADABLE.sub(lambda found: " " if found[0].isspace() else "\ufffd", text)


def _text(value: Any) -> str:
    text = readable(value).strip() if isinstance(value, str) else ""
    if not text:
        raise WrongValue("is not text", "write words, in quotation marks if they hold a colon")
    return text


# un-resolution-2178
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_slug(text: str) -> bool:
    """Return whether *text* can be the last part of an address."""
    return bool(_SLUG.fullmatch(text))


def _slug(value: Any) -> str:
    slug = _text(value)
    if not is_slug(slug):
        raise WrongValue(f"is not a slug: {value!r}", "use small Latin letters, figures and single hyphens")
    return slug


# 3fa91c07be52
_STATE = re.compile("[0-9a-f]{12}")


def _state(value: Any) -> str:
    state = _text(value)
    if not _STATE.fullmatch(state):
        raise WrongValue(f"is not the fingerprint of an original: {value!r}", "copy what `digest check content` tells")
    return state


def _partial_date(value: Any) -> PartialDate:
    try:
        return PartialDate.parse(_text(value))
    except ValueError as error:
        hint = "write 2016-12-26, or 2016-12 or 2016 where no more is known; leave the key out where nothing is"
        raise WrongValue(f"is not a date: {value!r}", hint) from error


def _day(value: Any) -> date:
    parsed = _partial_date(value)
    if parsed.day is None:
        raise WrongValue(f"is not a day: {value!r}", "write year, month and day: 2016-12-26")
    return parsed.first_day


def _week(value: Any) -> Week:
    try:
        return Week.parse(_text(value))
    except ValueError as error:
        hint = "write the year of its Thursday and its number by ISO 8601: 2026-W47"
        raise WrongValue(f"is not a week: {value!r}", hint) from error


def _moment(value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(value))
    except ValueError as error:
        raise WrongValue(f"is not a date and time: {value!r}", "write 2026-12-01T06:00:00+05:00") from error
    if moment.tzinfo is None:
        raise WrongValue(f"has no time zone: {value!r}", "add it, as in 2026-12-01T06:00:00+05:00, or Z for UTC")
    return moment


def _lang(value: Any) -> str:
    tag = _text(value)
    if not is_language(tag):
        raise WrongValue(f"is not a language tag: {value!r}", "write a BCP 47 tag such as en, ru, kk or zh-Hans")
    return tag


def _country(value: Any) -> str:
    code = _text(value)
    if code not in country_codes():
        raise WrongValue(f"is not a country code: {value!r}", "write two capital letters (ISO 3166-1), such as KZ")
    return code


def _url(value: Any) -> str:
    address = _text(value)
    if not is_web_address(address):
        raise WrongValue(f"is not a web address: {value!r}", "write it whole, beginning with https://")
    return address


# https://undocs.org/S/RES/2178(2014)
_ADDRESS = re.compile(r"""https?://[^\s<>"'`\\]+""")


def is_web_address(text: str) -> bool:
    """Return whether *text* is a whole address of the web, with nothing in it that could end an attribute."""
    try:
        return bool(_ADDRESS.fullmatch(text) and urlsplit(text).hostname)
    except ValueError:  # https://[bad
        return False


# 2016   2016-12   2016-12-26; that a month has so many days is left to `parse`, as is what languages and countries are
_YEAR = "[1-9][0-9]{3}"
_MONTH, _DAY = "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
# 2026-12-01T06:00:00+05:00   2026-12-01 06:00Z
_MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,6})?)?(Z|[+-][0-9]{2}:?[0-9]{2})"

TEXT = Shape("text", _text, {"type": ["string", "number"], "pattern": r"\S"})
STATE = Shape("state", _state, {"type": ["string", "number"], "pattern": f"^{_STATE.pattern}$"})
SLUG = Shape("slug", _slug, {"type": ["string", "integer"], "pattern": f"^{_SLUG.pattern}$"})
DATE = Shape(
    "date",
    _partial_date,
    {
        "type": ["string", "integer"],
        "pattern": f"^{_YEAR}(-{_MONTH}(-{_DAY})?)?$",
        "minimum": 1000,
        "maximum": 9999,
    },
)
DAY = Shape("day", _day, {"type": ["string"], "pattern": f"^{_YEAR}-{_MONTH}-{_DAY}$"})
WEEK = Shape("week", _week, {"type": ["string"], "pattern": f"^{_YEAR}-W(0[1-9]|[1-4][0-9]|5[0-3])$"})
MOMENT = Shape("moment", _moment, {"type": ["string"], "pattern": f"^{_MOMENT}$"})
LANG = Shape("language", _lang, {"type": ["string"], "pattern": "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"})
COUNTRY = Shape("country", _country, {"type": ["string"], "pattern": "^[A-Z]{2}$"})
URL = Shape("address", _url, {"type": ["string"], "pattern": f"^{_ADDRESS.pattern}$"})


def one_of(*words: str) -> Shape:
    """Return the shape of one of *words*."""

    def parse(value: Any) -> str:
        if value not in words:
            raise WrongValue(f"is not one of {', '.join(words)}: {value!r}", f"write {words[0]}")
        return str(value)

    return Shape("choice", parse, {"type": ["string"], "enum": list(words)}, words=words)


def list_of(item: Shape) -> Shape:
    """Return the shape of a list of items."""

    def parse(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise WrongValue("is not a list", "write [one, two], or one `- item` a line")
        return tuple(item.parse(one) for one in value)

    return Shape("list", parse, {"type": ["array"], "items": item.schema}, item=item)


def either(word: Shape, whole: Shape, build: Callable[[Any], Any]) -> Shape:
    """Return the shape of *whole*, for which a mere *word* may stand, of which it is then built."""

    def parse(value: Any) -> Any:
        return build(word.parse(value)) if isinstance(value, str) else whole.parse(value)

    return Shape(whole.name, parse, {"anyOf": [word.schema, whole.schema]}, parts=whole.parts, needed=whole.needed)


def record(build: type[Any], **kinds: Shape) -> Shape:
    """Return the shape of a mapping whose keys are *kinds* and which becomes `build(**values)`, a dataclass."""

    def parse(value: Any) -> Any:
        if not isinstance(value, dict):
            raise WrongValue("is not a set of `key: value`", f"its keys are {', '.join(kinds)}")
        unknown = [key for key in value if key not in kinds]
        if unknown:
            raise WrongValue(f"has an unknown key {unknown[0]!r}", nearest(unknown[0], list(kinds)))
        values = {key: _part(key, kinds[key], item) for key, item in value.items() if item is not None}
        try:
            return build(**values)
        except TypeError as error:  # build() misses a required key
            raise WrongValue("lacks a key that it must have", f"its keys are {', '.join(kinds)}") from error

    needed = _needed(build)
    schemas = {key: kind.schema for key, kind in kinds.items()}
    return Shape("record", parse, object_schema(schemas, needed), parts=kinds, needed=needed)


def _needed(build: type[Any]) -> tuple[str, ...]:
    """Return the fields of a dataclass that have no default."""
    missing = dataclasses.MISSING
    fields = dataclasses.fields(build)
    return tuple(one.name for one in fields if one.default is missing and one.default_factory is missing)


def object_schema(schemas: Mapping[str, Mapping[str, Any]], required: Sequence[str]) -> dict[str, Any]:
    """Return the JSON Schema of a mapping of these keys and no others; what is not *required* may have no value."""
    properties = {key: dict(schema) if key in required else or_nothing(schema) for key, schema in schemas.items()}
    closed: dict[str, Any] = {"type": ["object"], "properties": properties, "additionalProperties": False}
    return closed | ({"required": list(required)} if required else {})


def or_nothing(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the JSON Schema of the same, or of a key without a value."""
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], {"type": ["null"]}]}
    more: dict[str, Any] = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, "type": [*schema["type"], "null"]} | more


def _part(key: str, shape: Shape, value: Any) -> Any:
    """Return the value of one key of a record; what is wrong with it is told with the key."""
    try:
        return shape.parse(value)
    except WrongValue as wrong:
        raise WrongValue(f"has a {key!r} that {wrong.message}", wrong.hint) from wrong


def nearest(word: str, known: Sequence[str]) -> str:
    """Return a hint to a mistyped key: the nearest of *known*, or all of them."""
    return did_you_mean(word, known) or f"the keys are {', '.join(known)}"


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return a hint that names the one of *known* that is nearest to a mistyped *word*; none where none is near."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else ""
