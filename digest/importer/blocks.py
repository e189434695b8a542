"""Lines to blocks: which lines make one paragraph (rules 18 to 21 and 24)."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from digest.importer.model import Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.importer.model import Line

WRAP_WIDTHS = range(45, 91)  # where nine lines of ten end in a text wrapped by hand
LONG_LINE = 100
MAX_LONG = 0.03
MIN_OPEN = 0.40  # of the lines that another follows, how many do not end a sentence
INDENT = 3
MAX_INDENTED = 0.70
SHORT_LAST = 0.75  # of the width: a line that ends a paragraph where nothing else tells
FULL = 0.7  # of the width: a shorter line was not broken by it, but ended by hand

# • item   – item   * item   - item
BULLET = re.compile(r"(?P<bullet>[•·▪●‣◦*–-])\s+(?=\S)")
# text.   "text."   (text!)   متن؟
SENTENCE_END = re.compile(r"[.!?…:;۔؟。][\"'”’»)\]]{0,3}$")


def split_blocks(lines: Sequence[Line]) -> list[Block]:
    """Return the blocks of a text, hard-wrapped lines joined, any number of blank lines between them the same."""
    groups = [list(group) for filled, group in groupby(lines, key=lambda line: bool(line.text)) if filled]
    if not _is_wrapped(groups):
        return [Block(line.number, line.text, number) for number, group in enumerate(groups) for line in group]
    starts, width = _starts(groups), _usual_length(groups)
    return [
        Block(run[0].number, " ".join(line.text for line in run), number)
        for number, group in enumerate(groups)
        for run in _split_at(group, starts, width)
    ]


def _usual_length(groups: Iterable[Sequence[Line]]) -> int:
    """Return the length that nine lines of ten do not exceed."""
    lengths = sorted(len(line.text) + line.indent for group in groups for line in group)
    return lengths[int(0.9 * (len(lengths) - 1))]


def _is_wrapped(groups: Sequence[Sequence[Line]]) -> bool:
    followed = [line.text for group in groups for line in group[:-1]]
    if not followed:
        return False
    lengths = [len(line.text) + line.indent for group in groups for line in group]
    long = sum(length > LONG_LINE for length in lengths)
    unfinished = sum(not SENTENCE_END.search(text) for text in followed)
    return (
        _usual_length(groups) in WRAP_WIDTHS
        and long <= MAX_LONG * len(lengths)
        and unfinished > MIN_OPEN * len(followed)
    )


def _starts(groups: Sequence[Sequence[Line]]) -> frozenset[int]:
    """Return the numbers of the lines that begin a paragraph within a group, by indent or after a short last line."""
    lines = [line for group in groups for line in group]
    indented = [line.number for line in lines if line.indent >= INDENT]
    if indented:
        return frozenset(indented) if len(indented) <= MAX_INDENTED * len(lines) else frozenset()
    if len(groups) > 1:
        return frozenset()
    width = max(len(line.text) for line in lines) * SHORT_LAST
    return frozenset(
        after.number for line, after in pairwise(lines) if len(line.text) < width and SENTENCE_END.search(line.text)
    )


def _split_at(group: Sequence[Line], starts: frozenset[int], width: int) -> Iterator[list[Line]]:
    items = [line.number for line in group if BULLET.match(line.text)]
    starts = starts.union(items) if len(items) > 1 else starts  # one alone is a dash that the wrapping put there
    run: list[Line] = []
    for line in group:
        if run and (line.number in starts or not _is_full(run[-1], line, width)):
            yield run
            run = []
        run.append(line)
    yield run


def _is_full(line: Line, after: Line, width: int) -> bool:
    """Return whether *line* ends where the first word of the next one would not have fitted, more or less."""
    return line.indent + len(line.text) + 1 + after.text.find(" ") % (len(after.text) + 1) >= FULL * width
