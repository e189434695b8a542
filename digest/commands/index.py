"""`digest index`: make the search index of a built site anew, from the articles as they were built."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from digest.build import BuildOptions, build_site
from digest.commands.build import say_waiting, show_building
from digest.commands.telling import FINE, PROBLEMS, say_done, say_problems

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Add what can stand behind the name of the command."""
    parser.add_argument("output", type=Path, nargs="?", metavar="OUTPUT", help="default: `output` in the project")
    parser.add_argument("--project", type=Path, default=Path(), help="the folder with pelicanconf.py (default: this)")
    parser.add_argument("--settings", default="pelicanconf.py", metavar="FILE", help="default: %(default)s")


def run(options: Namespace) -> int:
    """Run the command; return the exit status."""
    output = options.output or options.project / "output"
    report = build_site(
        BuildOptions(options.project, output, options.settings, reindex=True), show_building, say_waiting
    )
    if report.problems:
        say_problems(report.problems)
        return PROBLEMS
    say_done(f"{output}: {report.indexed:,} articles that search finds", f"`digest serve --output {output}` shows it")
    return FINE
