"""The command line; with `digest.commands` the only place that prints, ends the program or asks what day it is.

Exit status 0: fine; 1: problems that an editor can mend; 2: wrong usage.
"""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from digest import __version__
from digest.commands.telling import INTERRUPTED, PROBLEMS, WRONG_USAGE, say_error
from digest.model import DigestError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

# The commands, the module of each in digest/commands, and what they do.
_COMMANDS = {
    "import": ("importing", "turn article text into Markdown with front matter"),
    "review": ("review", "list the imported texts that wait for an editor, and why"),
    "check": ("check", "find every mistake in the content or in the built site"),
    "fix": ("fix", "mend what has one right answer; show it first"),
    "new": ("new", "begin an article, page, dossier or introduction by hand"),
    "schema": ("schema", "give the schema of front matter to an editor's program"),
    "build": ("build", "check the content, render the site and index it"),
    "index": ("index", "make the search index of a built site anew, which `build` keeps in step by itself"),
    "publish": ("publish", "check, build and put the site out, whole or not at all"),
    "rollback": ("rollback", "let readers see an earlier release again"),
    "prove": ("prove", "look at every template in a browser for what bears on the privacy of readers"),
    "manifest": ("manifest", "write the manifest of a built site, which `publish` does by itself"),
    "verify": ("verify", "hold a copy of the site against the manifest that was published with it"),
    "mail": ("mail", "put the digest of a week into a message that a mail program opens"),
    "serve": ("serve", "show the built site on this machine"),
    "edit": ("edit", "write in a form in the browser; every save is checked and becomes a commit"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that *arguments* name and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr] # a name that the terminal cannot show
    given = sys.argv[1:] if arguments is None else list(arguments)
    options = _parser(given).parse_args(given)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        return int(options.run(options))
    except UsageError as error:
        say_error(error)
        return WRONG_USAGE
    except DigestError as error:
        say_error(error)
        return PROBLEMS
    except BrokenPipeError:  # `digest check | head`: who reads has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except KeyboardInterrupt:
        return INTERRUPTED


def _interrupt(number: int, _: object) -> None:
    """End as Ctrl+C does, so that what was begun is cleared away."""
    raise KeyboardInterrupt(number)


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser of the command line; of the commands only those that *given* names are loaded."""
    parser = argparse.ArgumentParser(prog="digest", description="A static, searchable news digest from text files.")
    parser.add_argument("--version", action="version", version=f"digest {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, (module, told) in _COMMANDS.items():
        command = commands.add_parser(name, help=told)
        if name in given:
            loaded = importlib.import_module(f"digest.commands.{module}")
            loaded.add_arguments(command)
            command.set_defaults(run=loaded.run)
    return parser


def _leave(status: int) -> NoReturn:
    """End at once: to take down what a large build has made, piece by piece, would take as long as an edit's build."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # who reads has gone
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    _leave(main())
