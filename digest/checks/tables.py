"""Tables of Markdown, as GitHub shows them under a run or in an issue, whatever stands in their cells."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.model import Problem

MOST = 500  # rows: GitHub takes a megabyte of a summary, and nobody reads more

_ESCAPED = {letter: f"\\{letter}" for letter in "\\`*_[]|~"} | {
    "<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "&#64;", "#": "&#35;", "\n": " ", "\r": " ",
}  # fmt: skip


def escape(text: str) -> str:
    """Return *text* as it can stand in a cell: it makes no link, calls nobody, and ends no row."""
    return "".join(_ESCAPED.get(letter, letter) for letter in text)


def code(text: str) -> str:
    """Return *text* as a cell shows what is typed, such as an address or a path."""
    return f"<code>{escape(text)}</code>"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table; *rows* are cells that can stand there."""
    lines = [columns, ["---"] * len(columns), *rows]
    return [f"| {' | '.join(cells)} |" for cells in lines]


def render_problems(title: str, problems: Sequence[Problem], old: int = 0) -> str:
    """Return problems under a *title*, with what to do about each; *old* more are known and not told."""
    counts = Counter(problem.is_notice for problem in problems)
    known = f" {_number(old, 'known one')} not told." if old else ""
    lines = [f"## {title}", ""]
    if not problems:
        return "\n".join([*lines, f"No problems.{known}", ""])
    notices = f", {_number(counts[True], 'notice')}" if counts[True] else ""
    lines += [f"{_number(counts[False], 'problem')} to mend{notices}.{known}", ""]
    lines += table(("where", "code", "what is wrong", "what to do"), map(_row, problems[:MOST]))
    if len(problems) > MOST:
        lines += ["", f"… and {len(problems) - MOST:,} more."]
    return "\n".join([*lines, ""])


def _row(problem: Problem) -> Sequence[str]:
    place = ":".join(map(str, [problem.path, *filter(None, (problem.line, problem.column))]))
    return code(place), problem.code, escape(problem.message), escape(problem.hint)


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
