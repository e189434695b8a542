"""Which country a place is in: by the registry, by the name of the country, by a table of capitals (rule 59).

Unknown stays unknown, and a name that two countries share stays unknown too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from digest.frontmatter import read_data
from digest.importer.lexicon import any_of, fold, lexicon
from digest.languages import locale_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.registry import Registry, Table

COUNTRY_LANGUAGES = ("en", "ru", "kk", "ar", "ky", "uz", "uz-Cyrl", "tg", "fa", "ps", "ur", "tr", "az", "fr", "es")
SHORT_NAMES = {"uk": "GB", "u.k.": "GB", "usa": "US", "u.s.": "US", "u.s.a.": "US", "uae": "AE", "turkey": "TR"}
AMBIGUOUS = {"georgia": ("GE", "US")}  # a country, and a part of another


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of a place: *slug* for addresses, *id* in the registry; *ambiguous* lists several countries."""

    country: str | None = None
    slug: str | None = None
    id: str | None = None
    ambiguous: tuple[str, ...] = ()


@cache
def _capitals() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return (country, English name) by folded name, several where countries share it."""
    text = (resources.files("digest.importer") / "data" / "places.yaml").read_text("utf-8")
    table: dict[str, list[list[str]]] = read_data(text)
    index: dict[str, tuple[tuple[str, str], ...]] = {}
    for country, places in table.items():
        for names in places:
            for name in names:
                index[fold(name)] = (*index.get(fold(name), ()), (country, names[0]))
    return index


@cache
def _countries() -> Mapping[str, str]:
    """Return the country code by folded name, in every language of `COUNTRY_LANGUAGES`."""
    names = dict(SHORT_NAMES)
    for lang in COUNTRY_LANGUAGES:
        for code, name in locale_for(lang).territories.items():
            if len(code) == 2 and code.isalpha():  # noqa: PLR2004 - not 001, "world"
                names.setdefault(fold(name), code)
    return names


def country_named(name: str) -> str | None:
    """Return the code of the country of this name, in any of the languages."""
    return _countries().get(fold(name))


@cache
def _province() -> re.Pattern[str]:
    """Return an expression for a name and the kind of place it is: `Aktobe Province`, `область`, `محافظة`."""
    kinds = any_of(lexicon().words["provinces"])
    return re.compile(rf"(?:(?:{kinds})\s+)?(?P<name>.+?)(?:\s+(?:{kinds}))?", re.IGNORECASE)


def find_place(name: str, within: str | None, registry: Registry) -> Place:
    """Return what is known of the place *name*, printed with the country or region *within*.

    A region that is not known leaves the country open: Paris, Texas is not in France.
    """
    if within is None:
        return _known(name, registry.places)
    whole = _known(f"{name}, {within}", registry.places)  # Washington, D.C.
    if whole.country or whole.id:
        return whole
    country = _country_of(name, within, registry.places)
    if country is None:
        return Place(ambiguous=AMBIGUOUS.get(fold(within), ()))
    here = _known(name, registry.places, country)
    return here if here.country == country else Place(country)


def _country_of(name: str, within: str, places: Table) -> str | None:
    if fold(within) in AMBIGUOUS:
        capital = _known(name, places).country
        return capital if capital in AMBIGUOUS[fold(within)] else None
    return country_named(within) or _known(within, places).country


def _known(name: str, places: Table, country: str | None = None) -> Place:
    """Return what is known of *name* alone, or of the place of that name in *country*."""
    bare = _province().fullmatch(name)
    spellings = dict.fromkeys((name, bare["name"] if bare else name))
    for spelling in spellings:
        entry = places.find(spelling)
        if entry and (country is None or entry.country in {None, country}):
            return Place(entry.country or country, entry.id, entry.id)
    if fold(name) in AMBIGUOUS:
        return Place(ambiguous=AMBIGUOUS[fold(name)])
    if named := country_named(name):
        return Place(named)
    found = next((hits for spelling in spellings if (hits := _capitals().get(fold(spelling)))), ())
    if country is not None:
        found = tuple(hit for hit in found if hit[0] == country)
    if len(found) > 1:
        return Place(ambiguous=tuple(sorted(code for code, _ in found)))
    return Place(*found[0]) if found else Place()
