"""Which language a text is in (rule 104): by its letters where they decide, else by py3langid.

Letters decide most often and cost nothing; the classifier costs about a millisecond.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from digest.importer.texts.lexicon import words_of
from digest.importer.texts.words import ARABIC, CYRILLIC, upper_halves

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("en", "ru", "kk", "ky", "uz", "tg", "ar", "fa", "ps", "ur", "az", "tr", "uk", "de", "fr", "es", "it", "pt")
MIN_LETTERS = 200  # of a text whose language the classifier can tell
MIN_DECISIVE = 60  # of a text whose language its letters can tell
SAMPLE = 2000  # characters
MIN_SHARE = 0.8  # of the letters are in one script
MAX_ACCENTS = 0.02  # of the characters of an English text
CLEAR = 0.004  # of the letters: a letter that only one language has is no foreign name any more
RARE = 0.002
ENGLISH = 0.15  # of the words are function words
NEAR = 1e-6  # of two scores of the classifier: it knows none of the letters

_LATIN, _CYRILLIC, _ARABIC = "Latin", "Cyrillic", "Arabic"
_USUAL = {_LATIN: "en", _CYRILLIC: "ru", _ARABIC: "ar"}  # where a word tells its script and no more
_SCRIPTS: Mapping[str, frozenset[str]] = {
    _LATIN: frozenset({"en", "kk", "uz", "az", "tr", "de", "fr", "es", "it", "pt"}),
    _CYRILLIC: frozenset({"ru", "kk", "ky", "uz", "tg", "az", "uk"}),
    _ARABIC: frozenset({"ar", "fa", "ps", "ur"}),
}

_ARABIC_LETTERS = re.compile("[\u0620-\u064a\u0671-\u06d3]+")
_NO_LATIN = bytes(code for code in range(128) if not chr(code).isalpha())
_OTHER_LATIN = re.compile("[\u00c0-\u024f]")

# Letters that one language of LANGUAGES writes and the others in its script do not; Kazakh as of 2018 or of 2021.
_OWN_CYRILLIC: Mapping[str, str] = {"kk": "ұ", "tg": "ҷӣӯ", "uk": "їєґ", "az": "ҝҹҽј"}
_OWN_LATIN: Mapping[str, str] = {"kk": "ǵŋū", "az": "ə"}
_OWN_ARABIC: Mapping[str, str] = {"ur": "ٹڈڑےں", "ps": "ټډړږښګېۍځڅڼ"}
_NOT_RUSSIAN = re.compile("[\u0400\u0402-\u040f\u0450\u0452-\u04ff]")


def identify(text: str) -> tuple[str, bool]:
    """Return the language of *text*, and whether it was guessed from too few letters to be sure."""
    sample = text[:SAMPLE]
    lang = _by_letters(sample)
    if lang is not None:
        return lang, False
    letters = sum(map(str.isalpha, sample))
    return _classify(sample) if letters else "en", letters < MIN_LETTERS


def _classify(text: str) -> str:
    """Return the likeliest language that is written in the script of *text*; of all where it has no script of its own.

    The classifier knows nothing of scripts: of `Home` it has seen no part, and any language is as good.
    """
    counts = _count_scripts(text)
    script, most = max(counts.items(), key=lambda item: item[1])
    ranked = [(str(lang), float(score)) for lang, score in _identifier().rank(text)]
    if most <= MIN_SHARE * sum(counts.values()):
        return ranked[0][0]
    own = [(lang, score) for lang, score in ranked if lang in _SCRIPTS[script]]
    return own[0][0] if own[0][1] - own[-1][1] > NEAR else _USUAL[script]


def _count_scripts(text: str) -> dict[str, int]:
    return {
        _CYRILLIC: _count_cyrillic(text),
        _ARABIC: len(_arabic(text)),
        _LATIN: len(text.encode("ascii", "ignore").translate(None, _NO_LATIN)),
    }


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(LANGUAGES)
    return identifier


def _by_letters(text: str) -> str | None:
    if text.isascii():
        return _by_latin(text) if len(text) >= MIN_DECISIVE else None
    counts = _count_scripts(text)
    script, most = max(counts.items(), key=lambda item: item[1])
    if most <= MIN_SHARE * sum(counts.values()) or most < MIN_DECISIVE:
        return None
    return {_CYRILLIC: _by_cyrillic, _ARABIC: _by_arabic, _LATIN: _by_latin}[script](text)


def _count_cyrillic(text: str) -> int:
    return upper_halves(text).count(CYRILLIC)


def _arabic(text: str) -> str:
    """Return the Arabic letters of *text*."""
    return "".join(_ARABIC_LETTERS.findall(text)) if ARABIC in upper_halves(text) else ""


def _by_latin(text: str) -> str | None:
    """Return the language of letters that it alone has, or `en` when its small words are frequent enough."""
    own = None if text.isascii() else _own(text.lower(), len(text), _OWN_LATIN)
    if own:
        return own
    words = text.lower().split()
    small = _function_words()
    frequent = sum(map(small.__contains__, words)) > ENGLISH * len(words)
    return "en" if frequent and (text.isascii() or len(_OTHER_LATIN.findall(text)) < MAX_ACCENTS * len(text)) else None


@cache
def _function_words() -> frozenset[str]:
    return frozenset(words_of("en", "function_words"))


def _by_cyrillic(text: str) -> str | None:
    small = text.lower()
    letters = _count_cyrillic(small)
    own = _own(small, letters, _OWN_CYRILLIC)
    if own:
        return own
    strange = len(_NOT_RUSSIAN.findall(small))
    has_russian = "ы" in small and ("э" in small or "и" in small)
    return "ru" if strange <= RARE * letters and has_russian else None


def _by_arabic(text: str) -> str | None:
    letters = _arabic(text)
    own = _own(letters, len(letters), _OWN_ARABIC)
    if own:
        return own
    persian = sum(map(letters.count, "پچژگکی"))
    arabic = sum(map(letters.count, "ةكيىأإ"))
    if arabic > 5 * persian:
        return "ar"
    return "fa" if persian > 5 * arabic and not any(letter in letters for letter in "ےٹټښ") else None


def _own(text: str, letters: int, own: Mapping[str, str]) -> str | None:
    """Return the one language whose own letters are frequent among so many of a script."""
    shares = {lang: sum(map(text.count, only)) for lang, only in own.items()}
    frequent = [lang for lang, number in shares.items() if number > CLEAR * letters]
    return frequent[0] if len(frequent) == 1 else None
