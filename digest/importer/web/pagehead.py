"""The head of an article on a page: its headline, and what stands between that and the first paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.importer.head.byline import MAX_BYLINE
from digest.importer.head.dates import find_date
from digest.importer.head.headline import MAX_HEADLINE, MAX_STANDFIRST
from digest.importer.head.printed_date import parse_date_line
from digest.importer.head.signature import read_byline
from digest.importer.model import Role
from digest.importer.texts.lexicon import fold
from digest.importer.texts.marks import ends_sentence
from digest.importer.web.pagedata import TITLE_MARKS, PageDate, parse_page_date, title_of
from digest.importer.web.pagewalk import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

    from digest.importer.web.pageblocks import PageBlock
    from digest.importer.web.pagedata import PageData

MAX_CLASSES = 500  # characters of the classes around a block that are looked at
MAX_LEVELS = 4  # of elements above a text whose classes tell what it is
MIN_IN_TITLE = 3  # words of a heading that is part of <title>, not by chance
MAX_BESIDE = 2  # elements in the one whose class tells of a standfirst
MAX_CAPTION = 500
MAX_KICKER = 60  # characters

# class="article__author"   rel="author"   itemprop="author"; not class="author-bio"
_BYLINE = re.compile(r"(?<![a-z])(?:byline|by-line|authors?|creator|contributors?)(?![a-z])(?![-_]*bio)")
# class="c-dek"   class="article-standfirst"   class="subtitle"
_STANDFIRST = re.compile(
    r"(?<![a-z])(?:standfirst|dek|deck|subtitle|sub-title|subhead|subheadline|sub-headline|lead|leadin|lede|intro|excerpt"
    r"|summary|tagline|description)(?![a-z])"
)
# class="wp-caption-text"   class="photo-credit"
_CAPTION = re.compile(r"(?<![a-z])(?:caption|photo-?credit|image-?credit|picture-?credit)(?![a-z])")
# class="kicker"   class="post-eyebrow"
_KICKER = re.compile(r"(?<![a-z])(?:kicker|eyebrow|overline|rubric|section-label|section-name)(?![a-z])")
# class="date-updated"
_UPDATED = re.compile(r"(?<![a-z])(?:updated|modified|changed)(?![a-z])|datemodified")


def classes(block: PageBlock) -> str:
    """Return what the elements around a text are called by their classes and the like, in small letters."""
    element, is_tail = block.places[0]
    return " ".join(_names(element.getparent() if is_tail else element))[:MAX_CLASSES].lower()


def _names(element: Element | None) -> Iterator[str]:
    for _ in range(MAX_LEVELS):
        if element is None or element.tag in {"article", "main", "body", "html"}:
            return
        yield from filter(None, (element.get(name) for name in ("class", "id", "itemprop", "rel")))
        element = element.getparent()


def find_headline(blocks: Sequence[PageBlock], kept: frozenset[int], data: PageData) -> int | None:
    """Return the block that is the headline: one that the page's data name, else the `<h1>` above the text."""
    titles = frozenset(map(fold, filter(None, (*data.titles, title_of(data)))))
    headings = [i for i, block in enumerate(blocks) if block.tag in HEADINGS and len(block.text) <= MAX_HEADLINE]
    for numbers in (headings, [i for i in range(len(blocks)) if not blocks[i].is_linked and not blocks[i].is_aside]):
        named = [i for i in numbers if fold(blocks[i].text) in titles]
        if named:
            return next((i for i in named if i in kept), named[0])
    tag = fold(data.title_tag or "")
    begins = [i for i in headings if i in kept and _begins(tag, fold(blocks[i].text))]
    if begins:
        return begins[0]
    in_title = [i for i in headings if len(blocks[i].text.split()) >= MIN_IN_TITLE and fold(blocks[i].text) in tag]
    if in_title:  # the name of the site may stand in it too, as a heading above
        return next((i for i in in_title if i in kept), in_title[0])
    last = max(kept, default=0)
    tops = [i for i in headings if blocks[i].tag == "h1" and i < last and not blocks[i].is_aside]
    tops = [i for i in tops if fold(blocks[i].text) != fold(data.site or "")]
    first = next((i for i in sorted(kept) if ends_sentence(blocks[i].text)), last)
    return next((i for i in reversed(tops) if i < first), tops[0] if tops else None)


def _begins(title: str, heading: str) -> bool:
    """Return whether a page's title begins with a heading, and a mark or nothing follows: `Opening hours | City`."""
    rest = title.removeprefix(heading).lstrip()
    return rest != title and (not rest or rest[0] in TITLE_MARKS)


def label_head(
    blocks: Sequence[PageBlock], data: PageData, headline: int | None, begins: int, body: int
) -> dict[int, Role]:
    """Return what the blocks above the first paragraph, which is *body*, are; those that nothing tells have no role.

    Without a headline the head is what was kept of the page above it, from *begins* on.
    """
    found = {} if headline is None else _label_above(blocks, headline)
    for index in range(begins if headline is None else headline + 1, body):
        role = head_role(blocks[index], data)
        if role and not (role is Role.STANDFIRST and role in found.values()):
            found[index] = role
    return found


def _label_above(blocks: Sequence[PageBlock], headline: int) -> dict[int, Role]:
    """Return a kicker, date or byline right above the headline, in the same element as it."""
    found: dict[int, Role] = {}
    above = blocks[headline].element.getparent()
    for index in range(headline - 1, max(headline - 4, -1), -1):
        block = blocks[index]
        if above is None or block.is_aside or above not in (block.element.getparent(), *_grandparents(block.element)):
            break
        marks = classes(block)
        if _KICKER.search(marks) and len(block.text) <= MAX_KICKER and Role.KICKER not in found.values():
            found[index] = Role.KICKER
        elif is_date(block):
            found[index] = Role.DATE
        elif is_byline(block, marks):
            found[index] = Role.BYLINE
    return found


def _grandparents(element: Element) -> Iterator[Element]:
    parent = element.getparent()
    above = parent.getparent() if parent is not None else None
    if above is not None and above.tag not in {"body", "html"}:
        yield above


def head_role(block: PageBlock, data: PageData) -> Role | None:
    """Return what a block between the headline and the first paragraph is; None where nothing tells."""
    marks = classes(block)
    if is_caption(block, marks):
        return Role.CAPTION
    if block.is_aside:
        return None
    if is_byline(block, marks) or fold(block.text) in map(fold, data.byline.authors):
        return Role.BYLINE
    if is_date(block):
        return Role.DATE
    return Role.STANDFIRST if _is_standfirst(block, data) else None


def _is_standfirst(block: PageBlock, data: PageData) -> bool:
    """Return whether a block is called a standfirst, or is the page's description and no paragraph among others."""
    if block.tag == "li" or block.is_linked or len(block.text) > MAX_STANDFIRST:
        return False
    parent = block.element.getparent()
    alone = parent is None or len(parent) <= MAX_BESIDE
    own = [
        block.element.get("class"),
        block.element.get("itemprop"),
        parent.get("class") if alone and parent is not None else "",
    ]
    if _STANDFIRST.search(" ".join(filter(None, own)).lower()):
        return True
    if block.tag in {"h2", "h3"}:
        return ends_sentence(block.text)
    after = block.element.getnext()
    return fold(block.text) == fold(data.description or "") and (after is None or after.tag != "p")


def is_byline(block: PageBlock, marks: str) -> bool:
    """Return whether a block is a byline, by its words or by what its element is called."""
    if len(block.text) > MAX_BYLINE:
        return False
    if read_byline(block.text, None)[0] is not None or _BYLINE.search(marks):
        return True
    return any(map(_is_author, block.element.iter("a", "span"))) and not ends_sentence(block.text)


def is_caption(block: PageBlock, marks: str) -> bool:
    """Return whether a block is the caption of a picture, by its element or by what that is called."""
    return block.tag == "figcaption" or (len(block.text) <= MAX_CAPTION and _CAPTION.search(marks) is not None)


def is_date(block: PageBlock) -> bool:
    """Return whether a block is a line with the date of the article."""
    return parse_date_line(block.text) is not None or (bool(block.dates) and len(block.text) <= MAX_BYLINE)


def is_update(block: PageBlock) -> bool:
    """Return whether the date of a block is that of a change."""
    line = parse_date_line(block.text)
    return bool(line and line.updated) or _UPDATED.search(classes(block)) is not None


def author_texts(block: PageBlock) -> list[str]:
    """Return the texts of a byline that name authors: what its elements call so, else the line without its date."""
    named = [
        "".join(element.itertext())
        for element in block.element.iter("a", "span", "b", "strong", "em", "address", "cite")
        if _is_author(element) and not any(map(_is_author, element.iterdescendants("a", "span")))
    ]
    if named:
        return named
    mention = find_date(block.text)
    line = (block.text[: mention.start] or block.text[mention.end :] if mention else block.text).strip(" |,·•-–—")
    return [] if any(map(str.isdigit, line)) else [line]


def _is_author(element: Element) -> bool:
    marks = " ".join(filter(None, (element.get(name) for name in ("rel", "itemprop", "class"))))
    return _BYLINE.search(marks[:MAX_CLASSES].lower()) is not None


def head_dates(block: PageBlock) -> list[PageDate]:
    """Return the date of publication that a line of the head gives: by `<time datetime>`, or in words beside names."""
    if is_update(block):
        return []
    found = [date for text in block.dates[:1] if (date := parse_page_date(text, "time datetime"))]
    mention = None if found or parse_date_line(block.text) else find_date(block.text)
    return [*found, *([PageDate(mention.date, mention.text)] if mention and mention.date else [])]
