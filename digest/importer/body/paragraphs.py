"""The body: lists, subheads and paragraphs, and holes in its sentences (rules 70 to 73 and 75 to 78)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from digest.importer.body.boilerplate import is_embed
from digest.importer.head.byline import parse_reporting
from digest.importer.model import Role
from digest.importer.texts.lexicon import lexicon
from digest.importer.texts.marks import BULLET, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from digest.importer.model import Block

MAX_SUBHEAD = 95  # characters
MAX_SUBHEAD_WORDS = 13
MAX_QUESTION_WORDS = 8
PROSE = 60  # characters; a shorter block is prose when it is a sentence of SENTENCE
SENTENCE = 25
MAX_SUBHEADS = 0.34  # of the blocks; above it, short lines are not subheads
MIN_UNSURE = 4  # of fewer subheads no share is told

_QUESTION = ("?", "؟")
_OF_THE_HEAD = frozenset({Role.BYLINE, Role.DATE, Role.ADDRESS})
# HOST: How do you count visitors?
_SPEAKER = re.compile(r"\w[^:]{0,30}:\s")
_QUOTES = re.compile(r"[\"“”«»]")
# The sentence around a place in a paragraph
_SENTENCE_STOP = re.compile(r"(?<=[.!?…؟۔])[\"'”’»)\]]*\s+")


def label_items(blocks: Sequence[Block], labels: Mapping[int, Role]) -> dict[int, Role]:
    """Return the items of lists: two or more neighbours with the same bullet.

    An en dash is a bullet only in Latin script: in Russian it opens direct speech.
    """
    runs: list[list[int]] = []
    last = ""
    for index, block in enumerate(blocks):
        match = None if index in labels else BULLET.match(block.text)
        bullet = match["bullet"] if match else ""
        if match and bullet == "–" and not block.text[match.end() :][:1].isascii():
            bullet = ""
        if bullet and bullet == last:
            runs[-1].append(index)
        elif bullet:
            runs.append([index])
        last = bullet
    return {index: Role.ITEM for run in runs if len(run) > 1 and not _is_dialogue(blocks, run) for index in run}


def _is_dialogue(blocks: Sequence[Block], run: Sequence[int]) -> bool:
    """Return whether dashes open direct speech, where somebody asks: `- Когда откроется зал?`, `- В мае`."""
    return blocks[run[0]].text[0] in "-–" and any(blocks[index].text.endswith(_QUESTION) for index in run)


def label_subheads(blocks: Sequence[Block], labels: Mapping[int, Role]) -> tuple[dict[int, Role], int]:
    """Return the subheads, or none and how many there would be, when they are too many to be any.

    Questions do not count for that: those of an interview are paragraphs, like their answers.
    """
    found = _find_subheads(blocks, labels)
    free = len(blocks) - len(labels)
    if _are_many(found, free):
        found = {i: role for i, role in found.items() if not blocks[i].text.endswith(_QUESTION)}
    return ({}, len(found)) if _are_many(found, free) else (found, 0)


def _find_subheads(blocks: Sequence[Block], labels: Mapping[int, Role]) -> dict[int, Role]:
    """Return the short lines without a final mark, within the body, above prose.

    `[REPORTER] QUESTION INDISTINCT` is a speaker and not a subhead. What stands above all prose, or above a byline or
    a date, belongs to the head: `2 hours ago`, a name.
    """
    free = [index for index in range(len(blocks)) if labels.get(index, Role.PARAGRAPH) is Role.PARAGRAPH]
    found = {}
    in_body = False
    for before, index, after in zip(free, free[1:], free[2:], strict=False):
        text = blocks[index].text
        in_body = in_body or _is_prose(blocks[before].text)
        if not in_body or labels.get(index + 1) in _OF_THE_HEAD:
            continue
        if _is_prose(blocks[after].text) and _is_subhead(text, blocks[before].text) and not is_embed(text):
            found[index] = Role.SUBHEAD
    return found


def _are_many(subheads: Mapping[int, Role], blocks: int) -> bool:
    """Return whether so many blocks look like subheads that none is one."""
    return len(subheads) >= MIN_UNSURE and len(subheads) > MAX_SUBHEADS * blocks


def _is_subhead(text: str, before: str) -> bool:
    if len(text) > MAX_SUBHEAD or text[0].islower() or text[0] in "[—" or BULLET.match(text) or not _has_letters(text):
        return False
    if "@" in text or parse_reporting(text):
        return False  # Follow us at @citylibrary
    words = len(text.split())
    if text.endswith(_QUESTION):
        is_said = _QUOTES.search(text) or _SPEAKER.match(text)
        return words <= MAX_QUESTION_WORDS and _is_prose(before) and not is_said
    return words <= MAX_SUBHEAD_WORDS and not ends_sentence(text) and not text.endswith((",", "،", "-", "–", "—"))


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def _is_prose(text: str) -> bool:
    return len(text) > PROSE or (len(text) > SENTENCE and ends_sentence(text))


@cache
def _holes() -> tuple[re.Pattern[str], ...]:
    """Return the patterns one by one: each begins with a letter or a mark, which is quick to look for."""
    return tuple(map(re.compile, lexicon().words["holes"]))


def has_holes(texts: Iterable[str]) -> bool:
    """Return whether words may be missing anywhere: seven looks at the whole are quicker than seven at each."""
    whole = "\n".join(texts)
    return any(pattern.search(whole) for pattern in _holes())


def find_holes(text: str) -> Iterator[str]:
    """Yield the sentences in which words seem to be missing, such as `on the list, reported.`, once each."""
    places = sorted(match.start() for pattern in _holes() for match in pattern.finditer(text))
    end = 0
    for place in places:
        if place < end:
            continue
        starts = [stop.end() for stop in _SENTENCE_STOP.finditer(text, end, place + 1)]
        stop = _SENTENCE_STOP.search(text, place + 1)
        begin, end = starts[-1] if starts else end, stop.start() if stop else len(text)
        yield text[begin:end].strip()
