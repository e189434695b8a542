"""What each block of a page is, by its element and by where it stands: article or furniture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.importer.blocks import SENTENCE_END
from digest.importer.lexicon import fold
from digest.importer.model import Role
from digest.importer.pageblocks import HEADINGS
from digest.importer.pagehead import classes, head_role, label_head

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.importer.pageblocks import PageBlock
    from digest.importer.pagedata import PageData

PROSE = 60  # characters; a shorter block is prose when it is a sentence
SENTENCE = 25

# class="related-links"   id="newsletter"   class="share"
_AROUND = re.compile(
    r"(?<![a-z])(?:related|recommend(?:ed|ations)?|share|sharing|social|promo|advert(?:isement)?|ads?|sponsored|newsletter"
    r"|subscribe|subscription|comments?|disqus|cookies?|consent|footer|copyright|breadcrumbs?|pagination|toolbar|teasers?"
    r"|most-read|trending|read-?more|see-also|tags|tag-list|banner|popup|modal|author-bio|menu|nav|navigation|sidebar)"
    r"(?![a-z])"
)


def is_prose(text: str) -> bool:
    """Return whether *text* is long, or a sentence."""
    return len(text) > PROSE or (len(text) > SENTENCE and SENTENCE_END.search(text) is not None)


def label_page(
    blocks: Sequence[PageBlock], kept: frozenset[int], data: PageData, headline: int | None
) -> dict[int, Role | None]:
    """Return the role of every block; None for those of the article whose words have to tell."""
    body = _body_begins(blocks, kept, headline, data)
    roles: dict[int, Role | None] = dict(label_head(blocks, data, headline, body))
    wanted = kept | _missed(blocks, kept, body)
    last = max(wanted, default=-1)
    title = fold(blocks[headline].text) if headline is not None else None
    for index, block in enumerate(blocks):
        if index == headline:
            roles[index] = Role.HEADLINE
        elif index in roles:
            continue
        elif fold(block.text) == title and index in wanted:
            roles[index] = Role.REPEAT
        elif index in wanted and _is_in_article(block, index, headline):
            roles[index] = _role(block)
        elif block.tag == "figcaption" and body < index < last and not block.is_aside:
            roles[index] = Role.CAPTION
        else:
            roles[index] = Role.FURNITURE
    return roles


def _is_in_article(block: PageBlock, index: int, headline: int | None) -> bool:
    """Return whether a block that was kept is not the end of what stands above the headline."""
    return headline is None or index > headline or (is_prose(block.text) and not block.is_linked and not block.is_aside)


def _body_begins(blocks: Sequence[PageBlock], kept: frozenset[int], headline: int | None, data: PageData) -> int:
    """Return the first paragraph of the article, below the headline where there is one."""
    below = sorted(index for index in kept if headline is None or index > headline) or sorted(kept)
    prose = (index for index in below if is_prose(blocks[index].text) and head_role(blocks[index], data) is None)
    return next(prose, below[0] if below else len(blocks))


def _role(block: PageBlock) -> Role | None:
    if block.tag in HEADINGS:
        return Role.SUBHEAD
    return {"li": Role.ITEM, "figcaption": Role.CAPTION}.get(block.tag)


def _missed(blocks: Sequence[PageBlock], kept: frozenset[int], body: int) -> frozenset[int]:
    """Return paragraphs that were left out though they stand beside others of the article, in the same element."""
    beside = {
        blocks[index].element.getparent()
        for index in kept
        if index >= body and blocks[index].element.tag == "p" and is_prose(blocks[index].text)
    }
    found: set[int] = set()
    for index in range(len(blocks) - 1, body - 1, -1):
        block = blocks[index]
        if index in kept or block.element.getparent() not in beside or not _is_plain(block):
            continue
        heads = block.tag in HEADINGS and index + 1 in kept | found
        if heads or (block.element.tag in {"p", "blockquote"} and is_prose(block.text)):
            found.add(index)
    return frozenset(found)


def _is_plain(block: PageBlock) -> bool:
    return not block.is_linked and not block.is_aside and _AROUND.search(classes(block)) is None
