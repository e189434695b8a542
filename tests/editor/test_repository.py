"""The repository: who may commit, and what happens where git does not take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.editor.faults import CommitError
from digest.editor.repository import open_repository
from digest.model import UsageError
from tests.editor.conftest import FILES, git
from tests.support.project import write_project

if TYPE_CHECKING:
    from pathlib import Path

    from digest.editor.desk import Desk

ROOMS = "articles/2016/reading-rooms.md"


def hook(project: Path, script: str) -> None:
    path = project / ".git/hooks/pre-commit"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)


def test_folder_that_is_no_repository_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    with pytest.raises(UsageError, match="no git repository"):
        open_repository(write_project(tmp_path, FILES))


def test_nobody_to_commit_as_is_told_at_once(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(variable, "/dev/null")
    git(project, "config", "--unset", "user.email")

    with pytest.raises(UsageError, match=r"who you are.*user\.email"):
        open_repository(project)


def test_refusal_of_a_hook_is_told_and_nothing_stays(desk: Desk, project: Path) -> None:
    hook(project, "echo 'not on a Friday' >&2; exit 1")
    before = git(project, "ls-files", "--stage")

    with pytest.raises(CommitError, match="not on a Friday"):
        desk.save("articles/x.md", {"title": "New", "lang": "en", "category": "law", "body": "Text."}, {})

    assert not git(project, "status", "--porcelain")
    assert git(project, "ls-files", "--stage") == before


def test_refused_change_leaves_the_file_as_it_was(desk: Desk, project: Path) -> None:
    hook(project, "exit 1")

    with pytest.raises(CommitError):
        desk.save(ROOMS, {**desk.entry(ROOMS)[1], "summary": "One."}, {})

    assert not git(project, "status", "--porcelain")


def test_name_with_signs_that_git_knows_means_itself(project: Path) -> None:
    names = [f"content/articles/{name}.md" for name in ("[a]*", "a")]
    for text in ("before", "after"):
        for name in names:
            (project / name).write_text(text, "utf-8")
        if text == "before":
            git(project, "add", ".")
            git(project, "commit", "--quiet", "--message=Both")

    open_repository(project).commit([project / names[0]], "Change: one")

    assert git(project, "status", "--porcelain") == f" M {names[1]}\n"


def test_first_commit_of_a_repository_can_be_made_here(tmp_path: Path) -> None:
    folder = write_project(tmp_path, FILES)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "user.name", "Edda")
    git(folder, "config", "user.email", "edda@example.org")

    open_repository(folder).commit([folder / "content/pages/about.md"], "Add page: About")

    assert git(folder, "ls-files") == "content/pages/about.md\n"
