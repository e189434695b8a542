"""The keys of front matter in the order of the schema, each with the comment above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import yaml


def ordered(block: str, node: yaml.MappingNode, order: Sequence[str]) -> str:
    """Return *block* with its keys in *order*; it stays as it is where a key is unknown or not at the start of a line.

    A comment goes with the key below it; one below all keys stays there.
    """
    keys = [key.value for key, _ in node.value]
    marks = [key.start_mark for key, _ in node.value]
    places = [mark.line for mark in marks]
    if node.flow_style or set(keys) - set(order) or any(mark.column for mark in marks):
        return block
    lines = block.splitlines(keepends=True)
    starts = [_with_comment(lines, place) for place in places]
    end = _last_of(lines, places[-1])
    pieces = {
        key: "".join(lines[start:stop]) for key, start, stop in zip(keys, starts, [*starts[1:], end], strict=True)
    }
    moved = "".join(pieces[key] for key in order if key in pieces)
    return f"{''.join(lines[: starts[0]])}{moved}{''.join(lines[end:])}"


def _with_comment(lines: Sequence[str], place: int) -> int:
    """Return where the comment right above the line at *place* begins, or *place*."""
    while place and lines[place - 1].startswith("#"):
        place -= 1
    return place


def _last_of(lines: Sequence[str], place: int) -> int:
    """Return where what the last key says ends: before the comments and empty lines at the end."""
    end = len(lines)
    while end - 1 > place and (lines[end - 1].startswith("#") or not lines[end - 1].strip()):
        end -= 1
    return end
