"""What a name sounds like in any script: `sounds.js` does the same in the browser.

The key has the consonants alone, since Arabic writes no short vowels, and one letter for those that one script takes
for another: Karaganda, Qaraghandy, Қарағанды and كاراغاندي are all krhnd. The reading has the vowels too, of Arabic the
long ones, and tells those apart that only a key has brought together.
"""

from __future__ import annotations

import re

_PAIRS = {"sh": "s", "ch": "s", "zh": "j", "dj": "j", "kh": "h", "gh": "h", "ts": "s", "ph": "f", "дж": "j", "ый": "i"}
_TABLE = {
    "a": "aаәاآ", "b": "bpбпبپ", "d": "dдدض", "e": "eеэ", "f": "fvфвف", "h": "ghгғхһҳهحخغ", "i": "iyиійыي", "j": "jжج",
    "k": "kqcкқقك", "l": "lлل", "m": "mмم", "n": "nнңن", "o": "oоө", "r": "rрر", "s": "sшщчцсسصثش", "t": "tтتط",
    "u": "uwуүұو", "z": "zзزذظ",
}  # fmt: skip
_LETTERS = {letter: sound for sound, letters in _TABLE.items() for letter in letters} | {
    "x": "ks",
    "ю": "iu",
    "я": "ia",
}
_PAIR = re.compile("|".join(sorted(_PAIRS)))
_SOFT_C = re.compile("c(?=[eiy])")
_AGAIN = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aeiou]")
_ARABIC = re.compile("[ء-ي]")


def is_arabic(word: str) -> bool:
    """Tell whether *word* is written without its short vowels."""
    return bool(_ARABIC.match(word))


def reading(word: str) -> str:
    """Return how the folded *word* reads."""
    if is_arabic(word):
        word = word.removeprefix("ال").removesuffix("ه")
    plain = _PAIR.sub(lambda pair: _PAIRS[pair[0]], _SOFT_C.sub("s", word))
    return _AGAIN.sub(r"\1", "".join(_LETTERS.get(letter, "") for letter in plain))


def sound_key(word: str) -> str:
    """Return the consonants of the folded *word*: equal for one name in all scripts, and for few other words."""
    return _AGAIN.sub(r"\1", _VOWELS.sub("", reading(word)))
