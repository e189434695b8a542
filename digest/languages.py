"""What is known of a language: its direction, its name, whether a tag is one; from CLDR by way of Babel."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

# kk   kk-Latn-KZ   zh-Hans   es-419
_TAG = re.compile(r"(?P<lang>[a-z]{2,3})(?:-(?P<script>[A-Z][a-z]{3}))?(?:-(?P<region>[A-Z]{2}|[0-9]{3}))?")


def is_language(tag: str) -> bool:
    """Return whether *tag* names a language by BCP 47, in the usual case; it may then stand in an address."""
    if tag == "und" or not _TAG.fullmatch(tag):
        return False
    try:
        locale_for(tag)
    except ValueError:
        return False
    return True


@cache
def locale_for(lang: str) -> Locale:
    """Return the locale of a BCP 47 tag, falling back from `kk-Latn-KZ` to `kk`; raise ValueError for no language."""
    try:
        return Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        base = lang.partition("-")[0]
        if base == lang:
            message = f"{lang!r} is not a BCP 47 language tag"
            raise ValueError(message) from error
        return locale_for(base)


# Where a language is written in more than one way, the one that the digest writes: 26 December 2016.
WRITTEN_AS = {"en": "en-GB"}


@cache
def territory_locale(lang: str) -> str:
    """Return *lang* with the territory that it is most at home in, as Open Graph wants it: `kk_KZ`; else bare."""
    locale = locale_for(WRITTEN_AS.get(lang, lang))
    likely = get_global("likely_subtags").get(str(locale)) or get_global("likely_subtags").get(locale.language, "")
    territory = locale.territory or str(likely).rpartition("_")[2]
    return f"{locale.language}_{territory}" if territory else locale.language


def direction(lang: str) -> str:
    """Return `rtl` or `ltr`."""
    return "rtl" if locale_for(lang).character_order == "right-to-left" else "ltr"


def native_name(lang: str) -> str:
    """Return the language's name for itself, with a capital where its script has them: `Қазақ тілі`."""
    name = locale_for(lang).get_display_name() or lang
    return name[:1].upper() + name[1:]


# The letters of languages whose order is not that of their code points.
_ALPHABETS = {
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
}
# The script of languages that are not written in Latin letters, as Unicode names it.
_SCRIPTS = dict.fromkeys(("ar", "fa", "ur", "ps"), "ARABIC") | dict.fromkeys(("uk", "be", "ky", "tg"), "CYRILLIC")
# An Arabic name is looked up without its article: التعاريف stands under ت.
_ARTICLES = {"ar": "ال"}


@cache
def _ranks(lang: str) -> dict[str, int]:
    return {letter: rank for rank, letter in enumerate(_ALPHABETS.get(lang, ""))}


def _looked_up(name: str, lang: str) -> str:
    article = _ARTICLES.get(lang, "")
    return name.removeprefix(article) if len(name) > len(article) + 1 else name


def sort_key(name: str, lang: str) -> list[tuple[int, int]]:
    """Return what *name* is sorted by in *lang*: letters of its alphabet in their order, after all other characters."""
    ranks = _ranks(lang)
    return [(1, ranks[char]) if char in ranks else (0, ord(char)) for char in _looked_up(name, lang).casefold()]


def initial(name: str, lang: str) -> str:
    """Return the letter that *name* stands under in an index."""
    return _looked_up(name, lang)[:1].upper()


def is_written_in(name: str, lang: str) -> bool:
    """Return whether all letters of *name* are those of *lang*: of its alphabet if that is known, or of its script."""
    ranks = _ranks(lang)
    letters = [char for char in name.casefold() if char.isalpha()]
    if ranks:
        return all(char in ranks for char in letters)
    script = _SCRIPTS.get(lang, "LATIN")
    return all(unicodedata.name(char, "").startswith(script) for char in letters)


@cache
def country_name(code: str, lang: str) -> str:
    """Return the name of a country (ISO 3166-1) in *lang*; the code itself where CLDR has none."""
    name: str = locale_for(WRITTEN_AS.get(lang, lang)).territories.get(code, code)
    return name


@cache
def country_codes() -> frozenset[str]:
    """Return the ISO 3166-1 alpha-2 codes that CLDR knows."""
    aliases = set(get_global("territory_aliases"))
    territories = map(str, Locale("en").territories)
    return frozenset(code for code in territories if re.fullmatch("[A-Z]{2}", code) and code not in aliases)
