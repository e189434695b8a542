"""The stem of a word: the script tells which stemmer, and where it is Cyrillic the language of the article."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import Stemmer

from digest.search.kazakh import stem_kazakh

if TYPE_CHECKING:
    from collections.abc import Callable

_KAZAKH_LETTERS = re.compile("[әғқңөұүһі]")
_SCRIPTS = ((re.compile("[a-z]"), "english"), (re.compile("[а-яѐ-ӿ]"), "russian"), (re.compile("[ء-ي]"), "arabic"))
_KAZAKH = "kk"


@lru_cache(maxsize=1 << 18)
def stem(word: str, lang: str) -> str:
    """Return the stem of the folded *word* in an article in *lang*; a number is its own."""
    name = next((name for letters, name in _SCRIPTS if letters.match(word)), None)
    if name is None:
        return word
    if name == "russian" and (lang == _KAZAKH or _KAZAKH_LETTERS.search(word)):
        return stem_kazakh(word)
    return _stemmer(name)(word) or word


@cache
def _stemmer(name: str) -> Callable[[str], str]:
    stemmer = Stemmer.Stemmer(name)
    stemmer.maxCacheSize = 0  # `stem` keeps what it knows
    stem_word: Callable[[str], str] = stemmer.stemWord
    return stem_word
