"""Which country a place is in, in any language and script, and when that stays open."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.frontmatter import read_mapping
from digest.importer import ImportOptions, import_articles
from digest.importer.head.dateline import parse_dateline
from digest.importer.head.gazetteer import find_known, key_of
from digest.importer.head.places import country_named, find_place, is_country_or_region
from digest.registry import Registry, load_registry
from tests.support.project import ROOT

if TYPE_CHECKING:
    from digest.importer.model import Filed

NOTHING = Registry.empty()
SAMPLE = Path(__file__).with_name("datelines.tsv")
LEDES = {
    "ARABIC": "قالت المكتبة إن قاعة المطالعة ستفتح أبوابها يوم الأحد.",
    "CYRILLIC": "Читальный зал откроется в понедельник, сообщила библиотека.",
    "LATIN": "The reading room opens on Monday, the library said.",
}
SCRIPTS = {"ARABIC": re.compile("[\u0600-\u06ff]"), "CYRILLIC": re.compile("[\u0400-\u04ff]"), "LATIN": re.compile("")}


def sample() -> list[tuple[str, str, str | None]]:
    """Return the datelines of the sample: the words, the place, the country."""
    rows = [row.split("\t") for row in SAMPLE.read_text("utf-8").splitlines() if not row.startswith("#")]
    return [(words, place, None if country == "-" else country) for _, words, place, country in rows]


def read(words: str) -> Filed | None:
    script = next(name for name, letters in SCRIPTS.items() if letters.search(words))
    return parse_dateline(words + LEDES[script], NOTHING)


def test_sample_has_datelines_of_ten_languages() -> None:
    languages = [row.split("\t")[0] for row in SAMPLE.read_text("utf-8").splitlines() if not row.startswith("#")]

    assert len(languages) >= 150
    assert set(languages) == {"en", "ru", "kk", "ky", "uz", "tg", "ar", "fa", "ps", "ur"}


def test_place_and_country_of_the_sample_are_right() -> None:
    rows = sample()
    found = [(filed.dateline.place, filed.dateline.country) if (filed := read(words)) else None for words, *_ in rows]
    missed = [(row, got) for row, got in zip(rows, found, strict=True) if got != row[1:]]

    assert len(missed) <= 0.03 * len(rows), missed


def test_no_country_of_the_sample_is_wrong() -> None:
    for words, _, country in sample():
        filed = read(words)
        assert filed is None or filed.dateline.country in {None, country}, words


@pytest.mark.parametrize(
    ("name", "within", "country"),
    [
        ("Aktobe", None, "KZ"),
        ("Aqtöbe", None, "KZ"),
        ("Aktyubinsk", None, "KZ"),
        ("Актобе", None, "KZ"),
        ("Ақтөбе", None, "KZ"),
        ("أكتوبي", None, "KZ"),
        ("Oʻsh", None, "KG"),
        ("Gyumri", None, "AM"),
        ("ЛЕНИНАБАД", None, "TJ"),
        ("القاهره", None, "EG"),
        ("عشق‌آباد", None, "TM"),
        ("Shalkar", None, "KZ"),
        ("HELMAND PROVINCE", None, "AF"),
        ("Актюбинская область", None, "KZ"),
        ("SPRINGFIELD", "Ill.", "US"),
        ("NOWHERE-ON-SEA", "Ontario", "CA"),
        ("LAHORE", "Punjab", "PK"),
        ("AMRITSAR", "Punjab", "IN"),
        ("NOWHERE", "Punjab", None),
        ("PARIS", "Nowhere", None),
        ("TRIPOLI", "Lebanon", "LB"),
        ("GRANADA", "Spain", "ES"),
        ("RAMALLAH", "West Bank", "PS"),
        ("UNITED NATIONS", None, None),
        ("EUROPEAN UNION", None, None),
        ("Calif.", None, None),
        ("La.", None, None),
    ],
)
def test_country_of_a_place(name: str, within: str | None, country: str | None) -> None:
    assert find_place(name, within, NOTHING).country == country


@pytest.mark.parametrize(
    ("name", "countries"),
    [
        ("Hyderabad", ("IN", "PK")),
        ("Хайдарабад", ("IN", "PK")),
        ("TRIPOLI", ("LB", "LY")),
        ("طرابلس", ("LB", "LY")),
        ("Georgia", ("GE", "US")),
        ("Jerusalem", ("IL", "PS")),
        ("القدس", ("IL", "PS")),
        ("عمان", ("JO", "OM")),
        ("Salvador", ("BR", "SV")),
        ("Kashmir", ("IN", "PK")),
        ("Birmingham", ("GB", "US")),
        ("Millbridge, Punjab", ("IN", "PK")),
        ("Millbridge, Georgia", ("GE", "US")),
    ],
)
def test_name_that_countries_share_is_in_none_of_them(name: str, countries: tuple[str, ...]) -> None:
    place = find_place(*([*name.split(", "), None][:2]), NOTHING)

    assert (place.country, place.ambiguous) == (None, countries)


@pytest.mark.parametrize(("name", "country"), [("London", "GB"), ("Kiev", "UA"), ("Islamabad", "PK"), ("Athens", "GR")])
def test_place_that_is_far_larger_is_the_one_that_is_meant(name: str, country: str) -> None:
    assert find_place(name, None, NOTHING).country == country


@pytest.mark.parametrize("name", ["Reading", "Nice", "Того", "المدينة", "Tavistock Square", "Shalqar"])
def test_ordinary_word_or_small_place_is_not_prominent(name: str) -> None:
    assert not find_place(name, None, NOTHING).is_prominent


@pytest.mark.parametrize("name", ["Astana", "Батуми", "Казахстан", "Helmand", "كابول", "Tripoli"])
def test_capital_or_large_town_or_region_is_prominent(name: str) -> None:
    assert find_place(name, None, NOTHING).is_prominent


@pytest.mark.parametrize("name", ["Cuba", "Дагестан", "Punjab", "Calif.", "Georgia"])
def test_country_or_region_in_brackets_is_no_agency(name: str) -> None:
    filed = parse_dateline(f"MILLBRIDGE ({name}) -- {LEDES['LATIN']}", NOTHING)

    assert is_country_or_region(name)
    assert filed is not None
    assert filed.agency is None


def test_every_country_is_known_by_its_name_in_ten_languages() -> None:
    names = ("Kazakhstan", "Казахстан", "Қазақстан", "Казакстан", "Qozogʻiston", "Қазоқистон", "كازاخستان", "قزاقستان")

    assert {country_named(name) for name in names} == {"KZ"}


@given(st.text(max_size=60))
def test_key_of_a_name_is_its_own_key(name: str) -> None:
    assert key_of(key_of(name)) == key_of(name)


@given(st.text(max_size=60), st.none() | st.text(max_size=30))
def test_any_name_can_be_looked_up(name: str, within: str | None) -> None:
    place = find_place(name, within, NOTHING)

    assert not (place.country and place.ambiguous)


def test_place_in_a_country_is_found_whatever_its_size() -> None:
    assert [known.country for known in find_known("London", "CA")] == ["CA"]


def test_spelling_of_the_table_leads_to_the_entry_of_the_registry() -> None:
    registry, _ = load_registry(ROOT / "content/registry")

    assert [find_place(name, None, registry).id for name in ("Aktjubinsk", "АКТОБЕ", "Верный", "Leninabad")] == [
        "aktobe", "aktobe", "almaty", None,
    ]  # fmt: skip
    assert find_place("PARIS", "Texas", registry).id is None


NAMES = ("AKTOBE", "Aqtobe", "АКТОБЕ", "Ақтөбе", "Актюбинск", "أكتوبي")


def test_names_of_one_place_are_one_place_after_an_import(tmp_path: Path) -> None:
    inbox, content = tmp_path / "inbox", tmp_path / "content"
    inbox.mkdir()
    (content / "registry").mkdir(parents=True)
    (content / "registry/places.yaml").write_bytes((ROOT / "content/registry/places.yaml").read_bytes())
    for number, name in enumerate(NAMES):
        script = next(script for script, letters in SCRIPTS.items() if letters.search(name))
        text = f"{LEDES[script][:40]} {number}\n\n{name} — {LEDES[script]}\n"
        (inbox / f"{number}.txt").write_text(text, "utf-8")

    report = import_articles([inbox], into=content, options=ImportOptions(added=date(2026, 11, 22)))

    written = [read_mapping(path.read_text("utf-8").split("---\n")[1])[0] for path in content.glob("articles/**/*.md")]
    assert len(report.results) == len(written) == len(NAMES)
    assert [matter["places"] for matter in written] == [["aktobe"]] * len(NAMES)
    assert {matter["dateline"]["country"] for matter in written} == {"KZ"}


def test_registry_of_the_site_and_the_table_agree() -> None:
    registry, problems = load_registry(ROOT / "content/registry")
    found = {
        (entry.id, name): place.country
        for entry in registry.places.entries.values()
        for name in (*entry.name.by_lang.values(), *entry.aliases)
        if (place := find_place(name, None, NOTHING)).country
    }

    assert problems == []
    assert {key: country for key, country in found.items() if country != registry.places.entries[key[0]].country} == {}
