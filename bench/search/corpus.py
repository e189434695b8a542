"""A seeded corpus to search in: articles in English, Russian and Kazakh, under the registries of this project.

Words follow Zipf's law. An article has words of its topic, as many others have, and some rare ones of its own that come
back in it and stand in its headline, as the names and matters of a real one do.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING

import yaml

from bench.build.corpus import write
from bench.measure import ROOT

from .inflecting import kazakh
from .names import NAMES
from .vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from .names import Name

SEED = 20_170
SHARES = {"en": 10, "ru": 7, "kk": 3}
COMMON = "2178"  # stands in two thirds of all articles, in any language: the worst case of many an engine
_IN_MOST = 2 / 3
_WORDS, _PARAGRAPHS, _MONTHS = 480, 7, 120
_TOPICS, _OF_TOPIC, _OWN = 40, 250, 14
_TOPIC_SHARE, _OWN_SHARE, _NAME_SHARE, _TAG_SHARE = 0.25, 0.12, 0.6, 0.4
_CASE_SHARE = 0.5  # of Kazakh words that have an ending
_FIRST_DAY = date(2016, 1, 1)
LAST_DAY = _FIRST_DAY + timedelta(days=_MONTHS * 30)
_SENTENCE = (8, 20)
_REGISTRIES = ROOT / "content" / "registry"
_RIGHTS = re.compile("rights: (?:excerpt|link)")


@dataclass(frozen=True, slots=True)
class Made:
    """One article of the corpus; *names* are the places that its text names."""

    slug: str
    lang: str
    title: str
    day: date
    section: str
    tags: tuple[str, ...]
    places: tuple[str, ...]
    publication: str
    summary: str
    paragraphs: tuple[str, ...]
    names: tuple[Name, ...]

    @property
    def address(self) -> str:
        """Where it stands on the site."""
        return f"/articles/{self.slug}/" if self.lang == "en" else f"/{self.lang}/articles/{self.slug}/"

    @property
    def text(self) -> str:
        """Everything that one reads in it."""
        return "\n\n".join([self.title, *self.paragraphs])


def articles(number: int, first: int = 0) -> Iterator[Made]:
    """Yield *number* articles, beginning with the one of that number; the same each time."""
    return (_article(at) for at in range(first, first + number))


@cache
def _entries(kind: str) -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = yaml.safe_load((_REGISTRIES / f"{kind}.yaml").read_text("utf-8"))
    return found


def tag_names(tag: str) -> dict[str, str]:
    """Return the name of *tag* by language."""
    return _entries("tags")[tag]["name"]


@cache
def _zipf(number: int) -> tuple[float, ...]:
    return tuple(accumulate(1 / (rank + 3) for rank in range(number)))


@cache
def _topic(lang: str, number: int) -> tuple[str, ...]:
    pool = words(lang)
    return tuple(Random(f"{SEED}-{lang}-{number}").sample(pool[300 : len(pool) // 2], _OF_TOPIC))


def _article(at: int) -> Made:
    rng = Random(f"{SEED}-{at}")
    lang = rng.choices(list(SHARES), list(SHARES.values()))[0]
    topic = rng.randrange(_TOPICS)
    own = tuple(rng.sample(words(lang)[len(words(lang)) // 8 :], _OWN))
    names = tuple(rng.sample(NAMES, rng.randint(1, 2))) if rng.random() < _NAME_SHARE else ()
    tags = _tags(topic, rng)
    drawn = _draw(rng, lang, topic, own)
    title = " ".join([*rng.sample(own[:6], 3), *(next(drawn) for _ in range(rng.randint(3, 5)))])
    day = _FIRST_DAY + timedelta(days=at * 7919 % (_MONTHS * 30))
    return Made(
        slug=f"article-{at}",
        lang=lang,
        title=title[0].upper() + title[1:],
        day=day,
        section=list(_entries("sections"))[topic % len(_entries("sections"))],
        tags=tags,
        places=tuple(name.id for name in names if name.id),
        publication=list(_entries("publications"))[(topic * 5 + rng.randrange(2)) % len(_entries("publications"))],
        summary=_sentence([next(drawn) for _ in range(16)]),
        paragraphs=tuple(_paragraphs(rng, drawn, lang, names, tags)),
        names=names,
    )


def _tags(topic: int, rng: Random) -> tuple[str, ...]:
    """Return two to five tags; those of one topic are mostly the same."""
    pool = list(_entries("tags"))
    Random(topic).shuffle(pool)
    return tuple(dict.fromkeys(rng.choices(pool, cum_weights=_zipf(len(pool)), k=rng.randint(2, 5))))


def _draw(rng: Random, lang: str, topic: int, own: Sequence[str]) -> Iterator[str]:
    pool, of_topic = words(lang), _topic(lang, topic)
    while True:
        chance = rng.random()
        if chance < _OWN_SHARE:
            word = rng.choices(own, cum_weights=_zipf(len(own)))[0]
        elif chance < _OWN_SHARE + _TOPIC_SHARE:
            word = rng.choices(of_topic, cum_weights=_zipf(len(of_topic)))[0]
        else:
            word = rng.choices(pool, cum_weights=_zipf(len(pool)))[0]
        yield _with_ending(word, rng) if lang == "kk" else word


def _with_ending(word: str, rng: Random) -> str:
    case = rng.choice(("plural", "genitive", "dative", "accusative", "locative", "ablative", "instrumental"))
    return kazakh(word, case) if rng.random() < _CASE_SHARE else word


def _paragraphs(
    rng: Random, drawn: Iterator[str], lang: str, names: Sequence[Name], tags: Sequence[str]
) -> Iterator[str]:
    said = [name.spelled(lang) for name in names for _ in range(2)]
    said += [COMMON] if rng.random() < _IN_MOST else []
    said += [tag_names(tag)[lang] for tag in tags if rng.random() < _TAG_SHARE]
    for number in range(_PARAGRAPHS):
        sentences, left = [], _WORDS // _PARAGRAPHS
        while left > 0:
            sentence = [next(drawn) for _ in range(rng.randint(*_SENTENCE))]
            left -= len(sentence)
            sentences.append(sentence)
        for what in said[number::_PARAGRAPHS]:
            sentences[0].insert(rng.randint(1, len(sentences[0])), what)
        yield " ".join(map(_sentence, sentences))


def _sentence(words_of_it: Sequence[str]) -> str:
    text = " ".join(words_of_it)
    return f"{text[0].upper()}{text[1:]}."


def markdown(article: Made) -> str:
    """Return *article* as it stands in content/."""
    front = {
        "title": article.title,
        "slug": article.slug,
        "lang": article.lang,
        "publication": article.publication,
        "category": article.section,
        "tags": list(article.tags),
        "places": list(article.places),
        "summary": article.summary,
        "status": "published",
    }
    dates = [f"date: {article.day}", f"added: {article.day}"]
    head = [*dates, *(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items())]
    return "\n\n".join(["\n".join(["---", *head, "---"]), *article.paragraphs]) + "\n"


def path_of(article: Made) -> str:
    """Return where *article* stands in content/."""
    return f"articles/{article.day.year}/{article.slug}.md"


def write_corpus(folder: Path, number: int) -> None:
    """Write *number* articles and the registries of this project into the content folder *folder*.

    Every publication allows the whole text: of an excerpt there is little to search.
    """
    for article in articles(number):
        write(folder / path_of(article), markdown(article))
    (folder / "pages").mkdir(exist_ok=True)
    for registry in sorted(_REGISTRIES.glob("*.yaml")):
        write(folder / "registry" / registry.name, _RIGHTS.sub("rights: full", registry.read_text("utf-8")))
