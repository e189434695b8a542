"""The disk: the only module of the importer that opens files (rules 94, 95 and 101)."""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from digest.importer import html
from digest.importer.existing import parse_existing
from digest.importer.problems import problem
from digest.importer.results import Found
from digest.model import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.importer.results import Change, Decision, Existing, ImportResult

TEXT_SUFFIXES = frozenset({"", ".txt", ".text", *html.SUFFIXES})
ASKED_SUFFIXES = frozenset({  # not texts, but somebody may think so: they are opened, to say what they are
    ".rtf", ".doc", ".docx", ".odt", ".pdf", ".epub", ".pages",
})  # fmt: skip
IGNORED = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_TEMPORARY = ".tmp"


def find_sources(paths: Sequence[Path]) -> list[Found]:
    """Return the files that *paths* (files and folders) hold, or raise UsageError naming every path that is missing."""
    missing = [str(path) for path in paths if not os.path.lexists(path)]
    if missing:
        message = f"no such file or folder: {', '.join(missing)}. Hint: see how it is spelt, and where you are"
        raise UsageError(message)
    found = {found.shown: found for path in paths for found in _find(path)}
    return [found[shown] for shown in sorted(found)]


def _find(path: Path) -> Iterator[Found]:
    if path.is_dir():
        yield from _walk(path, PurePosixPath())
    else:
        yield _found(
            path, _plain(path.name), path.lstat() if not path.is_symlink() else path.stat(follow_symlinks=False)
        )


def _walk(folder: Path, name: PurePosixPath) -> Iterator[Found]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Found(folder, str(name), _plain(str(folder)), problem("I104", _plain(str(folder)), 0, error.strerror))
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")) or entry.name.endswith("~") or entry.name.lower() in IGNORED:
            continue
        below = name / _plain(entry.name)
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(folder / entry.name, below)
        else:
            yield _named(_found(folder / entry.name, str(below), entry.stat(follow_symlinks=False)))


def _found(path: Path, name: str, status: os.stat_result) -> Found:
    shown = _plain(str(path))
    if stat.S_ISREG(status.st_mode):
        return Found(path, name, shown)
    kind = "a symbolic link" if stat.S_ISLNK(status.st_mode) else "a pipe, socket or device"
    return Found(path, name, shown, problem("I105", shown, 0, kind))


def _named(found: Found) -> Found:
    """Return *found* with a notice when it is no text by its name."""
    suffix = found.path.suffix.lower()
    if found.problem or suffix in TEXT_SUFFIXES or suffix in ASKED_SUFFIXES:
        return found
    return replace(found, problem=problem("I304", found.shown))


def _plain(name: str) -> str:
    """Return a file name in NFC, with characters that cannot be shown written out."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    text = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
    return unicodedata.normalize("NFC", text)


def read_source(found: Found) -> bytes:
    """Return the bytes of a file; never waits at a pipe that has taken its place."""
    handle = os.open(found.path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        return file.read()


def read_existing(into: Path) -> list[Existing]:
    """Return the articles that the content folder holds."""
    found = []
    for path in sorted((into / "articles").rglob("*.md")):
        if path.is_file() and not path.name.startswith("."):
            beside = path.with_name(f"{path.name}.incoming")
            incoming = _read_text(beside) if beside.is_file() else None
            found.append(parse_existing(PurePosixPath(path.relative_to(into).as_posix()), _read_text(path), incoming))
    return found


def _read_text(path: Path) -> str:
    return path.read_text("utf-8", errors="surrogateescape")


def apply_changes(decisions: Iterable[Decision], into: Path) -> Iterator[ImportResult]:
    """Write what was decided, one file after the other; yield what became of each source."""
    for decision in decisions:
        try:
            if decision.change:
                write_change(decision.change, into)
            yield decision.result
        except OSError as error:
            failed = problem("I106", decision.result.source, 0, error.strerror or error)
            yield replace(decision.result, outcome="failed", problems=(failed, *decision.result.problems))


def write_change(change: Change, into: Path) -> None:
    """Write one file: whole or not at all, and never outside *into*."""
    path = into / change.path
    if not path.parent.resolve().is_relative_to(into.resolve()):
        raise PermissionError(errno.EPERM, f"{path.parent} leads out of {into}")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}{_TEMPORARY}")
    try:
        with temporary.open("wb") as file:
            file.write(change.text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
