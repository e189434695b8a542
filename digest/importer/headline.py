"""The head of a text: headline, kicker, standfirst, byline and date line (rules 26 to 34 and 62)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.importer.byline import parse_byline
from digest.importer.captions import parse_caption
from digest.importer.dates import parse_date_line
from digest.importer.lexicon import fold
from digest.importer.marks import SENTENCE_END
from digest.importer.model import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.importer.model import Block

HEAD_BLOCKS = 8
MAX_HEADLINE = 200  # characters
MAX_WITH_STOP = 110  # of a headline that ends as a sentence does
MAX_KICKER_WORDS = 3
MAX_WRAPPED = 3  # lines
MAX_STANDFIRST = 250

# A sentence ends within: `… opened. It …`, not `St. Petersburg`
_INNER_STOP = re.compile(r"[^\W\d_]{3}[.!?؟۔]\s+\S")


def label_byline(blocks: Sequence[Block], labels: Mapping[int, Role], limit: int) -> dict[int, Role]:
    """Return the byline and date lines among the first blocks; the first block is a headline if it can be one."""
    free = [index for index in range(min(limit, HEAD_BLOCKS)) if index not in labels]
    found: dict[int, Role] = {}
    for index in free:
        if parse_date_line(blocks[index].text):
            found[index] = Role.DATE
        elif parse_byline(blocks[index].text):
            found[index] = Role.BYLINE
    bylines = [index for index in free if found.get(index) is Role.BYLINE]
    if bylines and bylines[0] == free[0] and (len(bylines) > 1 or not _headline_follows(blocks, free, found)):
        del found[bylines[0]]  # `By Land and Sea`
    for index in [index for index in bylines[2:] if index in found]:
        del found[index]
    return found


def _headline_follows(blocks: Sequence[Block], free: Sequence[int], found: Mapping[int, Role]) -> bool:
    rest = [index for index in free if index not in found]
    return len(rest) > 1 and is_headline(blocks[rest[0]].text, blocks[rest[1]].text)


def label_headline(blocks: Sequence[Block], labels: Mapping[int, Role], limit: int) -> dict[int, Role]:
    """Return the headline before block *limit* (where the dateline is), with the kicker above it and its copies."""
    free = [index for index in range(len(blocks)) if index not in labels]
    if len(free) < 2 or free[0] >= limit:  # noqa: PLR2004 - a headline has something under it
        return {}
    first, second = free[0], free[1]
    third = next((blocks[index].text for index in free[2:]), "")
    found: dict[int, Role] = {}
    if second < limit and _is_kicker(blocks[first].text, blocks[second].text, third) and second == first + 1:
        found[first] = Role.KICKER
        first, second = second, free[2]
    if not is_headline(blocks[first].text, blocks[second].text):
        return {}
    for index in _wrapped(blocks, labels, first, limit):
        found[index] = Role.HEADLINE
    title = fold(" ".join(blocks[index].text for index, role in found.items() if role is Role.HEADLINE))
    copies = (i for i in free[:HEAD_BLOCKS] if i not in found and fold(blocks[i].text) == title)
    return found | dict.fromkeys(copies, Role.REPEAT)


def is_headline(text: str, after: str) -> bool:
    """Return whether *text* can be a headline above *after*."""
    if not SENTENCE_END.search(text) or text.endswith(":"):
        return len(text) <= MAX_HEADLINE and any(map(str.isalpha, text))
    return len(text) <= MAX_WITH_STOP and not _INNER_STOP.search(text) and not after[:1].islower()


def _is_kicker(text: str, after: str, then: str) -> bool:
    """Return whether *text* is `Politics` or `Kazakhstan | Security` above a longer headline."""
    words = [word for word in text.split() if word != "|"]
    return (
        len(words) <= MAX_KICKER_WORDS
        and not SENTENCE_END.search(text)
        and not SENTENCE_END.search(after)
        and not _INNER_STOP.search(after)
        and parse_caption(after) is None
        and len(words) < len(after.split())
        and len(after) <= MAX_HEADLINE
        and bool(then)
    )


def _wrapped(blocks: Sequence[Block], labels: Mapping[int, Role], first: int, limit: int) -> list[int]:
    """Return the lines of a headline that goes on below: together in a group of two or three, none a sentence."""
    group = [i for i in range(len(blocks)) if blocks[i].group == blocks[first].group]
    alone = group[-1] == len(blocks) - 1
    if alone or group[0] != first or len(group) > MAX_WRAPPED or group[-1] >= limit or any(i in labels for i in group):
        return [first]
    texts = [blocks[index].text for index in group]
    total = sum(map(len, texts))
    return [first] if total > MAX_HEADLINE or any(map(SENTENCE_END.search, texts[:-1])) else group


def label_standfirst(blocks: Sequence[Block], labels: Mapping[int, Role]) -> dict[int, Role]:
    """Return the one sentence between the headline and the byline."""
    title = [index for index, role in labels.items() if role is Role.HEADLINE]
    byline = [index for index, role in labels.items() if role is Role.BYLINE]
    between = [i for i in range(max(title) + 1, min(byline)) if i not in labels] if title and byline else []
    if len(between) != 1:
        return {}
    text = blocks[between[0]].text
    is_one = len(text) <= MAX_STANDFIRST and not _INNER_STOP.search(text)
    return {between[0]: Role.STANDFIRST} if is_one else {}
