"""`digest manifest`: write the manifest of a built site, for hosts that `digest publish` does not publish to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from digest.commands.telling import FINE, count, say_done
from digest.manifest import MANIFEST
from digest.publishing.sealing import seal_folder

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Add what can stand behind the name of the command."""
    parser.add_argument("output", nargs="?", type=Path, default=Path("output"), help="default: %(default)s")
    parser.add_argument("--key", type=Path, metavar="FILE", help="sign it: a private key, or a public one of an agent")


def run(options: Namespace) -> int:
    """Run the command; return the exit status."""
    files = seal_folder(options.output, options.key)
    signed = ", signed" if options.key else ""
    say_done(f"{options.output / MANIFEST}: {count(len(files), 'file')}{signed}", "upload the folder as it is now")
    return FINE
