"""The dateline: the words before the lede that say where, when and by whom a text was filed (rules 53 to 60)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from digest.importer.head.byline import is_cased
from digest.importer.head.dateline_head import DatelineHead, leading_agency, parse_head
from digest.importer.head.places import Place, country_named, find_place, is_kind_of_place
from digest.importer.model import Filed
from digest.importer.texts.lexicon import any_of, fold, lexicon
from digest.model import Dateline

if TYPE_CHECKING:
    from digest.registry import Registry

MAX_HEAD = 140  # characters before the dash
MAX_BEFORE = 63  # characters before a colon, or before the bracket of an agency
MAX_ALONE = 80  # characters of a dateline on its own line
MAX_NAME_WORDS = 5  # of a place in ordinary letters, before a long dash
MAX_UNCASED_WORDS = 4  # of a place in a script without capitals
LOOK_AHEAD = 200  # characters in which a second dash would make the first one part of a sentence

_DASHES = "-–—―"
# ASTANA -- The   LONDON— The   Almaty – The   OSLO - The; not Nur-Sultan, not 1914–1918
_DASH = re.compile(r"\s*(?P<long>--+|[—―]|–(?=\s))\s*|\s+(?P<hyphen>-)\s+")
# KARACHI: The
_COLON = re.compile(r"^(?P<head>[^:.]{2,60}):\s+(?=\S)")
# HAVANA (CUBA)
_COUNTRY = re.compile(r"^(?P<place>[^()]{2,60}?)\s*\((?P<country>[^()]{2,40})\)$")
# نئی دہلی، 08 جولائی (یو این آئی)   МОСКВА, 26 декабря. /ТАСС/.   ДУШАНБЕ, 26.12.2016 /Ховар/.
_NO_DASH = re.compile(
    r"^(?P<head>[^().]{2,60}\((?P<agency>[^()]{2,40})\)|(?:[^/.]|(?<=\d)\.(?=\d)){2,60}\.?\s?/(?P<slashed>[^/]{2,40})/)[:۔.،]?\s+(?=\S)"
)
# Алматы, 5 апреля. Зал   Toshkent, 2018-yil 5-mart. Zal   Алматы, 26.12.2016 г. Зал
_STOPPED = re.compile(
    r"(?P<head>(?P<place>[^.,،:()\d]{2,40})[,،]\s*(?=[^,،]{0,20}\d)[^,،()]{3,40}?)\s?(?:г|ж|й)?\.\s+(?=[^\W\d_]|[\"“«])"
)
_PARTICLES = frozenset({
    "de", "del", "la", "las", "los", "el", "al", "of", "and", "the", "upon", "sur", "am", "an", "der", "den", "di",
    "da", "do", "dos", "e", "и", "на",
})  # fmt: skip


def parse_dateline(text: str, registry: Registry, order: str | None = None) -> Filed | None:
    """Return the dateline that *text* begins with, or None; *order* is that of figures in its date."""
    return (
        _with_dash(text, registry, order)
        or _without_dash(text, registry, order)
        or _with_colon(text, registry, order)
        or _with_stop(text, registry, order)
        or _alone(text, registry, order)
    )


def _with_dash(text: str, registry: Registry, order: str | None) -> Filed | None:
    dash = _first_dash(text[: MAX_HEAD + 5])
    if dash is None:
        return None
    head = parse_head(text[: dash.start()], order)
    if head is None:
        return None
    lede, lede_at = text[dash.end() :], dash.end()
    agency = leading_agency(lede)
    if agency:
        lede, lede_at = lede[agency.end() :], lede_at + agency.end()
        known = lexicon().agencies[fold(agency["agency"])]
        head = DatelineHead(head.text, head.place, head.agency or known, head.mention)
    place = _find(head, registry)
    if not _is_place(head, lede, place, is_long=dash["long"] is not None):
        return None
    return _filed(head, place, lede_at)


def _first_dash(text: str) -> re.Match[str] | None:
    """Return the first dash that is not within brackets."""
    if not any(map(text.__contains__, _DASHES)):
        return None
    for dash in _DASH.finditer(text):
        before = text[: dash.start()]
        if sum(map(before.count, "([")) == sum(map(before.count, ")]")):
            return dash if dash.start() else None
    return None


@cache
def _two() -> re.Pattern[str]:
    """Return an expression for what stands between two places: `ASTANA/ALMATY`, `Oslo and Bergen`."""
    return re.compile(rf"\s*/\s*|\s+(?:{any_of(lexicon().conjunctions)})\s+", re.IGNORECASE)


def _find(head: DatelineHead, registry: Registry) -> Place:
    bracketed = _COUNTRY.fullmatch(head.place)
    if bracketed:
        found = find_place(bracketed["place"], bracketed["country"], registry)
        return found if found.is_known else find_place(bracketed["place"], None, registry)
    parts = [part.strip() for part in re.split("[,،]", head.place)]
    within = parts[-1] if len(parts) > 1 else None
    whole = find_place(parts[0], within, registry)
    both = [name for name in _two().split(parts[0]) if name]
    if whole.is_known or len(both) < 2:  # noqa: PLR2004 - two places
        return whole
    countries = {find_place(name, within, registry).country for name in both}
    return Place(countries.pop()) if len(countries) == 1 else Place()


def _is_place(head: DatelineHead, lede: str, place: Place, *, is_long: bool) -> bool:
    """Return whether the head is a place, by its letters and by what follows."""
    if not head.place:
        return bool(lede)  # an agency alone: (Reuters) -
    first = re.split("[,،(]", head.place)[0].strip()
    if sum(map(str.isalpha, first)) < 2 or not lede:  # noqa: PLR2004 - a place has two letters at least
        return False
    if not is_cased(first):
        return _is_uncased_place(head, lede, place)
    return _is_cased_place(head, first, lede, is_known=place.is_prominent, is_long=is_long)


def _is_cased_place(head: DatelineHead, first: str, lede: str, *, is_known: bool, is_long: bool) -> bool:
    if first.upper() == first:
        has_small = any(char.islower() for char in lede[:LOOK_AHEAD])
        return has_small or is_known or head.is_certain
    if not _is_title_case(head.place):
        return False
    if head.is_certain:
        return True
    begins = lede[0].isupper() or lede[0].isdigit() or lede[0] in "\"'“«(‘["
    return begins and _is_short(head, lede, is_known=is_known, is_long=is_long)


def _is_short(head: DatelineHead, lede: str, *, is_known: bool, is_long: bool) -> bool:
    """Return whether a few capitalised words stand before a long dash that is no dash of a sentence."""
    if not is_long:
        return is_known
    second = _first_dash(lede[:LOOK_AHEAD])
    return len(head.place.split()) <= MAX_NAME_WORDS and (is_known or second is None)


def _is_uncased_place(head: DatelineHead, lede: str, place: Place) -> bool:
    """Return whether a well-known place stands before the dash: any noun can, and none has a capital."""
    words = re.split(r"[\s,،]+", head.place)
    if head.is_certain:
        return len(words) <= MAX_NAME_WORDS
    is_aside = country_named(head.place) is not None and _first_dash(lede[:LOOK_AHEAD]) is not None
    return place.is_prominent and len(words) <= MAX_UNCASED_WORDS and not is_aside


def _is_title_case(place: str) -> bool:
    words = re.findall(r"[^\W\d_][\w'’.-]*", place)
    return all(word[0].isupper() or word.casefold() in _PARTICLES or is_kind_of_place(word) for word in words)


def _without_dash(text: str, registry: Registry, order: str | None) -> Filed | None:
    """Return a dateline that ends in its agency: «نئی دہلی، 08 جولائی (یو این آئی)»."""
    match = _NO_DASH.match(text) if "(" in text[:MAX_BEFORE] or "/" in text[:MAX_BEFORE] else None
    if match is None or fold(match["agency"] or match["slashed"]) not in lexicon().agencies:
        return None
    head = parse_head(match["head"], order)
    if head is None or len(head.place.split()) > MAX_NAME_WORDS or not _is_title_case_or_uncased(head.place):
        return None
    return _filed(head, _find(head, registry), match.end())


def _with_colon(text: str, registry: Registry, order: str | None) -> Filed | None:
    """Return a dateline that ends in a colon, as South Asian papers print it, if the place is known."""
    match = _COLON.match(text) if ":" in text[:MAX_BEFORE] else None
    head = parse_head(match["head"], order) if match else None
    if match is None or head is None or not head.place or len(head.place.split()) > MAX_NAME_WORDS:
        return None
    first = re.split("[,،(]", head.place)[0]
    place = _find(head, registry)
    return _filed(head, place, match.end()) if first.upper() == first and place.is_prominent else None


def _with_stop(text: str, registry: Registry, order: str | None) -> Filed | None:
    """Return a dateline that ends as a sentence: a place that is known and a day, and nothing else."""
    match = _STOPPED.match(text[:MAX_HEAD])
    head = parse_head(match["head"], order) if match else None
    if match is None or head is None or head.mention is None or head.place != match["place"].strip():
        return None
    is_small = text[match.end()].islower() or not _is_title_case_or_uncased(head.place)
    place = _find(head, registry)
    return _filed(head, place, match.end()) if place.is_prominent and not is_small else None


def _alone(text: str, registry: Registry, order: str | None) -> Filed | None:
    """Return a dateline on its own line: a place that is known, and a full date."""
    if len(text) > MAX_ALONE or not any(map(str.isdigit, text)):
        return None
    head = parse_head(text.rstrip(" .:-–—"), order)
    if head is None or head.mention is None or head.mention.date is None or not _is_title_case_or_uncased(head.place):
        return None
    place = _find(head, registry)
    return _filed(head, place, len(text)) if head.place and head.mention.date.day and place.is_known else None


def _is_title_case_or_uncased(place: str) -> bool:
    return place.upper() == place or _is_title_case(place)


def _filed(head: DatelineHead, place: Place, lede_at: int) -> Filed:
    name = re.split("[,،]", head.place)[0].strip()
    date = head.mention.date if head.mention else None
    return Filed(
        dateline=Dateline(head.text, name or None, place.country),
        lede_at=lede_at,
        slug=place.slug,
        place_id=place.id,
        agency=head.agency,
        date=date,
        date_evidence=head.mention.text if head.mention and date else None,
        ambiguous=place.ambiguous,
    )
