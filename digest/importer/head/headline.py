"""The head of a text: headline, kicker and standfirst (rules 26 to 34)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from digest.importer.head.byline import are_bare_names, is_bare_name
from digest.importer.head.captions import parse_caption
from digest.importer.model import Role
from digest.importer.texts.blocks import FIELD
from digest.importer.texts.lexicon import any_of, fold, lexicon
from digest.importer.texts.marks import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.importer.model import Block

HEAD_BLOCKS = 8
MAX_HEADLINE = 200  # characters
MAX_WITH_STOP = 110  # of a headline that ends as a sentence does
MAX_KICKER_WORDS = 3
RELEASE_BLOCKS = 4  # among which `FOR IMMEDIATE RELEASE` stands
MAX_RELEASE = 80  # characters
MAX_WRAPPED = 3  # lines
MAX_STANDFIRST = 250
TAIL_COPIES = 8  # last blocks in which a name that stands under the headline is looked for: there too it is a byline

# BC-LIBRARY-REOPENING   LIBRARY-REOPENING/OSLO-PIX, the name of a text on its wire
_SLUG = re.compile(r"[A-Z]{2,20}(?:-[A-Z]{2,20}){2,6}(?:/[A-Z-]{0,20})?|[A-Z]{2,20}(?:-[A-Z]{2,20}){1,6}/[A-Z-]{0,20}")
# A sentence ends within: `… opened. It …`, not `St. Petersburg`
_INNER_STOP = re.compile(r"[^\W\d_]{3}[.!?؟۔]\s+\S")


def label_headline(blocks: Sequence[Block], labels: Mapping[int, Role], limit: int) -> dict[int, Role]:
    """Return the headline before block *limit* (where the dateline is), with the kicker above it and its copies."""
    free = [index for index in range(len(blocks)) if index not in labels]
    if len(free) < 2 or free[0] >= limit:  # noqa: PLR2004 - a headline has something under it
        return {}
    labelled = find_labelled([block.text for block in blocks[: min(limit, HEAD_BLOCKS)]])
    if labelled in free:
        return {labelled: Role.HEADLINE}
    first, second = free[0], free[1]
    third = next((blocks[index].text for index in free[2:]), "")
    found: dict[int, Role] = {}
    if second < limit and second == first + 1 and _is_kicker(blocks[first].text, blocks[second].text, third):
        found[first] = Role.KICKER
        first, second = second, free[2]
    if not is_headline(blocks[first].text, blocks[second].text):
        return {}
    for index in _wrapped(blocks, labels, first, limit):
        found[index] = Role.HEADLINE
    title = fold(" ".join(blocks[index].text for index, role in found.items() if role is Role.HEADLINE))
    copies = (i for i in free[:HEAD_BLOCKS] if i not in found and fold(blocks[i].text) == title)
    return found | dict.fromkeys(copies, Role.REPEAT)


def label_releases(blocks: Sequence[Block], labels: Mapping[int, Role]) -> dict[int, Role]:
    """Return the lines over a text that a press office sends, which say what it is or when it may be printed."""
    heads = [index for index in range(min(RELEASE_BLOCKS, len(blocks))) if index not in labels]
    return {
        index: Role.KICKER
        for index in heads
        if len(blocks[index].text) <= MAX_RELEASE and _is_release(blocks[index].text)
    }


def _is_release(text: str) -> bool:
    return bool(_SLUG.fullmatch(text) or _release().fullmatch(text) or is_embargo(text))


def is_embargo(text: str) -> bool:
    """Return whether a line says that a text may not be printed yet."""
    return len(text) <= MAX_RELEASE and _embargo().fullmatch(text) is not None


@cache
def _embargo() -> re.Pattern[str]:
    heads = any_of(word.removesuffix(" *") for word in lexicon().words["embargoes"])
    return re.compile(rf"\W{{0,3}}(?:{heads})\s?\S.{{0,{MAX_RELEASE}}}", re.IGNORECASE)


@cache
def _release() -> re.Pattern[str]:
    words = lexicon().words["releases"]
    whole = any_of(word for word in words if not word.endswith(" *"))
    heads = any_of(word.removesuffix(" *") for word in words if word.endswith(" *"))
    return re.compile(rf"(?:{whole})[.:]?|(?:{heads})\s?\S.{{0,{MAX_RELEASE}}}", re.IGNORECASE)


def find_labelled(texts: Sequence[str]) -> int | None:
    """Return which of the first lines says that it is the headline, beside another that says what it is.

    `Subject: Library opens`, `Date: 5 April 2016`; alone, `Title: a word with a history` is a headline as it stands.
    """
    fields = [index for index, text in enumerate(texts) if len(text) <= MAX_HEADLINE and FIELD.match(text)]
    beside = [index for index in fields if index - 1 in fields or index + 1 in fields]
    return next((index for index in beside if _label().match(texts[index])), None)


def strip_label(text: str) -> str:
    """Return a headline without the word that says that it is one."""
    return _label().sub("", text, count=1)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(lexicon().words['headline_labels'])})\s+", re.IGNORECASE)


def is_headline(text: str, after: str) -> bool:
    """Return whether *text* can be a headline above *after*; a caption that ends in its credit is none."""
    if text[-1] in ")]" and _is_caption(text):
        return False
    if not ends_sentence(text) or text.endswith(":"):
        return len(text) <= MAX_HEADLINE and any(map(str.isalpha, text))
    return len(text) <= MAX_WITH_STOP and not _INNER_STOP.search(text) and not after[:1].islower()


def _is_caption(text: str) -> bool:
    caption = parse_caption(text)
    return caption is not None and caption.caption is not None and caption.marked and len(caption.credit.split()) > 1


def _is_kicker(text: str, after: str, then: str) -> bool:
    """Return whether *text* is `Politics` or `Kazakhstan | Security` above a longer headline."""
    words = [word for word in text.split() if word != "|"]
    is_longer = (
        "|" in text or len(after.split()) > 2 * len(words) + 2
    )  # than a question in its own line under `Library opens`
    return (
        len(words) <= MAX_KICKER_WORDS
        and any(map(str.isalpha, text))
        and not ends_sentence(text)
        and (not ends_sentence(after) or (is_longer and after.endswith(("?", "!", "؟"))))
        and not _INNER_STOP.search(after)
        and parse_caption(after) is None
        and not _is_signed(after)
        and len(words) < len(after.split())
        and len(after) <= MAX_HEADLINE
        and bool(then)
    )


def _is_signed(text: str) -> bool:
    """Return whether a line is `Jane Roe | 3 March 2015`, and no headline."""
    return "|" in text and are_bare_names(text.partition("|")[0].strip())


def _wrapped(blocks: Sequence[Block], labels: Mapping[int, Role], first: int, limit: int) -> list[int]:
    """Return the lines of a headline that goes on below: together in a group of two or three, none a sentence.

    What follows them in the group can only be byline or date; a copy or a name that stands there too is no part.
    """
    group = [first]
    while group[-1] + 1 < len(blocks) and blocks[group[-1] + 1].group == blocks[first].group:
        group.append(group[-1] + 1)
        if len(group) > MAX_WRAPPED + 2:
            return [first]
    lines = [index for index in group if index not in labels]
    run = group[: len(lines)]
    before = first and blocks[first - 1].group == blocks[first].group and first - 1 not in labels
    if lines != run or len(run) > MAX_WRAPPED or run[-1] >= limit or run[-1] == len(blocks) - 1 or before:
        return [first]
    texts = [blocks[index].text for index in run]
    last = texts[-1]
    if sum(map(len, texts)) > MAX_HEADLINE or any(map(ends_sentence, texts[:-1])):
        return [first]
    is_other = last.endswith((".", "۔")) and not last[0].islower()  # a standfirst or the lede
    is_copy = len({fold(text) for text in texts}) < len(texts)
    return [first] if len(run) > 1 and (is_other or is_copy or _is_signed_again(blocks, last)) else run


def _is_signed_again(blocks: Sequence[Block], text: str) -> bool:
    """Return whether a name under the headline stands at the end of the text too."""
    return is_bare_name(text) and any(block.text == text for block in blocks[-TAIL_COPIES:])


def label_standfirst(blocks: Sequence[Block], labels: Mapping[int, Role]) -> dict[int, Role]:
    """Return the one sentence between the headline and the byline; the body follows below."""
    title = [index for index, role in labels.items() if role is Role.HEADLINE]
    byline = [index for index, role in labels.items() if role is Role.BYLINE]
    between = [i for i in range(max(title) + 1, min(byline)) if i not in labels] if title and byline else []
    if len(between) != 1 or all(index in labels for index in range(min(byline), len(blocks))):
        return {}
    text = blocks[between[0]].text
    is_one = len(text) <= MAX_STANDFIRST and not _INNER_STOP.search(text)
    return {between[0]: Role.STANDFIRST} if is_one else {}
