"""`digest edit`: a form in the browser for those who do not use git; every save is a commit."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digest.commands.telling import FINE, today

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Add what can stand behind the name of the command."""
    parser.add_argument("--project", type=Path, default=Path(), help="the folder with pelicanconf.py (default: this)")
    parser.add_argument("--settings", default="pelicanconf.py", metavar="FILE", help="default: %(default)s")
    parser.add_argument("--port", type=int, default=8000, help="default: %(default)s")
    parser.add_argument("--no-browser", action="store_true", help="do not open the page, only say where it is")
    parser.add_argument("--get", action="store_true", help="put Decap CMS in place, and do nothing else")


def run(options: Namespace) -> int:
    """Run the command; return the exit status."""
    from digest.editor.program import put_in_place, version  # noqa: PLC0415 - the parser is to be there at once

    program = put_in_place(_tell)
    if options.get:
        print(f"Decap CMS {version()} is in place")
        return FINE
    try:
        _edit(options, program)
    except KeyboardInterrupt:
        return FINE
    return FINE


def _edit(options: Namespace, program: Path) -> None:
    import webbrowser  # noqa: PLC0415 - as above

    from digest.editor.answering import ADMIN  # noqa: PLC0415 - as above
    from digest.editor.running import Editing, open_editor  # noqa: PLC0415 - as above
    from digest.preview import PreviewOptions  # noqa: PLC0415 - as above
    from digest.progress import show_progress  # noqa: PLC0415 - as above

    given = PreviewOptions(options.project, options.project / "output", options.settings)
    editing = Editing(program, lambda: datetime.now(UTC), today)
    with ExitStack() as stack:
        with show_progress(sys.stderr) as progress:
            preview = stack.enter_context(open_editor(given, editing, options.port, progress, _tell))
        address = f"{preview.address.rstrip('/')}{ADMIN}"
        print(f"{address} is the editor, every save is a commit; end with Ctrl+C", flush=True)
        if not options.no_browser:
            webbrowser.open(address)
        preview.run()


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
