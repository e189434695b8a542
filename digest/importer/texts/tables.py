"""Tables and lists of scores: lines that are to stay lines (rule 23).

In doubt a line is none of a table: a paragraph shows its words as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.importer.texts.marks import BULLET, NUMBERED, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.importer.model import Line

MIN_ROWS = 3
MIN_GAPS = 2  # between the columns of a line that needs no more to be told by
MAX_ROW = 160  # characters
MAX_SHORT = 60  # of a line that only its figures make a row
MIN_FIGURES = 0.5  # of the rows hold some

# North 12 34
_FIGURE = re.compile(r"\d")


def split_tables(group: Sequence[Line], widest: int, *, after_prose: bool) -> Iterator[tuple[bool, Sequence[Line]]]:
    """Yield the runs of *group* in order, each with whether it is a table.

    Short lines with figures and no columns are rows only *after_prose*, where no dates and bylines stand, and when
    they are not longer than *widest*.
    """
    if len(group) < MIN_ROWS:
        yield False, group
        return
    rows = [_has_columns(line) or (after_prose and _is_short(line.text, widest)) for line in group]
    done = start = 0
    while start < len(group):
        end = start
        while end < len(group) and rows[end]:
            end += 1
        first, last = _without_words(group, start, end)
        if _is_table(group[first:last]):
            if first > done:
                yield False, group[done:first]
            yield True, group[first:last]
            done = last
        start = end + 1
    if done < len(group):
        yield False, group[done:]


def _without_words(group: Sequence[Line], first: int, last: int) -> tuple[int, int]:
    """Return the run without what stands above and below a table: lines with neither columns nor figures."""
    while first < last and not (group[first].gaps or _FIGURE.search(group[first].text)):
        first += 1
    while first < last and not (group[last - 1].gaps or _FIGURE.search(group[last - 1].text)):
        last -= 1
    return first, last


def _is_table(rows: Sequence[Line]) -> bool:
    if len(rows) < MIN_ROWS:
        return False
    figures = sum(_FIGURE.search(line.text) is not None for line in rows)
    return figures > MIN_FIGURES * len(rows) or all(line.text.count("|") >= MIN_GAPS for line in rows)


def _has_columns(line: Line) -> bool:
    return line.gaps >= MIN_GAPS and len(line.text) <= MAX_ROW and not ends_sentence(line.text)


def _is_short(text: str, widest: int) -> bool:
    return (
        len(text) <= min(MAX_SHORT, widest)
        and not ends_sentence(text)
        and not BULLET.match(text)
        and not NUMBERED.match(text)
    )
