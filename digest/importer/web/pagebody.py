"""Which blocks of a page are its article: trafilatura decides, and is told apart from what it leaves out.

trafilatura returns a text of its own making. To know which words of the page it has kept, each block goes in with a
mark of two braille letters before it, which are no letters to any of its rules; the marks that come out are the answer.
The words themselves are taken from the page, never from trafilatura.
"""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import TYPE_CHECKING

from digest.importer.texts.clean import drop_controls
from digest.importer.web.pagewalk import PageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.html import HtmlElement

    from digest.importer.web.pageblocks import PageBlock
    from digest.importer.web.pagewalk import Place

_FIRST = 0x2801  # ⠁; U+2800 is a blank
_BASE = 255  # braille letters
_SCRIPTS = "//script|//style|//noscript|//template"  # nothing of an article is read out of JSON-LD
_PAGE_BREAKS = str.maketrans("\f\v", "  ")
MAX_BLOCKS = _BASE * _BASE
# ⠁⠂
_MARK = re.compile("(?P<high>[\u2801-\u28ff])(?P<low>[\u2801-\u28ff])")
_BRAILLE = re.compile("[\u2800-\u28ff]")


def find_article(root: HtmlElement, blocks: Sequence[PageBlock]) -> frozenset[int]:
    """Return which of *blocks*, that were read from *root*, are the article's."""
    if len(blocks) > MAX_BLOCKS:
        raise PageError(f"it has more than {MAX_BLOCKS:,} paragraphs")
    before = [(place, _text_at(place)) for block in blocks for place in _to_change(block)]
    for number, block in enumerate(blocks):
        _put_mark(block, f"{chr(_FIRST + number // _BASE)}{chr(_FIRST + number % _BASE)} ")
    kept = _extract()(root)
    for place, text in before:
        _set_text(place, text)
    found = ((ord(mark["high"]) - _FIRST) * _BASE + ord(mark["low"]) - _FIRST for mark in _MARK.finditer(kept))
    return frozenset(number for number in found if number < len(blocks))


def _to_change(block: PageBlock) -> Sequence[Place]:
    """Return the texts of the tree that a mark is put into, or braille taken out of: it could be taken for marks."""
    return block.places if _BRAILLE.search(block.text) else block.places[:1]


def _put_mark(block: PageBlock, mark: str) -> None:
    for place in _to_change(block):
        _set_text(place, _BRAILLE.sub("", _text_at(place)))
    text = _text_at(block.places[0])
    lead = len(text) - len(text.lstrip())
    _set_text(block.places[0], f"{text[:lead]}{mark}{text[lead:]}")


def _text_at(place: Place) -> str:
    element, is_tail = place
    return (element.tail if is_tail else element.text) or ""


def _set_text(place: Place, text: str) -> None:
    element, is_tail = place
    text = drop_controls(text).translate(_PAGE_BREAKS)  # a tree may hold them, but not be given them
    if is_tail:
        element.tail = text
    else:
        element.text = text


@cache
def _extract() -> Callable[[HtmlElement], str]:
    """Return trafilatura with its settings fixed; it takes a fifth of a second to load, and texts need not wait."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - a fifth of a second, for pages alone

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it discards is told as a problem

    def extract(root: HtmlElement) -> str:
        found = bare_extraction(
            root, fast=True, include_comments=False, include_tables=True, deduplicate=False, prune_xpath=_SCRIPTS
        )
        body = getattr(found, "body", None)
        return "" if body is None else "".join(map(str, body.itertext()))

    return extract
