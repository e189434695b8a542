"""Building the site whole or not at all; a build in which nothing changed ends before anything heavy is loaded."""

from __future__ import annotations

import os
import time
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from digest.engine import stamps
from digest.engine.report import Report, Watch, without_collector
from digest.model import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from digest.engine.report import Due
    from digest.engine.run import Outcome
    from digest.progress import Progress

    ShowProgress = Callable[[], AbstractContextManager[Progress]]
    OnWait = Callable[[int | None], None]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What to build.

    *project* is the folder with the settings file *settings*, *output* is where the site goes. With *drafts* what is
    not published is shown, with *clean* nothing of an earlier build is trusted, with *reindex* nothing of its search
    index; without *index* search finds nothing.
    """

    project: Path
    output: Path
    settings: str = "pelicanconf.py"
    drafts: bool = False
    clean: bool = False
    index: bool = True
    reindex: bool = False

    @property
    def note(self) -> Path:
        """The file in which a build notes how all looked when it was done, in the folder that the tree has too."""
        output = self.output.resolve()
        return output.parent / f".{output.name}.digest" / "last"


def build_site(
    options: BuildOptions, show_progress: ShowProgress | None = None, on_wait: OnWait = lambda _: None
) -> Report:
    """Build the site into *options.output*; where a step fails, what stood there before still stands."""
    watch = Watch()
    settings = options.project / options.settings
    if not settings.is_file():
        message = (
            f"{settings}: there are no settings. Hint: run this in the project's folder, or name it with --project"
        )
        raise UsageError(message)
    last = None if options.clean or options.reindex else stamps.read_last(options.note)
    if last and stamps.still_holds(last, _said(options), options.output.resolve(), datetime.now(UTC)):
        return Report.of_nothing(last.counts, last.due)
    with without_collector():
        return _build(options, watch, show_progress, on_wait)


@dataclass(frozen=True, slots=True)
class Rebuild:
    """Whether a site is to be built again because time has passed: the texts for which it is, and what is *next*.

    *is_known* says whether anything is known of the build that it would follow.
    """

    passed: tuple[Due, ...] = ()
    next: Due | None = None
    is_known: bool = True

    @property
    def is_due(self) -> bool:
        """Whether it is to be built again."""
        return bool(self.passed) or not self.is_known


def look_whether_due(options: BuildOptions, since: datetime | None, now: datetime) -> Rebuild:
    """Return whether by *now* a text has appeared or expired since the last build, or since the moment *since*.

    Of the last build it asks the note; only for a moment that is given it reads the content.
    """
    if since is not None:
        return _look_into_content(options, since, now)
    last = stamps.read_last(options.note)
    if last is None or (last.since is not None and now.isoformat() < last.since):  # the clock was wrong then, or is now
        return Rebuild(is_known=False)
    is_past = last.due is not None and now.isoformat() >= last.due.moment
    return Rebuild((last.due,) if last.due and is_past else (), None if is_past else last.due)


def _look_into_content(options: BuildOptions, since: datetime, now: datetime) -> Rebuild:
    from digest.engine.due import due_between, next_due  # noqa: PLC0415 - as _build has it
    from digest.engine.reading import read_library  # noqa: PLC0415 - as _build has it
    from digest.engine.store import Store  # noqa: PLC0415 - as _build has it
    from digest.plugins.incremental import engine_settings  # noqa: PLC0415 - as _build has it
    from digest.plugins.settings import read_project  # noqa: PLC0415 - as _build has it
    from digest.progress import SILENCE  # noqa: PLC0415 - as _build has it

    settings = engine_settings(read_project(options.project / options.settings, drafts=False).pelican.settings)
    store, above = Store(), settings.content.as_posix()
    read_library(settings.content, store, SILENCE)
    passed = tuple(due_between(store.articles, above, since, now))
    return Rebuild(passed, next_due(store.articles, above, now))


def _said(options: BuildOptions) -> dict[str, str]:
    """Return what decides on the site beside the files: what was asked for, where, and by what it is built.

    Where: a project that was copied with its notes is another project.
    """
    said = {name: value for name, value in os.environ.items() if name.startswith("DIGEST_")}
    said |= {"drafts": str(options.drafts), "index": str(options.index), "settings": options.settings}
    said |= {"project": str(options.project.resolve()), "output": str(options.output.resolve())}
    return said | {"code": stamps.code().hex()}


def _build(options: BuildOptions, watch: Watch, show_progress: ShowProgress | None, on_wait: OnWait) -> Report:
    # Here, since to load them takes longer than to see that nothing has changed.
    from digest.engine.stock import build_by_stock  # noqa: PLC0415 - as said above
    from digest.plugins.settings import read_project  # noqa: PLC0415 - as said above
    from digest.progress import SILENCE  # noqa: PLC0415 - as said above

    with suppress(OSError):  # where nothing can be written, that is told in its place
        options.note.unlink()
    begun = time.time_ns()
    since = None if "DIGEST_NOW" in os.environ else datetime.now(UTC).isoformat()
    settings = options.project / options.settings
    read = read_project(settings, drafts=options.drafts)
    # Before anything is read: a file that is saved meanwhile has then changed since.
    made = Made(
        look=stamps.look([read.pelican.path, read.pelican.theme], read.files, _said(options)),
        folders=(str(read.pelican.path), str(read.pelican.theme)),
        files=tuple(map(str, read.files)),
        since=since,
    )
    start = watch.lap()
    with show_progress() if show_progress else nullcontext(SILENCE) as progress:
        manner: dict[str, Any] = {"index": options.index, "progress": progress, "on_wait": on_wait}
        if getattr(read.pelican, "is_on", False):
            outcome = read.pelican.make(
                options.output, files=read.files, clean=options.clean, reindex=options.reindex, **manner
            )
        else:
            now = read.pelican.settings["DIGEST"]["now"]
            outcome = build_by_stock(settings, options.output, now=now, drafts=options.drafts, **manner)
    report: Report = outcome.report
    report.phases = {"start": start, **report.phases}
    if not report.problems and all(stamps.stamp_of(file).ctime < begun for file in read.files):
        with suppress(OSError):  # without the note the next build takes longer, and nothing else
            _note(options, made, outcome)
    return report


@dataclass(frozen=True, slots=True)
class Made:
    """What a site was made from: how all looked, and where it is; and the moment *since* which it is so."""

    look: str
    folders: tuple[str, ...]
    files: tuple[str, ...]
    since: str | None


def _note(options: BuildOptions, made: Made, outcome: Outcome) -> None:
    """Note how all looked that the site was made from, and how the site looks."""
    due = outcome.report.due
    until = due.moment if due and "DIGEST_NOW" not in os.environ else None
    site = stamps.look_of_site(outcome.files)
    last = stamps.Last(made.look, site, until, outcome.report.counts(), made.folders, made.files, due, made.since)
    stamps.write_last(options.note, last)
