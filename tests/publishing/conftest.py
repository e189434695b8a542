"""The places that a site can go to, each with what shows what readers see there."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pytest

from digest.publishing.branch import NO_JEKYLL, Branch
from digest.publishing.folder import Folder
from digest.publishing.remote import Remote
from tests.publishing.helpers import read

if TYPE_CHECKING:
    from pathlib import Path

    from digest.publishing.release import Place
    from tests.publishing.helpers import Files

KEEP = 3
# What plays ssh: the shell of this machine, told as ssh is told: `-l` and who, a host, then words that make a command.
PLAYED_SSH = '#!/bin/sh\ntest "$1" != -l || shift 2\nshift\nexec sh -c "$*"\n'


class There(Protocol):
    """A place, and what is seen there."""

    place: Place

    def seen(self) -> Files:
        """Return the files that readers see."""


@dataclass
class Linked:
    """A folder with releases, and the link to one of them."""

    place: Place
    root: Path

    def seen(self) -> Files:
        return read(self.root / "current")


@dataclass
class Pushed:
    """A bare repository."""

    place: Place
    repository: Path

    def seen(self) -> Files:
        def git(*arguments: str) -> bytes:
            return subprocess.run(["git", "-C", self.repository, *arguments], capture_output=True, check=True).stdout

        names = git("ls-tree", "-r", "-z", "--name-only", "gh-pages").decode().split("\0")
        files = {name: git("show", f"gh-pages:{name}") for name in names if name}
        assert files.pop(NO_JEKYLL) == b""
        return files


def played_ssh(folder: Path) -> str:
    """Return a program that takes the place of ssh."""
    program = folder / "ssh"
    program.write_text(PLAYED_SSH, "utf-8")
    program.chmod(0o755)
    return str(program)


def bare_repository(folder: Path) -> Path:
    subprocess.run(["git", "init", "--quiet", "--bare", folder], check=True)
    return folder


def make(kind: str, folder: Path) -> There:
    """Return the place of that kind in *folder*."""
    root = folder / "srv"
    if kind == "folder":
        return Linked(Folder(root, KEEP), root)
    if kind == "rsync":
        return Linked(Remote.of(str(root), "ssh", KEEP), root)
    if kind == "ssh":
        return Linked(Remote.of(f"desk@example.org:{root}", played_ssh(folder), KEEP), root)
    repository = bare_repository(folder / "pages.git")
    return Pushed(Branch(str(repository), "gh-pages", folder / "store.git", KEEP), repository)


@pytest.fixture(
    params=[
        "folder",
        pytest.param("rsync", marks=pytest.mark.server),
        pytest.param("ssh", marks=pytest.mark.server),
        "git",
    ]
)
def there(request: pytest.FixtureRequest, tmp_path: Path) -> There:
    """Return each place in turn."""
    return make(request.param, tmp_path)
