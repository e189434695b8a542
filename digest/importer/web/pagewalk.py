"""The tree of a web page, walked: the texts that a reader sees, in order, and where the blocks of it end.

Nothing here recurses: how deeply elements are nested is the page's choice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

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
_ROWS = frozenset({"thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup"})
_CELLS = frozenset({"td", "th"})

# style="display: none"   style="visibility:hidden"
_HIDDEN = re.compile(r"display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden", re.IGNORECASE)


class PageError(ValueError):
    """A page that cannot be read, and why."""


@dataclass(frozen=True, slots=True)
class Piece:
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


def walk_tree(root: Element) -> Iterator[Piece | None]:
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


def _begin(element: Element, at: _Walk) -> Iterator[Piece | None]:
    tag = element.tag
    at.line = max(at.line, element.sourceline or 0)
    if tag == "br":
        yield Piece(at.owners[-1])
    elif tag == "table":
        at.tables.append(_is_figures(element))
    if _is_block(element, at):
        yield None
        at.owners.append(element)
        at.asides += tag in _FURNITURE
    elif tag == "time" or tag in _CELLS:  # words may stand loose before a cell
        yield Piece(at.owners[-1], " ")
    at.links += tag == "a"
    if element.text:
        yield _text(element, element.text, at, is_tail=False)


def _end(element: Element, at: _Walk) -> Iterator[Piece | None]:
    tag = element.tag
    if _is_block(element, at):
        at.owners.pop()
        at.asides -= tag in _FURNITURE
        yield None
    elif tag in _CELLS and element.getnext() is not None:
        yield Piece(at.owners[-1], " | ")
    elif tag == "time" or tag in _CELLS:
        yield Piece(at.owners[-1], " ")
    if tag == "table":
        at.tables.pop()
    at.links -= tag == "a"


def _is_block(element: Element, at: _Walk) -> bool:
    """Return whether an element stands on lines of its own; the cells of a table of figures share one."""
    return element.tag in _BLOCKS and not (element.tag in _CELLS and at.tables and at.tables[-1])


def _text(element: Element, text: str, at: _Walk, *, is_tail: bool) -> Piece:
    lead = len(text) - len(text.lstrip())
    piece = Piece(
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
