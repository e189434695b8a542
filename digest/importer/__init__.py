"""Article texts to Markdown with front matter: find, read, match with what is there, assign slugs, plan, apply.

Start here. `convert` turns the bytes of one file into an article and touches nothing else; `plan_changes` is the
only step that sees more than one article; only `files`, `archives` and `workbench` touch the disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.importer.bulk import Workers, cluster_workers, local_workers, read_all
from digest.importer.convert import convert
from digest.importer.files import (
    apply_changes,
    check_paths,
    each_job,
    find_sources,
    read_existing,
    read_old,
    tell_changes,
    tell_twins_apart,
)
from digest.importer.model import VERSION, Article, Hints, ImportOptions, Skip
from digest.importer.plan import plan_changes
from digest.importer.problems import is_error, needs_review
from digest.importer.reading import key_of, pack_hints
from digest.importer.results import OUTCOMES, ImportReport, ImportResult
from digest.importer.workbench import open_workbench
from digest.progress import SILENCE
from digest.registry import load_registry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from digest.importer.ledger import Ledger
    from digest.progress import Progress

__all__ = [
    "OUTCOMES",
    "Article",
    "Hints",
    "ImportOptions",
    "ImportReport",
    "ImportResult",
    "Run",
    "Skip",
    "Workers",
    "cluster_workers",
    "convert",
    "each_result",
    "import_articles",
    "is_error",
    "local_workers",
    "needs_review",
]


@dataclass(frozen=True, slots=True)
class Run:
    """How an import runs, whatever it imports: *workers* is None for this process alone."""

    dry_run: bool = False
    workers: Workers | None = None
    progress: Progress = SILENCE


def import_articles(
    paths: Sequence[Path], *, into: Path, options: ImportOptions, run: Run | None = None
) -> ImportReport:
    """Import the texts at *paths* (files, folders, archives) as Markdown into the content folder *into*.

    A file that cannot be imported is in the report and stops nothing. What an editor has changed is never
    overwritten, and what is as it should be is not written again. For very many texts, `each_result` holds no report.
    """
    problems = load_registry(into / "registry")[1]
    return ImportReport(tuple(each_result(paths, into=into, options=options, run=run)), tuple(problems))


def each_result(
    paths: Sequence[Path], *, into: Path, options: ImportOptions, run: Run | None = None
) -> Iterator[ImportResult]:
    """Import as `import_articles` does, and yield what became of each source, by its name, as it is written."""
    run = run or Run()
    check_paths(paths)
    with open_workbench(into, dry_run=run.dry_run) as ledger:
        hints = Hints(options, load_registry(into / "registry")[0])
        ledger.begin(key_of(hints))
        _find(paths, ledger, run.progress)
        _read(ledger, hints, run)
        ledger.add_existing(read_existing(into))
        decisions = plan_changes(ledger, lambda path: read_old(into, path), options)
        run.progress.begin("deciding" if run.dry_run else "writing", ledger.count_read())
        for result in tell_changes(decisions, into) if run.dry_run else apply_changes(decisions, into):
            run.progress.advance(1)
            yield result


def _find(paths: Sequence[Path], ledger: Ledger, progress: Progress) -> None:
    progress.begin("finding", None)
    ledger.add_found(find_sources(paths))
    tell_twins_apart(ledger)


def _read(ledger: Ledger, hints: Hints, run: Run) -> None:
    run.progress.begin("reading", ledger.count_found())
    jobs = each_job(ledger, run.progress)
    for readings in read_all(jobs, VERSION, pack_hints(hints), run.workers):
        ledger.add_readings(readings)
