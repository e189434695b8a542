"""The program that the form is made with, Decap CMS: pinned by hash, and put in place by npm when it is first wanted.

It lies outside of the project's files, beside the Python packages of the environment; npm is only needed to get it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from digest.model import DigestError

if TYPE_CHECKING:
    from collections.abc import Callable

NAME = "decap-cms"
_LISTS = ("package.json", "package-lock.json")
_NOTE = "made-from-package-lock.json"
_SECONDS = 600
_NPM = """\
Decap CMS is not in place, and npm, which gets it, is not installed. Hint: sudo apt-get install npm (Debian, Ubuntu), \
brew install node (macOS), or https://nodejs.org/; then run this again"""


class NoProgramError(DigestError):
    """The program is not there and cannot be got."""


def version() -> str:
    """Return the version that is pinned."""
    pinned = json.loads(_list("package.json"))["dependencies"]
    return str(pinned[NAME])


def folder_in_place(folder: Path | None = None) -> Path | None:
    """Return the folder of the program, if it is in place as pinned."""
    folder = folder or _folder()
    note = folder / _NOTE
    if note.is_file() and note.read_bytes() == _list("package-lock.json"):
        return folder / "node_modules" / NAME / "dist"
    return None


def put_in_place(tell: Callable[[str], None], folder: Path | None = None) -> Path:
    """Return the folder of the program; get it first, where it is not in place as pinned."""
    folder = folder or _folder()
    if folder_in_place(folder) is None:
        npm = shutil.which("npm")
        if npm is None:
            raise NoProgramError(_NPM)
        tell(f"Getting Decap CMS {version()}, once …")
        folder.mkdir(parents=True, exist_ok=True)
        for name in _LISTS:
            (folder / name).write_bytes(_list(name))
        (folder / _NOTE).unlink(missing_ok=True)
        _install(npm, folder)
        (folder / _NOTE).write_bytes(_list("package-lock.json"))
    return folder / "node_modules" / NAME / "dist"


def _folder() -> Path:
    return Path(sys.prefix) / "npm-editor"


def _list(name: str) -> bytes:
    return files("digest.editor").joinpath("npm", name).read_bytes()


def _install(npm: str, folder: Path) -> None:
    # There, not with --prefix: that would hide the settings of the machine, such as whom it trusts.
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    try:
        done = subprocess.run(  # noqa: S603 - npm, with words that stand here
            command,
            check=False,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            env=os.environ | {"CI": "true"},
        )
    except subprocess.TimeoutExpired as error:
        message = f"npm took more than {_SECONDS // 60} minutes. Hint: see whether this machine reaches its registry"
        raise NoProgramError(message) from error
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())[:300] or f"exit status {done.returncode}"
        message = f"npm could not get Decap CMS: {said}. Hint: see whether this machine reaches its registry"
        raise NoProgramError(message)
