"""`digest check`: every mistake in the content or in the built site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from digest.checks import check_content, check_output
from digest.commands.telling import FINE, PROBLEMS, say_problems

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Add what can stand behind the name of the command."""
    parser.add_argument("what", nargs="?", choices=("content", "output"), default="content")
    parser.add_argument("path", nargs="?", type=Path, help="the folder (default: that of the same name)")
    parser.add_argument("--format", choices=("text", "github", "json"), default="text", help="default: %(default)s")


def run(options: Namespace) -> int:
    """Run the command; return the exit status."""
    check = check_content if options.what == "content" else check_output
    problems = check(options.path or Path(options.what))
    say_problems(problems, options.format)
    if not problems and options.format == "text":
        print(f"{options.what}: no problems")
    return PROBLEMS if any(not problem.is_notice for problem in problems) else FINE
