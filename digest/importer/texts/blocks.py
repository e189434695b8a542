"""Lines to blocks: which lines make one paragraph (rules 18 to 24)."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from digest.importer.model import Block, Role
from digest.importer.texts.hyphens import join_lines, words_of
from digest.importer.texts.lexicon import any_of, lexicon
from digest.importer.texts.marks import BULLET, ends_sentence
from digest.importer.texts.tables import MAX_SHORT, split_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from digest.importer.model import Line

WRAP_WIDTHS = range(45, 91)  # where nine lines of ten end in a text wrapped by hand
LONG_LINE = 100
MAX_LONG = 0.03
MIN_OPEN = 0.40  # of the lines that another follows, how many do not end a sentence
INDENT = 3
MAX_INDENTED = 0.70
SHORT_LAST = 0.75  # of the width: a line that ends a paragraph where nothing else tells
SHORT_ROW = 0.6  # of the width: a longer line with figures may be one of a paragraph
COLUMN_WIDTHS = range(25, 45)  # of the narrow column of a paper
COLUMN_LINES = 8  # that another goes before
MOST = 0.6  # of these begin small, and as many end without a mark: no verse does both
HEAD_LINES = 4  # of a group, among which a byline stands
MAX_SIGNED = 60  # characters of one
FULL = 0.7  # of the width: a shorter line was not broken by it, but ended by hand


# Subject: Library opens   Date: 5 April 2016
FIELD = re.compile(r"(?P<name>[^\W\d_][\w ./-]{1,20}:)\s(?=\S)")


def split_blocks(lines: Sequence[Line]) -> list[Block]:
    """Return the blocks of a text, hard-wrapped lines joined, any number of blank lines between them the same."""
    groups = [list(group) for filled, group in groupby(lines, key=lambda line: bool(line.text)) if filled]
    if not _is_wrapped(groups):
        runs = _runs(groups, MAX_SHORT, lambda group: ([line] for line in group))
        return [_block(run, number, is_table=is_table) for number, is_table, run in runs]
    starts, width, words = _starts(groups), _usual_length(groups), words_of(lines)
    runs = _runs(groups, int(SHORT_ROW * width), lambda group: _split_at(group, starts, width))
    return [_block(run, number, words, is_table=is_table) for number, is_table, run in runs]


def _runs(
    groups: Sequence[Sequence[Line]], widest: int, split: Callable[[Sequence[Line]], Iterable[Sequence[Line]]]
) -> Iterator[tuple[int, bool, Sequence[Line]]]:
    """Yield the lines of each block, with the number of its group and whether it is a table."""
    after_prose = False
    for number, group in enumerate(groups):
        for is_table, piece in split_tables(group, widest, after_prose=after_prose):
            for run in (piece,) if is_table else split(piece):
                yield number, is_table, run
        after_prose = after_prose or any(len(line.text) > MAX_SHORT for line in group)


def _block(run: Sequence[Line], group: int, words: AbstractSet[str] = frozenset(), *, is_table: bool) -> Block:
    if is_table or "\n" in run[0].text:
        return Block(run[0].number, "\n".join(line.text for line in run), group, Role.TABLE)
    text, rejoined = join_lines(run, words)
    return Block(run[0].number, text, group, None, rejoined)


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
    unfinished = sum(not ends_sentence(text) for text in followed)
    return _is_column(groups) or (
        _usual_length(groups) in WRAP_WIDTHS
        and long <= MAX_LONG * len(lengths)
        and unfinished > MIN_OPEN * len(followed)
    )


def _is_column(groups: Sequence[Sequence[Line]]) -> bool:
    """Return whether a text was printed in a narrow column: most of its lines begin and end within a sentence."""
    if _usual_length(groups) not in COLUMN_WIDTHS:
        return False
    pairs = [pair for group in groups for pair in pairwise(group)]
    small = sum(after.text[0].islower() for _, after in pairs)
    unmarked = sum(before.text[-1].isalnum() or before.text[-1] == "-" for before, _ in pairs)
    return len(pairs) >= COLUMN_LINES and min(small, unmarked) > MOST * len(pairs)


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
        after.number for line, after in pairwise(lines) if len(line.text) < width and ends_sentence(line.text)
    )


def _split_at(group: Sequence[Line], starts: frozenset[int], width: int) -> Iterator[list[Line]]:
    if len(group) > 1 and all(FIELD.match(line.text) for line in group):
        yield from ([line] for line in group)  # the head of a letter
        return
    signed = [at for at, line in enumerate(group[:HEAD_LINES]) if _is_signed(line.text)]
    starts = starts.union(line.number for at in signed for line in group[at : at + 2])
    items = [line.number for line in group if BULLET.match(line.text)]
    starts = starts.union(items) if len(items) > 1 else starts  # one alone is a dash that the wrapping put there
    run: list[Line] = []
    for line in group:
        if run and (line.number in starts or not _is_full(run[-1], line, width)):
            yield run
            run = []
        run.append(line)
    yield run


def _is_signed(text: str) -> bool:
    """Return whether a line is a byline that no wrapping broke: `By Jane Roe`."""
    if len(text) > MAX_SIGNED or not _byline().match(text):
        return False
    small = sum(word[0].islower() for word in text.split())
    return small <= 1 and not ends_sentence(text)  # by Jane Roe, By Jane Roe and Ann Poe


@cache
def _byline() -> re.Pattern[str]:
    words = lexicon().words
    return re.compile(rf"(?:{any_of([*words['byline_words'], *words['byline_labels']])})\s", re.IGNORECASE)


def _is_full(line: Line, after: Line, width: int) -> bool:
    """Return whether *line* ends where the first word of the next one would not have fitted, more or less."""
    if line.text.endswith("-") and after.text[0].islower():
        return True
    return line.indent + len(line.text) + 1 + after.text.find(" ") % (len(after.text) + 1) >= FULL * width
