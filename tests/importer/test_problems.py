"""Each problem of the importer is explained, and each explanation is of a problem."""

from __future__ import annotations

import re
from pathlib import Path

from digest.importer.problems import CODES, is_error, needs_review, problem

DOCS = Path(__file__).resolve().parents[2] / "docs" / "problems.md"


def test_codes_and_explanations_are_in_step() -> None:
    explained = re.findall(r"^### (I\d{3})\b", DOCS.read_text("utf-8"), re.MULTILINE)

    assert explained == sorted(CODES)


def test_every_code_is_told_somewhere() -> None:
    package = Path(__file__).resolve().parents[2] / "digest" / "importer"
    source = "".join(path.read_text("utf-8") for path in package.rglob("*.py") if path.name != "problems.py")

    assert [code for code in CODES if f'"{code}"' not in source] == []


def test_a_code_tells_how_much_it_matters() -> None:
    told = [problem(code, "a.txt", 1, "x", "y") for code in CODES]

    assert {found.code[1] for found in told if is_error(found)} == {"1"}
    assert {found.code[1] for found in told if needs_review(found)} == {"2"}


def test_messages_fit_into_the_line_that_is_printed() -> None:
    for code in CODES:
        line = str(problem(code, "a.txt", 3, "x", "y"))

        assert line.startswith(f"a.txt:3: {code} ")
        assert not re.search(r"[{}]|\.\. ", line)
