"""Problems as a table of Markdown: what stands in a cell stays in it."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from digest.checks.tables import MOST, escape, render_problems, table
from digest.model import Problem


def problem(message: str, *, code: str = "C102", line: int = 3) -> Problem:
    return Problem("content/a.md", line, code, message, "do it")


def test_problems_stand_in_a_table_with_what_to_do() -> None:
    told = render_problems("Check of content", [problem("unknown key 'tag'"), problem("x", code="C301", line=0)], old=2)

    assert told.splitlines() == [
        "## Check of content",
        "",
        "1 problem to mend, 1 notice. 2 known ones not told.",
        "",
        "| where | code | what is wrong | what to do |",
        "| --- | --- | --- | --- |",
        "| <code>content/a.md:3</code> | C102 | unknown key 'tag' | do it |",
        "| <code>content/a.md</code> | C301 | x | do it |",
    ]


def test_no_problem_is_said() -> None:
    assert render_problems("Check of content", []) == "## Check of content\n\nNo problems.\n"


def test_long_table_is_cut_and_says_so() -> None:
    told = render_problems("x", [problem(str(number)) for number in range(MOST + 3)])

    assert told.endswith("\n\n… and 3 more.\n")
    assert len(told.splitlines()) < MOST + 20


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_whatever_stands_in_a_cell_is_shown_as_it_is(text: str) -> None:
    shown = (
        MarkdownIt("commonmark", {"html": True})
        .enable("table")
        .render("\n".join(table(("what",), [[f"({escape(text)})"]])))
    )
    cell = re.search(r"<tbody>\s*<tr>\s*<td>\((?P<inner>.*)\)</td>", shown, re.DOTALL)

    assert cell is not None
    assert html.unescape(cell["inner"]).split() == text.split()
    assert "<" not in cell["inner"]
