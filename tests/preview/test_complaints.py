"""What is wrong is told once."""

from __future__ import annotations

import pytest

from digest.model import Problem
from digest.preview.complaints import MENDED, Complaints

A = Problem("content/a.md", 3, "C102", "unknown key 'tag'", "did you mean 'tags'?")
B = Problem("content/b.md", 1, "C101", "the file has no front matter", "begin it with a line `---`")
T = Problem("templates/list.html", 7, "B101", "UndefinedError: 'x' (for /tags/a/)", "mend the template")
T_ELSEWHERE = Problem("templates/list.html", 7, "B101", "UndefinedError: 'x' (for /tags/b/)", "mend the template")


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def complaints(told: list[str]) -> Complaints:
    return Complaints(told.append)


def test_problem_that_stays_is_told_once(complaints: Complaints, told: list[str]) -> None:
    complaints.note("", [A])
    complaints.note("", [A, B])

    assert told == [str(A), str(B)]


def test_mending_is_told_when_nothing_is_left(complaints: Complaints, told: list[str]) -> None:
    complaints.note("", [A])
    complaints.note("/tags/a/", [T])
    complaints.note("", [])
    complaints.note("/tags/a/", [])

    assert told == [str(A), str(T), MENDED]


def test_problem_that_comes_back_is_told_again(complaints: Complaints, told: list[str]) -> None:
    complaints.note("", [A])
    complaints.note("", [])
    complaints.note("", [A])

    assert told == [str(A), MENDED, str(A)]


def test_line_of_a_template_is_one_problem_on_however_many_pages(complaints: Complaints, told: list[str]) -> None:
    complaints.note("/tags/a/", [T])
    complaints.note("/tags/b/", [T_ELSEWHERE])

    assert told == [str(T)]
    assert complaints.pages() == ["/tags/a/", "/tags/b/"]


def test_nothing_is_told_of_what_was_never_wrong(complaints: Complaints, told: list[str]) -> None:
    complaints.note("", [])
    complaints.note("/tags/a/", [])

    assert told == []
