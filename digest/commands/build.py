"""`digest build`: check the content, render the site, index it, and put it in place."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from digest.build import BuildOptions, build_site, look_whether_due
from digest.commands.telling import FINE, PROBLEMS, count, moment, no_report, now, say_done, say_problems

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from digest.build import Rebuild
    from digest.engine.report import Report
    from digest.progress import Progress


_DRAFTS = "look at it; with what is not published it is for editors, and is not to be uploaded"


def add_arguments(parser: ArgumentParser) -> None:
    """Add what can stand behind the name of the command."""
    parser.add_argument("--project", type=Path, default=Path(), help="the folder with pelicanconf.py (default: this)")
    parser.add_argument("--output", type=Path, help="where the site goes (default: `output` in the project)")
    parser.add_argument("--settings", default="pelicanconf.py", metavar="FILE", help="default: %(default)s")
    parser.add_argument("--drafts", action="store_true", help="show drafts and embargoed articles: never for readers")
    parser.add_argument("--clean", action="store_true", help="trust nothing of an earlier build: make everything anew")
    parser.add_argument("--no-index", action="store_true", help="without the search index, which costs most")
    parser.add_argument("--due", action="store_true", help="build nothing: exit 1 if time alone makes a build due")
    parser.add_argument("--since", metavar="MOMENT", type=moment, help="with --due: since then, not the last build")
    parser.add_argument("--report", type=Path, metavar="FILE", help="what was done, and how long it took, as JSON")


def run(options: Namespace) -> int:
    """Run the command; return the exit status."""
    output = options.output or options.project / "output"
    given = BuildOptions(
        options.project,
        output,
        options.settings,
        drafts=options.drafts,
        clean=options.clean,
        index=not options.no_index,
    )
    if options.due or options.since:
        return _tell_whether_due(look_whether_due(given, options.since, now()))
    report = build_site(given, show_building, say_waiting)
    if options.report:
        write_report(options.report, report)
    if report.problems:
        say_problems(report.problems)
        say_done(
            f"{output}: not built, {count(len(report.problems), 'problem')}; what stood there stands",
            "mend what is told above, docs/problems.md explains each code; `inv serve` shows the rest meanwhile",
        )
        return PROBLEMS
    print(f"{output}: {report.pages:,} pages, {report.indexed:,} of them articles that search finds")
    say_done(str(report), _DRAFTS if options.drafts else f"`digest serve --output {output}` shows it as it was built")
    if report.due:
        print(f"due: {report.due}")
    return FINE


def _tell_whether_due(rebuild: Rebuild) -> int:
    """Say whether a build is due; the exit status is that of a check, so that `digest build --due || …` builds."""
    if not rebuild.is_known:
        print("a build is due: nothing is known of the last one")
    for due in rebuild.passed:
        print(f"a build is due: {due}")
    if not rebuild.is_due:
        print("no build is due")
    if rebuild.next:
        print(f"due: {rebuild.next}")
    return PROBLEMS if rebuild.is_due else FINE


@contextmanager
def show_building() -> Iterator[Progress]:
    """Show how far a build has come."""
    from digest.progress import show_progress  # noqa: PLC0415 - only where there is something to do

    with show_progress(sys.stderr) as progress:
        yield progress


def say_waiting(holder: int | None) -> None:
    """Tell that another build is going on."""
    whose = f" (process {holder})" if holder else ""
    print(f"digest: another build is going on{whose}; this one waits for its end", file=sys.stderr, flush=True)


def write_report(path: Path, report: Report) -> None:
    """Write what a build did as JSON."""
    with no_report(path):
        path.write_text(json.dumps(report.values(), ensure_ascii=False, indent=1) + "\n", "utf-8")
