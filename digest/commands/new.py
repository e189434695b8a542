"""`digest new`: begin an article by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from digest.commands.telling import FINE, today
from digest.drafting import write_draft

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Add what can stand behind the name of the command."""
    parser.add_argument("headline")
    parser.add_argument("--into", type=Path, default=Path("content"), help="the content folder (default: %(default)s)")
    parser.add_argument("--lang", default="en", metavar="TAG", help="its language (default: %(default)s)")


def run(options: Namespace) -> int:
    """Run the command; return the exit status."""
    path = write_draft(options.headline, into=options.into, added=today(), lang=options.lang)
    print(f"{path}: a draft. Write the text, then take `status: draft` out, and run `digest check`")
    return FINE
