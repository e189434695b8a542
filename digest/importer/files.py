"""The disk: the only module of the importer that opens files (rules 94, 95 and 101)."""

from __future__ import annotations

import difflib
import errno
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from digest.importer.archive.filenames import is_passed_over, may_be_text, plain_name, twin_mark
from digest.importer.archive.members import is_archive, read_members
from digest.importer.existing import parse_existing
from digest.importer.problems import problem
from digest.importer.reading import Job
from digest.importer.render import each_piece
from digest.importer.results import Decision, Found, ImportResult
from digest.model import DigestError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.importer.ledger import Ledger
    from digest.importer.results import Change, Existing
    from digest.model import Problem
    from digest.progress import Progress

_TEMPORARY = ".tmp"
WRITERS = 8  # files that are written at once
AT_ONCE = 4_000_000  # characters of articles that wait to be written
MAX_READ = 50_000_000  # bytes of one source; more is no article


def check_paths(paths: Sequence[Path]) -> None:
    """Raise UsageError naming every one of *paths* that is missing."""
    missing = [str(path) for path in paths if not os.path.lexists(path)]
    if missing:
        message = f"no such file or folder: {', '.join(missing)}. Hint: see how it is spelt, and where you are"
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
    file = os.fdopen(handle, "rb")
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "it is no regular file any more")
    return file


def read_existing(into: Path) -> Iterator[Existing]:
    """Yield the articles that the content folder holds, in no order; remove what a killed import left half-written.

    Raise UnreadableError for one that cannot be read: without it a text that it holds would be written once more.
    """
    for path in _each_article(into / "articles"):
        try:
            if path.name.endswith((f".md{_TEMPORARY}", f".md.incoming{_TEMPORARY}")):
                path.unlink()
            elif path.suffix == ".md" and path.is_file():
                text = path.read_text("utf-8", errors="surrogateescape")
                yield parse_existing(PurePosixPath(path.relative_to(into).as_posix()), text)
        except OSError as error:
            raise UnreadableError(path, error) from error


def _each_article(top: Path) -> Iterator[Path]:
    waiting = [top] if top.is_dir() else []
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(folder / entry.name)
                    elif entry.name.endswith((".md", _TEMPORARY)) and not _is_hidden(entry.name):
                        yield folder / entry.name
        except OSError as error:
            raise UnreadableError(folder, error) from error


def _is_hidden(name: str) -> bool:
    return name.startswith(".") and not name.endswith(_TEMPORARY)


class UnreadableError(DigestError):
    """A file or folder of the content that cannot be read."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"{path} cannot be read: {error.strerror}. Hint: give the right to read it, then import again")


def read_old(into: Path, path: str) -> str | None:
    """Return the text of a Markdown file with newlines as LF, or None where there is none."""
    try:
        text = (into / path).read_bytes().decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def tell_changes(decisions: Iterable[Decision], into: Path) -> Iterator[ImportResult]:
    """Yield what would become of each source, with how its file would change; nothing is written."""
    for decision in decisions:
        yield replace(decision.result, diff=_diff(decision.change, into)) if decision.change else decision.result


def _diff(change: Change, into: Path) -> str:
    old = (read_old(into, change.path) or "").splitlines(keepends=True)
    before = f"a/{change.path}" if old else os.devnull
    return "".join(difflib.unified_diff(old, change.text.splitlines(keepends=True), before, f"b/{change.path}"))


def make_change(change: Change, told: Problem, into: Path, *, dry_run: bool) -> ImportResult:
    """Write the file of what was learned, or only tell of it; return what became of it."""
    learned = Decision(ImportResult(change.path, "learned", change.path, problems=(told,)), change)
    return next((tell_changes if dry_run else apply_changes)([learned], into))


def apply_changes(decisions: Iterable[Decision], into: Path) -> Iterator[ImportResult]:
    """Write what was decided; yield what became of each source, in the order of the decisions.

    A few files are written at once: each waits until the disk has it, and a disk takes several in one go.
    """
    make_folder = cache(lambda folder: _make_folder(folder, into))

    def apply(decision: Decision) -> ImportResult:
        try:
            if decision.change:
                make_folder((into / decision.change.path).parent)
                _write(into / decision.change.path, decision.change)
        except OSError as error:
            failed = problem("I106", decision.result.source, 0, error.strerror or error)
            return replace(decision.result, outcome="failed", problems=(failed, *decision.result.problems))
        return decision.result

    with ThreadPoolExecutor(WRITERS) as pool:
        for handful in _handfuls(decisions):
            yield from pool.map(apply, handful)


def _handfuls(decisions: Iterable[Decision]) -> Iterator[list[Decision]]:
    """Yield *decisions* some at a time; one with a large article ends its handful."""
    waiting = iter(decisions)
    for first in waiting:
        handful = [first]
        size = len(first.change.body) if first.change else 0
        while size < AT_ONCE and len(handful) < WRITERS * 4 and (decision := next(waiting, None)):
            handful.append(decision)
            size += len(decision.change.body) if decision.change else 0
        yield handful


def _make_folder(folder: Path, into: Path) -> None:
    """Make a folder, or raise PermissionError where a link would lead out of *into*."""
    if not folder.resolve().is_relative_to(into.resolve()):
        raise PermissionError(errno.EPERM, f"{folder} leads out of {into}")
    folder.mkdir(parents=True, exist_ok=True)


def _write(path: Path, change: Change) -> None:
    """Write a file: whole or not at all."""
    temporary = path.with_name(f".{path.name}{_TEMPORARY}")
    temporary.unlink(missing_ok=True)  # whatever stands there: a link would lead elsewhere
    try:
        with temporary.open("xb") as file:
            for piece in chain(each_piece(change.front), each_piece(change.body)):
                file.write(piece.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
