"""`digest edit`: what it says when it begins, how it ends, and what it needs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from http.client import HTTPConnection
from typing import TYPE_CHECKING

from digest.editor.program import version
from tests.editor.conftest import FILES, git
from tests.preview.test_command import hearing_ctrl_c
from tests.support.node import find_editor
from tests.support.project import BUILD_SECONDS, ROOT, SETTINGS_NAME, digest, write_project

if TYPE_CHECKING:
    from pathlib import Path

EDIT = ("edit", "--settings", SETTINGS_NAME, "--port", "0", "--no-browser")


def test_editor_says_where_it_is_answers_there_and_ends_with_ctrl_c(project: Path) -> None:
    find_editor()
    command = [sys.executable, "-m", "digest", *EDIT]
    environment = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{project}"}
    with (
        hearing_ctrl_c(),
        subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.PIPE, text=True) as process,
    ):
        assert process.stdout is not None
        line = process.stdout.readline()
        connection = HTTPConnection(line.split("/")[2], timeout=BUILD_SECONDS)
        connection.request("GET", "/admin/program/decap-cms.js")
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        process.send_signal(signal.SIGINT)

        assert process.wait(BUILD_SECONDS) == 0
    assert "/admin/ is the editor, every save is a commit" in line
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert len(content) > 1_000_000
    assert not git(project, "status", "--porcelain")


def test_project_without_a_repository_is_told(tmp_path: Path) -> None:
    folder = write_project(tmp_path, FILES)
    done = digest(*EDIT, cwd=folder, env={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})

    assert done.returncode == 2
    assert "this is no git repository, and every save is a commit. Hint: git init" in done.stderr


def test_program_alone_can_be_put_in_place(tmp_path: Path) -> None:
    find_editor()

    assert digest("edit", "--get", cwd=tmp_path).stdout == f"Decap CMS {version()} is in place\n"
