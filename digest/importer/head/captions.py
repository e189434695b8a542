"""Captions of pictures and their credits, and what stands where a video stood (rules 47 to 52)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from digest.importer.head.byline import is_cased, parse_reporting
from digest.importer.head.names import PARTICLES
from digest.importer.model import Role
from digest.importer.texts.lexicon import any_of, fold, lexicon
from digest.importer.texts.marks import ends_sentence
from digest.model import Image

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.importer.model import Block, Part

MAX_CREDIT = 120  # characters
MAX_CREDIT_WORDS = 10
MAX_PLAIN_WORDS = 4  # in ordinary letters after a word of credit
MAX_CAPTION = 700
MAX_PLACEHOLDER = 100
HEAD_BLOCKS = 10  # before the first paragraph there are no more

_PAIRS = {"]": "[", ")": "("}
# A sentence ends within: `… on its first day. Jane Doe/AFP`, not `St. Petersburg`
_STOP = re.compile(r"[^\W\d_]{3}[.!?؟۔][\"'”’»)]{0,2}\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Caption:
    """A block taken apart: the words about the picture, if any, and who made or owns it; *marked* by a known word."""

    caption: str | None
    credit: str
    marked: bool


def parse_caption(text: str) -> Caption | None:
    """Return caption and credit of a block that ends in a credit, or is one; None for any other.

    Round brackets are a credit only with a known word in them. Square ones that begin with a small letter are a
    word put in by an editor: `the akimats [local governments]`.
    """
    opening = _PAIRS.get(text[-1:])
    if opening is None:
        return Caption(None, text, marked=True) if _is_credit_line(text) else None
    start = text.rfind(opening)
    credit = text[start + 1 : -1].strip()
    if start == 0 and (within := _parse_within(credit)):
        return within
    if start < 0 or not credit or len(credit) > MAX_CREDIT or start > MAX_CAPTION or parse_reporting(text):
        return None
    marked = _has_marker(credit)
    if not marked and (opening == "(" or not _looks_like_credit(credit, text[:start])):
        return None
    return Caption(text[:start].strip() or None, credit, marked)


def _parse_within(text: str) -> Caption | None:
    """Return caption and credit of what stands wholly in brackets, if a known credit follows a sentence there."""
    stops = list(_STOP.finditer(text[:MAX_CAPTION]))
    if not stops or len(text) > MAX_CAPTION:
        return None
    credit = text[stops[-1].end() :].rstrip(".")
    is_credit = len(credit) <= MAX_CREDIT and _has_marker(credit) and _is_credit_line(credit)
    return Caption(text[: stops[-1].end()].rstrip(), text[stops[-1].end() :], marked=True) if is_credit else None


def _looks_like_credit(credit: str, before: str) -> bool:
    """Return whether square brackets without a known word are a credit: a name, or after the end of a sentence.

    `Jane Roe/The Bugle`, `Jane Roe`; not `[sic]`, not `open on [Tuesday]`.
    """
    if credit[0].upper() != credit[0] or not any(map(str.isalpha, credit)):
        return False
    if ends_sentence(credit) and len(credit.split()) > MAX_PLAIN_WORDS:
        return False  # [This text was changed on Monday.]
    return not before.strip() or ends_sentence(before.rstrip()) or len(re.split(r"[\s/]+", credit)) > 1


def _has_marker(credit: str) -> bool:
    return _marker().search(credit) is not None


@cache
def _marker() -> re.Pattern[str]:
    """Return an expression for a word of credit, whole: `Jane Roe/AFP`, not `and/after`."""
    words = lexicon().words["credits"]
    slashed = any_of(word for word in words if word.startswith("/"))
    whole = any_of(word for word in words if not word.startswith("/") and word[-1].isalnum())
    marks = any_of(word for word in words if not word[-1].isalnum())
    return re.compile(rf"(?:{slashed})(?!\w)|(?<!\w)(?:(?:{whole})(?!\w)|{marks})|©", re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    """Return an expression for `Photo: …` at the head of a line."""
    words = [word for word in lexicon().words["credits"] if word.endswith(":")]
    return re.compile(rf"{any_of(words)}|{_above().pattern}", re.IGNORECASE)


@cache
def _above() -> re.Pattern[str]:
    """Return an expression for `Image source, …`: a credit that stands above its caption, if there is one."""
    words = [word for word in lexicon().words["credits"] if word.startswith("،") or word.endswith((",", "،"))]
    return re.compile(any_of(words), re.IGNORECASE)


@cache
def _slashed() -> re.Pattern[str]:
    """Return an expression for an agency at the end of a line: `Jane Roe/AFP`, `Jane Roe / Reuters`."""
    agencies = any_of(word[1:] for word in lexicon().words["credits"] if word.startswith("/"))
    return re.compile(rf"[^/]{{2,60}}\s?/\s?(?:{agencies})", re.IGNORECASE)


def _is_credit_line(text: str) -> bool:
    """Return whether a line without brackets is a credit: `Photo: …`, `AP Photo/Jane Roe`, `Jane Roe/AFP`."""
    if len(text) > MAX_CREDIT:
        return False
    words = text.split()
    label = _label().match(text)
    if label:
        rest = text[label.end() :].strip()
        return not rest[:1].islower() or len(words) <= MAX_PLAIN_WORDS or _has_marker(rest)
    if len(words) > MAX_CREDIT_WORDS or ends_sentence(text):
        return False
    marker = _marker().match(text)
    if marker is None:
        return _slashed().fullmatch(text) is not None and is_cased(text) and _are_names(words)
    rest_words = text[marker.end() :].split()
    is_phrase = " " in marker[0].strip()  # Photo courtesy of
    return _are_names(rest_words) or (is_phrase and len(rest_words) <= MAX_PLAIN_WORDS)


def _are_names(words: Sequence[str]) -> bool:
    return all(not word[0].islower() or word in PARTICLES or word in lexicon().conjunctions for word in words)


def label_captions(blocks: Sequence[Block], labels: Mapping[int, Role], dateline_at: int | None) -> dict[int, Role]:
    """Return the captions between the headline and the first paragraph, and later ones that name their credit."""
    found: dict[int, Role] = {}
    seen: set[str] = set()
    free = [index for index in range(len(blocks)) if index not in labels]
    in_head, prose = True, 0
    for index in free:
        if index == dateline_at:
            in_head, prose = False, prose + 1
            continue
        caption = parse_caption(blocks[index].text)
        if caption and (caption.marked or in_head) and (index != free[-1] or (caption.marked and prose > 1)):
            key = fold(
                blocks[index].text if caption.caption or index == 0 else f"{blocks[index - 1].text}\n{caption.credit}"
            )
            found[index] = _role(caption, key, seen)
            is_before_lede = dateline_at is not None and index < dateline_at
            before = _before(blocks, labels, found, index, is_before_lede=is_before_lede)
            if before is not None:
                found |= before
        else:
            prose += 1
            in_head = in_head and dateline_at is not None and index < HEAD_BLOCKS
    return found


def _before(
    blocks: Sequence[Block], labels: Mapping[int, Role], found: Mapping[int, Role], index: int, *, is_before_lede: bool
) -> dict[int, Role] | None:
    """Return the role of the block above a credit or a caption that belongs to the same picture.

    Before the lede any words above a credit are its caption; in the body only those that are no sentence. The words
    of a caption alone, as pages print them for those who do not see the picture, are a copy.
    """
    if index == 0 or index - 1 in labels or index - 1 in found or _above().match(blocks[index].text):
        return None
    above = blocks[index - 1].text
    caption = parse_caption(blocks[index].text)
    if caption and caption.caption is None:
        is_caption = len(above) <= MAX_CAPTION and (is_before_lede or not ends_sentence(above))
        role = Role.CAPTION if found[index] is Role.CREDIT else Role.COPY
        return {index - 1: role} if is_caption else None
    is_copy = caption and caption.caption and len(above) <= MAX_CAPTION and fold(above) == fold(caption.caption)
    return {index - 1: Role.COPY} if is_copy else None


def _role(caption: Caption, key: str, seen: set[str]) -> Role:
    if key in seen:
        return Role.COPY
    seen.add(key)
    return Role.CAPTION if caption.caption else Role.CREDIT


def collect_images(parts: Sequence[Part]) -> tuple[Image, ...]:
    """Return the pictures of an article; a credit on its own line belongs to the caption before it."""
    images: list[Image] = []
    for part in parts:
        if part.role is not Role.CAPTION and part.role is not Role.CREDIT:
            continue
        caption = parse_caption(part.text)
        if part.role is Role.CREDIT and caption and images and images[-1].credit is None:
            images[-1] = Image(images[-1].caption, caption.credit)
        else:
            images.append(Image(caption.caption, caption.credit) if caption else Image(part.text))
    return tuple(images)


@cache
def _placeholder() -> re.Pattern[str]:
    """Return an expression for what a page shows where a video was: `Embed code`, `Watch: how the map was found`."""
    words = lexicon().words["placeholders"]
    whole = any_of(word for word in words if not word.endswith(" *"))
    heads = any_of(word.removesuffix(" *") for word in words if word.endswith(" *"))
    return re.compile(rf"(?:{whole})[.:]?|(?:{heads})\s?\S.{{0,{MAX_PLACEHOLDER}}}", re.IGNORECASE)


def label_placeholders(blocks: Sequence[Block], labels: Mapping[int, Role]) -> dict[int, Role]:
    """Return the blocks below the headline that only say that a video or a recording stood there."""
    return {
        index: Role.PLACEHOLDER
        for index, block in enumerate(blocks)
        if index and index not in labels and len(block.text) <= MAX_PLACEHOLDER and _placeholder().fullmatch(block.text)
    }
