"""The content folder: the articles that are there, and the files that an import writes into it (rules 94 and 101)."""

from __future__ import annotations

import difflib
import errno
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from digest.frontmatter import plain_lines
from digest.importer.existing import parse_existing
from digest.importer.problems import problem
from digest.importer.render import each_piece
from digest.importer.results import Decision, ImportResult
from digest.model import DigestError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest.importer.results import Change, Existing
    from digest.model import Problem

_TEMPORARY = ".tmp"
WRITERS = 8  # files that are written at once
AT_ONCE = 4_000_000  # characters of articles that wait to be written


def remove_halves(into: Path) -> None:
    """Remove what a killed import left half-written; only to be done under the lock, for it may be of one at work."""
    for path in _each_file(into / "articles"):
        if path.name.startswith(".") and path.name.endswith((f".md{_TEMPORARY}", f".md.incoming{_TEMPORARY}")):
            try:
                path.unlink()
            except OSError as error:
                raise UnreadableError(path, error) from error


def read_existing(into: Path) -> Iterator[Existing]:
    """Yield the articles that the content folder holds, in no order.

    Raise UnreadableError for one that cannot be read: without it a text that it holds would be written once more.
    """
    for path in _each_file(into / "articles"):
        try:
            if path.suffix == ".md" and not path.name.startswith(".") and path.is_file():
                text = path.read_text("utf-8", errors="surrogateescape")
                yield parse_existing(PurePosixPath(path.relative_to(into).as_posix()), text)
        except OSError as error:
            raise UnreadableError(path, error) from error


def _each_file(top: Path) -> Iterator[Path]:
    waiting = [top] if top.is_dir() else []
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(folder / entry.name)
                    else:
                        yield folder / entry.name
        except OSError as error:
            raise UnreadableError(folder, error) from error


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
    return plain_lines(text)


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
