"""A web page as the blocks of its article and the furniture around it, and what its data say (rule 14, finding 4).

Every visible word of the page is in exactly one block. What HTML is certain of (headings, items of lists, captions) is
the block's role; what is around the article is `Role.FURNITURE`, which is dropped and told. The rest has no role yet:
its words decide, as in a text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from digest.importer.model import Block, Doubt, Role
from digest.importer.texts.lexicon import whole_words
from digest.importer.web.pageblocks import parse_tree, read_blocks
from digest.importer.web.pagebody import find_article
from digest.importer.web.pagedata import read_data
from digest.importer.web.pagehead import author_texts, find_headline, head_dates
from digest.importer.web.pageroles import is_prose, label_page
from digest.importer.web.pagewalk import HEADINGS, PageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.importer.web.pageblocks import PageBlock
    from digest.importer.web.pagedata import PageData, PageDate

__all__ = ["SUFFIXES", "Page", "PageError", "is_page", "read_page"]

SUFFIXES = frozenset({".htm", ".html", ".xhtml"})
MAX_PAGE = 10_000_000  # characters; an article with all its furniture has a hundredth
SNIFF = 2000  # characters in which a page says that it is one
MAX_EXCERPT = 60  # characters of a paragraph in a message
MIN_LINKED = 3  # headings that are links, and it may be a list of articles
MAX_WALL = 1000  # characters of an article that may be a notice instead

# <!DOCTYPE html>   <html lang="en">   <!-- saved from --> <body>
_BEGINS = re.compile(
    r"\s{0,100}(?:<!--[^>]{0,300}-->\s{0,100}|<\?xml[^>]{0,200}>\s{0,100}){0,3}<(?:!doctype\s{1,20}html|html|head|body)\b",
    re.IGNORECASE,
)
# <p>   <div class="article">, in a file that has the name of a page
_PART = re.compile(r"</?(?:p|div|br|h[1-6]|ul|ol|table|section|article|main|span|a)\b[^<>]{0,300}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was read: its *blocks*, what it says of itself, the texts of its head that name authors and dates."""

    blocks: tuple[Block, ...]
    data: PageData
    notes: tuple[Doubt, ...] = ()
    authors: tuple[str, ...] = ()
    dates: tuple[PageDate, ...] = ()


def is_page(text: str, source_file: str) -> bool:
    """Return whether a text is a web page, by how it begins, or by its name and an element in it."""
    if "<" not in text[:SNIFF]:
        return False
    if _BEGINS.match(text[:SNIFF].lstrip("\ufeff")):
        return True
    return PurePosixPath(source_file).suffix.lower() in SUFFIXES and _PART.search(text[:SNIFF]) is not None


def read_page(text: str) -> Page:
    """Return the page that *text* is, or raise PageError saying why it holds no article."""
    if len(text) > MAX_PAGE:
        raise PageError(f"it is larger than {MAX_PAGE // 1_000_000} MB")
    root = parse_tree(text)
    data = read_data(root)
    found = read_blocks(root)
    kept = _without_menu(found, find_article(root, found))
    headline = find_headline(found, kept, data)
    roles = label_page(found, kept, data, headline)
    return Page(
        blocks=tuple(Block(block.line, block.text, index, roles[index]) for index, block in enumerate(found)),
        data=data,
        notes=tuple(_notes(found, roles)),
        authors=tuple(name for index in _with(Role.BYLINE, roles) for name in author_texts(found[index])),
        dates=tuple(
            date for index in _with(Role.BYLINE, roles) + _with(Role.DATE, roles) for date in head_dates(found[index])
        ),
    )


def _without_menu(blocks: Sequence[PageBlock], kept: frozenset[int]) -> frozenset[int]:
    """Return *kept*, or nothing where it is a menu or a footer alone: a page with no article of its own."""
    is_menu = all(blocks[index].is_aside and not is_prose(blocks[index].text) for index in kept)
    return frozenset() if is_menu else kept


def _with(role: Role, roles: Mapping[int, Role | None]) -> list[int]:
    return sorted(index for index in roles if roles[index] is role)


def _notes(blocks: Sequence[PageBlock], roles: Mapping[int, Role | None]) -> Iterator[Doubt]:
    """Yield what an editor should look at in a page."""
    article = sorted(index for index in roles if roles[index] is not Role.FURNITURE)
    if not article:
        return
    if _is_list(blocks, article):
        yield Doubt("I230")
    text = " ".join(blocks[index].text for index in article)
    wall = whole_words("walls").search(text) if len(text) <= MAX_WALL else None
    if wall:
        yield Doubt("I231", 0, (wall.group(),))
    body = [index for index in article if roles[index] in {None, Role.PARAGRAPH}]
    for index in range(min(body, default=0), max(body, default=0)):
        block = blocks[index]
        if roles[index] is Role.FURNITURE and is_prose(block.text) and not block.is_linked:
            yield Doubt("I334", block.line, (block.text[:MAX_EXCERPT],))


def _is_list(blocks: Sequence[PageBlock], article: Sequence[int]) -> bool:
    """Return whether most words are links, or most paragraphs have a heading that is one."""
    linked = sum(blocks[index].linked for index in article)
    if linked * 2 > sum(len(blocks[index].text) for index in article):
        return True
    region = blocks[article[0] : article[-1] + 1]
    heads = sum(block.tag in HEADINGS and block.is_linked and not block.is_aside for block in region)
    return heads >= MIN_LINKED and heads * 2 > sum(is_prose(blocks[index].text) for index in article)
