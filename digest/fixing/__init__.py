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
from digest.frontmatter import FrontMatterError, in_style_of, plain_lines
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
    if in_style_of(text, plain) != text:
        return Mended(text, Counter())
    mends: Counter[str] = Counter()
    try:
        mended = _mended(plain, kind, known, mends)
    except FrontMatterError:
        return Mended(text, Counter())
    return Mended(in_style_of(text, mended), mends)


@dataclass(frozen=True, slots=True)
class _File:
    """A file that is being mended: what stands above its front matter, that, the rest, and what it says."""

    opening: str
    block: str
    rest: str
    node: yaml.MappingNode
    said: Document

    @property
    def text(self) -> str:
        """All of it."""
        return f"{self.opening}{self.block}{self.rest}"


def _read(text: str) -> _File | None:
    """Return a file, or None where its front matter says nothing; raise FrontMatterError where it cannot be read."""
    said = frontmatter.read(text)
    parts = frontmatter.split(text)
    node = frontmatter.compose(parts[1]) if parts else None
    return _File(*parts, node, said) if parts and node and node.value else None


def _mended(text: str, kind: Kind, known: Known, mends: Counter[str]) -> str:
    file = _read(text)
    for step in _STEPS:
        if file is None:
            break
        # From the last to the first, so that the places of the others stay what they are.
        for edit in sorted(step(file, kind, known), key=lambda edit: -edit.start):
            tried = _tried(file, edit, kind)
            if tried is not None:
                file = tried
                mends[edit.what] += 1
    text = file.text if file else text
    if not text.endswith("\n"):
        mends["end of the file"] += 1
        text += "\n"
    return text


def _tried(old: _File, edit: Edit, kind: Kind) -> _File | None:
    """Return the file with an edit, if that changes the values that it means to, and nothing new is wrong."""
    block = f"{old.block[: edit.start]}{edit.text}{old.block[edit.end :]}"
    if block == old.block:
        return None
    try:
        new = _read(f"{old.opening}{block}{old.rest}")
    except FrontMatterError:
        return None
    if new is None or new.rest != old.rest:
        return None
    keys = old.said.metadata.keys() | new.said.metadata.keys()
    missing = object()
    changed = {key for key in keys if old.said.metadata.get(key, missing) != new.said.metadata.get(key, missing)}
    return new if changed <= edit.keys and _faults(new, kind) <= _faults(old, kind) else None


def _faults(file: _File, kind: Kind) -> Counter[tuple[str, str]]:
    _, faults = kind.parse(file.said.metadata, file.said.lines)
    return Counter((fault.code, fault.message) for fault in faults)


def _trim(file: _File, *_: Any) -> Iterator[Edit]:
    for found in _TRAILING.finditer(file.block):
        yield Edit(found.start(), found.end(), "", frozenset(), "space at the end of a line")


def _spell(file: _File, kind: Kind, known: Known) -> Iterator[Edit]:
    return key_edits(file.node, kind, file.said.metadata, known)


def _name(file: _File, kind: Kind, known: Known) -> Iterator[Edit]:
    return name_edits(file.node, kind, known)


def _write(file: _File, kind: Kind, _: Known) -> Iterator[Edit]:
    lang = str(file.said.metadata.get("lang"))
    return word_edits(file.node, kind, lang if is_language(lang) else "en")


def _order(file: _File, kind: Kind, _: Known) -> Iterator[Edit]:
    moved = ordered(file.block, file.node, list(kind.by_key))
    yield Edit(0, len(file.block), moved, frozenset(), "order of the keys")


_STEPS: tuple[Callable[[_File, Kind, Known], Iterator[Edit]], ...] = (_trim, _spell, _name, _write, _order)
