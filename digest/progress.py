"""How far a long run has come: a bar on a terminal, plain lines elsewhere, nothing where nobody asked.

What works tells its phases to a `Progress`; what it looks like is decided here.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as RichProgress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import TaskID

LINE_EVERY = 10_000  # steps, where there is no terminal: a log is read later


class Progress(Protocol):
    """Is told what a run does."""

    def begin(self, phase: str, total: int | None) -> None:
        """Begin a phase of *total* steps, or of nobody knows how many."""

    def advance(self, steps: int) -> None:
        """Note that *steps* more of the phase are done."""


class Silence:
    """Tells nobody."""

    def begin(self, phase: str, total: int | None) -> None:
        """Do nothing."""

    def advance(self, steps: int) -> None:
        """Do nothing."""


SILENCE = Silence()


class Lines:
    """Writes a line when a long phase has come another stretch of the way."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.phase = ""
        self.total: int | None = None
        self.done = 0

    def begin(self, phase: str, total: int | None) -> None:
        """Begin a phase; short ones are not worth a line."""
        self.phase, self.total, self.done = phase, total, 0

    def advance(self, steps: int) -> None:
        """Write a line at every `LINE_EVERY` steps."""
        before, self.done = self.done, self.done + steps
        if self.done // LINE_EVERY > before // LINE_EVERY:
            of = f" of {self.total:,}" if self.total else ""
            print(f"{self.phase}: {self.done:,}{of}", file=self.stream, flush=True)


class Bar:
    """Draws a bar for the phase that is going on."""

    def __init__(self, bar: RichProgress) -> None:
        self.bar = bar
        self.task: TaskID | None = None

    def begin(self, phase: str, total: int | None) -> None:
        """Draw a new bar in place of the last."""
        if self.task is not None:
            self.bar.remove_task(self.task)
        self.task = self.bar.add_task(phase, total=total)

    def advance(self, steps: int) -> None:
        """Let the bar grow."""
        if self.task is not None:
            self.bar.advance(self.task, steps)


@contextmanager
def show_progress(stream: TextIO) -> Iterator[Progress]:
    """Give a progress that is shown on *stream*, and cleared away at the end where it is a terminal."""
    if not stream.isatty():
        yield Lines(stream)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with RichProgress(*columns, console=Console(file=stream), transient=True) as bar:
        yield Bar(bar)
