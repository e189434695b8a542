"""`digest fix`: mend what has one right answer; show it first."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from digest.commands.telling import FINE, PROBLEMS, count, say_done
from digest.fixing.files import apply_fix, plan_fixes

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


_LEFT = "`digest check content` tells what is left to you"


def add_arguments(parser: ArgumentParser) -> None:
    """Add what can stand behind the name of the command."""
    parser.add_argument(
        "path",
        nargs="?",
        type=Path,
        default=Path("content"),
        help="a content folder, or what lies in it (default: content)",
    )
    parser.add_argument("--write", action="store_true", help="change the files; without it, only show how")


def run(options: Namespace) -> int:
    """Run the command; return the exit status."""
    mends: Counter[str] = Counter()
    files = 0
    for fix in plan_fixes(options.path):
        print(fix.diff, end="")
        files += 1
        mends += fix.mends
        if options.write:
            apply_fix(fix)
    if not files:
        say_done(f"{options.path}: nothing to mend", _LEFT)
        return FINE
    told = ", ".join(f"{what} ({number})" for what, number in sorted(mends.items()))
    if options.write:
        say_done(f"{options.path}: {count(files, 'file')} mended: {told}", f"`git diff` shows it; {_LEFT}")
        return FINE
    say_done(
        f"{options.path}: {count(files, 'file')} to mend: {told}; nothing is written yet",
        "look at the changes above, then give --write (`inv fix --write`)",
    )
    return PROBLEMS
