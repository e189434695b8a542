"""Whether a save may stay: what `digest check content` tells of the content with it, and did not tell without it."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.editor.faults import EditorError, RefusedError
from digest.engine.examining import examine
from digest.engine.stamps import scan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from digest.engine.stamps import Stamp
    from digest.model import Problem

    Look = list[tuple[str, Stamp]]

_MOST = 5  # problems told at once


@dataclass(slots=True)
class Checker:
    """The checks over the content folder *content*; what they found out is kept in the file *kept*.

    *now* tells which time it is. What was wrong before a save is remembered until the folder looks otherwise.
    """

    content: Path
    kept: Path
    now: Callable[[], datetime]
    _last: tuple[Look, list[Problem]] | None = None

    def problems(self, *, cores: int | None = 1) -> list[Problem]:
        """Return what is wrong with the content as it stands there, notices left out.

        On one core, if nobody says otherwise: a process whose threads answer a browser is not to be forked.
        """
        look = sorted(scan(self.content))
        if self._last is None or self._last[0] != look:
            found = examine(self.content, now=self.now(), kept=self.kept, cores=cores)
            self._last = look, [problem for problem in found if not problem.is_notice]
        return self._last[1]

    @contextmanager
    def held(self, files: Mapping[str, bytes]) -> Iterator[None]:
        """Write *files*, by path below the content folder, and let them stay if nothing new is wrong with them.

        They are put back as they were where something is, or where the block fails.
        """
        before = self.problems()
        with _written(self.content, files):
            new = _more(self.problems(), before)
            if new:
                own = {(self.content / name).as_posix() for name in files}
                raise RefusedError(" ".join(_told(problem, own) for problem in new[:_MOST]))
            yield


def _more(after: list[Problem], before: list[Problem]) -> list[Problem]:
    known = Counter((problem.path, problem.code, problem.message) for problem in before)
    found = []
    for problem in after:
        key = (problem.path, problem.code, problem.message)
        known[key] -= 1
        if known[key] < 0:
            found.append(problem)
    return found


def sentence(problem: Problem) -> str:
    """Return what is wrong and what to do, for who sees a form and no lines of a file."""
    return f"{problem.message[:1].upper()}{problem.message[1:]}. Hint: {problem.hint} ({problem.code})."


def _told(problem: Problem, own: set[str]) -> str:
    return f"{'' if problem.path in own else f'{problem.path}: '}{sentence(problem)}"


@contextmanager
def _written(folder: Path, files: Mapping[str, bytes]) -> Iterator[None]:
    before = {name: _bytes_of(folder / name) for name in files}
    try:
        for name, content in files.items():
            write(folder / name, content)
        yield
    except BaseException:
        for name, old in before.items():
            _restore(folder / name, old)
        raise


def _bytes_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; one that is reached through a link stays so."""
    file = path.resolve()
    beside = file.with_name(f".{file.name}.tmp")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        if file.exists():
            beside.chmod(file.stat().st_mode)
        os.replace(beside, file)  # noqa: PTH105 - as the others here
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        message = f"{path} cannot be written: {error.strerror}. Hint: make its folder writable for you"
        raise EditorError(message) from error


def _restore(path: Path, content: bytes | None) -> None:
    if content is not None:
        write(path, content)
        return
    path.unlink(missing_ok=True)
    with suppress(OSError):  # the folder holds more
        path.parent.rmdir()
