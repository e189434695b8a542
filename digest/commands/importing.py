"""`digest import`: turn article text into Markdown with front matter."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentTypeError
from collections import Counter
from contextlib import contextmanager, nullcontext, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from digest.commands.telling import FINE, PROBLEMS, count, no_report, say_done, say_problems, today
from digest.importer import (
    OUTCOMES,
    ImportOptions,
    Run,
    cluster_workers,
    each_result,
    is_error,
    local_workers,
    needs_review,
)
from digest.languages import is_language
from digest.model import PartialDate, UsageError
from digest.profiles import load_profile
from digest.progress import show_progress
from digest.registry import load_registry

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from digest.importer import Workers
    from digest.model import Problem

MAX_NOTICES = 50  # that are printed; errors and what waits for an editor are printed all


def add_arguments(parser: ArgumentParser) -> None:
    """Add what can stand behind the name of the command."""
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="a text, a web page, an archive, or a folder of them"
    )
    parser.add_argument("--into", type=Path, default=Path("content"), help="the content folder (default: %(default)s)")
    parser.add_argument("--publication", metavar="ID", help="where they appeared: an id of registry/publications.yaml")
    parser.add_argument("--lang", metavar="TAG", help="their language, where it is known, such as en or kk")
    parser.add_argument(
        "--date", type=_partial_date, metavar="DATE", help="when they were published: 2016-12-26, 2016-12 or 2016"
    )
    parser.add_argument(
        "--added", type=_day, metavar="DATE", help="the day they come into the digest (default: today, UTC)"
    )
    parser.add_argument("--jobs", type=_count, metavar="N", help="processes that read (default: one for each core)")
    parser.add_argument("--cluster", metavar="ADDRESS", help="read on the Dask cluster whose scheduler is there")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
    parser.add_argument("--diff", action="store_true", help="with --dry-run: show how each file would change")
    parser.add_argument("--report", type=Path, metavar="FILE", help="for every decision, a JSON object a line")


def run(options: Namespace) -> int:
    """Run the command; return the exit status."""
    given = ImportOptions(
        publication=options.publication, lang=options.lang, date=options.date, added=options.added or today()
    )
    registry_problems = _check_import(options)
    say_problems(registry_problems)
    wrong = bool(registry_problems)
    counts: Counter[str] = Counter()
    notices = 0
    with _workers(options) as workers, show_progress(sys.stderr) as progress, _report(options.report) as report:
        run = Run(options.dry_run, workers, progress)
        for result in each_result(options.paths, into=options.into, options=given, run=run):
            counts[result.outcome] += 1
            wrong = wrong or any(is_error(found) or needs_review(found) for found in result.problems)
            report(result.to_json_line())
            notices += sum(problem.is_notice for problem in result.problems)
            say_problems(problem for problem in result.problems if not problem.is_notice or notices <= MAX_NOTICES)
            if options.diff:
                print(result.diff, end="")
    if notices > MAX_NOTICES:
        print(f"… {notices:,} notices in all; --report FILE has every one", file=sys.stderr)
    told = ", ".join(f"{counts[outcome]:,} {outcome}" for outcome in OUTCOMES if counts[outcome])
    total = counts.total() - counts["learned"]
    say_done(f"{count(total, 'text')} read: {told or 'nothing to do'}", *_after(counts, options, wrong=wrong))
    return PROBLEMS if wrong else FINE


def _after(counts: Counter[str], options: Namespace, *, wrong: bool) -> Iterator[str]:
    """Yield what an editor does next; nothing where all was as it is."""
    if not counts.total():
        yield f"put texts into {' or '.join(map(str, options.paths))}, as they came"
    if options.dry_run:
        if counts["created"] or counts["updated"] or counts["review"]:
            yield "nothing is written yet: the same without --dry-run writes it"
        return
    if counts["failed"] or (counts["skipped"] and wrong):
        yield "mend the sources that are told above (docs/problems.md explains each code), and import again"
    if counts["review"] or counts["conflict"]:
        yield "`inv review` shows what waits for you, and why"
    if counts["created"]:
        yield "give the new articles a section and tags; `inv serve` shows them"


def _workers(options: Namespace) -> AbstractContextManager[Workers | None]:
    if options.cluster:
        return cluster_workers(options.cluster)
    return nullcontext(local_workers(options.jobs or os.cpu_count() or 1))


@contextmanager
def _report(path: Path | None) -> Iterator[Callable[[str], None]]:
    """Give what writes a line of the report at *path*; it is there whole or not at all."""
    if path is None:
        yield lambda _: None
        return
    beside = path.with_name(f".{path.name}.tmp")
    with no_report(path):
        file = beside.open("w", encoding="utf-8")

    def write(line: str) -> None:
        with no_report(path):
            file.write(f"{line}\n")

    try:
        yield write
        with no_report(path):
            file.close()
            beside.replace(path)
    finally:
        with suppress(OSError):  # a disk that is full was told above
            file.close()
        beside.unlink(missing_ok=True)


def _check_import(options: Namespace) -> list[Problem]:
    """Refuse, before anything is written, what would make every article wrong; return what is wrong in the registry."""
    if options.lang and not is_language(options.lang):
        message = f"{options.lang!r} is not a language tag. Hint: write a BCP 47 tag such as en, ru, kk or ar"
        raise UsageError(message)
    registry, problems = load_registry(options.into / "registry")
    problems += load_profile(options.into / "registry", options.publication)[1]
    if options.publication and registry.publications.find(options.publication) is None:
        message = f"no publication {options.publication!r}. Hint: add it to {options.into}/registry/publications.yaml"
        raise UsageError(message)
    if options.report and not options.report.absolute().parent.is_dir():
        message = f"{options.report}: there is no such folder. Hint: name a file in a folder that is there"
        raise UsageError(message)
    if options.diff and not options.dry_run:
        message = "--diff shows what is not written. Hint: give --dry-run with it"
        raise UsageError(message)
    return problems


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        message = f"{text!r} is not a number of processes"
        raise ArgumentTypeError(message)
    return int(text)


def _partial_date(text: str) -> PartialDate:
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is not a day like 2026-11-22"
        raise ArgumentTypeError(message) from error
