"""Writing into a content file what was changed of it: keys that stay are left byte for byte, with their comments."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from digest import frontmatter
from digest.editor.faults import UnfitError
from digest.frontmatter import in_style_of, plain_lines
from digest.schema import KINDS
from digest.shapes import WrongValue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.shapes import Shape

_UNFIT = "the front matter is not one `key: value` a line. Hint: write it so in a text editor"
EMPTY = "---\n---\n\n"


class _Entry(NamedTuple):
    """The lines of one key of front matter; the comment above it begins at *comment*, what it says ends at *end*."""

    key: str
    comment: int
    start: int
    end: int


def amend(text: str, kind: str, changed: Mapping[str, Any], body: str | None = None) -> str:
    """Return the *text* of a file of a *kind* in which the keys that are *changed* say something else, and the body.

    A key that says nothing is taken out; a new one goes where the schema has it. Without *body* that stays.
    """
    plain = plain_lines(text)
    parts = frontmatter.split(plain)
    if parts is None:
        raise UnfitError(_UNFIT)
    opening, block, rest = parts
    by_key = KINDS[kind].by_key
    for key, value in changed.items():
        block = _with_entry(block, key, _written(key, value, by_key[key].shape), list(by_key))
    closing = rest if body is None else f"{rest.partition(chr(10))[0]}\n\n{body.strip(chr(10))}\n"
    return in_style_of(text, f"{opening}{block}{closing}")


def _with_entry(block: str, key: str, written: str, order: Sequence[str]) -> str:
    """Return front matter with what is *written* of a key in place of what it says of it."""
    lines = block.splitlines(keepends=True)
    entries = _entries(block, lines)
    old = next((entry for entry in entries if entry.key == key), None)
    if old:
        start, end = (old.start if written else old.comment), old.end
    else:
        known = [entry for entry in entries if entry.key in order]
        after = next((entry for entry in known if order.index(entry.key) > order.index(key)), None)
        start = end = after.comment if after else max((entry.end for entry in entries), default=len(lines))
    return "".join([*lines[:start], written, *lines[end:]])


def _entries(block: str, lines: Sequence[str]) -> list[_Entry]:
    """Return where each key stands; the comments and empty lines right above a key are its own."""
    node = frontmatter.compose(block)
    if node is None:
        return []
    if node.flow_style:
        raise UnfitError(_UNFIT)
    starts = [(key.value, key.start_mark.line) for key, _ in node.value]
    ends = [*(line for _, line in starts[1:]), len(lines)]
    found = []
    for (key, start), limit in zip(starts, ends, strict=True):
        end = limit
        while end - 1 > start and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
            end -= 1
        found.append((key, start, end))
    comments = [found[0][1], *(before[2] for before, _ in pairwise(found))]
    return [_Entry(key, comment, start, end) for (key, start, end), comment in zip(found, comments, strict=True)]


def _written(key: str, value: Any, shape: Shape) -> str:
    """Return the lines that say *value*, as the importer and `digest new` write them; none where it says nothing."""
    meant = _meant(value, shape)
    if isinstance(meant, datetime):
        return f"{key}: {value}\n"  # YAML would be written with a space in the middle
    front = frontmatter.write_front({key: meant}, keys=(key,)).removeprefix("---\n").removesuffix("---\n\n")
    return front if front.startswith(f"{key}:") else ""  # {}: that nothing is said


def _meant(value: Any, shape: Shape) -> Any:
    """Return *value* in the type that is written plainly; what is not of its shape stays text, and is told of then."""
    if isinstance(value, list) and shape.item:
        return [_meant(item, shape.item) for item in value]
    if isinstance(value, dict):
        if set(value) == set(shape.needed) and _takes_word(value, shape):
            return value[shape.needed[0]]
        return {key: _meant(part, shape.parts[key]) if key in shape.parts else part for key, part in value.items()}
    if shape.name in {"date", "day", "moment"} and value:
        try:
            return shape.parse(value)
        except WrongValue:
            return value
    return value


def _takes_word(value: Mapping[str, Any], shape: Shape) -> bool:
    """Return whether one word can stand for a record that says nothing else."""
    try:
        return len(value) == 1 and shape.parse(next(iter(value.values()))) == shape.parse(dict(value))
    except WrongValue:
        return False
