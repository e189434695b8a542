"""The byline: who wrote a text, as its own line says it (rules 36 to 45)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from digest.importer.lexicon import any_of, fold, lexicon
from digest.importer.model import Byline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MAX_BYLINE = 130  # characters
MIN_CAPITALS = 0.75  # of the words of a byline that has no mark, such as a colon
MAX_NAME_WORDS = 12  # of one name; more is a sentence

_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|MD|PhD)\.?", re.IGNORECASE)
_INITIAL_AT_END = re.compile(r"(?:\b\w|\b[JS]r)\.$")
# By Alexander Bogatik for RFE/RL
_FOR = re.compile(r"\s+for\s+(?P<agency>\S.*)$")
# By Alexander Bogatik in Bishkek
_IN = re.compile(r"\s+in\s+(?P<place>[A-Z][\w'-]*(?:[ ,]+[A-Z][\w'-]*){0,3})$")
_PARTICLES = frozenset({
    "de", "del", "la", "van", "von", "bin", "ibn", "al", "el", "da", "di", "du", "le", "der", "den", "ter",
    "of", "and", "the",
})  # fmt: skip
_COMMA = re.compile(r"\s*[,;،؛]\s*")


@cache
def _marked() -> re.Pattern[str]:
    """Return an expression for `Автор: …`, `By: …`, `بقلم …`."""
    labels = [label for label in lexicon().words["byline_labels"] if not label[-1].isalnum()]
    return re.compile(rf"(?:{any_of(labels)})\s*(?P<names>.+)", re.IGNORECASE | re.DOTALL)


@cache
def _unmarked() -> re.Pattern[str]:
    """Return an expression for `By …`, `Written by …`, `Подготовил …`."""
    words = lexicon().words
    labels = [label for label in words["byline_labels"] if label[-1].isalnum()]
    return re.compile(rf"(?:{any_of([*words['byline_words'], *labels])})\s+(?P<names>.+)", re.IGNORECASE | re.DOTALL)


def parse_byline(text: str) -> Byline | None:
    """Return who wrote the article, if *text* is a byline or the name of an agency alone."""
    if len(text) > MAX_BYLINE:
        return None
    agency = lexicon().agencies.get(fold(text.strip("()[] ")))
    if agency:
        return Byline(agency=agency)
    marked = _marked().match(text)
    if marked:
        return _parse_names(marked["names"])
    unmarked = _unmarked().match(text)
    return _parse_names(unmarked["names"]) if unmarked and _is_names(unmarked["names"]) else None


def _is_names(text: str) -> bool:
    """Return whether *text* is names or a desk, and not the rest of a sentence such as `by the end of May`."""
    if text.endswith((".", "!", "?", ":", "…")) and not _INITIAL_AT_END.search(text):
        return False
    if not (text[0].isupper() or text[0].upper() == text[0].lower()):
        return False
    if _desk().search(text):
        return True
    bare = _role_words().sub(" ", text)
    words = [word for word in re.findall(r"[^\W\d_][\w'’./-]*", bare) if not _is_small_word(word)]
    capitals = sum(word[0].isupper() or word[0].upper() == word[0].lower() for word in words)
    return bool(words) and capitals >= MIN_CAPITALS * len(words)


def _is_small_word(word: str) -> bool:
    return word in _PARTICLES or word in {"for", "in"} or word in lexicon().conjunctions


def _parse_names(text: str) -> Byline | None:
    text = text.strip().removesuffix(".") if not _INITIAL_AT_END.search(text) else text.strip()
    text, agency, rest = _strip_employer(text)
    authors: list[str] = []
    for piece in _split(text):
        if fold(piece) in lexicon().agencies:
            agency = lexicon().agencies[fold(piece)]
        elif _SUFFIX.fullmatch(piece) and authors:
            authors[-1] += f", {piece}"
        elif fold(piece) in lexicon().roles:
            rest = True
        else:
            name = _role_words().sub("", piece).strip(" -–—")
            rest = rest or name != piece
            authors.append(name)
    authors = [name for name in dict.fromkeys(authors) if any(map(str.isalpha, name))]
    if any(len(name.split()) > MAX_NAME_WORDS for name in authors) or not (authors or agency):
        return None
    return Byline(tuple(authors), agency, rest)


def _strip_employer(text: str) -> tuple[str, str | None, bool]:
    """Return the names without `for RFE/RL` and `in Bishkek`, the agency, and whether something was taken off."""
    employer = _FOR.search(text)
    agency = lexicon().agencies.get(fold(employer["agency"])) if employer else None
    if employer and agency:
        text = text[: employer.start()]
    place = _IN.search(text)
    return (text[: place.start()], agency, True) if place else (text, agency, False)


@cache
def _role_words() -> re.Pattern[str]:
    """Return an expression for a role around a name: `staff writer`, `корреспондент`; not as a name's own part."""
    return re.compile(rf"(?<!\w)(?:{any_of(lexicon().words['roles'])})(?!\w)", re.IGNORECASE)


@cache
def _desk() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(lexicon().words['desks'])})(?!\w)", re.IGNORECASE)


@cache
def _conjunction() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{any_of(lexicon().conjunctions)})\s+", re.IGNORECASE)


def _split(text: str) -> Iterator[str]:
    """Yield the names, split at commas and at the word `and`; `Law and policy desk` is one name."""
    for part in _COMMA.split(text):
        bare = re.sub(rf"^(?:{any_of(lexicon().conjunctions)})\s+", "", part.strip(), flags=re.IGNORECASE)
        yield from filter(None, map(str.strip, _split_desks(bare) if _desk().search(bare) else _split_people(bare)))


def _split_people(text: str) -> Sequence[str]:
    return _conjunction().split(text)


def _split_desks(text: str) -> list[str]:
    """Return the desks of a byline.

    Where the word for a desk comes first (`Отдел права и отдел политики`, `مكتب القانون ومكتب التعليم`) a new name
    begins with it; where it comes last (`Law desk and Education desk`) a name ends with it.
    """
    conjunction = _conjunction()
    first = _desk().match(text)
    if first:
        joined = re.compile(rf"\s+و(?={re.escape(first.group())}\s)")  # the Arabic `and` is written together
        return [
            piece
            for part in joined.split(text)
            for piece in _cut(part, conjunction, lambda _, after: _begins_desk(after))
        ]
    return _cut(text, conjunction, lambda before, _: _ends_with_desk(before))


def _begins_desk(text: str) -> bool:
    return _desk().match(text) is not None


def _ends_with_desk(text: str) -> bool:
    return any(match.end() == len(text) for match in _desk().finditer(text))


def _cut(text: str, at: re.Pattern[str], is_end: Callable[[str, str], bool]) -> list[str]:
    """Return the pieces of *text* between those matches of *at* that end one by what is before and after them."""
    pieces, start = [], 0
    for match in at.finditer(text):
        if is_end(text[start : match.start()], text[match.end() :]):
            pieces.append(text[start : match.start()])
            start = match.end()
    return [*pieces, text[start:]]
