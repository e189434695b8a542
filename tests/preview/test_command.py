"""`digest serve`: what it prints where, and how it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest

from digest.preview.complaints import MENDED
from tests.support.project import BUILD_SECONDS, ROOT, SETTINGS_NAME, digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEEN = re.compile(rb'data-seen="(\w+)"')
FILE = "content/articles/reading-rooms.md"


@contextmanager
def hearing_ctrl_c() -> Iterator[None]:
    """Let no process that is begun here ignore Ctrl+C: who runs the tests in the background hands that down."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def serving(folder: Path, *options: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], HTTPConnection]]:
    """Run the command in *folder*; the value is the process, and a connection to the address that it printed."""
    command = [sys.executable, "-m", "digest", "serve", "--settings", SETTINGS_NAME, "--port", "0", *options]
    with (
        hearing_ctrl_c(),
        subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{folder}"} | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        ) as process,
    ):
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert " is the preview, read in " in line
            with closing(HTTPConnection(line.split("/")[2], timeout=BUILD_SECONDS)) as connection:
                yield process, connection
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_end_is_clean_while_a_browser_is_connected(project: Path, number: signal.Signals) -> None:
    with serving(project) as (process, connection):
        connection.request("GET", "/")
        seen = SEEN.search(connection.getresponse().read())
        assert seen is not None
        with socket.create_connection((connection.host, connection.port), timeout=BUILD_SECONDS) as events:
            events.sendall(
                f"GET /.preview/events?page=/&seen={seen[1].decode()} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
            )
            assert events.recv(15) == b"HTTP/1.1 200 OK"
            process.send_signal(number)
            out, err = process.communicate(timeout=BUILD_SECONDS)

    assert (process.returncode, out, err) == (0, "", "")


def test_what_is_wrong_is_told_on_stderr_once_and_that_it_is_mended(project: Path) -> None:
    file = project / FILE
    good = file.read_text("utf-8")
    with serving(project) as (process, _):
        assert process.stderr is not None
        file.write_text(good.replace("title: ", "title: ["), "utf-8")
        assert process.stderr.readline().startswith(f"{FILE}:3: C101 ")
        file.write_text(good, "utf-8")
        assert process.stderr.readline() == f"{MENDED}\n"


def test_changes_are_found_where_the_system_does_not_tell_of_them(project: Path) -> None:
    with serving(project, WATCHFILES_FORCE_POLLING="1") as (process, _):
        assert process.stderr is not None
        (project / FILE).write_text("No front matter.\n", "utf-8")

        assert process.stderr.readline().startswith(f"{FILE}:1: C101 ")


def test_readers_see_no_drafts(project: Path) -> None:
    with serving(project, "--no-drafts") as (_, connection):
        connection.request("GET", "/articles/new-catalogue/")

        with connection.getresponse() as answer:
            assert answer.status == 404


def test_plugins_of_others_are_named(project: Path) -> None:
    (project / "other_plugin.py").write_text("def register() -> None:\n    pass\n", "utf-8")
    with (project / SETTINGS_NAME).open("a", encoding="utf-8") as settings:
        settings.write("import other_plugin\nPLUGINS = [*PLUGINS, other_plugin]\n")
    with serving(project) as (process, _):
        assert process.stderr is not None
        assert process.stderr.readline() == "pages are shown without what these plugins do: other_plugin\n"


@pytest.mark.parametrize(("missing", "status"), [(SETTINGS_NAME, 2), ("content", 2), ("names.py", 1)])
def test_project_that_lacks_something_is_told_in_a_line(project: Path, missing: str, status: int) -> None:
    (project / missing).rename(project / "elsewhere")
    done = digest(
        "serve",
        "--settings",
        SETTINGS_NAME,
        "--port",
        "0",
        cwd=project,
        env={"PYTHONPATH": f"{ROOT}{os.pathsep}{project}"},
    )

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (status, "", 1)
    assert "Hint: " in done.stderr
