"""Queries made from the articles themselves with a fixed seed, a cell for each kind and language.

A query of one article is judged by the place at which that article stands (known-item search); one for a name or a tag
by how many of the articles that are right stand among the first ten.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from .corpus import SEED, SHARES, tag_names
from .inflecting import inflect, kazakh_forms, russian_forms
from .names import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from .corpus import Made
    from .names import Name

TITLE, RARE, TYPO, SENTENCE, PHRASE, BODY, INFLECTED, SCRIPTS, TAG = (
    "title", "three rarest title words", "one typo", "eight-word sentence", "quoted phrase", "words of the text",
    "inflected", "names across scripts", "a tag's name",
)  # fmt: skip
KINDS = (TITLE, RARE, TYPO, SENTENCE, PHRASE, BODY, INFLECTED, SCRIPTS, TAG)
ALL = "all"  # the language of what is asked across languages
_EIGHT, _RARE_WORDS, _BODY_WORDS, _LONG_WORD = 8, 3, 4, 6
_RANKS = (2, 12)  # of the words of a text by how rare they are: neither its own alone nor everybody's
_TOKEN = re.compile(r"[^\W_]+")
_LETTERS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "ru": "абвгдежзийклмнопрстуфхцчшщыьэюя",
    "kk": "аәбвгғдежзийкқлмнңоөпрстуұүшыі",
}


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, and the addresses of the articles that are *right*."""

    kind: str
    lang: str
    text: str
    right: frozenset[str]


class Rarity:
    """How many articles have a word."""

    def __init__(self, made: Sequence[Made]) -> None:
        self._counts = Counter(word for article in made for word in set(tokens(article.text)))

    def sort(self, found: Sequence[str]) -> list[str]:
        """Return the different words of *found*, the rarest first."""
        return sorted(dict.fromkeys(found), key=lambda word: (self._counts[word], word))

    def knows(self, word: str) -> bool:
        """Tell whether any article has *word*."""
        return word in self._counts


def tokens(text: str) -> list[str]:
    """Return the words of *text* in small letters."""
    return _TOKEN.findall(text.lower())


def make_queries(made: Sequence[Made], number: int) -> list[Query]:
    """Return *number* queries of each kind and language on *made*, and one for each name and tag."""
    rarity = Rarity(made)
    found: list[Query] = []
    for lang in SHARES:
        own = [article for article in made if article.lang == lang]
        for kind, ask in _ASKED.items():
            rng = Random(f"{SEED}-{kind}-{lang}")
            given = (_Given(article, rarity, rng) for article in rng.sample(own, len(own)))
            found += _cell(kind, lang, given, number, ask)
    return [*found, *_names(made), *_tags(made)]


class _Given(NamedTuple):
    """What a query is made from: an article, how rare words are, and chance."""

    article: Made
    rarity: Rarity
    rng: Random


def _cell(
    kind: str, lang: str, own: Iterable[_Given], number: int, ask: Callable[[_Given], str | None]
) -> Iterator[Query]:
    left = number
    for given in own:
        text = ask(given) if left else None
        if text:
            left -= 1
            yield Query(kind, lang, text, frozenset({given.article.address}))


def _title(given: _Given) -> str:
    return given.article.title


def _rarest(given: _Given) -> str:
    return " ".join(given.rarity.sort(tokens(given.article.title))[:_RARE_WORDS])


def _typo(given: _Given) -> str | None:
    """Return the three rarest words of the headline, one of them with a slip that makes no other word."""
    found = given.rarity.sort(tokens(given.article.title))[:_RARE_WORDS]
    long = [word for word in found if len(word) >= _LONG_WORD]
    if not long:
        return None
    word = given.rng.choice(long)
    slips = iter(lambda: misspell(word, given.article.lang, given.rng), "")
    wrong = next(slip for slip in slips if not given.rarity.knows(slip))
    return " ".join(wrong if one == word else one for one in found)


def misspell(word: str, lang: str, rng: Random) -> str:
    """Return *word* with a letter left out, put in, changed or swapped with the next; never the first."""
    at = rng.randrange(1, len(word) - 1)
    other = rng.choice(_LETTERS[lang])
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + other + word[at:],
        word[:at] + other + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    return rng.choice(slips)


def _sentence(given: _Given) -> str | None:
    sentences = [tokens(one) for paragraph in given.article.paragraphs for one in paragraph.split(". ")]
    long = [one for one in sentences if len(one) >= _EIGHT]
    if not long:
        return None
    words = given.rng.choice(long)
    start = given.rng.randrange(len(words) - _EIGHT + 1)
    return " ".join(words[start : start + _EIGHT])


def _phrase(given: _Given) -> str | None:
    words = _sentence(given)
    return f'"{" ".join(words.split()[:5])}"' if words else None


def _body(given: _Given) -> str:
    distinctive = given.rarity.sort([word for paragraph in given.article.paragraphs for word in tokens(paragraph)])
    return " ".join(given.rng.sample(distinctive[slice(*_RANKS)], _BODY_WORDS))


def _inflected(given: _Given) -> str | None:
    """Return the three rarest words of the headline, each that has one in another form."""
    words = given.rarity.sort(tokens(given.article.title))[:_RARE_WORDS]
    other = [inflect(word, given.article.lang, given.rng) for word in words]
    return " ".join(new or old for new, old in zip(other, words, strict=True)) if any(other) else None


_ASKED = {
    TITLE: _title, RARE: _rarest, TYPO: _typo, SENTENCE: _sentence, PHRASE: _phrase, BODY: _body,
    INFLECTED: _inflected,
}  # fmt: skip


def _names(made: Sequence[Made]) -> Iterator[Query]:
    having = _having({form for name in NAMES for form in _forms(name)}, made)
    for name in NAMES:
        right = frozenset[str]().union(*(having[form] for form in _forms(name)))
        if right:
            yield Query(SCRIPTS, ALL, name.typed, right)


@cache
def _forms(name: Name) -> frozenset[str]:
    """Return the words that are *name*, as the three languages write and inflect it and as it is typed."""
    written = [name.en.lower(), *russian_forms(name.ru.lower()), *kazakh_forms(name.kk.lower())]
    return frozenset([*written, name.typed.lower(), *russian_forms(name.typed.lower())])


def _having(forms: set[str], made: Sequence[Made]) -> dict[str, set[str]]:
    """Return by each of *forms* the addresses of the articles that have it: those it was put into, and by chance."""
    having: dict[str, set[str]] = {form: set() for form in forms}
    for article in made:
        for form in forms.intersection(tokens(article.text)):
            having[form].add(article.address)
    return having


def _tags(made: Sequence[Made]) -> Iterator[Query]:
    for tag in sorted({tag for article in made for tag in article.tags}):
        right = frozenset(article.address for article in made if tag in article.tags)
        for lang in SHARES:
            yield Query(TAG, lang, tag_names(tag)[lang], right)


def rare_words(made: Sequence[Made], number: int) -> list[str]:
    """Return words that one or two articles have."""
    rarity = Rarity(made)
    words = rarity.sort([word for article in made[:50] for word in tokens(article.text)])
    return words[:number]
