"""Where a site goes: the folder that it may take, and the hidden one beside it where the engine keeps its things."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from digest.model import UsageError

if TYPE_CHECKING:
    from pathlib import Path

# What every built site has: a folder with other things and without these is somebody's own.
SIGNS_OF_A_SITE = ("index.html", "404.html", "sitemap.xml", "theme/site.css")


def usable_output(output: Path) -> Path:
    """Return where the site goes; refuse what would be lost there. A link is followed, so that it stays a link."""
    output = output.resolve()
    if output.exists() and not output.is_dir():
        message = f"{output} is a file. Hint: name a folder, or one that is not there yet"
        raise UsageError(message)
    is_site = all((output / sign).is_file() for sign in SIGNS_OF_A_SITE)
    if output.is_dir() and not is_site and any(output.iterdir()):
        message = f"{output} holds files that are not a site built here, and would be lost. Hint: name another folder"
        raise UsageError(message)
    if output.is_mount():
        message = f"{output} is where a disk is mounted, and such a folder cannot be switched. Hint: name one in it"
        raise UsageError(message)
    return output


def make_state_folder(output: Path) -> Path:
    """Return the folder in which the engine works, beside *output*, so that it is on the same disk."""
    folder = output.parent / f".{output.name}.digest"
    if folder.is_symlink():
        message = f"{folder} is a link, and what is in it may be on another disk. Hint: remove the link"
        raise UsageError(message)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / ".gitignore").exists():
            (folder / ".gitignore").write_text("*\n", "utf-8")
    except OSError as error:
        raise _unwritable(output.parent, error.strerror) from error
    if not os.access(output.parent, os.W_OK | os.X_OK):
        raise _unwritable(output.parent, os.strerror(errno.EACCES))
    return folder


def _unwritable(folder: Path, reason: str | None) -> UsageError:
    return UsageError(f"{folder}: nothing can be written there: {reason}. Hint: name another --output")
