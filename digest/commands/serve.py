"""`digest serve`: show the built site on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from digest.commands.telling import FINE
from digest.serving import open_server

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Add what can stand behind the name of the command."""
    parser.add_argument("--output", type=Path, default=Path("output"), help="default: %(default)s")
    parser.add_argument("--port", type=int, default=8000, help="default: %(default)s")


def run(options: Namespace) -> int:
    """Run the command; return the exit status."""
    with open_server(options.output, options.port) as server:
        print(f"http://127.0.0.1:{server.server_port}/ shows {options.output}; end with Ctrl+C", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return FINE
    return FINE
