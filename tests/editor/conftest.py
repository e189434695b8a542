"""A small project in a git repository, the desk over it, and the editor as it answers a browser."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from http.client import HTTPConnection
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from digest.editor.checking import Checker
from digest.editor.desk import Desk
from digest.editor.repository import open_repository
from digest.editor.running import Editing, open_editor
from digest.preview import PreviewOptions
from digest.progress import SILENCE
from tests.conftest import PATIENCE
from tests.support.node import find_editor
from tests.support.plugins import forget_plugins
from tests.support.project import SETTINGS_NAME, article, write_project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
WHO = "Edda Editor <edda@example.org>"
READING_ROOMS = """\
---
title: Reading rooms # as on the door
slug: reading-rooms
date: 2016-12-26
added: 2026-01-05
lang: en
authors: [Law desk]
publication: digest
category: law
# tags suggested: prevention (2)
tags: [Prevention]
status: published
---

The rooms are open.

- Bring a card
"""
FILES = {
    "content/articles/2016/reading-rooms.md": READING_ROOMS,
    "content/articles/2016/night-museum.md": article("night-museum", "The museum is open at night."),
    "content/pages/about.md": "---\ntitle: About\nslug: about\nlang: en\n---\n\nWho we are.\n",
    "content/dossiers/halls.md": (
        "---\ntitle: All halls\nslug: halls\nlang: en\nadded: 2026-01-05\narticles:\n- reading-rooms\n"
        "- slug: night-museum\n  note: At night.\n---\n\nWhat is open.\n"
    ),
    "content/images/plan.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>\n',
}


def git(folder: Path, *arguments: str) -> str:
    """Return what git says in *folder*."""
    done = subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True, text=True)
    return done.stdout


def commit_all(folder: Path) -> None:
    """Make a repository of *folder*, with everything in it committed by our editor."""
    name, _, address = WHO.removesuffix(">").partition(" <")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "user.name", name)
    git(folder, "config", "user.email", address)
    (folder / ".gitignore").write_text("/.cache/\n__pycache__/\n", "utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=Begin")


@pytest.fixture(autouse=True)
def _plugins_are_forgotten() -> Iterator[None]:
    """Take the plugins from Pelican that the settings gave it."""
    yield
    forget_plugins()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a project in a git repository."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "pelicanconf", raising=False)  # as another test has left it
    folder = write_project(tmp_path, FILES)
    commit_all(folder)
    return folder


@pytest.fixture
def desk(project: Path) -> Desk:
    """Return the desk of the editor over the project."""
    checker = Checker(project / "content", project / ".cache/check", lambda: NOW)
    return Desk(project / "content", open_repository(project), checker, lambda: TODAY, lambda: ["en", "ru"])


@dataclass(frozen=True, slots=True)
class Running:
    """An editor that runs: the project's *folder*, and the *port* that it answers at."""

    folder: Path
    port: int

    @property
    def address(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def ask(self, action: str, /, **params: Any) -> tuple[int, Any]:
        """Return status and answer of what the form asks."""
        return self.post(json.dumps({"action": action, "params": params}))

    def post(self, content: str, path: str = "/admin/api/v1", /, **headers: str) -> tuple[int, Any]:
        """Return status and answer to *content*; *headers* add to or replace those of the form."""
        usual = {"Origin": self.address, "Content-Type": "application/json; charset=utf-8"}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        status, _, told = self.request("POST", path, content, {**usual, **named})
        return status, json.loads(told)

    def request(
        self, method: str, path: str, content: str = "", headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and content of an answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE / 1000)
        connection.request(method, path, content.encode() or None, headers or {})
        response = connection.getresponse()
        told = response.read()
        connection.close()
        return response.status, dict(response.headers), told


@contextmanager
def running(folder: Path, program: Path) -> Iterator[Running]:
    """Run the editor over the project in *folder* while the block runs."""
    options = PreviewOptions(folder, folder / "output", SETTINGS_NAME)
    editing = Editing(program, lambda: NOW, lambda: TODAY)
    with open_editor(options, editing, 0, SILENCE, lambda _: None) as preview:
        thread = Thread(target=preview.run)
        thread.start()
        try:
            yield Running(folder, preview.server.server_port)
        finally:
            preview.stop.set()
            thread.join()


@pytest.fixture
def editor(project: Path) -> Iterator[Running]:
    """Return the editor of the project, without the program of its form."""
    with running(project, project / "nothing") as found:
        yield found


@pytest.fixture
def editor_in_browser(project: Path) -> Iterator[Running]:
    """Return the editor of the project."""
    with running(project, find_editor()) as found:
        yield found
