"""What rules over the built site say of one file, and how the same said of many pages is told once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.model import Problem

MOST_TOLD = 3
"""What is wrong on more pages than these comes from a template, and is told once."""


class Fault(NamedTuple):
    """What is wrong with a file: the line, the code, the message, the hint; line 0 is the file as a whole."""

    line: int
    code: str
    message: str
    hint: str


def line_at(text: str, offset: int) -> int:
    """Return the line of *text*, from 1, in which the character at *offset* stands."""
    return text.count("\n", 0, offset) + 1


def line_of(text: str, *words: str) -> int:
    """Return the line in which the first of *words* stands that *text* has; 0 where it has none."""
    return next((line_at(text, at) for word in words if word and (at := text.find(word)) >= 0), 0)


def told_once(problems: Iterable[Problem]) -> list[Problem]:
    """Return *problems* in order; those that say the same of many pages once, with the number of the others."""
    same: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in sorted(dict.fromkeys(problems)):
        same[problem.code, problem.message].append(problem)
    found: list[Problem] = []
    for group in same.values():
        others = len({problem.path for problem in group}) - 1
        if others < MOST_TOLD:
            found += group
        else:
            first = group[0]
            found.append(replace(first, message=f"{first.message}, and the same on {others:,} more pages"))
    return sorted(found)
