"""Which country a place is in: by the registry, by the name of a country, by the table that ships (rule 59).

Unknown stays unknown, and a name that two countries share stays unknown too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from digest.importer.head.gazetteer import countries_of_region, find_known, key_of
from digest.importer.texts.lexicon import any_of, fold, lexicon
from digest.languages import country_codes, locale_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.importer.head.gazetteer import Known
    from digest.registry import Registry, Table

COUNTRY_LANGUAGES = ("en", "ru", "kk", "ar", "ky", "uz", "uz-Cyrl", "tg", "fa", "ps", "ur", "tr", "az", "fr", "es")
SHORT_NAMES = {"uk": "GB", "usa": "US", "us": "US", "uae": "AE", "turkey": "TR"}
NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})  # codes of CLDR for other things

# A country and something else of its name; two cities of which much is heard; one that countries dispute, which the
# digest does not decide.
AMBIGUOUS: Mapping[str, tuple[str, ...]] = {
    "georgia": ("GE", "US"),
    "granada": ("ES", "GD", "NI"),
    "guadalupe": ("GP", "MX"),
    **dict.fromkeys(("salvador", "сальвадор"), ("BR", "SV")),
    "san martin": ("AR", "MF", "PE"),
    "عمان": ("JO", "OM"),
    "سویس": ("CH", "EG"),
    **dict.fromkeys(("tripoli", "триполи", "طرابلس"), ("LB", "LY")),
    **dict.fromkeys(("jerusalem", "иерусалим", "القدس", "قدس", "بیت المقدس", "یروشلم", "quddus"), ("IL", "PS")),
}


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of a place: *slug* for addresses, *id* in the registry; *ambiguous* lists several countries.

    One *is_prominent* that a text may name without anything else that marks a dateline: in the registry, a country
    or a region, a capital or a large city; unless its name is an ordinary word as well.
    """

    country: str | None = None
    slug: str | None = None
    id: str | None = None
    ambiguous: tuple[str, ...] = ()
    is_prominent: bool = False

    @property
    def is_known(self) -> bool:
        """Whether there is a place of this name, wherever."""
        return bool(self.country or self.id or self.ambiguous)


@cache
def _countries() -> Mapping[str, str]:
    """Return the country code by name, in every language of `COUNTRY_LANGUAGES`."""
    names = dict(SHORT_NAMES)
    codes = country_codes() - NO_COUNTRIES
    for lang in COUNTRY_LANGUAGES:
        for code, name in locale_for(lang).territories.items():
            if code in codes:
                names.setdefault(key_of(name), code)
    return names


def country_named(name: str) -> str | None:
    """Return the code of the country of this name, in any of the languages."""
    return _countries().get(key_of(name))


def is_country_or_region(name: str) -> bool:
    """Return whether *name* is what stands in brackets after a place: `(CUBA)`, `(Дагестан)`; not an agency."""
    return bool(country_named(name) or countries_of_region(name))


def is_kind_of_place(word: str) -> bool:
    """Return whether a word says what kind of place a name is: `Province`, `область`."""
    return fold(word) in _kinds()


@cache
def _kinds() -> frozenset[str]:
    return frozenset(map(fold, lexicon().words["provinces"]))


@cache
def _province() -> re.Pattern[str]:
    """Return an expression for a name and the kind of place it is: `Aktobe Province`, `область`, `محافظة`."""
    kinds = any_of(lexicon().words["provinces"])
    return re.compile(rf"(?:(?:{kinds})\s+)?(?P<name>.{{1,80}}?)(?:\s+(?:{kinds}))?", re.IGNORECASE)


@cache
def _words() -> frozenset[str]:
    return frozenset(map(key_of, lexicon().words["ordinary_words"]))


def find_place(name: str, within: str | None, registry: Registry) -> Place:
    """Return what is known of the place *name*, printed with the country or region *within*.

    A region that is not known leaves the country open: it need not be the Paris in France.
    """
    if within is None:
        return _known(name, registry.places)
    whole = _known(f"{name}, {within}", registry.places)  # Washington, D.C.
    if whole.country or whole.id:
        return whole
    countries = _countries_of(within, registry.places)
    if len(countries) != 1:  # TBILISI, Georgia   LAHORE, Punjab
        either = _known(name, registry.places).country
        if either not in countries:
            return Place(ambiguous=countries)
        countries = (either,)
    here = _known(name, registry.places, countries[0])
    return here if here.country == countries[0] else Place(countries[0], is_prominent=True)


def _countries_of(within: str, places: Table) -> tuple[str, ...]:
    """Return the country that *within* is or lies in, several where countries have a region of that name."""
    entry = places.find(within)
    if entry and entry.country:
        return (entry.country,)
    if key_of(within) in AMBIGUOUS:
        return AMBIGUOUS[key_of(within)]
    if named := country_named(within):
        return (named,)
    if regions := next(filter(None, map(countries_of_region, _spellings(within))), ()):
        return regions
    place = _known(within, places)
    return (place.country,) if place.country and place.is_prominent else place.ambiguous


def _known(name: str, places: Table, country: str | None = None) -> Place:
    """Return what is known of *name* alone, or of the place of that name in *country*."""
    spellings = tuple(_spellings(name))
    for spelling in spellings:
        entry = places.find(spelling)
        if entry and (country is None or entry.country in {None, country}):
            return Place(entry.country or country, entry.id, entry.id, is_prominent=True)
    key = key_of(name)
    is_word = key in _words()
    if country is None and key in AMBIGUOUS:
        return Place(ambiguous=AMBIGUOUS[key], is_prominent=not is_word)
    if named := country_named(name):
        return Place(named, is_prominent=not is_word)
    for spelling in spellings:
        if found := find_known(spelling, country):
            return _decide(found, places, is_word=is_word)
    return Place()


def _spellings(name: str) -> Iterator[str]:
    """Yield *name*, and without the kind of place that it says it is."""
    yield name
    bare = _province().fullmatch(name)
    if bare and bare["name"] != name:
        yield bare["name"]


def _decide(found: Sequence[Known], places: Table, *, is_word: bool) -> Place:
    """Return the place that a name stands for which all of *found* have; of several countries it is none.

    A city that the registry has by another name is the registry's: Aktjubinsk is Aktobe.
    """
    first = found[0]
    is_prominent = first.is_prominent and not is_word
    countries = {known.country for known in found}
    if len(countries) > 1:
        return Place(ambiguous=tuple(sorted(countries)), is_prominent=is_prominent)
    entry = places.find(first.name) if first.kind in {"city", "capital"} else None
    if entry and entry.country == first.country:
        return Place(entry.country, entry.id, entry.id, is_prominent=True)
    return Place(first.country, first.name, is_prominent=is_prominent)
