"""The words of a web page that a reader sees, as blocks in the order of the page.

What the page does not show (scripts, styles, templates, what is marked as hidden) is no word of it; every other word is
in exactly one block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree, html

from digest.importer.texts.blocks import WRAP_WIDTHS
from digest.importer.texts.clean import clean, drop_controls, squash
from digest.importer.texts.marks import ends_sentence
from digest.importer.web.pagewalk import HEADINGS, PageError, walk_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element
    from lxml.html import HtmlElement

    from digest.importer.web.pagewalk import Piece, Place

# No line of these ends a block; and what a `p` within one of those says nothing new of
_WHOLE = HEADINGS | {"li", "figcaption", "caption", "button", "option", "legend", "summary"}
_NAMES = HEADINGS | {"li", "figcaption", "caption", "blockquote", "dt", "dd"}

# </body>   </html >: libxml2 throws away what follows, where browsers go on
_END_OF_PAGE = re.compile(r"</(?:body|html)\b[^<>\n]{0,200}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageBlock:
    """Words of a page that stand together.

    *tag* is the element that says what they are; *element* the innermost block around them; *linked* how many of their
    characters are links; *is_aside* whether they stand in navigation, a form, a footer or an aside; *dates* is what
    `<time datetime>` in them says. *places* are the texts of the tree that they were read from: an element, and whether
    it is what follows that element.
    """

    line: int
    text: str
    tag: str
    element: Element
    linked: int = 0
    is_aside: bool = False
    dates: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def is_linked(self) -> bool:
        """Whether most of its words are links."""
        return self.linked * 2 > len(self.text)


def parse_tree(text: str) -> HtmlElement:
    """Return the tree of a page; nothing is fetched, and no entity is expanded but characters'."""
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True, recover=True
    )
    try:
        return html.document_fromstring(
            _END_OF_PAGE.sub("", drop_controls(text)).encode("utf-8", "replace"), parser=parser
        )
    except etree.ParserError as error:
        raise PageError("nothing is on it") from error


def read_blocks(root: Element) -> list[PageBlock]:
    """Return the visible words of a page, or raise PageError when its elements are nested too deeply."""
    blocks: list[PageBlock] = []
    run: list[Piece] = []
    for piece in walk_tree(root):
        if piece is None or (piece.place is None and not piece.text and _ends_line(run)):
            blocks += _block(run)
            run = []
        else:
            run.append(piece)
    return [*blocks, *_block(run)]


def _ends_line(run: list[Piece]) -> bool:
    """Return whether a `<br>` ends a block, as the end of a line in a text does: not where it only wraps a sentence."""
    words = squash("".join(piece.text or " " for piece in run[-8:]))
    if not words or run[-1].owner.tag in _WHOLE:
        return False
    return not run[-1].place or len(words) < WRAP_WIDTHS.start or ends_sentence(words)


def _block(run: list[Piece]) -> Iterator[PageBlock]:
    text = squash(clean("".join(piece.text or " " for piece in run))) if run else ""
    if not text.strip("| "):
        return
    first = next(piece for piece in run if piece.place and piece.text.strip())
    yield PageBlock(
        line=first.line,
        text=text,
        tag=_name(first.owner),
        element=first.owner,
        linked=sum(len(piece.text.strip()) for piece in run if piece.is_link),
        is_aside=first.is_aside,
        dates=tuple(dict.fromkeys(date for piece in run if (date := _time(piece)))),
        places=tuple(piece.place for piece in run if piece.place and piece.text.strip()),
    )


def _name(owner: Element) -> str:
    """Return what the block is called: `li` for a paragraph in an item of a list."""
    if owner.tag in _NAMES:
        return str(owner.tag)
    for _ in range(2):
        parent = owner.getparent()
        if parent is None or owner.tag not in {"p", "div"}:
            break
        if parent.tag in _NAMES:
            return str(parent.tag)
        owner = parent
    return "p"


def _time(piece: Piece) -> str | None:
    """Return what `<time datetime="2016-12-26">` around or before a text says."""
    element = piece.place[0] if piece.place else None
    for _ in range(3):
        if element is None:
            return None
        if element.tag == "time":
            return element.get("datetime")
        element = element.getparent()
    return None
