"""What commands tell: exit statuses, problems and errors; and what day it is, which nothing below them asks."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from digest.model import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from digest.model import Problem

FINE, PROBLEMS, WRONG_USAGE = 0, 1, 2
# As a shell tells that Ctrl+C ended a program: 128 and the number of the signal.
INTERRUPTED = 130


def say_problems(problems: Iterable[Problem], form: str = "text") -> None:
    """Tell problems: as lines on stderr, as annotations of a GitHub workflow, or as one JSON object a line."""
    for problem in problems:
        if form == "github":
            text = f"{problem.code} {problem.message}. Hint: {problem.hint}"
            place = f"file={_escape_annotation(problem.path, properties=True)},line={problem.line or 1}"
            place += f",col={problem.column}" if problem.column else ""
            print(f"::{_level(problem)} {place}::{_escape_annotation(text)}")
        elif form == "json":
            fields = ("path", "line", "column", "code", "message", "hint")
            print(json.dumps({name: getattr(problem, name) for name in fields}, ensure_ascii=False))
        else:
            print(problem, file=sys.stderr)


def _level(problem: Problem) -> str:
    """Return what a problem is to GitHub; of others' servers (L…) nobody here is guilty."""
    if problem.is_notice:
        return "notice"
    return "warning" if problem.code.startswith("L") else "error"


def _escape_annotation(text: str, *, properties: bool = False) -> str:
    """Return *text* as a workflow command can carry it, as GitHub's own toolkit does (actions/toolkit, command.ts)."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.replace(":", "%3A").replace(",", "%2C") if properties else escaped


def say_done(done: str, *after: str) -> None:
    """Tell what a command did, and what to do *after* it: one thing in a line, several in a list."""
    print(done)
    if len(after) == 1:
        print(f"Next: {after[0]}")
    elif after:
        print("Next:", *(f"- {step}" for step in after), sep="\n")


def count(number: int, what: str) -> str:
    """Return a number of things in words: 1 file, 2,000 files."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def say_error(error: Exception) -> None:
    """Tell what stopped a command."""
    print(f"digest: {error}", file=sys.stderr)


def today() -> date:
    """Return the day it is, in UTC."""
    return datetime.now(UTC).date()


def append_to(path: Path, text: str) -> None:
    """Add *text* to the file at *path*, as GitHub wants it of a step's summary."""
    with no_report(path), path.open("a", encoding="utf-8") as file:
        file.write(text)


def moment(text: str) -> datetime:
    """Return the moment that *text* names (ISO 8601); without a time zone it is in UTC."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def now() -> datetime:
    """Return the time it is, or is to be taken for, as pelicanconf.py has it."""
    said = os.environ.get("DIGEST_NOW")
    return moment(said) if said else datetime.now(UTC)


@contextmanager
def no_report(path: Path) -> Iterator[None]:
    """Say of an error of the disk that the report cannot be written."""
    try:
        yield
    except OSError as error:
        message = f"{path}: the report cannot be written: {error.strerror}. Hint: name a file in a folder that is there"
        raise UsageError(message) from error
