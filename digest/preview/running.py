"""The preview while it runs: it looks at the project whenever something changes, and a server shows what it finds."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING

from digest.preview.answering import PreviewHandler, PreviewServer
from digest.preview.complaints import Complaints
from digest.preview.live_settings import LiveSettings
from digest.preview.news import News
from digest.preview.showing import Showing
from digest.preview.watching import changes
from digest.preview.workbench import Workbench
from digest.search import ENTRY
from digest.serving import listen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from digest.preview.issue import Issue
    from digest.progress import Progress

    Tell = Callable[[str], None]
    Answering = Callable[[Workbench], Callable[..., PreviewHandler]]

# Ticks of the watch, four a second: without a change, after which nobody waits for a page any more; and between tries.
_IDLE, _COLLECT_EVERY, _RETRY_EVERY = 4, 240, 8


@dataclass(frozen=True, slots=True)
class PreviewOptions:
    """What is shown: the *project* with the settings file *settings*, with *drafts* what is not published too.

    Search is that of the site in *output*, if there is one.
    """

    project: Path
    output: Path
    settings: str = "pelicanconf.py"
    drafts: bool = True


@contextmanager
def open_preview(
    options: PreviewOptions,
    port: int,
    progress: Progress,
    tell: Tell,
    answering: Answering = lambda _: PreviewHandler,
) -> Iterator[Preview]:
    """Give a preview that answers at *port*; *tell* is handed every line that is to be told.

    What *answering* makes for the workbench answers there. The port is taken first: a browser that comes before all is
    read waits.
    """
    bench = Workbench(LiveSettings(options.project / options.settings, options.drafts))
    handler = partial(answering(bench), directory=str(options.output))
    with _collecting_when_idle(), listen(port, handler, PreviewServer) as server:
        preview = Preview(bench, server, Complaints(tell), options.output)
        server.news = News(preview.showing_of(bench.open(progress)))
        preview.show(server.news.showing)
        thread = Thread(target=server.serve_forever, name="preview")
        thread.start()
        try:
            yield preview
        finally:
            preview.stop.set()
            server.news.end()
            server.shutdown()
            thread.join()


@contextmanager
def _collecting_when_idle() -> Iterator[None]:
    """Keep Python from looking through all that is kept here for garbage just when somebody waits for a page."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@dataclass(slots=True)
class Preview:
    """A preview that *server* answers for, until *stop* is set; its search is that of the site in *output*.

    *past* is the last moment at which the site was to change by itself.
    """

    bench: Workbench
    server: PreviewServer
    complaints: Complaints
    output: Path
    stop: Event = field(default_factory=Event)
    past: datetime | None = None

    @property
    def address(self) -> str:
        """The address of its front page."""
        return f"http://127.0.0.1:{self.server.server_port}/"

    @property
    def other_plugins(self) -> tuple[str, ...]:
        """The plugins in the settings that it knows nothing of."""
        return self.bench.settings.plugins

    def showing_of(self, issue: Issue) -> Showing:
        """Return what is shown of *issue*."""
        is_built = (self.output / ENTRY).is_file()
        search = (
            f"Search is that of the last build in {self.output}." if is_built else "There is no search before a build."
        )
        return Showing(issue, search, self.complaints.note)

    def show(self, showing: Showing) -> None:
        """Show *showing* from now on, and tell what is wrong with it."""
        self.server.news.publish(showing)
        issue = showing.issue
        self.complaints.note("", [issue.stopped] if issue.stopped else list(issue.problems))
        for path in self.complaints.pages():
            showing.check(path)

    def run(self) -> None:
        """Show every change of the project, until `stop` is set."""
        while not self.stop.is_set():
            folders, idle = self.bench.folders(), 0
            for is_change in changes(folders, self.stop, self.complaints.tell):
                # The first time too: something may have changed before the watch began.
                is_due = is_change or idle == 0 or self._is_overdue(idle) or self.bench.settings.have_changed()
                idle = 1 if is_change else idle + 1
                if is_due:
                    self.refresh()
                elif idle % _COLLECT_EVERY == _IDLE:
                    gc.collect()
                if self.bench.folders() != folders:
                    break

    def refresh(self) -> None:
        """Look at the project, and show what has changed."""
        issue = self.bench.look()
        if issue is not self.server.news.showing.issue:
            self.show(self.showing_of(issue))

    def _is_overdue(self, idle: int) -> bool:
        """Return whether the settings are to be read again though they look the same.

        They tell which time it is, for embargoes that end. And what is wrong with them may stand in a file that nobody
        knows of yet.
        """
        until = self.server.news.showing.issue.until
        # Once for each moment: the settings can say that it is always the same time.
        is_past = until is not None and until != self.past and datetime.now(UTC) >= until
        if is_past:
            self.past = until
        is_overdue = is_past or (self.bench.settings.error is not None and idle % _RETRY_EVERY == 0)
        if is_overdue:
            self.bench.settings.forget()
        return is_overdue
