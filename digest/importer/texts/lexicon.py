"""The word lists of all languages (`data/lexicon/*.yaml`), ready to match.

They are merged: a text is matched before its language is known, and no word of one language means something
else in another where it is looked for.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from digest.frontmatter import read_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LISTS = frozenset(
    {
        "after_hyphens",
        "agencies",
        "boilerplate",
        "byline_labels",
        "byline_words",
        "conjunctions",
        "counters",
        "credits",
        "desks",
        "embargoes",
        "embed_starts",
        "embeds",
        "function_words",
        "headline_labels",
        "holes",
        "mailboxes",
        "menu",
        "months",
        "not_places",
        "ordinary_words",
        "placeholders",
        "provinces",
        "published",
        "releases",
        "reporting",
        "rights",
        "roles",
        "time_words",
        "updated",
        "walls",
        "weekdays",
        "wire_tags",
        "year_marks",
        "year_words",
    }
)

MONTHS = 12
SHORT = 80  # characters of what is folded once and kept for a while

_NUMBER = re.compile(r"[0-9]+")
# ٢٠١٦ and ۲۰۱۶ are 2016, letter for letter, so that places in the text stay the same
_DIGITS = {ord(zero) + value: str(value) for zero in "٠۰" for value in range(10)}
_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ۀ": "ه", "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'"})
_LEVEL = _DIGITS | _LETTERS
# ي ٢ ’: Cyrillic text has none of them, and to look for one takes a tenth of the time that `translate` takes
_HAS_LETTERS = re.compile(f"[{''.join(map(chr, _LETTERS))}]")
_HAS_LEVEL = re.compile(f"[{''.join(map(chr, _LEVEL))}]")


def fold(text: str) -> str:
    """Return *text* as it is compared: case, width, Arabic and Persian letters and spaces make no difference."""
    return _fold_short(text) if len(text) <= SHORT else _fold(text)


def _fold(text: str) -> str:
    if text.isascii():
        return " ".join(text.lower().split())
    text = unicodedata.normalize("NFKC", text)
    text = text.translate(_LETTERS) if _HAS_LETTERS.search(text) else text
    return " ".join(text.casefold().split())


_fold_short = lru_cache(maxsize=1024)(_fold)  # a line is folded as often as rules ask what it is


def level(text: str) -> str:
    """Return *text* with European figures and one form of each Arabic letter, of the same length."""
    return text if text.isascii() or not _HAS_LEVEL.search(text) else text.translate(_LEVEL)


def fold_line(text: str) -> str:
    """Return a line of boilerplate as it is compared: any number is `#`."""
    return _NUMBER.sub("#", fold(level(text)))


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression for any of *words*, the longest first, that is never empty."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered) or r"(?!)"


@cache
def whole_words(kind: str) -> re.Pattern[str]:
    """Return an expression for any word of a list of all languages, where it stands as a word of its own."""
    return re.compile(rf"(?<!\w)(?:{any_of(lexicon().words[kind])})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the word lists of all languages say, in the forms that the parts of the parser match with."""

    words: Mapping[str, tuple[str, ...]]
    months: Mapping[str, int]
    boilerplate: frozenset[str]
    counters: frozenset[str]
    agencies: Mapping[str, str]
    not_places: frozenset[str]
    roles: frozenset[str]
    conjunctions: frozenset[str]
    function_words: frozenset[str]
    wire_tags: frozenset[str]


@cache
def read_lists(lang: str) -> Mapping[str, Any]:
    """Return the file of one language, checked for lists that nothing reads."""
    text = (resources.files("digest.importer") / "data" / "lexicon" / f"{lang}.yaml").read_text("utf-8")
    lists: dict[str, Any] = read_data(text)
    unknown = set(lists) - LISTS
    if unknown:
        message = f"data/lexicon/{lang}.yaml has lists that nothing reads: {', '.join(sorted(unknown))}"
        raise ValueError(message)
    return lists


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have word lists."""
    folder = resources.files("digest.importer") / "data" / "lexicon"
    return tuple(sorted(item.name[:-5] for item in folder.iterdir() if item.name.endswith(".yaml")))


@cache
def words_of(lang: str, kind: str) -> tuple[str, ...]:
    """Return one list of one language, whether verified or not."""
    return tuple(word for group in read_lists(lang).get(kind, ()) for word in group["words"])


@cache
def months_of(lang: str) -> tuple[tuple[str, ...], ...]:
    """Return the names of each month in one language, from January."""
    groups = [group["words"] for group in read_lists(lang).get("months", ())]
    return tuple(tuple(name for group in groups for name in group[number]) for number in range(MONTHS))


@cache
def lexicon() -> Lexicon:
    """Return the lists of all languages together."""
    kinds = LISTS - {"months"}
    words = {kind: tuple(dict.fromkeys(w for lang in languages() for w in words_of(lang, kind))) for kind in kinds}
    months = {
        fold(name): number for lang in languages() for number, names in enumerate(months_of(lang), 1) for name in names
    }
    return Lexicon(
        words=words,
        months=months,
        boilerplate=frozenset(map(fold_line, (*words["boilerplate"], *words["counters"]))),
        counters=frozenset(map(fold_line, words["counters"])),
        agencies={fold(name): name for name in reversed(words["agencies"])},
        not_places=frozenset(map(fold, words["not_places"])),
        roles=frozenset(map(fold, words["roles"])),
        conjunctions=frozenset(map(fold, words["conjunctions"])),
        function_words=frozenset(map(fold, words["function_words"])),
        wire_tags=frozenset(map(fold, words["wire_tags"])),
    )
