"""The dateline: the words before the lede that say where, when and by whom a text was filed (rules 53 to 60)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from digest.importer.dates import Mention, find_date
from digest.importer.lexicon import any_of, fold, lexicon
from digest.importer.model import Filed
from digest.importer.places import Place, country_named, find_place, is_country_or_region, is_kind_of_place
from digest.model import Dateline

if TYPE_CHECKING:
    from digest.registry import Registry

MAX_HEAD = 140  # characters before the dash
MAX_PLACE = 80
MAX_NAME_WORDS = 5  # of a place in ordinary letters, before a long dash
MAX_UNCASED_WORDS = 3  # of a place in a script without capitals
LOOK_AHEAD = 200  # characters in which a second dash would make the first one part of a sentence

# ASTANA -- The   LONDON— The   Almaty – The   OSLO - The; not Nur-Sultan, not 1914–1918
_DASH = re.compile(r"\s*(?P<long>--+|[—―]|–(?=\s))\s*|\s+(?P<hyphen>-)\s+")
# SAN SALVADOR, 14 NOV 89 (ACAN - EFE)   (INTERPRESS AGENCY [IPS])   [IPS]   [CADENA 1), as it was once mistyped
_TAIL = re.compile(r"\s*(?:\((?P<round>[^()]{2,60})\)|[\[(](?P<square>[^\[\]()]{2,60})[\])])\s*[,،:]?$")
# HAVANA (CUBA)
_COUNTRY = re.compile(r"^(?P<place>[^()]{2,60}?)\s*\((?P<country>[^()]{2,40})\)$")
# نئی دہلی، 08 جولائی (یو این آئی)
_NO_DASH = re.compile(r"^(?P<head>[^().]{2,60}\((?P<agency>[^()]{2,40})\))[:۔.،]?\s+(?=\S)")
_NO_DATE = re.compile(r",?\s*\bNO DATE\b", re.IGNORECASE)
_NOT_IN_PLACES = re.compile(r"[\"“”«»:;?!|/\[\]{}<>=*#@]|[0-9]|\.\s+[^\W\d_]{3}.*\s\w+\s")
_PARTICLES = frozenset({
    "de", "del", "la", "las", "los", "el", "al", "of", "and", "the", "upon", "sur", "am", "an", "der", "den", "di",
    "da", "do", "dos", "e", "и", "на",
})  # fmt: skip
_EDGES = " ,،\t"


@dataclass(frozen=True, slots=True)
class _Head:
    """The words before the dash, taken apart."""

    text: str
    place: str
    agency: str | None
    mention: Mention | None

    @property
    def is_certain(self) -> bool:
        return self.agency is not None or self.mention is not None


def parse_dateline(text: str, registry: Registry) -> Filed | None:
    """Return the dateline that *text* begins with, or None."""
    return _with_dash(text, registry) or _without_dash(text, registry)


def _with_dash(text: str, registry: Registry) -> Filed | None:
    dash = _first_dash(text[: MAX_HEAD + 5])
    if dash is None:
        return None
    head = _parse_head(text[: dash.start()])
    if head is None:
        return None
    place = _find(head, registry)
    lede = text[dash.end() :]
    if not _is_place(head, lede, place, is_long=dash["long"] is not None):
        return None
    return _filed(head, place, dash.end(), head.agency or _leading_agency(lede))


def _first_dash(text: str) -> re.Match[str] | None:
    """Return the first dash that is not within brackets."""
    for dash in _DASH.finditer(text):
        before = text[: dash.start()]
        if sum(map(before.count, "([")) == sum(map(before.count, ")]")):
            return dash if dash.start() else None
    return None


def _parse_head(text: str) -> _Head | None:
    rest, agency = _split_agency(text)
    rest = _NO_DATE.sub("", rest)
    mention = find_date(rest)
    if mention:
        rest = rest[: mention.start] + rest[mention.end :]
    rest = rest.strip(_EDGES)
    if not rest or len(rest) > MAX_PLACE or _NOT_IN_PLACES.search(rest):
        return None
    if fold(rest.split(",")[0]) in lexicon().not_places:
        return None
    return _Head(text.strip(), rest, agency, mention)


def _split_agency(text: str) -> tuple[str, str | None]:
    """Return the head without its agency, and the agency as the lexicon writes it, else as printed."""
    tail = _TAIL.search(text)
    if tail:
        name = tail["round"] or tail["square"]
        before = text[: tail.start()]
        if is_country_or_region(name) and not find_date(before):
            return text, None
        return before, lexicon().agencies.get(fold(name), name.strip())
    before, comma, last = text.rpartition(",")
    known = lexicon().agencies.get(fold(last)) if comma else None
    return (before, known) if known else (text, None)


@cache
def _agency_first() -> re.Pattern[str]:
    return re.compile(rf"(?P<agency>{any_of(lexicon().agencies.values())})[.,]\s", re.IGNORECASE)


def _leading_agency(lede: str) -> str | None:
    """Return the agency that stands after the dash: `МОСКВА, 26 дек — РИА Новости. Текст`."""
    match = _agency_first().match(lede)
    return lexicon().agencies[fold(match["agency"])] if match else None


def _find(head: _Head, registry: Registry) -> Place:
    bracketed = _COUNTRY.fullmatch(head.place)
    if bracketed:
        found = find_place(bracketed["place"], bracketed["country"], registry)
        return found if found.is_known else find_place(bracketed["place"], None, registry)
    parts = [part.strip() for part in re.split("[,،]", head.place)]
    return find_place(parts[0], parts[-1] if len(parts) > 1 else None, registry)


def _is_place(head: _Head, lede: str, place: Place, *, is_long: bool) -> bool:
    """Return whether the head is a place, by its letters and by what follows."""
    first = re.split("[,،(]", head.place)[0].strip()
    letters = [char for char in first if char.isalpha()]
    if len(letters) < 2 or not lede:  # noqa: PLR2004 - a place has two letters at least
        return False
    if all(char.upper() == char.lower() for char in letters):
        return _is_uncased_place(head, lede, place)
    if first.upper() == first:
        has_small = any(char.islower() for char in lede[:LOOK_AHEAD])
        return has_small or place.is_prominent or head.is_certain
    if not _is_title_case(head.place):
        return False
    if head.is_certain:
        return True
    begins = lede[0].isupper() or lede[0].isdigit() or lede[0] in "\"'“«(‘["
    return begins and _is_short(head, lede, is_known=place.is_prominent, is_long=is_long)


def _is_short(head: _Head, lede: str, *, is_known: bool, is_long: bool) -> bool:
    """Return whether a few capitalised words stand before a long dash that is no dash of a sentence."""
    if not is_long:
        return is_known
    second = _first_dash(lede[:LOOK_AHEAD])
    return len(head.place.split()) <= MAX_NAME_WORDS and (is_known or second is None)


def _is_uncased_place(head: _Head, lede: str, place: Place) -> bool:
    """Return whether a well-known place stands before the dash: any noun can, and none has a capital."""
    words = len(head.place.split())
    if head.is_certain:
        return words <= MAX_NAME_WORDS
    is_aside = country_named(head.place) is not None and _first_dash(lede[:LOOK_AHEAD]) is not None
    return place.is_prominent and words <= MAX_UNCASED_WORDS and not is_aside


def _is_title_case(place: str) -> bool:
    words = re.findall(r"[^\W\d_][\w'’.-]*", place)
    return all(word[0].isupper() or word.casefold() in _PARTICLES or is_kind_of_place(word) for word in words)


def _without_dash(text: str, registry: Registry) -> Filed | None:
    """Return a dateline that ends in its agency: «نئی دہلی، 08 جولائی (یو این آئی)»."""
    match = _NO_DASH.match(text)
    if match is None or fold(match["agency"]) not in lexicon().agencies:
        return None
    head = _parse_head(match["head"])
    if head is None or len(head.place.split()) > MAX_NAME_WORDS or not _is_title_case_or_uncased(head.place):
        return None
    return _filed(head, _find(head, registry), match.end(), head.agency)


def _is_title_case_or_uncased(place: str) -> bool:
    return place.upper() == place or _is_title_case(place)


def _filed(head: _Head, place: Place, lede_at: int, agency: str | None) -> Filed:
    name = re.split("[,،]", head.place)[0].strip()
    date = head.mention.date if head.mention else None
    return Filed(
        dateline=Dateline(head.text, name, place.country),
        lede_at=lede_at,
        slug=place.slug,
        place_id=place.id,
        agency=agency,
        date=date,
        date_evidence=head.mention.text if head.mention and date else None,
        ambiguous=place.ambiguous,
    )
