"""Article texts to Markdown with front matter: read, parse, assign slugs, render, plan, apply.

Start here. `convert` turns the bytes of one file into an article and touches nothing else; `plan_changes` is the
only step that sees more than one article; `files` is the only module that opens files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.importer.convert import convert
from digest.importer.files import apply_changes, find_sources, read_existing, read_source
from digest.importer.model import Article, Hints, ImportOptions, Skip
from digest.importer.plan import plan_changes
from digest.importer.problems import is_error, needs_review, problem
from digest.importer.profiles import to_profile
from digest.importer.results import ImportReport, ImportResult
from digest.model import UsageError
from digest.profiles import load_profile
from digest.registry import load_registry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from digest.importer.results import Found

__all__ = [
    "Article",
    "Hints",
    "ImportOptions",
    "ImportReport",
    "ImportResult",
    "Skip",
    "convert",
    "import_articles",
    "is_error",
    "needs_review",
]


def import_articles(
    paths: Sequence[Path], *, into: Path, options: ImportOptions, dry_run: bool = False
) -> ImportReport:
    """Import the texts at *paths* (files and folders) as Markdown into the content folder *into*.

    A file that cannot be imported is in the report and stops nothing. What an editor has changed is never
    overwritten, and what is as it should be is not written again.
    """
    if into.exists() and not into.is_dir():
        message = f"{into} is not a folder"
        raise UsageError(message)
    sources = find_sources(paths)
    registry, registry_problems = load_registry(into / "registry")
    profile, profile_problems = load_profile(into / "registry", options.publication)
    hints = Hints(options, registry, to_profile(profile))
    outcomes = {found.shown: _read_article(found, hints) for found in sources}
    decisions = plan_changes(outcomes, read_existing(into), options)
    results = [decision.result for decision in decisions] if dry_run else apply_changes(decisions, into)
    in_order = sorted(results, key=lambda result: result.source)
    return ImportReport(tuple(in_order), (*registry_problems, *profile_problems))


def _read_article(found: Found, hints: Hints) -> Article | Skip:
    """Return what a file holds, or why it was not read."""
    if found.problem:
        outcome = "failed" if found.problem.code == "I104" else "skipped"
        return Skip(outcome, (found.problem,))
    try:
        raw = read_source(found)
    except OSError as error:
        return Skip("failed", (problem("I104", found.shown, 0, error.strerror),))
    return convert(raw, found.name, hints)
