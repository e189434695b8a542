"""Front matter of the usual form, read as libyaml reads it, in a fraction of its time.

What the importer and `digest new` write, and editors after them: `key: value`, lists, and a level or two of keys below
a key. What is not surely that is left to YAML, which says what front matter means. `plainyaml` is the writing side.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

# What a plain scalar means when it is not text
WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}

# Characters of a text: no control characters and none that YAML takes for the end of a line
_ANY = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
# Jane Roe   2016-12-26   https://example.org/   C#; a colon with a space, or a # after one, would mean more
_PLAIN = rf"[^\s\-?:,\[\]{{}}\#&*!|>'\"%@`{_ANY}][^:\#{_ANY}]*+(?>(?:(?::(?=[^\ \n])|(?<!\ )\#)[^:\#{_ANY}]*+)*)(?<!\ )"
# 'it''s'
_SINGLE = rf"'(?>(?:[^'{_ANY}]|'')*)'"
# "so: and"
_DOUBLE = rf'"[^"\\{_ANY}]*+"'
# [prevention, youth work]
_WORD = r"\w[\w.\ -]*+(?<!\ )"
_FLOW = rf"\[(?:{_WORD}(?>(?:,\ *{_WORD})*))?\]"
_SCALAR = rf"{_PLAIN}|{_SINGLE}|{_DOUBLE}"

# tags:     country: KZ     - Jane Roe     - caption: A reading room
_LINE = re.compile(
    rf"(?P<indent>\ *+)(?P<dash>-\ )?(?:(?P<key>[A-Za-z_][A-Za-z0-9_]{{0,60}}):(?:\ (?P<value>{_SCALAR}|{_FLOW}))?"
    rf"|(?P<item>(?<=-\ )(?:{_SCALAR})))\n"
    rf"|\#[^{_ANY}]*+\n"
    r"|(?P<other>[^\n]*+\n)"
)


class _Line(NamedTuple):
    """A line of front matter: a key with or without a value, or an item of a list; *number* counts from 0."""

    number: int
    indent: int
    dash: bool
    key: str
    value: str
    item: str


class _NotPlainError(ValueError):
    """Front matter that YAML has to read."""


def read_plain(block: str) -> tuple[dict[str, Any], dict[str, int]] | None:
    """Return the values of a mapping and the line of each key, from 0, or None where YAML has to be asked."""
    lines = _lines(block if block.endswith("\n") else f"{block}\n")
    if not lines:
        return None
    try:
        values, end = _mapping(lines, 0, 0)
    except _NotPlainError:
        return None
    if end < len(lines):
        return None
    return values, {line.key: line.number for line in lines if line.key and not line.indent and not line.dash}


def _lines(block: str) -> list[_Line]:
    """Return the lines that say something; none where one of them is not of the usual form."""
    found = []
    for number, (indent, dash, key, value, item, other) in enumerate(_LINE.findall(block)):
        if key or item:
            found.append(_Line(number, len(indent), bool(dash), key, value, item))
        elif other != "\n" and other:
            return []
    return found


def _mapping(lines: Sequence[_Line], at: int, indent: int) -> tuple[dict[str, Any], int]:
    """Return the mapping whose keys stand at *indent* from line *at* on, and where it ends."""
    values: dict[str, Any] = {}
    is_first = True  # the first key of a mapping in a list stands behind the hyphen
    while at < len(lines) and (is_first or not lines[at].dash) and _column(lines[at]) == indent and lines[at].key:
        line = lines[at]
        if line.key in values:
            raise _NotPlainError
        if line.value:
            values[line.key], at = _value(line.value), at + 1
        else:
            values[line.key], at = _below(lines, at + 1, indent)
        is_first = False
    return values, at


def _column(line: _Line) -> int:
    """Return where the key of a line stands."""
    return line.indent + 2 if line.dash else line.indent


def _below(lines: Sequence[_Line], at: int, indent: int) -> tuple[Any, int]:
    """Return what stands below a key at *indent*: a list, which may stand at the same column, a mapping or nothing."""
    if at < len(lines) and lines[at].dash and lines[at].indent >= indent:
        return _list(lines, at, lines[at].indent)
    if at < len(lines) and lines[at].indent > indent:
        return _mapping(lines, at, lines[at].indent)
    return None, at


def _list(lines: Sequence[_Line], at: int, indent: int) -> tuple[list[Any], int]:
    items = []
    while at < len(lines) and lines[at].dash and lines[at].indent == indent:
        if lines[at].key:
            item, at = _mapping(lines, at, indent + 2)
        else:
            item, at = _value(lines[at].item), at + 1
        items.append(item)
    return items, at


def _value(written: str) -> Any:
    """Return what a scalar, or a list in brackets, says."""
    first = written[0]
    if first == "'":
        return written[1:-1].replace("''", "'")
    if first == '"':
        return written[1:-1]
    if first == "[":
        return [_word(word.strip(" ")) for word in written[1:-1].split(",")] if written != "[]" else []
    return _word(written)


def _word(text: str) -> Any:
    lower = text.lower()
    return WORDS.get(lower, text)
