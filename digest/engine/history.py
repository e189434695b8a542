"""What git knows of files that were published: which differ from how they were, and what they said."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.model import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Then:
    """A file as it was: where it stands now, as far as git can tell, and its content then."""

    now: str
    content: bytes


def changed_since(folder: Path, revision: str, below: str) -> list[Then]:
    """Return the Markdown files of *folder*/*below* that differ from how they were in *revision*, or are gone.

    They are compared with what this branch began from: what came to *revision* since is none of its changes. Two calls
    of git, however many there are; one where there are none.
    """
    options = ("--raw", "--no-abbrev", "--find-renames", "-z", "--relative", "--merge-base")
    told = git(folder, revision, "diff", *options, "--end-of-options", revision, "--", below)
    found = list(_differing(os.fsdecode(told)))
    if not found:
        return []
    wanted = "".join(f"{name}\n" for name, _ in found).encode()
    blobs = _blobs(git(folder, revision, "cat-file", "--batch", given=wanted), len(found))
    return [Then(path, content) for (_, path), content in zip(found, blobs, strict=True)]


def _differing(told: str) -> Iterator[tuple[str, str]]:
    """Yield the name that git has for what a file was, and where it stands now.

    `:100644 100644 3fa9… 0000… M`, NUL, the path, NUL; a file that has moved has both its paths.
    """
    parts = iter(told.split("\0"))
    for head in parts:
        if not head:
            return
        mode, _, blob, _, state = head.split(" ")
        path = next(parts)
        after = next(parts) if state[0] in "RC" else path
        if mode.startswith(":100") and state[0] in "MRD" and path.endswith(".md"):
            yield blob, after


def _blobs(told: bytes, count: int) -> Iterator[bytes]:
    """Yield the contents that `git cat-file --batch` tells: a line with the length, then so many bytes."""
    at = 0
    for _ in range(count):
        end = told.index(b"\n", at)
        size = int(told[at:end].rpartition(b" ")[2])
        yield told[end + 1 : end + 1 + size]
        at = end + size + 2


def git(folder: Path, revision: str, *arguments: str, given: bytes | None = None) -> bytes:
    """Return what git says to *arguments*, *given* this to read; UsageError says why it cannot compare with this."""
    done = _run(folder, arguments, given)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = said[0].partition(": ")[2] if said else "nothing"
        raise UsageError(f"{folder}: git cannot compare with {revision}: {reason}. Hint: {_way_out(folder)}")
    return done.stdout


def _way_out(folder: Path) -> str:
    """Return what to do where git cannot compare: mostly the clone does not go back as far."""
    asked = _run(folder, ("rev-parse", "--is-shallow-repository")).stdout.strip()
    if not asked:
        return "run this in a clone of the repository, or leave --against out"
    if asked == b"true":
        return "the clone is shallow: run `git fetch --unshallow`, or set `fetch-depth: 0` where it is checked out"
    return "name a revision that is there, such as main or origin/main"


def _run(folder: Path, arguments: Sequence[str], given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(folder), "--no-pager", *arguments]
    plain = {**os.environ, "LC_ALL": "C"}
    try:
        return subprocess.run(command, capture_output=True, check=False, input=given, env=plain)  # noqa: S603 - as above
    except FileNotFoundError as error:
        message = "git is not installed. Hint: install it, or leave --against out"
        raise UsageError(message) from error
