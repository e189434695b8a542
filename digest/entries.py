"""The shapes of what an entry of a registry says: in words, as a question of a value, and as JSON Schema."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digest.languages import country_codes, is_language
from digest.model import PartialDate, Text
from digest.schema import RIGHTS
from digest.shapes import COUNTRY, DATE, DAY, LANG, SLUG, URL, WrongValue, is_readable, is_web_address, object_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

INTERNATIONAL = "international"
"""The country of what is of no country, as an organ of the United Nations: that is known, and is not none."""


UNKNOWN = "unknown"
"""What stands for an owner, funder or country that was looked for and not found."""


@dataclass(frozen=True, slots=True)
class Criticism:
    """What is held against a publication, and its citation: where that stands, and when it was said."""

    text: Text
    url: str
    date: PartialDate


@dataclass(frozen=True, slots=True)
class EntryShape:
    """What a value of an entry must be: in words, whether it is, and in JSON Schema."""

    told: str
    is_right: Callable[[Any], bool]
    schema: Mapping[str, Any]


def text_of(value: Any) -> Text:
    """Return a text from words by language, or from plain words in English."""
    return Text({lang: words for lang, words in value.items() if words} if isinstance(value, dict) else {"en": value})


def _is_words(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and is_readable(value)


def _is_text(value: Any) -> bool:
    if isinstance(value, dict):
        return all(is_language(lang) and (not words or _is_words(words)) for lang, words in value.items())
    return _is_words(value)


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_words, value))


def _is_languages(value: Any) -> bool:
    return _is_list(value) and all(map(is_language, value))


def _is_country(value: Any) -> bool:
    return _is_words(value) and value in country_codes()


def _is_date(value: Any) -> bool:
    try:
        DATE.parse(value)
    except WrongValue:
        return False
    return True


def _is_one_criticism(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == {"text", "url", "date"}
        and bool(value["text"])
        and _is_text(value["text"])
        and bool(text_of(value["text"]).in_lang("en"))
        and is_web_address(str(value["url"]))
        and _is_date(value["date"])
    )


def is_uncited(value: Any) -> bool:
    """Return whether *value* holds criticism that does not say where it stands, or when it was said."""
    said = [one for one in value if isinstance(one, dict) and one.get("text")] if isinstance(value, list) else []
    return any(not (one.get("url") and one.get("date")) for one in said)


# +49 30 1234567   116 123   (0800) 12-34
_PHONE = re.compile(r"\+?[0-9(][0-9 ()./-]*[0-9]")


def _is_phone(value: Any) -> bool:
    return isinstance(value, str) and bool(_PHONE.fullmatch(value))


def _is_day(value: Any) -> bool:
    try:
        DAY.parse(value)
    except WrongValue:
        return False
    return True


_WORDS = {"type": ["string", "number"], "pattern": r"\S"}
_BY_LANG = {"type": ["object"], "propertyNames": LANG.schema, "additionalProperties": {"type": ["string", "null"]}}
_TEXT = {"anyOf": [_WORDS, _BY_LANG]}
_CRITICISM = {"text": _TEXT, "url": URL.schema, "date": DATE.schema}

SHAPES: Mapping[str, EntryShape] = {
    "text": EntryShape("words, or `{en: words, ru: words}`", _is_text, _TEXT),
    "list": EntryShape("a list of words, as in [one, two]", _is_list, {"type": ["array"], "items": _WORDS}),
    "word": EntryShape("a word", _is_words, _WORDS),
    "id": EntryShape("the id of an entry", _is_words, SLUG.schema),
    "country": EntryShape("two capital letters (ISO 3166-1), such as KZ", _is_country, COUNTRY.schema),
    "seat": EntryShape(
        f"two capital letters (ISO 3166-1), such as KZ, or {INTERNATIONAL} or {UNKNOWN}",
        lambda value: value in (INTERNATIONAL, UNKNOWN) or _is_country(value),
        {"anyOf": [{"type": ["string"], "enum": [INTERNATIONAL, UNKNOWN]}, COUNTRY.schema]},
    ),
    "languages": EntryShape(
        "a list of language tags (BCP 47), as in [en, kk]", _is_languages, {"type": ["array"], "items": LANG.schema}
    ),
    "criticism": EntryShape(
        "a list of `{text: {en: words}, url: address, date: 2016-12-26}`",
        lambda value: isinstance(value, list) and all(map(_is_one_criticism, value)),
        {"type": ["array"], "items": object_schema(_CRITICISM, [*_CRITICISM])},
    ),
    "phone": EntryShape(
        "a telephone number, as in '+49 30 1234567'",
        _is_phone,
        {"type": ["string", "integer"], "pattern": f"^{_PHONE.pattern}$"},
    ),
    "day": EntryShape("a day, as in 2026-11-26", _is_day, DAY.schema),
    "rights": EntryShape(
        f"one of {', '.join(RIGHTS)}",
        lambda value: _is_words(value) and value in RIGHTS,
        {"type": ["string"], "enum": list(RIGHTS)},
    ),
    "address": EntryShape(
        "a whole web address, or / for this site",
        lambda value: value == "/" or is_web_address(str(value)),
        {"anyOf": [{"type": ["string"], "enum": ["/"]}, URL.schema]},
    ),
}
