"""`digest prove`: look at every template in a real browser, and write down what bears on the privacy of readers."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from digest.commands.telling import FINE, PROBLEMS, count, no_report, now, say_done, say_problems
from digest.manifest import PROOF
from digest.model import Problem
from digest.proving.proof import proof_schema, render_proof
from digest.proving.proving import Occasion, prove

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from digest.proving.proof import Proof


def add_arguments(parser: ArgumentParser) -> None:
    """Add what can stand behind the name of the command."""
    parser.add_argument("output", nargs="?", type=Path, default=Path("output"), help="default: %(default)s")
    parser.add_argument("--at", metavar="URL", help="where the same site stands: its server is looked at, too")
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="TEMPLATE",
        help="look at pages of this one alone; again for more",
    )
    parser.add_argument("--into", type=Path, metavar="FILE", help=f"where to write it (default: {PROOF} in the site)")
    parser.add_argument("--commit", help="what the site was built from (default: what git says of this folder)")
    parser.add_argument("--format", choices=("text", "github", "json"), default="text", help="default: %(default)s")
    parser.add_argument("--schema", action="store_true", help="only print the JSON Schema of what is written")


def run(options: Namespace) -> int:
    """Run the command; return the exit status."""
    if options.schema:
        print(json.dumps(proof_schema(), indent=2))
        return FINE
    proof = prove(options.output, occasion_of(options.commit), options.at, options.only)
    path = options.into or options.output / PROOF
    with no_report(path):
        path.write_bytes(render_proof(proof))
    say_problems(problems_of(proof), options.format)
    if options.format == "text":
        say_done(f"{path}: {say_proof(proof)}")
    return PROBLEMS if proof.broken else FINE


def occasion_of(commit: str | None) -> Occasion:
    """Return what a proof that is made now says of itself."""
    return Occasion(f"{now():%Y-%m-%d}", _commit() if commit is None else commit)


def _commit() -> str:
    """Return the commit of this folder, as git says it; nothing where it says none."""
    command = ["git", "rev-parse", "--verify", "--quiet", "HEAD"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - git
    except FileNotFoundError:
        return ""
    return done.stdout.strip()


def problems_of(proof: Proof) -> Iterator[Problem]:
    """Yield the promises that are broken."""
    for one in proof.broken:
        message = f"a page breaks a promise to its readers, {one.promise!r}: {one.seen}"
        yield Problem(one.path, 0, "O178", message, "take out what does that; SECURITY.md has what is promised")


def say_proof(proof: Proof) -> str:
    """Return in words what was looked at, and what came of it."""
    templates, kept = len({page.template for page in proof.pages}), sum(proof.promises.values())
    told = f"{count(len(proof.pages), 'page')} of {count(templates, 'template')} in {proof.browser}"
    return f"{told}, {kept} of {count(len(proof.promises), 'promise')} kept"
