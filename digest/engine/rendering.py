"""Making the files of a plan: on all cores, each written where it differs from what is there."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import TemplateError

from digest.checks.output import PageFacts, read_page
from digest.engine.faults import fault_of
from digest.engine.files import put
from digest.engine.theme import Printer
from digest.engine.workers import on_all_cores
from digest.model import DigestError, Problem
from digest.site import addresses
from digest.site.filters import Once
from digest.site.given import Rendered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.engine.planning import Planned
    from digest.engine.theme import Theme
    from digest.progress import Progress
    from digest.site.given import Job


@dataclass(frozen=True, slots=True)
class Made:
    """What came of making *file*: whether its bytes are new, what a page has in it, or the problem that was met."""

    file: str
    is_new: bool = False
    facts: PageFacts | None = None
    problem: Problem | None = None


def make_files(
    planned: Sequence[Planned], folder: str, theme: Theme, url: str, progress: Progress
) -> Iterator[Made]:
    """Make each of *planned* and write it below *folder*; *url* is the site's address."""
    progress.begin("rendering", len(planned))
    printer = Printer(theme, Once)
    _warm(planned, printer)

    def make(one: Planned) -> Made:
        try:
            content = content_of(one.job, printer, url)
        except DigestError as error:
            return Made(one.file, problem=_told(one, error))
        except Exception as error:  # noqa: BLE001 - of whatever kind, it is told once, with the place in the template
            return Made(one.file, problem=fault_of(error, one.job.path))
        is_new = put(folder, one.file, content)
        return Made(one.file, is_new, read_page(content) if one.file.endswith(".html") else None)

    yield from on_all_cores(make, planned, progress)


def content_of(job: Job, printer: Printer, url: str) -> bytes:
    """Return the bytes of the file that *job* makes; *url* is the site's address."""
    output = job.output()
    if not isinstance(output, Rendered):
        return output.content
    template = printer.template(output.press, output.template)
    made = template.render(output.context, head=output.head)
    return made.replace(addresses.ROOT, addresses.root_from(output.path, url)).encode()


def _warm(planned: Sequence[Planned], printer: Printer) -> None:
    """Have the templates compiled before the work is shared out, and not by each process again."""
    jobs = {(id(one.job.press), one.job.template): one.job for one in planned if one.job.template}
    for job in jobs.values():
        with suppress(TemplateError, DigestError):  # told with the page that needs it
            printer.template(job.press, job.template or "")


def _told(one: Planned, error: DigestError) -> Problem:
    message, _, hint = str(error).partition(". Hint: ")
    return Problem(one.job.path, 0, "B103", message, hint or "see docs/problems.md")
