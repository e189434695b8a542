"""Mending what has one right answer in front matter, line by line: everything else stays byte for byte.

A mend is tried, read again and kept only if it changed what it meant to and nothing new is wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digest import frontmatter
from digest.fixing.order import ordered
from digest.fixing.values import Edit, Known, key_edits, name_edits, word_edits
from digest.frontmatter import FrontMatterError, plain_lines
from digest.languages import is_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import yaml

    from digest.frontmatter import Document
    from digest.schema import Kind

__all__ = ["Known", "Mended", "mend"]

_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mended:
    """A file as it should be, and how often each kind of mend was made: `name`, `date`, `key` and so on."""

    text: str
    mends: Counter[str]


def mend(text: str, kind: Kind, known: Known) -> Mended:
    """Return the text of a Markdown file with what has one right answer mended; its body is as it was.

    What cannot be read, or mixes ends of lines, is left alone.
    """
    plain = plain_lines(text)
    if _in_style_of(text, plain) != text:
        return Mended(text, Counter())
    mends: Counter[str] = Counter()
    try:
        mended = _mended(plain, kind, known, mends)
    except FrontMatterError:
        return Mended(text, Counter())
    return Mended(_in_style_of(text, mended), mends)


def _in_style_of(text: str, plain: str) -> str:
    """Return *plain* with the byte order mark and the ends of lines of *text*."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    return mark + (plain.replace("\n", "\r\n") if "\r\n" in text else plain)


def _mended(text: str, kind: Kind, known: Known, mends: Counter[str]) -> str:
    for step in _STEPS:
        opening, block, rest = frontmatter.split(text) or ("", "", text)
        found = frontmatter.read(text)
        node = frontmatter.compose(block)
        if node is None or not node.value:
            break
        # From the last to the first, so that the places of the others stay what they are.
        for edit in sorted(step(block, node, found, kind, known), key=lambda edit: -edit.start):
            tried = f"{block[: edit.start]}{edit.text}{block[edit.end :]}"
            if tried != block and _is_right(text, f"{opening}{tried}{rest}", edit, kind):
                block, text = tried, f"{opening}{tried}{rest}"
                mends[edit.what] += 1
    if not text.endswith("\n"):
        mends["end of the file"] += 1
        text += "\n"
    return text


def _is_right(old: str, new: str, edit: Edit, kind: Kind) -> bool:
    """Return whether an edit changed the values that it meant to, and nothing new is wrong."""
    before = frontmatter.read(old)
    try:
        after = frontmatter.read(new)
    except FrontMatterError:
        return False
    keys = before.metadata.keys() | after.metadata.keys()
    missing = object()
    changed = {key for key in keys if before.metadata.get(key, missing) != after.metadata.get(key, missing)}
    same_body = frontmatter.split(old)[2] == frontmatter.split(new)[2]  # type: ignore[index] # both were read
    return same_body and changed <= edit.keys and _faults(after, kind) <= _faults(before, kind)


def _faults(document: Document, kind: Kind) -> Counter[tuple[str, str]]:
    _, faults = kind.parse(document.metadata, document.lines)
    return Counter((fault.code, fault.message) for fault in faults)


def _trim(block: str, *_: Any) -> Iterator[Edit]:
    for found in _TRAILING.finditer(block):
        yield Edit(found.start(), found.end(), "", frozenset(), "space at the end of a line")


def _spell(_: str, node: yaml.MappingNode, found: Document, kind: Kind, known: Known) -> Iterator[Edit]:
    return key_edits(node, kind, found.metadata, known)


def _name(_: str, node: yaml.MappingNode, __: Document, kind: Kind, known: Known) -> Iterator[Edit]:
    return name_edits(node, kind, known)


def _write(_: str, node: yaml.MappingNode, found: Document, kind: Kind, __: Known) -> Iterator[Edit]:
    lang = str(found.metadata.get("lang"))
    return word_edits(node, kind, lang if is_language(lang) else "en")


def _order(block: str, node: yaml.MappingNode, _: Document, kind: Kind, __: Known) -> Iterator[Edit]:
    yield Edit(0, len(block), ordered(block, node, list(kind.by_key)), frozenset(), "order of the keys")


_STEPS: tuple[Callable[[str, yaml.MappingNode, Document, Kind, Known], Iterator[Edit]], ...] = (
    _trim,
    _spell,
    _name,
    _write,
    _order,
)
