"""Pull quotes: sentences that the page shows a second time, apart from where they stand (rule 74)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.importer.model import Role
from digest.importer.texts.marks import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.importer.model import Block

MIN_WORDS = 4
MIN_QUOTE = 20  # characters
MAX_QUOTE = 400
MAX_TEXT = 100_000  # characters in which each quotation is looked for, which is then cheaper than any index
KEY = 24  # characters by which most blocks are told not to be one
_MARKS = "\"'“”‘’«»„‹› "

_WORD = re.compile(r"\w+")


def label_pullquotes(blocks: Sequence[Block], labels: Mapping[int, Role]) -> dict[int, Role]:
    """Return the blocks whose words, four and more, stand together in a longer block too.

    They end a sentence or stand in quotation marks: a subhead may use the words of its paragraph.
    """
    free = [index for index in range(len(blocks)) if index not in labels]
    if sum(len(blocks[index].text) for index in free) > MAX_TEXT:
        return {}
    texts = [blocks[index].text.casefold() for index in free]
    whole = "\n".join(texts)
    found: dict[int, Role] = {}
    start = 0
    for index, text in zip(free, texts, strict=True):
        end = start + len(text)
        if MIN_QUOTE <= len(text) <= MAX_QUOTE and _is_said_twice(whole, text, start, end):
            found[index] = Role.PULLQUOTE
        start = end + 1
    return found


def _is_said_twice(whole: str, text: str, start: int, end: int) -> bool:
    """Return whether *text*, at *start* to *end* of the text, is a part of another paragraph."""
    key = text.lstrip(_MARKS)[:KEY].rpartition(" ")[0]
    at = whole.find(key, 0, start)
    at = whole.find(key, end) if at < 0 else at
    if at < 0 or not key or not (text[0] in _MARKS or ends_sentence(text)):
        return False
    words = _WORD.findall(text)
    begin, stop = whole.rfind("\n", 0, at) + 1, whole.find("\n", at)
    there = _WORD.findall(whole[begin:] if stop < 0 else whole[begin:stop])
    return MIN_WORDS <= len(words) < len(there) and f" {' '.join(words)} " in f" {' '.join(there)} "
