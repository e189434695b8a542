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

from digest.importer.pageblocks import PageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.html import HtmlElement

    from digest.importer.pageblocks import PageBlock

_FIRST = 0x2801  # ⠁; U+2800 is a blank
_BASE = 255  # braille letters
MAX_BLOCKS = _BASE * _BASE
# ⠁⠂
_MARK = re.compile("(?P<high>[\u2801-\u28ff])(?P<low>[\u2801-\u28ff])")
_BRAILLE = re.compile("[\u2800-\u28ff]")


def find_article(root: HtmlElement, blocks: Sequence[PageBlock]) -> frozenset[int]:
    """Return which of *blocks* are the article's; *root*, the tree that they were read from, is used up."""
    if len(blocks) > MAX_BLOCKS:
        raise PageError(f"it has more than {MAX_BLOCKS:,} paragraphs")
    for number, block in enumerate(blocks):
        if _BRAILLE.search(block.text):
            _blank(block)
        _put_mark(block, f"{chr(_FIRST + number // _BASE)}{chr(_FIRST + number % _BASE)} ")
    kept = "".join(_extract()(root))
    found = ((ord(mark["high"]) - _FIRST) * _BASE + ord(mark["low"]) - _FIRST for mark in _MARK.finditer(kept))
    return frozenset(number for number in found if number < len(blocks))


def _blank(block: PageBlock) -> None:
    """Take the braille out of a block, which could be taken for marks."""
    for element, is_tail in block.places:
        if is_tail:
            element.tail = _BRAILLE.sub("", element.tail or "")
        else:
            element.text = _BRAILLE.sub("", element.text or "")


def _put_mark(block: PageBlock, mark: str) -> None:
    element, is_tail = block.places[0]
    if is_tail:
        text = element.tail or ""
        element.tail = f"{text[: len(text) - len(text.lstrip())]}{mark}{text.lstrip()}"
    else:
        element.text = f"{mark}{(element.text or '').lstrip()}"


@cache
def _extract() -> Callable[[HtmlElement], list[str]]:
    """Return trafilatura with its settings fixed; it takes a fifth of a second to load, and texts need not wait."""
    from trafilatura import bare_extraction  # noqa: PLC0415

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it discards is told as a problem

    def extract(root: HtmlElement) -> list[str]:
        for element in [*root.iter("script", "style", "noscript", "template")]:
            element.clear(keep_tail=True)  # nothing of the article is read from a script
        found = bare_extraction(root, fast=True, include_comments=False, include_tables=True, deduplicate=False)
        body = getattr(found, "body", None)
        return [] if body is None else [str(text) for text in body.itertext()]

    return extract
