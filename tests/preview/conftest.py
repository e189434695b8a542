"""A small project, its preview, and a page of a browser that is open there."""

from __future__ import annotations

import shutil
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from digest.preview import PreviewOptions, open_preview
from digest.progress import SILENCE
from tests.conftest import PATIENCE
from tests.support.plugins import forget_plugins
from tests.support.project import ROOT, SETTINGS, SETTINGS_NAME, article, write_project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

FILES = {
    "content/articles/reading-rooms.md": article("reading-rooms", "The rooms are open.\n\nBring a card."),
    "content/articles/night-museum.md": article("night-museum", "The museum is open at night."),
    "content/articles/new-catalogue.md": article("new-catalogue", "The catalogue is not done.", status="draft"),
    "content/articles/map-room.md": article("map-room", "The maps are not shown yet.", embargo="2999-01-01T00:00:00Z"),
    "content/pages/about.md": "---\ntitle: About\nslug: about\nlang: en\n---\n\nWho we are.\n",
    "content/dossiers/halls.md": (
        "---\ntitle: All halls\nslug: halls\nlang: en\nadded: 2026-01-05\narticles:\n- reading-rooms\n"
        "- slug: night-museum\n  note: At night.\n---\n\nWhat is open.\n"
    ),
    "content/images/plan.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>\n',
}


@dataclass(frozen=True, slots=True)
class Running:
    """A preview that runs: the project's *folder*, its *address* without a slash at the end, and the lines it told."""

    folder: Path
    address: str
    lines: Queue[str] = field(default_factory=Queue)

    def told(self) -> str:
        """Return the next line, when it has come."""
        return self.lines.get(timeout=PATIENCE / 1000)

    def get(self, path: str, method: str = "GET") -> tuple[int, dict[str, str], str]:
        """Return status, headers and content of what stands at *path*."""
        connection = HTTPConnection(self.address.removeprefix("http://"), timeout=PATIENCE / 1000)
        connection.request(method, path)
        response = connection.getresponse()
        content = response.read().decode()
        connection.close()
        return response.status, dict(response.headers), content

    def edit(self, path: str, old: str, new: str) -> None:
        """Put *new* in place of *old* in a file of the project, as an editor does: by a file beside it."""
        file = self.folder / path
        text = file.read_text("utf-8")
        assert old in text
        beside = file.with_name(f".{file.name}.new")
        beside.write_text(text.replace(old, new), "utf-8")
        beside.replace(file)


@pytest.fixture(autouse=True)
def _plugins_are_forgotten() -> Iterator[None]:
    """Take the plugins from Pelican that the settings gave it: it would hand them the projects of other tests."""
    yield
    forget_plugins()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a project with a theme of its own, and settings that import a module of theirs."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "pelicanconf", raising=False)  # as another test has left it
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    own = ['THEME = "theme"', "from names import SITENAME", 'DIGEST["site"]["name"] = SITENAME', ""]
    settings = {"names.py": 'SITENAME = "Library news"\n', SETTINGS_NAME: SETTINGS + "\n".join(own)}
    return write_project(tmp_path, FILES | settings)


@contextmanager
def running(folder: Path, **options: Any) -> Iterator[Running]:
    """Preview the project in *folder* while the block runs."""
    lines: Queue[str] = Queue()
    given = PreviewOptions(folder, folder / "output", SETTINGS_NAME, **options)
    with open_preview(given, 0, SILENCE, lines.put) as preview:
        thread = Thread(target=preview.run)
        thread.start()
        try:
            yield Running(folder, preview.address.rstrip("/"), lines)
        finally:
            preview.stop.set()
            thread.join()


@pytest.fixture
def preview(project: Path) -> Iterator[Running]:
    """Return the preview of the project."""
    with running(project) as found:
        yield found


@pytest.fixture
def open_page(browser: Browser, preview: Running) -> Iterator[Page]:
    """Return an empty page of a browser; relative addresses are the preview's."""
    context = browser.new_context(base_url=preview.address)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()
