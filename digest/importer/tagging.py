"""Tags that a text may deserve: names and aliases of the registry that its words contain, suggested, never assigned.

Inflection is met halfway, without a dictionary. A Cyrillic word of five letters or more may end otherwise by up to
three letters (`радикализация`, `радикализации`; `Жастар`, `жастардың`); an Arabic one may carry the article and the
prefixes و ب ل ف ك, and its plural either case (`المقاتلون`, `للمقاتلين`). Words in other scripts are matched whole, so
that `art` is not found in `party`. Ids are not looked for: they are addresses, and often one broad word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import ahocorasick

from digest.importer.model import TagSuggestion
from digest.importer.texts.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.registry import Table

SAMPLE = 100_000  # characters of a text that are looked at
MIN_STEM = 5  # letters of a Cyrillic word that may be inflected
MAX_ENDING = 3
SPELLINGS = 3  # that are shown of one tag

# школа   мектеп
_CYRILLIC = re.compile("[\u0400-\u052f]+")
# المكتبات
_ARABIC = re.compile("[\u0620-\u06d3]+")
# иностранные, which goes on as иностранных and иностранного
_ADJECTIVE = re.compile("(?:ы[йе]|ая|ое|ий)$")
# школа, which goes on as школы
_VOWEL = re.compile("[аеиоуыэюяйь]$")
# Kazakh adds its endings to a vowel (`оңалтудың`) that Russian gives up for its own
_ADDED = tuple("ғгдлмнст")
# المقاتلون
_NOMINATIVE = re.compile("ون$")
_ARABIC_PREFIXES = frozenset(
    {one + article for one in ("", "و", "ف", "ب", "ک", "وب") for article in ("", "ال")}
    | {one + article for one in ("", "و", "ف") for article in ("لل", "ل")}
)


def suggest_tags(text: str, table: Table) -> tuple[TagSuggestion, ...]:
    """Return the tags of *table* whose names or aliases stand in *text*, the most frequent first.

    Of names that overlap the longest counts, and each place in the text counts once.
    """
    finder = _finder_of(_Same(table))
    return finder.find(text[:SAMPLE]) if finder.phrases else ()


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a name: what it begins with, however it is inflected, and how long it may be by that."""

    stem: str
    whole: str
    is_arabic: bool = False
    ending: int = 0

    @property
    def begin(self) -> str:
        """Return what stands in a text wherever the word does: an Arabic one may come after a prefix."""
        if self.is_arabic:
            return self.stem.removesuffix("ین")
        return f" {self.stem}" if self.ending else f" {self.whole} "

    def fits(self, word: str) -> bool:
        """Return whether *word* of a text is this one, in any of its forms."""
        if self.is_arabic:
            bare = _NOMINATIVE.sub("ین", word)
            return bare.endswith(self.stem) and bare[: len(bare) - len(self.stem)] in _ARABIC_PREFIXES
        if not self.ending:
            return word == self.whole
        is_added = word.startswith(self.whole) and word.startswith(_ADDED, len(self.whole))
        begin = self.whole if is_added else self.stem
        return word.startswith(begin) and len(word) - len(begin) <= self.ending


def _word(word: str) -> _Word:
    if _ARABIC.fullmatch(word):
        bare = _NOMINATIVE.sub("ین", word)
        stem = bare.removeprefix("ال")
        return _Word(stem if len(stem) > 2 else bare, bare, is_arabic=True)  # noqa: PLR2004 - no word is shorter
    if len(word) < MIN_STEM or not _CYRILLIC.fullmatch(word):
        return _Word(word, word)
    stem = _ADJECTIVE.sub("", word) if _ADJECTIVE.search(word) else _VOWEL.sub("", word)
    return _Word(stem, word, ending=MAX_ENDING)


@dataclass(frozen=True, slots=True)
class _Finder:
    """All names of one registry by what their first word begins with, and the automaton that finds it."""

    phrases: Mapping[str, Sequence[tuple[tuple[_Word, ...], str]]]
    automaton: ahocorasick.Automaton

    def find(self, text: str) -> tuple[TagSuggestion, ...]:
        words = fold_words(text)
        taken: set[int] = set()
        hits: dict[str, list[int]] = defaultdict(list)
        spelt: dict[int, str] = {}
        for length, at, tag in sorted(set(self._hits(words)), key=lambda hit: (-hit[0], hit[1], hit[2])):
            places = range(at, at + length)
            if taken.isdisjoint(places):
                taken.update(places)
                hits[tag].append(at)
                spelt[at] = " ".join(words[at : at + length])
        found = (
            TagSuggestion(tag, len(places), tuple(dict.fromkeys(spelt[at] for at in sorted(places)))[:SPELLINGS])
            for tag, places in hits.items()
        )
        return tuple(sorted(found, key=lambda tag: (-tag.count, tag.id)))

    def _hits(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Yield the number of words, the first word and the tag of every name in the text."""
        joined = f" {' '.join(words)} "
        at, seen = 0, 1
        for end, stem in self.automaton.iter(joined):
            start = end + 1 - len(stem)
            at += joined.count(" ", seen, start + 1)  # how many words begin before the match
            seen = max(seen, start + 1)
            for phrase, tag in self.phrases[stem]:
                if len(phrase) <= len(words) - at and all(map(_Word.fits, phrase, words[at : at + len(phrase)])):
                    yield len(phrase), at, tag


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A registry as the key of a cache: the same only as itself, since its dictionaries have no hash."""

    table: Table

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.table is self.table

    def __hash__(self) -> int:
        return id(self.table)


@lru_cache(maxsize=8)
def _finder_of(same: _Same) -> _Finder:
    """Return the finder of a registry; copies of one, as worker processes get them, share it by what they say."""
    return _finder(
        tuple((entry.id, (*entry.name.by_lang.values(), *entry.aliases)) for entry in same.table.entries.values())
    )


@lru_cache(maxsize=2)
def _finder(names_by_tag: tuple[tuple[str, tuple[str, ...]], ...]) -> _Finder:
    phrases: dict[str, dict[tuple[_Word, ...], str]] = defaultdict(dict)
    for tag, names in names_by_tag:
        for name in names:
            phrase = tuple(map(_word, fold_words(name)))
            if phrase:
                phrases[phrase[0].begin].setdefault(phrase, tag)
    automaton = ahocorasick.Automaton()
    for begin in phrases:
        automaton.add_word(begin, begin)
    automaton.make_automaton()
    return _Finder({begin: tuple(found.items()) for begin, found in phrases.items()}, automaton)
