"""`digest verify`: hold a copy of the site against the manifest that was published with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from digest.commands.telling import FINE, PROBLEMS, count, say_done, say_problems
from digest.signing import read_signers
from digest.verifying.holding import hold
from digest.verifying.sources import source_of

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from digest.verifying.holding import Verdict


def add_arguments(parser: ArgumentParser) -> None:
    """Add what can stand behind the name of the command."""
    parser.add_argument("copy", metavar="URL|FOLDER", help="the copy, by the address of its front page or as a folder")
    parser.add_argument(
        "--key", type=Path, metavar="FILE", help="who must have signed: a public key (default: whom the copy names)"
    )
    parser.add_argument(
        "--manifest", metavar="URL|FOLDER", help="whose manifest counts, such as the site's own (default: the copy's)"
    )
    parser.add_argument("--format", choices=("text", "github", "json"), default="text", help="default: %(default)s")


def run(options: Namespace) -> int:
    """Run the command; return the exit status."""
    signers = read_signers(options.key) if options.key else None
    copy = source_of(options.copy)
    verdict = hold(copy, source_of(options.manifest) if options.manifest else copy, signers)
    say_problems(verdict.problems, options.format)
    if options.format == "text":
        _say(verdict, options.copy)
    return PROBLEMS if verdict.problems else FINE


def _say(verdict: Verdict, copy: str) -> None:
    if verdict.problems:
        say_done(f"{copy}: {count(len(verdict.problems), 'problem')}", "docs/problems.md explains each code")
        return
    told = f"{copy}: {count(verdict.files, 'file')}, all as they were published"
    if verdict.is_given:
        say_done(f"{told}, signed by {verdict.key}")
    elif verdict.key:
        say_done(f"{told}, signed by {verdict.key}", "that is the key the copy itself names: hold it against yours")
    else:
        say_done(told, "nobody has signed for that: compare with another copy, with --manifest")
