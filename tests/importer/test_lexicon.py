"""The word lists: their form, and what they say against CLDR and against each other."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from importlib import resources
from typing import Any

import pytest
import yaml
from babel import Locale

from digest.importer.texts.lexicon import (
    LISTS,
    MONTHS,
    fold,
    fold_line,
    languages,
    lexicon,
    months_of,
    read_lists,
    words_of,
)

LANGUAGES = ("ar", "en", "fa", "kk", "ky", "ps", "ru", "tg", "ur", "uz")
LOCALES = {
    "ar": ("ar", "ar_EG", "ar_SA", "ar_IQ", "ar_LB", "ar_SY", "ar_JO", "ar_DZ", "ar_TN", "ar_MA", "ar_MR"),
    "en": ("en", "en_GB"),
    "fa": ("fa", "fa_AF"),
    "ps": ("ps", "ps_PK"),
    "ur": ("ur", "ur_IN"),
    "uz": ("uz", "uz_Cyrl"),
}
# What every language has; the others where it has such words.
WANTED = (
    "agencies", "boilerplate", "byline_labels", "conjunctions", "counters", "credits", "desks", "holes", "months",
    "not_places", "provinces", "published", "roles", "updated", "weekdays", "year_words",
)  # fmt: skip
# like boilerplate, what pages hold beside articles
OF_PAGES = {
    "menu",
    "embeds",
    "embed_starts",
    "mailboxes",
    "rights",
    "walls",
}
AS_THEY_STAND = ("desks", "roles", "credits")


def _groups(lang: str) -> list[tuple[str, dict[str, Any]]]:
    return [(kind, group) for kind, groups in read_lists(lang).items() for group in groups]


def _flat(words: list[Any]) -> list[str]:
    return [name for word in words for name in (word if isinstance(word, list) else [word])]


def test_each_of_the_ten_languages_has_a_file() -> None:
    assert languages() == LANGUAGES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_file_reads_the_same_without_libyaml(lang: str) -> None:
    text = (resources.files("digest.importer") / "data" / "lexicon" / f"{lang}.yaml").read_text("utf-8")

    assert yaml.load(text, yaml.SafeLoader) == read_lists(lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_has_every_list_that_makes_sense(lang: str) -> None:
    wanted = [kind for kind in WANTED if (lang, kind) != ("en", "year_words")]

    assert [kind for kind in wanted if not words_of(lang, kind)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_group_says_whether_its_words_were_seen_and_where(lang: str) -> None:
    for kind, group in _groups(lang):
        assert set(group) <= {"verified", "seen", "words"}, kind
        assert isinstance(group["verified"], bool), kind
        assert bool(group.get("seen")) == group["verified"], (kind, group)
        assert group["words"], kind


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_are_text_in_nfc_with_single_spaces(lang: str) -> None:
    for kind, group in _groups(lang):
        for word in _flat(group["words"]):
            assert isinstance(word, str), (kind, word)
            assert word == unicodedata.normalize("NFC", word), (kind, word)
            assert kind == "holes" or word == " ".join(word.split()), (kind, word)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_stands_twice_in_a_list(lang: str) -> None:
    for kind in read_lists(lang):
        as_compared = {"embed_starts": str}.get(kind, str.casefold if kind in AS_THEY_STAND else fold)
        words = Counter(
            as_compared(word) for of, group in _groups(lang) if of == kind for word in _flat(group["words"])
        )
        assert [word for word, number in words.items() if number > 1] == [], kind


def test_no_line_of_boilerplate_is_anything_else_in_any_language() -> None:
    kinds = defaultdict(set)
    for lang in LANGUAGES:
        for kind in set(LISTS) - {"months", "holes"} - OF_PAGES:
            for word in words_of(lang, kind):
                kinds[fold_line(word)].add(kind)
        for names in months_of(lang):
            for name in names:
                kinds[fold_line(name)].add("months")

    assert {line: of for line, of in kinds.items() if of & {"boilerplate", "counters"} and len(of) > 1} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_months_are_twelve_and_have_the_names_that_cldr_gives(lang: str) -> None:
    months = months_of(lang)

    assert [len(group["words"]) for kind, group in _groups(lang) if kind == "months"] == [MONTHS] * len(
        read_lists(lang)["months"]
    )
    for locale in LOCALES.get(lang, (lang,)):
        for names in (Locale.parse(locale).months[context]["wide"] for context in ("format", "stand-alone")):
            missing = [names[n + 1] for n in range(MONTHS) if fold(names[n + 1]) not in set(map(fold, months[n]))]
            assert missing == [], locale


def test_no_name_is_of_two_months() -> None:
    found = defaultdict(set)
    for lang in LANGUAGES:
        for number, names in enumerate(months_of(lang), 1):
            for name in names:
                found[fold(name)].add(number)

    assert {name: numbers for name, numbers in found.items() if len(numbers) > 1} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_weekdays_have_the_names_that_cldr_gives(lang: str) -> None:
    known = set(map(fold, words_of(lang, "weekdays")))
    days = [day for of in LOCALES.get(lang, (lang,)) for day in Locale.parse(of).days["format"]["wide"].values()]

    assert [day for day in days if fold(day) not in known] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_said_to_be_seen_in_cldr_is_in_it(lang: str) -> None:
    said = {name for _, group in _groups(lang) if group.get("seen") == "CLDR" for name in _flat(group["words"])}
    data = " ".join(fold(_text(Locale.parse(locale)._data)) for locale in LOCALES.get(lang, (lang,)))  # noqa: SLF001

    assert [word for word in said if not re.search(rf"(?<!\w){re.escape(fold(word))}(?!\w)", data)] == []


def _text(value: Any) -> str:
    if isinstance(value, dict) or hasattr(value, "items"):
        return " ".join(_text(item) for _, item in value.items())
    return " ".join(map(_text, value)) if isinstance(value, tuple | list) else str(getattr(value, "pattern", value))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lists_that_are_matched_by_their_mark_have_one(lang: str) -> None:
    assert [word for word in words_of(lang, "counters") if "#" not in word] == []
    assert [word for word in words_of(lang, "boilerplate") if len(word) > 80 or "\n" in word] == []


def test_readme_explains_every_list() -> None:
    readme = (resources.files("digest.importer") / "data" / "lexicon" / "README.md").read_text("utf-8")

    assert [kind for kind in LISTS if f"`{kind}`" not in readme] == []


def test_counters_are_boilerplate_too() -> None:
    assert lexicon().counters <= lexicon().boilerplate


@pytest.mark.parametrize(
    "line",
    [
        "Shuningdek o’qing",
        "SHUNINGDEK O'QING",
        "Shuningdek  oʻqing",
        "Shuningdek o‘qing",
        "٣ تعليقات",
        "کلیه حقوق محفوظ است",
    ],
)
def test_line_is_found_in_any_spelling(line: str) -> None:
    assert fold_line(line) in lexicon().boilerplate
