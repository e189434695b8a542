"""`digest fix`: mend what has one right answer; show it first."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from digest.commands.telling import FINE, PROBLEMS
from digest.fixing.files import apply_fix, plan_fixes

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


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
        print(f"{options.path}: nothing to mend. `digest check content` tells what is left to you")
        return FINE
    told = ", ".join(f"{what} ({count})" for what, count in sorted(mends.items()))
    print(f"{files} file{'' if files == 1 else 's'}: {told}")
    if options.write:
        print("Written. Look at them with `git diff`; `digest check content` tells what is left to you")
        return FINE
    print("Nothing is written yet: give --write")
    return PROBLEMS
