"""`digest check`: every mistake in the content or in the built site."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digest.checks import check_output
from digest.checks.baseline import compare, render_baseline
from digest.commands.telling import FINE, PROBLEMS, say_problems
from digest.engine.examining import examine
from digest.model import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from digest.model import Problem


def add_arguments(parser: ArgumentParser) -> None:
    """Add what can stand behind the name of the command."""
    parser.add_argument("what", nargs="?", choices=("content", "output"), default="content")
    parser.add_argument("path", nargs="?", type=Path, help="the folder (default: that of the same name)")
    parser.add_argument("--format", choices=("text", "github", "json"), default="text", help="default: %(default)s")
    parser.add_argument(
        "--against",
        metavar="REF",
        help="a git revision that readers have: its addresses stay, and words that changed since say so",
    )
    parser.add_argument("--baseline", type=Path, metavar="FILE", help="old problems, which are counted and not told")
    parser.add_argument("--write-baseline", action="store_true", help="write the problems of now to that file")
    parser.add_argument("--no-cache", action="store_true", help="read every file anew")


def run(options: Namespace) -> int:
    """Run the command; return the exit status."""
    if options.write_baseline and options.baseline is None:
        message = "--write-baseline needs a file. Hint: name it, as in --baseline old-problems.jsonl"
        raise UsageError(message)
    problems = _check(options)
    if options.write_baseline:
        options.baseline.write_text(render_baseline(problems), "utf-8")
        print(f"{options.baseline}: {len(problems)} problems are known from now on")
        return FINE
    old = 0
    if options.baseline is not None:
        compared = compare(problems, _read(options.baseline), options.baseline.as_posix())
        problems, old = compared.problems, compared.old
    say_problems(problems, options.format)
    if options.format == "text" and (old or not problems):
        known = f"; {old} known ones are not told" if old else ""
        print(f"{options.what}: {'no' if not problems else len(problems)} problems{known}")
    return PROBLEMS if any(not problem.is_notice for problem in problems) else FINE


def _check(options: Namespace) -> list[Problem]:
    folder = options.path or Path(options.what)
    if options.what == "output":
        return check_output(folder)
    kept = None if options.no_cache else folder.resolve().parent / ".cache" / f"check-{folder.resolve().name}"
    return examine(folder, now=datetime.now(UTC), against=options.against, kept=kept)


def _read(baseline: Path) -> str:
    try:
        return baseline.read_text("utf-8")
    except FileNotFoundError as error:
        message = f"{baseline}: there is no such file. Hint: begin it with --write-baseline"
        raise UsageError(message) from error
