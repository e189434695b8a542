"""Lines that pages repeat around an article, and marks between its parts (rules 25, 80, 83, 85, 86, 87)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from digest.importer.model import Role
from digest.importer.texts.lexicon import fold_line, level, lexicon
from digest.importer.texts.marks import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.importer.model import Block, Profile

HEAD_BLOCKS = 8  # boilerplate is looked for in this many first blocks, and in the run at the end
MAX_LINE = 200
MAX_EMBED = 60
MAX_COUNTER = 40

# ---   * * *   # # #   ___   -30-   (END)   ENDS   Reuter
_SEPARATOR = re.compile(r"(?:[-–—*_=#~•.·][ ]?){3,80}|-\s?30\s?-|(?:- ?|\()?ENDS?(?: ?-|\))?|Reuter", re.IGNORECASE)
# 3 Comment(s)
_NUMBER = re.compile(r"(?P<number>[0-9]+)")
# — City Library (@citylibrary) March 3, 2016
_TWEET = re.compile(r"[—–-] \S.{0,60}\(@\w{1,20}\) .{4,30}$")


def label_separators(blocks: Sequence[Block]) -> dict[int, Role]:
    """Return the blocks that are nothing but a mark between parts or at the end."""
    return {
        index: Role.SEPARATOR
        for index, block in enumerate(blocks)
        if len(block.text) <= MAX_LINE and _SEPARATOR.fullmatch(block.text)
    }


def label_boilerplate(blocks: Sequence[Block], labels: Mapping[int, Role], profile: Profile) -> dict[int, Role]:
    """Return the boilerplate among the first blocks, in the run at the end, and all after a count of comments."""
    found = {index: role for index in range(min(HEAD_BLOCKS, len(blocks))) if (role := _role(blocks[index], profile))}
    end = _comments_begin(blocks, profile)
    found |= {index: _role(blocks[index], profile) or Role.COMMENT for index in range(end, len(blocks))}
    for index in reversed(range(end)):
        role = _role(blocks[index], profile)
        if role:
            found[index] = role
        elif index not in labels:
            break
    return found


def label_embeds(blocks: Sequence[Block], labels: Mapping[int, Role]) -> dict[int, Role]:
    """Return the blocks within the body that are only the name of something shown there: `Read also:`."""
    return {
        index: Role.EMBED
        for index, block in enumerate(blocks)
        if index not in labels and len(block.text) <= MAX_EMBED and fold_line(block.text) in _embeds()
    }


def is_embed(text: str) -> bool:
    """Return whether a paragraph begins as a link to another article does, or ends as a post of a network does."""
    if text.startswith(_embed_starts()):
        return True
    return "@" in text and _TWEET.search(text[-MAX_LINE:]) is not None


@cache
def _embeds() -> frozenset[str]:
    return frozenset(map(fold_line, lexicon().words["embeds"]))


@cache
def _embed_starts() -> tuple[str, ...]:
    return lexicon().words["embed_starts"]


def has_comments(blocks: Sequence[Block], profile: Profile) -> bool:
    """Return whether comments of readers follow the article."""
    return any(_role(block, profile) is None for block in blocks[_comments_begin(blocks, profile) :])


def early_counter(blocks: Sequence[Block]) -> int | None:
    """Return the line among the first blocks that counts comments below a sentence: what follows may be theirs."""
    for index, block in enumerate(blocks[1:HEAD_BLOCKS], 1):
        if _counts_some(block.text) and any(ends_sentence(above.text) for above in blocks[:index]):
            return block.line
    return None


def _counts_some(text: str) -> bool:
    count = _NUMBER.search(level(text)) if len(text) <= MAX_COUNTER else None
    return count is not None and int(count["number"]) > 0 and fold_line(text) in lexicon().counters


def _comments_begin(blocks: Sequence[Block], profile: Profile) -> int:
    """Return where `3 Comment(s)` says that comments begin, past the head of the text; the end where none do."""
    for index in range(HEAD_BLOCKS, len(blocks)):
        text = blocks[index].text
        if _counts_some(text) and fold_line(text) not in profile.keep:
            return index
    return len(blocks)


def _role(block: Block, profile: Profile) -> Role | None:
    """Return which kind of boilerplate a block is, if any; what an editor keeps is none."""
    if len(block.text) > MAX_LINE:
        return None
    line = fold_line(block.text)
    if line in profile.keep:
        return None
    if line in lexicon().boilerplate:
        return Role.BOILERPLATE
    return Role.LEARNED if line in profile.boilerplate else None
