"""What a text keeps when it is translated (rule 98): its numbers, dates, document symbols, and the sound of its names.

An echo is a small set of hashes of these. Two texts in different languages that share enough rare ones may tell
the same story; `kinship` weighs how rare each is. Nothing here knows any language but by the names of its months.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

from digest.importer.texts.lexicon import level, lexicon
from digest.importer.texts.words import ARABIC, fold_text, fold_words, upper_halves

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SAMPLE = 20_000  # characters of a text that are listened to
HEAD = 400  # characters that tell the script
MAX_HASHES = 64
MAX_NAMES = 40
NAME, NUMBER, DATE, SYMBOL = range(4)  # what a feature is: the two lowest bits of its hash
YEARS = range(1900, 2100)  # a year alone tells nothing
MIN_NUMBER = 10
MAX_DAY = 31
SOUND = 4  # consonants of a name; what follows may be an ending
MIN_SOUND = 3
MONTH_ENDING = 4  # letters: қаңтар, қаңтардағы

# S/RES/2178   A/HRC/22/17/Add.4   2021/784   60/288
_SYMBOL = re.compile(r"(?:[A-Z]{1,5}/)?[A-Za-z0-9.]{1,12}(?:/[A-Za-z0-9.]{1,12}){1,5}")
# 1,000   1 000   1.000   7272   24
_NUMBER = re.compile(r"[0-9]{1,9}(?:[ ,.\u00a0][0-9]{3}(?![0-9])){0,3}")
# of Caravanserai   в «Каравансарай»   by ("Caravanserai"; no word that begins a sentence
_CAPITAL = re.compile(
    r"""[A-ZÀ-ÖØ-ÞА-ЯЁӘҒҚҢӨҰҮҺІЎҲҶӢӮЇЄҐ]
    (?:(?<=[\ \u00a0].)(?<![.!?:…\n]..)|(?<=[\ \u00a0]["“«(].)(?<![.!?:…\n]...)|(?<=[\ \u00a0]["“«(]{2}.))
    [\w'’-]{2,30}""",
    re.VERBOSE,
)
# القاهرة   والقاهرة   للقاهرة   نيروبي
_ARABIC_WORD = re.compile(r"(?:[وبفک]?ال|لل)?(?P<name>[\u0620-\u06d3]{4,30})")
# any letter of Arabic script
_ARABIC = re.compile("[\u0620-\u06d3]")
BESIDE = 24  # characters around a day, among which its month stands

# Letters that are written together for one sound, in Latin script
_DIGRAPHS = (("ch", "s"), ("zh", "g"), ("ph", "f"), ("x", "ks"), ("дж", "г"))
# Consonants by their sound as all scripts can tell it: Arabic has no p and no v, Cyrillic no h and no j
_SOUNDS = {
    "b": "bpбпبپ", "f": "fvфвفڤ", "g": "gjгжғҷҹجغگژ", "k": "kqcкқхҳқخقکك", "s": "szсзшщцчسشصزظذچث", "t": "tтتطټ",
    "d": "dдدضڈډ", "l": "lлل", "m": "mмم", "n": "nнңنںڼ", "r": "rрرڑړ",
}  # fmt: skip
_TO_SOUND = {ord(letter): sound for sound, letters in _SOUNDS.items() for letter in letters}
# what is no consonant: vowels, marks, letters without a sound of their own
_NO_SOUND = re.compile("[^bdfgklmnrst]")
# ٢٠١٤   ۲۰۱۴
_OTHER_FIGURE = re.compile("[٠-٩۰-۹]")
# the comma of 7,272
_NOT_FIGURE = re.compile("[^0-9]")
# the ss of Odessa
_DOUBLED = re.compile(r"(.)\1+")


def echo(text: str) -> bytes:
    """Return the hashes of what *text* keeps in translation, ascending 32-bit numbers, at most `MAX_HASHES` of them.

    Of too many the smallest are kept, so that two texts keep the same ones; numbers, dates and symbols go before names.
    """
    text = text[:SAMPLE]
    names = sorted({_hash(NAME, name) for name in _names(text)})
    facts = sorted({_hash(kind, value) for kind, value in _facts(text)})[: MAX_HASHES - min(len(names), MAX_NAMES) // 2]
    kept = sorted({*facts, *names[: min(MAX_NAMES, MAX_HASHES - len(facts))]})
    return b"".join(value.to_bytes(4, "little") for value in kept)


def features(sound: bytes) -> list[int]:
    """Return the hashes of an echo as numbers."""
    return [int.from_bytes(sound[at : at + 4], "little") for at in range(0, len(sound), 4)]


def kind_of(feature: int) -> int:
    """Return whether a feature is a name, a number, a date or a symbol."""
    return feature & 3


def _hash(kind: int, value: str) -> int:
    return crc32(value.encode()) & ~3 | kind


def _facts(text: str) -> Iterator[tuple[int, str]]:
    for word in text.split() if "/" in text else ():
        found = _SYMBOL.search(word) if "/" in word else None
        if found and any(map(str.isdigit, found.group())):
            yield SYMBOL, found.group().upper().rstrip(".")
    yield from _figures(text)


def _figures(text: str) -> Iterator[tuple[int, str]]:
    """Yield the days that have a month beside them, and the numbers that are neither days nor years nor in a symbol."""
    plain = level(text) if ARABIC in upper_halves(text) and _OTHER_FIGURE.search(text) else text
    for found in _NUMBER.finditer(plain):
        start, end = found.span()
        if plain[start - 1 : start].isalpha() or "/" in plain[max(0, start - 1) : start] + plain[end : end + 1]:
            continue
        number = int(_NOT_FIGURE.sub("", found.group()))
        month = _month_beside(plain, start, end) if number <= MAX_DAY and end - start <= len("31") else None
        if month:
            yield DATE, f"{number}-{month}"
        elif number >= MIN_NUMBER and number not in YEARS:
            yield NUMBER, str(number)


def _month_beside(text: str, start: int, end: int) -> int | None:
    """Return the month that stands beside a day: `24 September`, `September 24`, `8 қыркүйекте`."""
    after = fold_words(text[end : end + BESIDE])[:1]
    before = fold_words(text[max(0, start - BESIDE) : start])[-1:]
    return next(filter(None, map(_month, (*after, *before))), None)


def _month(word: str) -> int | None:
    months = _months()
    endings = range(min(MONTH_ENDING, len(word) - MIN_SOUND) + 1)
    return next((months[word[: len(word) - cut]] for cut in endings if word[: len(word) - cut] in months), None)


@cache
def _months() -> Mapping[str, int]:
    """Return the number of each month whose name is one word, folded as the words of a text are."""
    names = ((fold_words(name), number) for name, number in lexicon().months.items())
    return {words[0]: number for words, number in names if len(words) == 1}


def _names(text: str) -> Iterator[str]:
    """Yield the sounds of the names; Arabic script has no capitals, there every long word may be one."""
    head = text[:HEAD]
    if len(_ARABIC.findall(head)) > len(head) // 4:
        names = {found["name"] for found in _ARABIC_WORD.finditer(fold_text(text))}
    else:
        names = {name for name in _CAPITAL.findall(text) if name.casefold() not in _months()}
    for name in names:
        sound = sound_of(name)
        if len(sound) >= MIN_SOUND:
            yield sound


@lru_cache(maxsize=16384)
def sound_of(name: str) -> str:
    """Return the first consonants of a name, alike in every script: `krfn` for Caravanserai and Каравансарай."""
    return consonants(name)[:SOUND]


def consonants(name: str) -> str:
    """Return the consonants of a word as all scripts can tell them, none of them twice in a row."""
    folded = name.casefold()
    for letters, plain in _DIGRAPHS:
        folded = folded.replace(letters, plain)
    return _DOUBLED.sub(r"\1", _NO_SOUND.sub("", folded.translate(_TO_SOUND)))
