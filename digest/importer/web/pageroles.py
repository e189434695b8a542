"""What each block of a page is, by its element and by where it stands: article or furniture."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from digest.importer.head.captions import parse_caption
from digest.importer.model import Role
from digest.importer.texts.lexicon import any_of, fold, lexicon
from digest.importer.texts.marks import BULLET, ends_sentence
from digest.importer.web.pagehead import classes, head_role, is_caption, label_head
from digest.importer.web.pagewalk import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

    from digest.importer.web.pageblocks import PageBlock
    from digest.importer.web.pagedata import PageData

PROSE = 60  # characters; a shorter block is prose when it is a sentence
SENTENCE = 25
MAX_BETWEEN = 12  # blocks of an aside between a heading and its text
MAX_RIGHTS = 300

# class="related-links"   id="newsletter"   class="share"
_AROUND = re.compile(
    r"(?<![a-z])(?:related|recommend(?:ed|ations)?|share|sharing|social|promo|advert(?:isement)?|ads?|sponsored|newsletter"
    r"|subscribe|subscription|comments?|disqus|cookies?|consent|footer|copyright|breadcrumbs?|pagination|toolbar|teasers?"
    r"|most-read|trending|read-?more|see-also|tags|tag-list|banner|popup|modal|author-bio|menu|nav|navigation|sidebar)"
    r"(?![a-z])"
)


def is_prose(text: str) -> bool:
    """Return whether *text* is long, or a sentence."""
    return len(text) > PROSE or (len(text) > SENTENCE and ends_sentence(text))


def label_page(
    blocks: Sequence[PageBlock], kept: frozenset[int], data: PageData, headline: int | None
) -> dict[int, Role | None]:
    """Return the role of every block; None for those of the article whose words have to tell."""
    body = _body_begins(blocks, kept, headline, data)
    roles: dict[int, Role | None] = dict(label_head(blocks, data, headline, min(kept, default=0), body))
    wanted = _without_rights(blocks, kept | _missed(blocks, kept, body))
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
        elif body < index < last and not block.is_aside and is_caption(block, classes(block)):
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
    if is_caption(block, classes(block)):
        return Role.CAPTION
    if block.tag == "li":
        return Role.ITEM
    return Role.PARAGRAPH if _is_no_subhead(block) else None


def _is_no_subhead(block: PageBlock) -> bool:
    """Return whether a short line is no subhead: a link, a row of a table, a `<p>` that is not bold as a whole."""
    if ends_sentence(block.text) or parse_caption(block.text) or BULLET.match(block.text):
        return False
    return block.is_linked or block.element.tag == "tr" or (block.element.tag == "p" and not _is_bold(block))


def _is_bold(block: PageBlock) -> bool:
    return all(
        any(above.tag in {"b", "strong"} for above in _within(element.getparent() if is_tail else element, block))
        for element, is_tail in block.places
    )


def _within(element: Element | None, block: PageBlock) -> Iterator[Element]:
    while element is not None and element is not block.element:
        yield element
        element = element.getparent()


def _missed(blocks: Sequence[PageBlock], kept: frozenset[int], body: int) -> frozenset[int]:
    """Return what was left out though it stands beside paragraphs of the article, in the same element as they."""
    beside = {
        _around(blocks[index])
        for index in kept
        if index >= body and blocks[index].tag == "p" and is_prose(blocks[index].text)
    }
    found: set[int] = set()
    for index in range(len(blocks) - 1, body - 1, -1):
        block = blocks[index]
        if index in kept or _around(block) not in beside or not _is_plain(block):
            continue
        heads = block.tag in HEADINGS and _next_beside(blocks, index) in kept | found
        if heads or block.tag == "li" or (block.tag in {"p", "blockquote"} and is_prose(block.text)):
            found.add(index)
    return frozenset(found)


def _without_rights(blocks: Sequence[PageBlock], kept: frozenset[int]) -> frozenset[int]:
    """Return *kept* without lines at the end that say whose the page is: `All rights reserved.`."""
    left = sorted(kept)
    while left and len(blocks[left[-1]].text) <= MAX_RIGHTS and _rights().search(blocks[left[-1]].text):
        left.pop()
    return frozenset(left)


@cache
def _rights() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(lexicon().words['rights'])})", re.IGNORECASE)


def _next_beside(blocks: Sequence[PageBlock], index: int) -> int:
    """Return the next block in the same element; what is set in between, such as an aside, is in another."""
    around = _around(blocks[index])
    after = range(index + 1, min(index + MAX_BETWEEN, len(blocks)))
    return next((number for number in after if _around(blocks[number]) is around), -1)


def _around(block: PageBlock) -> Element | None:
    """Return the element that paragraphs and lists stand in side by side; bare text stands in it itself."""
    element = block.element
    if element.tag in {"div", "td", "section", "article", "main", "body"}:
        return element
    parent = element.getparent()
    return parent.getparent() if block.tag == "li" and parent is not None else parent


def _is_plain(block: PageBlock) -> bool:
    return not block.is_linked and not block.is_aside and _AROUND.search(classes(block)) is None
