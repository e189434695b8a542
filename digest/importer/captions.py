"""Captions of pictures and their credits (rules 47 to 51)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from digest.importer.lexicon import any_of, fold, lexicon
from digest.importer.model import Role
from digest.model import Image

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.importer.model import Block, Part

MAX_CREDIT = 120  # characters
HEAD_BLOCKS = 8  # before the first paragraph there are no more

_PAIRS = {"]": "[", ")": "("}


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
        return Caption(None, text, marked=True) if len(text) <= MAX_CREDIT and _label().match(text) else None
    start = text.rfind(opening)
    credit = text[start + 1 : -1].strip()
    if start < 0 or not credit or len(credit) > MAX_CREDIT:
        return None
    marked = _has_marker(credit)
    if not marked and (opening == "(" or not _looks_like_credit(credit)):
        return None
    return Caption(text[:start].strip() or None, credit, marked)


def _looks_like_credit(credit: str) -> bool:
    return credit[0].upper() == credit[0] and any(map(str.isalpha, credit))


def _has_marker(credit: str) -> bool:
    return _marker().search(credit) is not None


@cache
def _marker() -> re.Pattern[str]:
    """Return an expression for a word of credit, whole: `Jane Roe/AFP`, not `and/after`."""
    words = lexicon().words["credits"]
    slashed = any_of(word for word in words if word.startswith("/"))
    plain = any_of(word for word in words if not word.startswith("/"))
    return re.compile(rf"(?:{slashed}|(?<!\w)(?:{plain}))(?!\w)", re.IGNORECASE)


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


def label_captions(blocks: Sequence[Block], labels: Mapping[int, Role], dateline_at: int | None) -> dict[int, Role]:
    """Return the captions between the headline and the first paragraph, and later ones that name their credit."""
    found: dict[int, Role] = {}
    seen: set[str] = set()
    free = [index for index in range(len(blocks)) if index not in labels]
    in_head = True
    for index in free:
        if index == dateline_at:
            in_head = False
            continue
        caption = parse_caption(blocks[index].text)
        if caption and (caption.marked or in_head) and index != free[-1]:
            found[index] = _role(caption, blocks[index].text, seen)
            before = index - 1
            is_below = found[index] is Role.CREDIT and not _above().match(blocks[index].text)
            if is_below and dateline_at not in {None, before} and before in set(free) - found.keys():
                found[before] = Role.CAPTION
        elif dateline_at is None or index >= HEAD_BLOCKS:
            in_head = False
    return found


def _role(caption: Caption, text: str, seen: set[str]) -> Role:
    if fold(text) in seen:
        return Role.REPEAT
    seen.add(fold(text))
    return Role.CAPTION if caption.caption else Role.CREDIT


def collect_images(parts: Sequence[Part]) -> tuple[Image, ...]:
    """Return the pictures of an article; a credit on its own line belongs to the caption before it."""
    images: list[Image] = []
    for part in parts:
        caption = parse_caption(part.text)
        if part.role is Role.CREDIT and caption and images and images[-1].credit is None:
            images[-1] = Image(images[-1].caption, caption.credit)
        elif part.role in {Role.CAPTION, Role.CREDIT}:
            images.append(Image(caption.caption, caption.credit) if caption else Image(part.text))
    return tuple(images)
