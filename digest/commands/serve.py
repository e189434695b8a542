"""`digest serve`: show the project as it is now, and every change of it at once; or the site as it was built."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from digest.commands.telling import FINE
from digest.serving import open_server

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Add what can stand behind the name of the command."""
    parser.add_argument("--project", type=Path, default=Path(), help="the folder with pelicanconf.py (default: this)")
    parser.add_argument("--settings", default="pelicanconf.py", metavar="FILE", help="default: %(default)s")
    parser.add_argument("--no-drafts", action="store_true", help="show what readers will see, and nothing else")
    parser.add_argument("--output", type=Path, metavar="FOLDER", help="show this folder as it was built instead")
    parser.add_argument("--port", type=int, default=8000, help="default: %(default)s")


def run(options: Namespace) -> int:
    """Run the command; return the exit status."""
    try:
        if options.output:
            _show_built(options.output, options.port)
        else:
            _show_preview(options)
    except KeyboardInterrupt:
        return FINE
    return FINE


def _show_built(output: Path, port: int) -> None:
    with open_server(output, port) as server:
        print(f"http://127.0.0.1:{server.server_port}/ shows {output} as it was built; Ctrl+C ends it", flush=True)
        server.serve_forever()


def _show_preview(options: Namespace) -> None:
    # Here, since the other way is to begin at once.
    from digest.preview import PreviewOptions, open_preview  # noqa: PLC0415
    from digest.progress import show_progress  # noqa: PLC0415

    begun = monotonic()
    given = PreviewOptions(options.project, options.project / "output", options.settings, not options.no_drafts)
    with ExitStack() as stack:
        with show_progress(sys.stderr) as progress:
            preview = stack.enter_context(open_preview(given, options.port, progress, _tell))
        took = monotonic() - begun
        if preview.other_plugins:
            _tell(f"pages are shown without what these plugins do: {', '.join(preview.other_plugins)}")
        print(
            f"{preview.address} is the preview, read in {took:.1f} s: what you save is shown at once; Ctrl+C ends it",
            flush=True,
        )
        preview.run()


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
