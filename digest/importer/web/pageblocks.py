"""The words of a web page that a reader sees, as blocks in the order of the page.

What the page does not show (scripts, styles, templates, what is marked as hidden) is no word of it; every other word is
in exactly one block. Nothing here recurses: how deeply elements are nested is the page's choice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree, html

from digest.importer.texts.blocks import WRAP_WIDTHS
from digest.importer.texts.clean import clean, drop_controls, squash
from digest.importer.texts.marks import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element
    from lxml.html import HtmlElement

    Place = tuple[Element, bool]  # a text of the tree: an element, and whether it is what follows that element

MAX_DEPTH = 1000  # of elements within each other; libxml2 itself gives up at 2,048
MAX_CELL = 100  # characters of a cell in a table of figures
MAX_STYLE = 300  # characters of a style attribute in which `display: none` is looked for

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html",
    "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search", "section", "select",
    "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_UNSEEN = frozenset({
    "script", "style", "template", "noscript", "head", "title", "desc", "metadata", "defs", "iframe", "embed",
    "audio", "video", "canvas", "datalist", "noframes", "noembed", "rp",
})  # fmt: skip
_FURNITURE = frozenset({
    "nav", "aside", "footer", "form", "menu", "dialog", "button", "select", "textarea", "search",
})  # fmt: skip
_WHOLE = HEADINGS | {
    "li",
    "figcaption",
    "caption",
    "button",
    "option",
    "legend",
    "summary",
}  # no line of it ends a block
_NAMES = HEADINGS | {
    "li",
    "figcaption",
    "caption",
    "blockquote",
    "dt",
    "dd",
}  # what a `p` within it says nothing new of
_ROWS = frozenset({"thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup"})
_CELLS = frozenset({"td", "th"})

# style="display: none"   style="visibility:hidden"
_HIDDEN = re.compile(r"display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden", re.IGNORECASE)
# </body>   </html >: libxml2 throws away what follows, where browsers go on
_END_OF_PAGE = re.compile(r"</(?:body|html)\b[^<>\n]{0,200}>", re.IGNORECASE)


class PageError(ValueError):
    """A page that cannot be read, and why."""


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


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text of the tree; *owner* is the innermost block element around it. One without *text* only ends a line."""

    owner: Element
    text: str = ""
    place: Place | None = None
    line: int = 0
    is_link: bool = False
    is_aside: bool = False


@dataclass(slots=True)
class _Walk:
    """Where the walk through a tree stands."""

    line: int = 1
    owners: list[Element] = field(default_factory=list)
    links: int = 0
    asides: int = 0
    tables: list[bool] = field(default_factory=list)


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
    run: list[_Piece] = []
    for piece in _walk(root):
        if piece is None or (piece.place is None and not piece.text and _ends_line(run)):
            blocks += _block(run)
            run = []
        else:
            run.append(piece)
    return [*blocks, *_block(run)]


def _ends_line(run: list[_Piece]) -> bool:
    """Return whether a `<br>` ends a block, as the end of a line in a text does: not where it only wraps a sentence."""
    words = squash("".join(piece.text or " " for piece in run[-8:]))
    if not words or run[-1].owner.tag in _WHOLE:
        return False
    return not run[-1].place or len(words) < WRAP_WIDTHS.start or ends_sentence(words)


def _block(run: list[_Piece]) -> Iterator[PageBlock]:
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


def _time(piece: _Piece) -> str | None:
    """Return what `<time datetime="2016-12-26">` around or before a text says."""
    element = piece.place[0] if piece.place else None
    for _ in range(3):
        if element is None:
            return None
        if element.tag == "time":
            return element.get("datetime")
        element = element.getparent()
    return None


def _walk(root: Element) -> Iterator[_Piece | None]:
    """Yield the visible texts of a tree; None between blocks, a piece without text for `<br>`."""
    at = _Walk(owners=[root])
    depth = 0
    unseen: Element | None = None
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise PageError("its elements are nested too deeply")
        if event == "start":
            if _is_unseen(element):
                unseen = element
                walk.skip_subtree()
            else:
                yield from _begin(element, at)
        else:
            if element is unseen:
                unseen = None
            else:
                yield from _end(element, at)
            if depth and element.tail:
                yield _text(element, element.tail, at, is_tail=True)


def _begin(element: Element, at: _Walk) -> Iterator[_Piece | None]:
    tag = element.tag
    at.line = max(at.line, element.sourceline or 0)
    if tag == "br":
        yield _Piece(at.owners[-1])
    elif tag == "table":
        at.tables.append(_is_figures(element))
    if _is_block(element, at):
        yield None
        at.owners.append(element)
        at.asides += tag in _FURNITURE
    elif tag == "time":
        yield _Piece(at.owners[-1], " ")
    at.links += tag == "a"
    if element.text:
        yield _text(element, element.text, at, is_tail=False)


def _end(element: Element, at: _Walk) -> Iterator[_Piece | None]:
    tag = element.tag
    if _is_block(element, at):
        at.owners.pop()
        at.asides -= tag in _FURNITURE
        yield None
    elif tag in _CELLS and element.getnext() is not None:
        yield _Piece(at.owners[-1], " | ")
    elif tag == "time":
        yield _Piece(at.owners[-1], " ")
    if tag == "table":
        at.tables.pop()
    at.links -= tag == "a"


def _is_block(element: Element, at: _Walk) -> bool:
    """Return whether an element stands on lines of its own; the cells of a table of figures share one."""
    return element.tag in _BLOCKS and not (element.tag in _CELLS and at.tables and at.tables[-1])


def _text(element: Element, text: str, at: _Walk, *, is_tail: bool) -> _Piece:
    lead = len(text) - len(text.lstrip())
    piece = _Piece(
        owner=at.owners[-1],
        text=text,
        place=(element, is_tail),
        line=at.line + text.count("\n", 0, lead),
        is_link=at.links > 0,
        is_aside=at.asides > 0,
    )
    at.line += text.count("\n")
    return piece


def _is_unseen(element: Element) -> bool:
    if element.tag in _UNSEEN or element.get("hidden") is not None:
        return element.tag not in {"html", "body"}
    style = element.get("style")
    return style is not None and _HIDDEN.search(style[:MAX_STYLE]) is not None


def _is_figures(table: Element) -> bool:
    """Return whether a table holds short cells without blocks in them, and not the columns of a page."""
    parts = next(table.iterdescendants(*(_BLOCKS - _ROWS)), None) is not None
    cells = () if parts else table.iterdescendants(*_CELLS)
    return not parts and all(len("".join(cell.itertext())) <= MAX_CELL for cell in cells)
