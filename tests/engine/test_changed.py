"""Which lines have changed since a revision of git, and the order in which a reviewer is told of them."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from digest.engine.changed import Changed, lines_changed_since, parse_diff
from digest.model import Problem, UsageError

if TYPE_CHECKING:
    from pathlib import Path


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", folder, *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the content folder of a repository whose branch has parted from main."""
    content = tmp_path / "content"
    content.mkdir()
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    for name in ("a", "b", "c", "of two words"):
        (content / f"{name}.md").write_text("".join(f"{line}\n" for line in range(1, 10)), "utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "begin")
    git(tmp_path, "checkout", "--quiet", "-b", "other")
    return content


def change(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


def test_changed_lines_are_those_of_this_branch_committed_or_not(folder: Path) -> None:
    change(folder / "a.md", "3\n", "3x\n3y\n")
    git(folder, "commit", "--quiet", "--all", "-m", "a")
    change(folder / "of two words.md", "5\n", "")
    (folder / "new.md").write_text("new\n", "utf-8")
    git(folder, "stash", "--quiet", "--include-untracked")
    git(folder, "checkout", "--quiet", "main")
    change(folder / "c.md", "1\n", "one\n")
    git(folder, "commit", "--quiet", "--all", "-m", "meanwhile")
    git(folder, "checkout", "--quiet", "other")
    git(folder, "stash", "pop", "--quiet")

    changed = lines_changed_since(folder, "main")

    lines = {path.removeprefix(f"{folder.as_posix()}/"): numbers for path, numbers in changed.lines.items()}
    assert lines == {"a.md": {3, 4}, "of two words.md": {4}}
    assert changed.new == {(folder / "new.md").as_posix()}


def test_line_of_a_text_is_not_taken_for_one_of_git() -> None:
    told = (
        "--- a.md\n+++ a.md\n@@ -1 +1,2 @@\n-x\n\\ No newline at end of file\n+++ b.md\n+@@ -9 +9 @@\n"
        "@@ -5 +6 @@\n-- y\n+++ c.md\n"
    )

    assert parse_diff(told) == {"a.md": {1, 2, 6}}


def test_problems_of_changed_lines_come_first_and_else_in_order() -> None:
    def problem(path: str, line: int) -> Problem:
        return Problem(path, line, "C102", "x", "y")

    changed = Changed({"b": frozenset({4})}, frozenset({"d"}))
    given = [problem(path, line) for path, line in (("a", 1), ("b", 1), ("b", 4), ("c", 4), ("d", 9))]

    told = changed.sorted_by_nearness(given)

    assert [(one.path, one.line) for one in told] == [("b", 4), ("d", 9), ("b", 1), ("a", 1), ("c", 4)]


def test_revision_that_is_not_there_is_told(folder: Path) -> None:
    with pytest.raises(UsageError, match="Hint: "):
        lines_changed_since(folder, "nowhere")
