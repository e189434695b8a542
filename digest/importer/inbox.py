"""What was given to import: the files that are found, and their bytes (rules 94 and 95). Nothing is written."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from digest.importer.archive.filenames import is_passed_over, may_be_text, plain_name, twin_mark
from digest.importer.archive.members import is_archive, read_members
from digest.importer.problems import problem
from digest.importer.reading import Job
from digest.importer.results import Found
from digest.model import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from digest.importer.ledger import Ledger
    from digest.model import Problem
    from digest.progress import Progress

MAX_READ = 50_000_000  # bytes of one source; more is no article


def check_paths(paths: Sequence[Path]) -> None:
    """Raise UsageError naming every one of *paths* that is missing."""
    missing = [str(path) for path in paths if not os.path.lexists(path)]
    if missing:
        message = f"{', '.join(missing)}: there is no such file or folder. Hint: see how it is spelt, and where you are"
        raise UsageError(message)


def find_sources(paths: Sequence[Path]) -> Iterator[Found]:
    """Yield the files that *paths* (files and folders) hold, in no order."""
    for path in paths:
        if path.is_dir():
            yield from _walk(path)
        else:
            yield _look(path, plain_name(path.name))


def _walk(top: Path) -> Iterator[Found]:
    """Yield the files in a folder and in those below it, however deep: a stack of ours, and not Python's."""
    waiting = [(top, PurePosixPath())]
    while waiting:
        folder, name = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    path, below = folder / entry.name, name / plain_name(entry.name)
                    if is_passed_over(entry.name):
                        continue
                    if _is_folder(entry):
                        waiting.append((path, below))
                    else:
                        yield _named(_look(path, str(below)))
        except OSError as error:
            yield _closed(folder, str(name), error)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:  # it has gone, or nobody may look: `_look` tells
        return False


def _closed(path: Path, file: str, error: OSError) -> Found:
    shown = plain_name(str(path))
    return Found(path, file, shown, problem("I104", shown, 0, error.strerror))


def tell_twins_apart(ledger: Ledger) -> None:
    """Let files whose names look alike, as é and e with an accent do, be told of by a mark of their very bytes."""
    for twin in ledger.twins():
        exact = os.fsencode(twin.path)
        if exact != twin.shown.encode():
            mark = twin_mark(twin.path.name)
            ledger.rename_found(replace(twin, shown=twin.shown + mark, file=twin.file + mark))


def _look(path: Path, file: str) -> Found:
    """Return what is at *path*, without following a link."""
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        return _closed(path, file, error)
    shown = plain_name(str(path))
    if stat.S_ISREG(mode):
        return Found(path, file, shown)
    kind = "a symbolic link" if stat.S_ISLNK(mode) else "a pipe, socket or device"
    return Found(path, file, shown, problem("I105", shown, 0, kind))


def _named(found: Found) -> Found:
    """Return *found* with a notice when it is no text by its name, and no archive of texts."""
    name = found.path.name
    if found.problem or may_be_text(name) or is_archive(name):
        return found
    return replace(found, problem=problem("I304", found.shown))


def each_job(ledger: Ledger, progress: Progress) -> Iterator[Job]:
    """Yield what is to be read, with its bytes, by the names that it is told of; of an archive, each of its files."""
    for found in ledger.each_found():
        if found.problem:
            yield Job(found.shown, found.file, refused=_outcome(found.problem), notes=(found.problem,))
        elif is_archive(found.path.name):
            yield from _each_member(found)
        else:
            yield _job(found)
        progress.advance(1)


def _outcome(told: Problem) -> str:
    return "failed" if told.code == "I104" else "skipped"


def _job(found: Found) -> Job:
    try:
        with _open_source(found.path) as file:
            raw = file.read(MAX_READ + 1)
    except OSError as error:
        return _unread(found, error)
    if len(raw) <= MAX_READ:
        return Job(found.shown, found.file, raw)
    told = problem("I116", found.shown, 0, f"{MAX_READ // 1_000_000} MB")
    return Job(found.shown, found.file, refused="skipped", notes=(told,))


def _unread(found: Found, error: OSError) -> Job:
    told = problem("I104", found.shown, 0, error.strerror or error)
    return Job(found.shown, found.file, refused="failed", notes=(told,))


def _each_member(found: Found) -> Iterator[Job]:
    """Yield the files of an archive; a member without a name is the archive itself, when something is wrong with it."""
    try:
        file = _open_source(found.path)
    except OSError as error:
        yield _unread(found, error)
        return
    with file:
        for member in read_members(file, found.shown):
            shown, name = (f"{each}/{member.name}" if member.name else each for each in (found.shown, found.file))
            yield Job(shown, name, member.raw or b"", member.outcome, member.problems)


def _open_source(path: Path) -> BinaryIO:
    """Return a regular file opened for reading; raise OSError for all else, and never wait at a pipe."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "it is no regular file any more")
    return os.fdopen(handle, "rb")
