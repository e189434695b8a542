"""`digest review`: the imported texts that wait for an editor, and why."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from digest.commands.telling import FINE, PROBLEMS, say_problems
from digest.importer.inbox import check_paths
from digest.importer.review.content import read_waiting
from digest.importer.review.render_waiting import render_json, render_text

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Add what can stand behind the name of the command."""
    parser.add_argument("inboxes", nargs="*", type=Path, metavar="PATH", help="what was imported (default: inbox)")
    parser.add_argument("--into", type=Path, default=Path("content"), help="the content folder (default: %(default)s)")
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="what import wrote: adds texts that became no article"
    )
    parser.add_argument("--format", choices=("text", "github", "json"), default="text", help="default: %(default)s")


def run(options: Namespace) -> int:
    """Run the command; return the exit status."""
    inbox = Path("inbox")
    check_paths(options.inboxes)
    waiting = read_waiting(options.into, options.inboxes or [inbox] * inbox.is_dir(), options.report)
    if options.format == "github":
        say_problems((problem for found in waiting for problem in found.problems), "github")
    elif options.format == "json":
        print(render_json(waiting), end="")
    else:
        print(render_text(waiting, shutil.get_terminal_size().columns), end="")
    return PROBLEMS if waiting else FINE
