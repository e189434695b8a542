"""A key that signs, and a release of a small site that it has signed."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from digest.publishing.folder import Folder
from digest.publishing.release import Outgoing, release_of
from digest.publishing.sealing import seal
from tests.publishing.helpers import MOMENT, ONE, never, staged
from tests.support.keys import make_key

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Published:
    """A release in a folder, as a web server or a mirror has it, and the keys of its publisher and of another."""

    site: Path
    key: Path
    other_key: Path

    @property
    def public(self) -> Path:
        return self.key.with_suffix(".pub")


@pytest.fixture(scope="session")
def _published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    folder = tmp_path_factory.mktemp("published")
    key, other = make_key(folder / "key"), make_key(folder / "other")
    place = Folder(folder / "srv")
    moved = {"moved.json": b'{"moved": {"/articles/old/": "/articles/a/"}, "gone": {"/none/": "/none/"}}'}
    pages = {"articles/old/index.html": b"<p>It is elsewhere</p>", "none/index.html": b"<p>Gone</p>"}
    with staged(folder / "output", ONE | moved | pages, ["gz"]) as plain, place.hold(never):
        ready = seal(plain, key, b"{}")
        place.put(Outgoing(ready, release_of(ready.files(), MOMENT)))
    return Published(folder / "srv/current", key, other)


@pytest.fixture
def published(_published: Published, tmp_path: Path) -> Published:
    """Return a release that a test may damage."""
    site = shutil.copytree(_published.site, tmp_path / "site")
    return Published(site, _published.key, _published.other_key)
