"""What is fuzzed, and what has to hold whatever the bytes are: a check fails by an AssertionError, or crashes."""

from __future__ import annotations

import codecs
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from digest import frontmatter
from digest.frontmatter import FrontMatterError
from digest.importer.model import Part, Role
from digest.importer.render import render_body
from digest.importer.texts.blocks import split_blocks
from digest.importer.texts.clean import clean, split_lines, squash
from digest.importer.texts.decode import NotTextError, decode
from digest.schema import KEYS, parse_article
from digest.site.body import render_body as render_page_body
from tests.importer.helpers import commonmark, elements, python_markdown, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from digest.frontmatter import Document

REFUSALS = frozenset({"I101", "I102", "I107"})
PINNED = (None, "cp1251", "cp866", "utf-16", "gb18030")
ROLES = (Role.PARAGRAPH, Role.SUBHEAD, Role.ITEM, Role.TABLE)
ELEMENTS = frozenset({"p", "h2", "ul", "li", "br"})
# Hyphens may go where a word is put together again; all else stays, in its order.
_UNSEEN = re.compile(r"[\s-]+")


def decoder(data: bytes) -> None:
    """Hold that bytes are refused with a reason, or are a text that can be written, with doubts at its lines."""
    pinned = PINNED[data[-1] % len(PINNED)] if data else None
    try:
        source = decode(data, pinned)
    except NotTextError as error:
        if error.code not in REFUSALS:
            raise
        return
    assert "\r" not in source.text
    source.text.encode()
    codecs.lookup(source.encoding)
    last = 1 + max(source.text.count("\n"), data.count(b"\n"), data.count(b"\r"))
    assert all(0 <= doubt.line <= last for doubt in source.repairs), source.repairs


def blocks(data: bytes) -> None:
    """Hold that no letter of a text is lost between its lines and its blocks, none is added, and all is in order."""
    text = clean(data.decode("utf-8", "replace"))
    lines = split_lines(text)
    found = split_blocks(lines)
    assert _letters("".join(line.text for line in lines)) == _letters(text)
    assert _letters("".join(block.text for block in found)) == _letters(text)
    assert all(one.line <= other.line for one, other in pairwise(found))
    assert all(1 <= block.line <= 1 + text.count("\n") for block in found)
    assert all(block.role is Role.TABLE for block in found if "\n" in block.text)


def _letters(text: str) -> str:
    return _UNSEEN.sub("", text)


def front_matter(data: bytes) -> None:
    """Hold that a file is refused with its line, or read the same in both ways; and written as it reads."""
    text = data.decode("utf-8", "surrogateescape")
    quick, reference = _read(text), _read(text, reference=True)
    assert quick == reference, (quick, reference)
    last = 2 + frontmatter.plain_lines(text).count("\n")
    if isinstance(quick, tuple):
        assert 1 <= quick[0] <= last, quick
        return
    assert all(1 <= line <= last for line in quick.lines.values())
    parse_article(quick.metadata, quick.lines)
    known = {key: value for key, value in quick.metadata.items() if key in KEYS}
    once = frontmatter.write(known, quick.body)
    again = frontmatter.read(once)
    assert again.metadata == frontmatter.read(once, reference=True).metadata
    assert frontmatter.write(again.metadata, again.body) == once


def _read(text: str, *, reference: bool = False) -> Document | tuple[int, str]:
    try:
        return frontmatter.read(text, reference=reference)
    except FrontMatterError as error:
        return error.line, error.message


def escaper(data: bytes) -> None:
    """Hold that a text as Markdown shows exactly its words, and no element of its own, in three ways of rendering."""
    role = ROLES[data[-1] % len(ROLES)] if data else Role.PARAGRAPH
    words = [squash(line) for line in re.split(r"[\n\f\v]", clean(data.decode("utf-8", "replace")))]
    text = ("\n" if role is Role.TABLE else " ").join(filter(None, words))
    if not text:
        return
    markdown = render_body([Part(role, 1, f"- {text}" if role is Role.ITEM else text)])
    for engine in (python_markdown, commonmark, render_page_body):
        page = engine(markdown)
        assert visible(page) == squash(text.replace("\n", " ")), (engine.__name__, markdown, page)
        assert elements(page) <= ELEMENTS, (engine.__name__, markdown, page)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "decoder": decoder,
    "blocks": blocks,
    "front-matter": front_matter,
    "escaper": escaper,
}
"""What is given bytes. The query parser is given texts: `queries`."""
