"""Other forms of words than those that a headline has: Russian by pymorphy3, Kazakh by rules, English by a letter.

The Kazakh rules are those of the noun: plural, then case, each in the variant that the harmony of vowels and the last
sound ask for (R. Muhamedowa, Kazakh: A Comprehensive Grammar, Routledge 2016).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pymorphy3

if TYPE_CHECKING:
    from random import Random

_CASES = ("gent", "datv", "accs", "ablt", "loct")
_BACK, _FRONT = "аоұыяёуюэ", "әөүіеи"
_VOICELESS, _NASAL, _SONOROUS = "пткқсшщцчфхһбвгд", "мнң", "рлйу"
# Case: after a vowel, a nasal, another sonorous sound or з ж, a voiceless one; of each the back and the front variant.
_KAZAKH = {
    "plural": (("лар", "лер"), ("дар", "дер"), ("лар", "лер"), ("тар", "тер")),
    "genitive": (("ның", "нің"), ("ның", "нің"), ("дың", "дің"), ("тың", "тің")),
    "dative": (("ға", "ге"), ("ға", "ге"), ("ға", "ге"), ("қа", "ке")),
    "accusative": (("ны", "ні"), ("ды", "ді"), ("ды", "ді"), ("ты", "ті")),
    "locative": (("да", "де"), ("да", "де"), ("да", "де"), ("та", "те")),
    "ablative": (("дан", "ден"), ("нан", "нен"), ("дан", "ден"), ("тан", "тен")),
    "instrumental": (("мен", "мен"), ("мен", "мен"), ("мен", "мен"), ("пен", "пен")),
}


def inflect(word: str, lang: str, rng: Random) -> str | None:
    """Return another form of *word*, or None where it has none that is certain."""
    if lang == "ru":
        return _russian(word, rng)
    if lang == "kk":
        return kazakh(word, rng.choice(list(_KAZAKH)))
    return None


@cache
def _morphology() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


def _russian(word: str, rng: Random) -> str | None:
    parse = _morphology().parse(word)[0]
    if parse.tag.POS not in {"NOUN", "ADJF"} or not parse.is_known:
        return None
    case = rng.choice(_CASES)
    found = parse.inflect({case})
    return found.word if found and found.word != word else None


def russian_forms(word: str) -> set[str]:
    """Return all forms of the *word*, as which it is most often read; it alone where it is no Russian one."""
    return {word, *(form.word for form in _morphology().parse(word)[0].lexeme)}


def kazakh_forms(word: str) -> set[str]:
    """Return the noun *word* as it is, in the plural and in each case."""
    return {word, *(kazakh(word, case) for case in _KAZAKH)}


def kazakh(word: str, case: str) -> str:
    """Return the noun *word*, which has no ending yet, in the plural or in a case."""
    last = next((letter for letter in reversed(word) if letter in _BACK + _FRONT), "а")
    return word + _KAZAKH[case][_sound(word[-1])][last in _FRONT]


def _sound(letter: str) -> int:
    if letter in _NASAL:
        return 1
    if letter in _SONOROUS or letter in "зж":
        return 2
    return 3 if letter in _VOICELESS else 0
