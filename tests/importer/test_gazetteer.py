"""The table of places that ships: its form, its credit, and the program that cuts it."""

from __future__ import annotations

import unicodedata
from importlib import resources

import pytest

from digest.importer.head.gazetteer import CAPITAL, FILES, WEIGHTS, find_known, key_of
from digest.languages import country_codes
from tools.places import City, cut, read_cities

FOLDER = resources.files("digest.importer") / "data"
STATES = {"KZ", "FR", "US"}


def lines(file: str) -> list[str]:
    return (FOLDER / file).read_text("utf-8").splitlines()


def rows(file: str) -> list[list[str]]:
    return [line.split("\t") for line in lines(file) if not line.startswith("#")]


def city(number: int, country: str, name: str, people: int, *others: str, is_capital: bool = False) -> City:
    return City(number, country, name, people, others, is_capital=is_capital)


def test_table_says_where_it_is_from_and_under_which_licence() -> None:
    credit = " ".join(line for line in lines("places.tsv") if line.startswith("#"))

    assert "GeoNames, https://www.geonames.org, under the licence CC BY 4.0" in credit
    assert "https://creativecommons.org/licenses/by/4.0/" in credit


@pytest.mark.parametrize("file", FILES)
def test_table_is_sorted_and_every_row_is_there_once(file: str) -> None:
    found = [line for line in lines(file) if not line.startswith("#")]

    assert found == sorted(set(found))
    assert (FOLDER / file).read_bytes().endswith(b"\n")
    assert unicodedata.is_normalized("NFC", "\n".join(found))


@pytest.mark.parametrize("file", FILES)
def test_every_row_is_a_country_a_size_a_name_and_spellings(file: str) -> None:
    for country, size, name, spellings in rows(file):
        keys = spellings.split("|") if spellings else []
        assert country in country_codes(), name
        assert size in WEIGHTS or size.rstrip("*").isdecimal(), name
        assert keys == sorted(set(keys)) == [key_of(key) for key in keys], name
        assert key_of(name) in {name.lower(), *keys}, name


def test_table_is_small() -> None:
    assert sum(len((FOLDER / file).read_bytes()) for file in FILES) < 1_500_000


def test_every_row_is_found_by_each_of_its_names() -> None:
    for file in FILES:
        for country, size, name, spellings in rows(file)[::37]:
            for key in (name, *filter(None, spellings.split("|"))):
                assert size == "short" or any(known.country == country for known in find_known(key, country)), key


def test_capitals_and_large_cities_are_taken_and_villages_are_not() -> None:
    cities = [city(1, "FR", "Paris", 2_000_000), city(2, "FR", "Petit", 9_000), city(3, "KZ", "Kishi", 9_000)]

    assert cut(cities, STATES) == ["FR\t2000\tParis\t", "KZ\t9\tKishi\t"]


def test_place_that_a_name_could_mean_just_as_well_is_taken_too() -> None:
    cities = [city(1, "FR", "Orley", 60_000), city(2, "US", "Orley", 7_000), city(3, "AU", "Orley", 2_000)]

    assert cut(cities, STATES) == ["FR\t60\tOrley\t", "US\t7\tOrley\t"]


def test_names_are_kept_in_the_scripts_of_the_digest_only() -> None:
    others = ("Aqtöbe", "AKX", "a ke tuo bi", "Актобе", "Ақтөбе", "Актобė", "أكتوبي", "阿克托比", "აქტობე", "Aktөbe")

    assert cut([city(1, "KZ", "Aktobe", 500_000, *others)], STATES) == ["KZ\t500\tAktobe\taqtobe|актобе|ақтөбе|اکتوبی"]


def test_largest_place_with_the_name_of_the_capital_is_one() -> None:
    found = [
        {"geonameid": 1, "countrycode": "KZ", "name": "Astana", "population": 900, "alternatenames": []},
        {"geonameid": 2, "countrycode": "KZ", "name": "Astana", "population": 1_500_000, "alternatenames": []},
    ]

    assert cut(read_cities(found, {"KZ": "Nur-Sultan"}), STATES) == ["KZ\t1500*\tAstana\t"]


def test_order_of_the_cities_makes_no_difference() -> None:
    cities = [
        city(number, "KZ", name, 9_000, "Ауыл", "Aul") for number, name in enumerate(("Aul", "Aul", "Bala", "Ak-Su"))
    ]

    assert cut(cities, STATES) == cut(cities[::-1], STATES)


def test_capital_is_as_well_known_as_a_large_city() -> None:
    assert find_known("Bishkek")[0].weight == CAPITAL
