"""Tables of figures, and their place in docs/benchmarks.md: between two marks, all else is written by hand."""

from __future__ import annotations

from dataclasses import dataclass

from bench.measure import ROOT

DOCUMENT = ROOT / "docs" / "benchmarks.md"


@dataclass(frozen=True, slots=True)
class Table:
    """Figures under a *title*; *note* says what was measured, and how."""

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def render(table: Table) -> str:
    """Return *table* as Markdown."""
    lines = [_line(table.columns), _line(("---",) * len(table.columns)), *map(_line, table.rows)]
    return "\n".join([f"### {table.title}", "", table.note, "", *lines, ""])


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"


def part_of(document: str, part: str) -> str:
    """Return what stands between the marks of *part*."""
    return _split(document, part)[1]


def put(document: str, part: str, text: str) -> str:
    """Return *document* with *text* between the marks of *part*."""
    before, _, after = _split(document, part)
    return f"{before}\n{text}\n{after}"


def _split(document: str, part: str) -> tuple[str, str, str]:
    """Return what stands before, between and after the marks of *part*; the marks belong to what is around."""
    begin, end = f"<!-- {part}: begin -->\n", f"<!-- {part}: end -->\n"
    before, _, rest = document.partition(begin)
    between, found, after = rest.partition(end)
    if not found:
        message = f"the document has no marks for {part}"
        raise ValueError(message)
    return before + begin, between, end + after
