"""Building the site whole or not at all: check the content, render, index, and only then put it in place."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from digest.checks import check_content, check_output
from digest.engine.output import usable_output
from digest.model import DigestError, UsageError
from digest.search import build_index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.model import Problem


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What to build: the folder with the settings, where the site goes, and whether drafts are shown."""

    project: Path
    output: Path
    settings: str = "pelicanconf.py"
    drafts: bool = False


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What came of a build: the problems that stopped it, or the number of pages and indexed articles."""

    problems: tuple[Problem, ...] = ()
    pages: int = 0
    indexed: int = 0


class RenderingError(DigestError):
    """Pelican did not finish; what it said is told."""


def build_site(options: BuildOptions) -> BuildReport:
    """Build the site into *options.output*; where a step fails, what stood there before still stands."""
    settings = options.project / options.settings
    if not settings.is_file():
        message = f"{settings}: there are no settings. Hint: run this where pelicanconf.py is, or use --project"
        raise UsageError(message)
    output = usable_output(options.output)
    problems = [problem for problem in check_content(options.project / "content") if not problem.is_notice]
    if problems:
        return BuildReport(problems=tuple(problems))
    with _new_folder(output) as folder:
        _render(options, settings, folder)
        indexed = build_index(folder).pages if any(folder.glob("**/articles/*/index.html")) else 0
        problems = [_where_it_was_to_go(problem, folder, options.output) for problem in check_output(folder)]
        if problems:
            return BuildReport(problems=tuple(problems))
        pages = sum(1 for _ in folder.rglob("*.html"))
        _put_in_place(folder, output)
    return BuildReport(pages=pages, indexed=indexed)


# Pelican breaks its lines to fit a terminal, in the middle of a message.
_WIDE = "500"
# digest.model.DigestError: the theme has no template index.html. Hint: restore it
_OWN_ERROR = re.compile(r"\bdigest\.[\w.]+Error: (?P<message>.+)")


def _render(options: BuildOptions, settings: Path, folder: Path) -> None:
    """Run Pelican in a process of its own: it keeps state between runs, and reads settings as a module."""
    command = [sys.executable, "-m", "pelican", "content", "--fatal=warnings"]
    command += ["--settings", str(settings.resolve()), "--output", str(folder.resolve())]
    environment = os.environ | {"DIGEST_DRAFTS": "1" if options.drafts else "0", "COLUMNS": _WIDE}
    done = subprocess.run(  # noqa: S603 - our own command
        command, cwd=options.project, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        told = _OWN_ERROR.search(done.stdout + done.stderr)
        said = told["message"].strip() if told else f"\n{done.stdout}{done.stderr}"
        message = f"Pelican stopped (exit {done.returncode}): {said}"
        raise RenderingError(message)


@contextmanager
def _new_folder(output: Path) -> Iterator[Path]:
    """Yield an empty folder on the same disk as *output*, and leave none behind."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        holder = Path(tempfile.mkdtemp(prefix=f"{output.name}.", dir=output.parent))
    except OSError as error:
        message = f"{output.parent}: nothing can be written there: {error.strerror}. Hint: name another --output"
        raise UsageError(message) from error
    try:
        folder = holder / "site"
        folder.mkdir()
        yield folder
    finally:
        shutil.rmtree(holder, ignore_errors=True)


def _put_in_place(folder: Path, output: Path) -> None:
    """Put *folder* where *output* is; what stood there goes out with the holder of the new one."""
    before = folder.parent / "before"
    if output.exists():
        output.rename(before)
    try:
        folder.rename(output)
    except BaseException:
        if before.exists():
            before.rename(output)
        raise


def _where_it_was_to_go(problem: Problem, folder: Path, output: Path) -> Problem:
    """Return *problem* told of the site that was to be, since the folder it was found in does not stay."""
    return replace(problem, path=problem.path.replace(folder.as_posix(), output.as_posix(), 1))
