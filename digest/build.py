"""Building the site whole or not at all; a build in which nothing changed ends before anything heavy is loaded."""

from __future__ import annotations

import os
import time
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digest.engine import stamps
from digest.engine.report import Report, Watch
from digest.model import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from digest.engine.run import Outcome
    from digest.progress import Progress

    ShowProgress = Callable[[], AbstractContextManager[Progress]]
    OnWait = Callable[[int | None], None]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What to build.

    *project* is the folder with the settings file *settings*, *output* is where the site goes. With *drafts* what is
    not published is shown, and with *clean* nothing of an earlier build is trusted. Without *index* search finds
    nothing, which saves most of the time of a small build.
    """

    project: Path
    output: Path
    settings: str = "pelicanconf.py"
    drafts: bool = False
    clean: bool = False
    index: bool = True

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
        message = f"{settings}: there are no settings. Hint: run this where pelicanconf.py is, or use --project"
        raise UsageError(message)
    last = None if options.clean else stamps.read_last(options.note)
    if last and stamps.still_holds(last, _look(options, last.folders, last.files), datetime.now(UTC)):
        return Report.of_nothing(last.counts)
    return _build(options, watch, show_progress, on_wait)


def _look(options: BuildOptions, folders: tuple[str, ...], files: tuple[str, ...]) -> bytes:
    """Return how all looks: what the site is made from, and the site."""
    return _look_of_sources(options, folders, files) + _look_of_site(options)


def _look_of_site(options: BuildOptions) -> bytes:
    return stamps.look([options.output.resolve()], [], {})


def _look_of_sources(options: BuildOptions, folders: tuple[str, ...], files: tuple[str, ...]) -> bytes:
    said = {name: value for name, value in os.environ.items() if name.startswith("DIGEST_")}
    said |= {"drafts": str(options.drafts), "index": str(options.index), "settings": options.settings}
    said |= {"code": stamps.code().hex()}
    return stamps.look(map(Path, folders), map(Path, files), said)


def _build(options: BuildOptions, watch: Watch, show_progress: ShowProgress | None, on_wait: OnWait) -> Report:
    # Here, since to load them takes longer than to see that nothing has changed.
    from digest.engine.stock import build_by_stock  # noqa: PLC0415
    from digest.plugins.settings import read_project  # noqa: PLC0415
    from digest.progress import SILENCE  # noqa: PLC0415

    with suppress(OSError):  # where nothing can be written, that is told in its place
        options.note.unlink()
    begun = time.time_ns()
    settings = options.project / options.settings
    read = read_project(settings, drafts=options.drafts)
    folders, files = (str(read.pelican.path), str(read.pelican.theme)), tuple(map(str, read.files))
    # Before anything is read, so that what changes while the site is built is seen the next time.
    look = _look_of_sources(options, folders, files)
    start = watch.lap()
    with show_progress() if show_progress else nullcontext(SILENCE) as progress:
        if getattr(read.pelican, "is_on", False):
            outcome = read.pelican.make(
                options.output,
                files=read.files,
                clean=options.clean,
                index=options.index,
                progress=progress,
                on_wait=on_wait,
            )
        else:
            outcome = build_by_stock(
                settings,
                options.output,
                drafts=options.drafts,
                index=options.index,
                progress=progress,
                on_wait=on_wait,
            )
    report: Report = outcome.report
    report.phases = {"start": start, **report.phases}
    if not report.problems and all(stamps.stamp_of(file).ctime < begun for file in read.files):
        look += _look_of_site(options)
        until = _until(outcome)
        with suppress(OSError):  # without it the next build takes longer, and nothing else
            stamps.write_last(options.note, stamps.Last(look.hex(), until, report.counts(), folders, files))
    return report


def _until(outcome: Outcome) -> str | None:
    """Return until when nothing changes by itself."""
    if "DIGEST_NOW" in os.environ or outcome.until is None:
        return None
    return outcome.until.astimezone(UTC).isoformat()
