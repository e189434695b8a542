"""`digest index`: make the search index of a built site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from digest.commands.telling import FINE
from digest.search import build_index

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Add what can stand behind the name of the command."""
    parser.add_argument("output", type=Path, metavar="OUTPUT")


def run(options: Namespace) -> int:
    """Run the command; return the exit status."""
    report = build_index(options.output)
    print(f"{options.output}: {report}")
    return FINE
