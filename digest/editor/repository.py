"""The git repository that a project lies in: commits of single files, which leave all else in it as it is."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.editor.faults import CommitError
from digest.model import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_SECONDS = 60  # a hook of the project may take its time


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository that *folder* lies in; commits are by whom git's own settings name."""

    folder: Path

    def commit(self, paths: Sequence[Path], message: str) -> str:
        """Commit the files at *paths* as they are, and nothing else; return the commit's name.

        What else is changed or staged stays so. Raise CommitError where git does not take it.
        """
        named = [os.fspath(path.absolute()) for path in paths]
        new = [name for name in named if not self._git("ls-files", "--", name)]
        if new:
            self._git("add", "--intent-to-add", "--", *new)  # else git does not know them by name
        try:
            self._git("commit", "--quiet", "--only", f"--message={message}", "--", *named)
        except CommitError:
            if new:
                self._git("rm", "--quiet", "--cached", "--force", "--", *new)
            raise
        return self._git("rev-parse", "--short", "HEAD").strip()

    @property
    def branch(self) -> str:
        """The branch that commits go to."""
        return self._git("branch", "--show-current").strip() or "HEAD"

    def _git(self, *arguments: str, fine: Sequence[int] = (0,)) -> str:
        done = _run(self.folder, *arguments)
        if done.returncode not in fine:
            said = (done.stderr.strip() or done.stdout.strip() or f"exit status {done.returncode}").splitlines()
            hint = "nothing was saved; ask who looks after the repository"
            message = f"git did not take it: {' '.join(said[:3])}. Hint: {hint}"
            raise CommitError(message)
        return done.stdout


def open_repository(folder: Path) -> Repository:
    """Return the repository that *folder* lies in; raise UsageError where it can take no commit."""
    if shutil.which("git") is None:
        message = (
            "git is not installed, and every save is a commit. Hint: sudo apt-get install git, or brew install git"
        )
        raise UsageError(message)
    if _run(folder, "rev-parse", "--is-inside-work-tree").stdout.strip() != "true":
        hint = "git init, then commit what is there"
        message = f"{folder}: this is no git repository, and every save is a commit. Hint: {hint}"
        raise UsageError(message)
    if _run(folder, "var", "GIT_AUTHOR_IDENT").returncode or not _config(folder, "user.email"):
        hint = 'git config --global user.name "Your Name", then git config --global user.email you@example.org'
        message = f"git does not know who you are, and every save is a commit in your name. Hint: {hint}"
        raise UsageError(message)
    return Repository(folder)


def _config(folder: Path, key: str) -> str:
    return os.environ.get("GIT_AUTHOR_EMAIL") or _run(folder, "config", key).stdout.strip()


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Return what git did in *folder*; names of files mean just what they say, and nothing is asked."""
    environment = os.environ | {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_EDITOR": "true",
        "LC_ALL": "C.UTF-8",
        "GIT_LITERAL_PATHSPECS": "1",
    }
    command = ["git", "-C", os.fspath(folder), "--no-pager", *arguments]
    try:
        return subprocess.run(  # noqa: S603 - git with words that stand here, and names behind `--`
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=environment,
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        message = f"git took more than {_SECONDS} seconds. Hint: see what it is waiting for"
        raise CommitError(message) from error
