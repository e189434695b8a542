"""The words before the dash of a dateline, taken apart: place, date, agency (rules 54 to 57 and 61)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from digest.importer.head.dates import find_date
from digest.importer.head.places import is_country_or_region
from digest.importer.texts.lexicon import any_of, fold, lexicon

if TYPE_CHECKING:
    from digest.importer.head.dates import Mention

MAX_PLACE = 80
MAX_TAGS = 200  # characters after the dash that can be wire tags

# SAN SALVADOR, 14 NOV 89 (ACAN - EFE)   (INTERPRESS AGENCY [IPS])   [IPS]   [CADENA 1), as it was once mistyped
_TAIL = re.compile(r"\s*(?:\((?P<round>[^()]{2,60})\)|[\[(](?P<square>[^\[\]()]{2,60})[\])])\s*[,،:]?$")
# МОСКВА, 26 декабря. /ТАСС/.
_SLASHED = re.compile(r"\s*[.,]?\s*/(?P<agency>[^/]{2,40})/\s*[.,:]?$")
# ASTANA, Reuters   ASTANA. KAZINFORM   القاهرة - رويترز
_LAST = re.compile(r"^(?P<before>.{2,120}?)\s*(?:[,،.]|\s[-–—])\s*(?P<last>[^,،.–—]{2,40})\.?$")
# Москва. INTERFAX.RU, where the date between them was taken out
_BEHIND = re.compile(r"(?P<place>[^\W\d_]{4}[^.]{0,60})\.\s+(?P<last>\S.{0,40})")
_NO_DATE = re.compile(r",?\s*\bNO DATE\b", re.IGNORECASE)
_NOT_IN_PLACES = re.compile(r"[\"“”«»:;?!|\[\]{}<>=*#@]|[0-9]|\.\s+[^\W\d_]{3}.*\s\w+\s|/.*/")
# [TEXT] [REPORT]
WIRE_TAGS = re.compile(r"(?:\[[A-Z][A-Z /,.'-]{1,60}\]\s*)+")
_TAG = re.compile(r"\[(?P<words>[A-Z][A-Z /,.'-]{1,60})\]\s*")
_EDGES = " ,،\t."


@dataclass(frozen=True, slots=True)
class DatelineHead:
    """The words before the dash; *place* is empty where an agency alone stands there."""

    text: str
    place: str
    agency: str | None
    mention: Mention | None

    @property
    def is_certain(self) -> bool:
        """Whether date or agency say that this is a dateline."""
        return self.agency is not None or self.mention is not None


@cache
def _weekday() -> re.Pattern[str]:
    """Return an expression for a weekday after the place: `OSLO, Monday`."""
    return re.compile(rf"[,،]\s*(?:{any_of(lexicon().words['weekdays'])})\.?(?!\w)", re.IGNORECASE)


def parse_head(text: str, order: str | None) -> DatelineHead | None:
    """Return what the words before the dash say, or None where they can be no dateline."""
    rest, agency = split_agency(text)
    rest = _weekday().sub("", _NO_DATE.sub("", rest))
    mention = find_date(rest, order)
    if mention:
        rest = rest[: mention.start] + rest[mention.end :]
    rest = rest.strip(_EDGES) if not re.search(r"(?:^|[^\W\d_]\.)[^\W\d_]\.$", rest.strip(" ,،")) else rest.strip(" ,،")
    behind = _BEHIND.fullmatch(rest) if mention else None
    if behind:
        rest, agency = behind["place"], agency or lexicon().agencies.get(fold(behind["last"]))
    if agency is None and (alone := lexicon().agencies.get(fold(rest))):
        return DatelineHead(text.strip(), "", alone, mention)
    if not rest:
        known = agency is not None and fold(agency) in lexicon().agencies
        return DatelineHead(text.strip(), "", agency, mention) if known else None
    if len(rest) > MAX_PLACE or _NOT_IN_PLACES.search(rest) or fold(re.split("[,،]", rest)[0]) in lexicon().not_places:
        return None
    return DatelineHead(text.strip(), rest, agency, mention)


def split_agency(text: str) -> tuple[str, str | None]:
    """Return the head without its agency, and the agency as the lexicon writes it, else as printed."""
    tail = _TAIL.search(text)
    if tail:
        name = tail["round"] or tail["square"]
        before = text[: tail.start()]
        dated = find_date(name)
        if dated and dated.end == len(name):  # KABUL (Pajhwok, 12 March 2017)
            name = name[: dated.start].strip(_EDGES)
            return f"{before}, {dated.text}", lexicon().agencies.get(fold(name), name) or None
        if is_country_or_region(name) and not find_date(before):
            return text, None
        return before, lexicon().agencies.get(fold(name), name.strip())
    slashed = _SLASHED.search(text)
    if slashed and fold(slashed["agency"]) in lexicon().agencies:
        return text[: slashed.start()], lexicon().agencies[fold(slashed["agency"])]
    last = _LAST.match(text)
    known = lexicon().agencies.get(fold(last["last"])) if last else None
    return (last["before"], known) if last and known else (text, None)


@cache
def _agency_first() -> re.Pattern[str]:
    return re.compile(rf"(?P<agency>{any_of(lexicon().agencies.values())})(?:[.,:]|\s?[–—]|\s-)\s", re.IGNORECASE)


def leading_agency(lede: str) -> re.Match[str] | None:
    """Return the agency that stands after the dash: `МОСКВА, 26 дек — РИА Новости. Текст`."""
    return _agency_first().match(lede)


def find_wire_tags(text: str, start: int) -> tuple[int, int] | None:
    """Return where the wire's own marks stand at the head of the lede: `[TEXT] [REPORT]`."""
    end = start
    while (tag := _TAG.match(text, end, start + MAX_TAGS)) and fold(tag["words"]) in lexicon().wire_tags:
        end = tag.end()
    return (start, end) if start < end < len(text) else None
