"""Names that are not to be read: found in every form that a text has them in, and other words put in their place.

A name is looked for as its letters sound, whatever is laid over them: accents, stress marks, capitals, signs of no
width, the several alefs. Russian and Kazakh names are found declined, Arabic ones behind what is written onto them. A
text that has none of the letters of any name is only looked through once for all of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick

from digest.model import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What is written in more than one way in most texts, and the letter that it is compared as; the rest is odd.
_USUAL = tuple(zip("йёأإآئؤىة‑’", "иеااايويه-'", strict=True))
_ODD = re.compile(r"[^\x00-\x7fА-яЁёӘәҒғҚқҢңӨөҰұҮүҺһ\u0621-\u063a\u0641-\u064a«»–—“”„‘’…№\xa0،؛؟]")
_ENDINGS = (
    "а я у ю ы и е о ь ом ем ым им ои еи ою ею ого его ому ему ая яя ую юю ии ыи ие ые их ых ими ыми"
    " ам ям ами ями ах ях ия ию иеи"
)
"""How Russian names end when they are declined; й stands as и, as it is compared."""
_SUFFIXES = (
    "ның нің дың дің тың тің ға ге қа ке на не ды ді ты ті ны ні н да де та те нда нде"
    " дан ден тан тен нан нен мен бен пен"
)
"""What Kazakh hangs onto a name."""
_STEM = re.compile(r"(?:[ыи]и|[ая]я|[ое]е|[аеиоуыьюя])\Z")
_CYRILLIC = re.compile(r"[а-яәғқңөұүһі]+\Z")
_ARABIC = re.compile(r"[\u0620-\u064a]")
_LEAST_WORD, _LEAST_STEM = 3, 2  # letters of what is declined, and of what stays of it
# Between the words of a name: spaces, the end of a line, marks of Markdown, a tag; never an empty line.
_GAP = r"(?:[^\S\n]|\n(?!\s*\n)|[*_\\>]|<[^<>]*>|&nbsp;|&#160;)+"
_KEPT = re.compile(r"[*_]+|<[^<>]*>")


class Hit(NamedTuple):
    """A name in a text: where it begins and ends, and whose it is."""

    start: int
    end: int
    name: Name


@dataclass(frozen=True, slots=True)
class Name:
    """A name with the other *forms* of it, and what is *shown* in its place; without that, its initials are."""

    forms: tuple[str, ...]
    shown: Text = Text()

    def in_place(self, lang: str) -> str:
        """Return what stands in its place in a text in *lang*."""
        return self.shown.in_lang(lang) or " ".join(f"{word[0]}." for word in self.forms[0].split())


@cache
def _one_way() -> dict[int, str | None]:
    """Return what becomes of what is written in more than one way: marks go, several letters become one."""
    marks = (code for code in range(0x20000) if unicodedata.combining(chr(code)))
    without_width = map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u0640\u02bc")
    letters = dict(zip(map(ord, "ىةٱ‐‑’`"), "يها--''", strict=True))
    return {**dict.fromkeys(marks), **dict.fromkeys(without_width), **letters}


def plain(text: str) -> str:
    """Return *text* as names are compared."""
    if text.isascii():
        return text.casefold().replace("`", "'")
    if _ODD.search(text):
        return unicodedata.normalize("NFKD", text).casefold().translate(_one_way())
    found = text.casefold()
    for letter, other in _USUAL:
        found = found.replace(letter, other)
    return found


@dataclass(frozen=True)
class Names:
    """Names that are looked for together."""

    names: tuple[Name, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.names)

    def find(self, text: str) -> list[Hit]:
        """Return where the names stand in *text*, each place once and the longer name where two begin together."""
        if not self.names or not (known := self._may_be_in(text)):
            return []
        bare, places = _with_places(text)
        found = (
            Hit(places[match.start()], places[match.end() - 1] + 1, self.names[number])
            for number in known
            for match in self._patterns[number].finditer(bare)
        )
        return list(_apart(sorted(found, key=lambda hit: (hit.start, -hit.end))))

    def is_in(self, text: str) -> bool:
        """Return whether any of the names stands in *text*."""
        return bool(self.find(text))

    def in_address(self, address: str) -> bool:
        """Return whether any of the names stands in the last part of an address, or in the name of a file."""
        words = re.sub(r"[-_./%+]|(?<=[a-z])(?=[A-Z])", " ", address)
        return bool(self.names) and self.is_in(words)

    def mask(self, text: str, lang: str) -> str:
        """Return *text* with other words in the place of the names; marks and tags between their words stay."""
        hits = self.find(text)
        for hit in reversed(hits):
            kept = "".join(_KEPT.findall(text[hit.start : hit.end]))
            text = f"{text[: hit.start]}{hit.name.in_place(lang)}{kept}{text[hit.end :]}"
        return text

    def _may_be_in(self, text: str) -> list[int]:
        return sorted({number for _, numbers in self._seeks.iter(plain(text)) for number in numbers})

    @cached_property
    def _seeks(self) -> ahocorasick.Automaton:
        """What finds the longest word of each form, as far as it stays the same however the name is declined."""
        by_stem: dict[str, set[int]] = defaultdict(set)
        for number, name in enumerate(self.names):
            for form in name.forms:
                by_stem[max(map(_stem, plain(form).split()), key=len)].add(number)
        seeks = ahocorasick.Automaton()
        for stem, numbers in by_stem.items():
            seeks.add_word(stem, tuple(sorted(numbers)))
        seeks.make_automaton()
        return seeks

    @cached_property
    def _patterns(self) -> list[re.Pattern[str]]:
        return list(map(_pattern, self.names))


def _with_places(text: str) -> tuple[str, list[int]]:
    """Return *text* as it is compared, and for each of its characters where that stands in *text*."""
    bare, places = [], []
    for at, char in enumerate(text):
        for one in plain(char):
            bare.append(one)
            places.append(at)
    return "".join(bare), places


def _apart(hits: Iterable[Hit]) -> Iterator[Hit]:
    end = 0
    for hit in hits:
        if hit.start >= end:
            yield hit
            end = hit.end


def _pattern(name: Name) -> re.Pattern[str]:
    found = []
    for form in name.forms:
        words = [_word(word) for word in plain(form).split()]
        found.append(_GAP.join(words))
        if len(words) == 2:  # noqa: PLR2004 - family's name first, as lists have it
            found.append(rf"{words[1]},?{_GAP}{words[0]}")
    found.sort(key=len, reverse=True)
    return re.compile(rf"(?<![\w])(?:{'|'.join(found)})(?![\w])")


def _stem(word: str) -> str:
    stem = _STEM.sub("", word) if _CYRILLIC.match(word) else word
    return stem if len(stem) >= _LEAST_STEM else word


def _word(word: str) -> str:
    """Return a pattern of a word of a name in all its forms."""
    if _CYRILLIC.match(word) and len(word) >= _LEAST_WORD:
        declined, hung = "|".join(_ENDINGS.split()), "|".join(_SUFFIXES.split())
        return rf"(?:{re.escape(_stem(word))}(?:{declined})?|{re.escape(word)}(?:-?(?:{hung}))?)"
    if _ARABIC.match(word):
        return rf"(?:[وف]?(?:[بلك]|ال|لل|بال|كال)?{re.escape(word.removeprefix('ال'))})"
    return re.escape(word)
