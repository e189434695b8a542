"""Making the files of a plan: on all cores, each written where it differs from what is there."""

from __future__ import annotations

import os
import time
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jinja2 import TemplateError

from digest.checks.built.withheld import own_words
from digest.checks.facts import is_judged, read_facts
from digest.engine.clippings import clip, packed
from digest.engine.faults import MAKING, PROGRAM, fault_of
from digest.engine.files import put
from digest.engine.made import Made, pack, unpack
from digest.engine.picturing import BATCH, FEW, Encoded
from digest.engine.theme import Printer
from digest.engine.workers import on_all_cores
from digest.model import DigestError, Problem
from digest.site import addresses
from digest.site.filters import Once
from digest.site.given import Rendered
from digest.site.press import Press

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.checks.built.withheld import Seeker
    from digest.engine.planning import Planned
    from digest.engine.store import Written
    from digest.engine.theme import Theme
    from digest.progress import Progress
    from digest.site.given import Job, Raw


_TRIED = 50  # pages of a template, where only the template is looked at


def make_files(  # noqa: PLR0913, PLR0917 - what they are made from, and where they go
    planned: Sequence[Planned],
    folder: str,
    theme: Theme,
    url: str,
    told_as: str,
    seeker: Seeker,
    progress: Progress,
    before: Mapping[str, Written],
) -> Iterator[Made]:
    """Make each of *planned* and write it below *folder*, told to be in *told_as*; *url* is the site's address.

    What *seeker* looks for is to be in none of them. *before* tells of which articles search has all already.
    """
    progress.begin("rendering", len(planned))
    base = base_path(url)
    printer = Printer(theme, Once)
    _warm(planned, printer)

    def make(one: Planned) -> bytes:
        try:
            output = one.job.output()
            content = bytes_of(output, printer, url)
        except Exception as error:  # noqa: BLE001 - of whatever kind, it is told once, with the place in the template
            return pack(Made(one.file, problem=problem_of(error, f"{told_as}/{one.file}")))
        is_new = put(folder, one.file, content)
        status = os.lstat(f"{folder}/{one.file}")
        begun = time.process_time()
        facts = read_facts(one.file, content, base) if is_judged(one.file) else None
        marks = seeker.marks_in(own_words(one.file, content)) if seeker.texts else set()
        checked = time.process_time()
        article = clip(output)
        indexed = article.place if article else None
        known = before.get(one.file)
        is_known = known is not None and known.indexed == indexed
        clipping = packed(article) if article and not is_known else b""
        spent = checked - begun, time.process_time() - checked
        stamp = (status.st_mtime_ns, status.st_size)
        return pack(Made(one.file, is_new, stamp, facts, indexed, clipping, *spent, frozenset(marks)))

    # These take as long as a hundred pages each, and pages far less than it takes to share them out one by one.
    pictures = [one for one in planned if isinstance(one.job.press, Encoded)]
    others = [one for one in planned if not isinstance(one.job.press, Encoded)]
    yield from map(unpack, on_all_cores(make, pictures, progress, few=FEW, batch=BATCH))
    yield from map(unpack, on_all_cores(make, others, progress))


def try_templates(planned: Sequence[Planned], theme: Theme, url: str, told_as: str) -> list[Problem]:
    """Return what is wrong with the templates, as far as some pages of each tell; nothing is written."""
    printer, tried = Printer(theme, Once), Counter[str | None]()
    found = []
    for one in sorted(planned, key=lambda one: one.file):
        tried[one.job.template] += 1
        if one.job.template and tried[one.job.template] <= _TRIED:
            content = _content_or_problem(one, printer, url, told_as)
            found += [content] if isinstance(content, Problem) else []
    return [problem for problem in found if problem.code != PROGRAM]


def _content_or_problem(one: Planned, printer: Printer, url: str, told_as: str) -> bytes | Problem:
    try:
        return content_of(one.job, printer, url)
    except Exception as error:  # noqa: BLE001 - of whatever kind, it is told once, with the place in the template
        return problem_of(error, f"{told_as}/{one.file}")


def base_path(url: str) -> str:
    """Return the path that the site stands at: `/`, or `/news/` of https://example.org/news."""
    return f"{urlsplit(url).path.rstrip('/')}/"


def content_of(job: Job, printer: Printer, url: str) -> bytes:
    """Return the bytes of the file that *job* makes; *url* is the site's address."""
    return bytes_of(job.output(), printer, url)


def bytes_of(output: Rendered | Raw, printer: Printer, url: str) -> bytes:
    """Return the bytes of the file *output*; *url* is the site's address."""
    if not isinstance(output, Rendered):
        return output.content
    template = printer.template(output.press, output.template)
    made = template.render(output.context, head=output.head)
    return made.replace(addresses.ROOT, addresses.root_from(output.path, url)).encode()


def _warm(planned: Sequence[Planned], printer: Printer) -> None:
    """Have the templates compiled before the work is shared out, and not by each process again."""
    for press, template in {(one.job.press, one.job.template) for one in planned}:
        if template and isinstance(press, Press):
            with suppress(TemplateError, DigestError):  # told with the page that needs it
                printer.template(press, template)


def problem_of(error: Exception, making: str) -> Problem:
    """Return *error*, met when *making* was made, as what an editor can mend."""
    if not isinstance(error, DigestError):
        return fault_of(error, making)
    message, _, hint = str(error).partition(". Hint: ")
    return Problem(making, 0, MAKING, message, hint or "see docs/problems.md")
