"""Broken articles, one fault each and a few with seven: each gives exactly its codes at its lines."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from digest.engine.examining import examine
from tests.support.project import ROOT
from tools.faulty import against, cases, lay_out

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 12, 1, tzinfo=UTC)


def told(folder: Path, case: Path | None) -> str:
    """Return what is told of the content with *case*, a problem a line, as the files `NAME.told` have it."""
    file = lay_out(folder, case)
    problems = examine(folder, now=NOW, against=against(case))
    assert {problem.path for problem in problems} <= {file.as_posix()}, list(map(str, problems))
    return "".join(f"{problem.line}:{problem.column} {problem.code}\n" for problem in problems)


def test_content_around_the_cases_has_no_problems(tmp_path: Path) -> None:
    assert told(tmp_path / "content", None) == ""


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.stem)
def test_fault_gives_exactly_its_codes_at_its_lines(tmp_path: Path, case: Path) -> None:
    assert told(tmp_path / "content", case) == case.with_suffix(".told").read_text("utf-8")


def test_there_are_fifty_cases_of_one_fault_and_a_few_of_seven() -> None:
    counts = [case.with_suffix(".told").read_text("utf-8").count("\n") for case in cases()]

    assert counts.count(1) >= 50
    assert counts.count(7) >= 3
    assert set(counts) == {1, 7}


def test_document_has_a_row_for_each_case() -> None:
    text = (ROOT / "docs/faults.md").read_text("utf-8")
    links = re.findall(r"\(\.\./(tests/checks/faults/cases/[a-z0-9-]+\.md)\)", text)

    assert links == [case.relative_to(ROOT).as_posix() for case in cases()]
