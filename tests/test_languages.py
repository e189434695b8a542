"""What is known of a language."""

from __future__ import annotations

import pytest

from digest.languages import country_codes, direction, initial, is_language, locale_for, native_name, sort_key


@pytest.mark.parametrize("lang", ["ar", "fa", "ur", "ps", "he", "ug", "uz-Arab", "ar-EG"])
def test_languages_written_from_the_right_are_so(lang: str) -> None:
    assert direction(lang) == "rtl"


@pytest.mark.parametrize("lang", ["en", "ru", "kk", "ky", "tg", "uz", "en-GB", "zh-Hant"])
def test_languages_written_from_the_left_are_so(lang: str) -> None:
    assert direction(lang) == "ltr"


@pytest.mark.parametrize(
    ("lang", "name"), [("en", "English"), ("ru", "Русский"), ("kk", "Қазақ тілі"), ("ar", "العربية")]
)
def test_language_names_itself_with_a_capital_where_there_are_any(lang: str, name: str) -> None:
    assert native_name(lang) == name


def test_tag_that_cldr_does_not_know_in_full_falls_back_to_its_language() -> None:
    assert locale_for("ky-Latn-KG").language == "ky"


@pytest.mark.parametrize("tag", ["en", "kk", "kk-Latn", "kk-Latn-KZ", "zh-Hans", "es-419", "ar-EG", "tzm"])
def test_language_tag_is_one(tag: str) -> None:
    assert is_language(tag)


@pytest.mark.parametrize(
    "tag",
    ["", "english", "zz", "en_US", "e", "рус", "en-", "en-../../x", "en-nonsense!!", "en/ru", "x-foo", "-en", "EN",
    "und", "root", "en\n"],
)  # fmt: skip
def test_what_is_no_language_tag_or_could_not_stand_in_an_address_is_refused(tag: str) -> None:
    assert not is_language(tag)


@pytest.mark.parametrize("tag", ["", "english", "zz", "en_US"])
def test_what_is_no_language_has_no_locale(tag: str) -> None:
    with pytest.raises(ValueError, match="BCP 47"):
        locale_for(tag)


def test_countries_are_the_two_letter_codes_in_use() -> None:
    codes = country_codes()

    assert {"KZ", "KG", "TJ", "UZ", "TM", "FR", "GB"} <= codes
    assert codes.isdisjoint({"KAZ", "kz", "UK", "SU", "001", ""})


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("kk", ["Алматы", "Әділет", "Қазақстан", "Нью-Йорк", "Ұлт", "Яссы"]),
        ("ru", ["Ежи", "Ёлка", "Жук"]),
        ("ar", ["الأمن", "التعاريف", "العلم"]),
        ("en", ["aktobe", "Brussels", "zoo"]),
    ],
)
def test_names_are_sorted_by_the_alphabet_of_their_language(lang: str, names: list[str]) -> None:
    turned = names[::-1]

    assert sorted(turned, key=lambda name: sort_key(name, lang)) == names


def test_arabic_name_stands_under_the_letter_after_its_article() -> None:
    assert initial("التعاريف", "ar") == "ت"
    assert initial("المملكة", "en") == "ا"
