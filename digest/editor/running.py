"""The editor while it runs: the preview, with the form at /admin/ in the same process."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from digest.editor.answering import EditorHandler
from digest.editor.checking import Checker
from digest.editor.desk import Desk
from digest.editor.gallery import Gallery
from digest.editor.protocol import Protocol
from digest.editor.repository import open_repository
from digest.editor.showroom import Showroom
from digest.preview.running import open_preview

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime
    from pathlib import Path

    from digest.preview.running import Preview, PreviewOptions
    from digest.preview.workbench import Workbench
    from digest.progress import Progress


@dataclass(frozen=True, slots=True)
class Editing:
    """Where the program of the form is, and who tells what time it is, and which day."""

    program: Path
    now: Callable[[], datetime]
    today: Callable[[], date]


@contextmanager
def open_editor(
    options: PreviewOptions, editing: Editing, port: int, progress: Progress, tell: Callable[[str], None]
) -> Iterator[Preview]:
    """Give a preview that answers at *port*, with the form at /admin/; *tell* is handed every line to be told."""
    repository = open_repository(options.project)

    def answering(bench: Workbench) -> Callable[..., EditorHandler]:
        content = bench.settings.read().content
        kept = content.resolve().parent / ".cache" / f"check-{content.resolve().name}"  # that of `digest check`
        checker = Checker(content, kept, editing.now)
        progress.begin("checking", None)
        checker.problems(cores=None)  # now, before there are threads
        desk = Desk(content, repository, checker, editing.today, partial(_langs, bench), bench.still)
        showroom = Showroom(bench)
        protocol = Protocol(desk, Gallery(content), showroom)
        return partial(EditorHandler, program=editing.program, protocol=protocol, desk=desk, showroom=showroom)

    with open_preview(options, port, progress, tell, answering) as preview:
        yield preview


def _langs(bench: Workbench) -> list[str]:
    """Return the languages that a text can be in: that of the site, its other editions, and what is there already."""
    settings = bench.settings.read()
    own = {catalog.stem for catalog in (settings.theme / "locale").glob("*.po")}
    used = {reading.matter.lang for reading in bench.store.readings.values() if reading.matter}
    first = settings.options.default_lang
    return [first, *sorted((own | used) - {first})]
