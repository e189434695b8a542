"""Article texts to Markdown with front matter: find, read, match with what is there, assign slugs, plan, apply.

Start here. `convert` turns the bytes of one file into an article and touches nothing else; `plan_changes` is the
only step that sees more than one article. `inbox` reads what was given; `files` and `workbench` alone write.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.importer.bulk import LEARN, READ, Workers, cluster_workers, local_workers, map_batches
from digest.importer.convert import convert
from digest.importer.files import apply_changes, make_change, read_existing, read_old, remove_halves, tell_changes
from digest.importer.inbox import check_paths, each_job, find_sources, tell_twins_apart
from digest.importer.model import Article, Hints, ImportOptions, Skip
from digest.importer.outlet.profiles import plan_profile, profile_path, to_profile
from digest.importer.plan import plan_changes
from digest.importer.problems import is_error, needs_review
from digest.importer.results import OUTCOMES, ImportReport, ImportResult
from digest.importer.workbench import open_workbench
from digest.importer.worker import key_of, pack_hints
from digest.profiles import load_profile
from digest.progress import SILENCE
from digest.registry import load_registry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from digest.importer.ledger import Ledger
    from digest.importer.outlet.profiles import Learned
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
    problems = [*load_registry(into / "registry")[1], *load_profile(into / "registry", options.publication)[1]]
    return ImportReport(tuple(each_result(paths, into=into, options=options, run=run)), tuple(problems))


def each_result(
    paths: Sequence[Path], *, into: Path, options: ImportOptions, run: Run | None = None
) -> Iterator[ImportResult]:
    """Import as `import_articles` does, and yield what became of each source, by its name, as it is written."""
    run = run or Run()
    check_paths(paths)
    with open_workbench(into, dry_run=run.dry_run) as ledger:
        ledger.begin()
        if not run.dry_run:
            remove_halves(into)
        _find(paths, ledger, run.progress)
        profile, _ = load_profile(into / "registry", options.publication)
        hints = Hints(options, load_registry(into / "registry")[0], to_profile(profile))
        if options.publication:
            learned = _learn(ledger, hints, options.publication, into, run)
            hints = replace(hints, profile=to_profile(learned.profile))
            if learned.change:
                yield make_change(learned.change, learned.problems[-1], into, dry_run=run.dry_run)
        _read(ledger, hints, run)
        ledger.add_existing(read_existing(into))
        run.progress.begin("comparing", None)
        decisions = plan_changes(ledger, lambda path: read_old(into, path), hints)
        run.progress.begin("deciding" if run.dry_run else "writing", ledger.count_read())
        for result in tell_changes(decisions, into) if run.dry_run else apply_changes(decisions, into):
            run.progress.advance(1)
            yield result


def _find(paths: Sequence[Path], ledger: Ledger, progress: Progress) -> None:
    progress.begin("finding", None)
    ledger.add_found(find_sources(paths))
    tell_twins_apart(ledger)


def _learn(ledger: Ledger, hints: Hints, publication: str, into: Path, run: Run) -> Learned:
    """Return the profile of *publication* with the lines that enough of the texts repeat."""
    run.progress.begin("learning", ledger.count_found())
    files = 0  # that were read: an archive that was found is many, a picture or a page none
    for counts in map_batches(LEARN, each_job(ledger, run.progress), pack_hints(hints), run.workers):
        ledger.add_counts(counts)
        files += counts.files
    return plan_profile(read_old(into, profile_path(publication)), ledger.learned(files, hints), publication)


def _read(ledger: Ledger, hints: Hints, run: Run) -> None:
    ledger.keep_readings(key_of(hints))
    run.progress.begin("reading", ledger.count_found())
    jobs = (job for job in each_job(ledger, run.progress) if not ledger.recall(job))
    for readings in map_batches(READ, jobs, pack_hints(hints), run.workers):
        ledger.add_readings(readings)
