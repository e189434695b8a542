"""`digest mail`: put the digest of a week into a message that an editor opens in a mail program, looks at and sends."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from digest.commands.telling import FINE
from digest.mailing import read_mail, render_message, write_message

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Add what can stand behind the name of the command."""
    parser.add_argument("week", metavar="WEEK", help="as in its address: 2026-W47")
    parser.add_argument("file", type=Path, metavar="FILE.eml", help="where the message goes")
    parser.add_argument("--lang", metavar="TAG", help="that of the edition (default: the one at the root of the site)")
    parser.add_argument("--output", type=Path, default=Path("output"), help="the built site (default: %(default)s)")


def run(options: Namespace) -> int:
    """Run the command; return the exit status."""
    mail = read_mail(options.output, options.week, options.lang)
    message = render_message(mail)
    write_message(options.file, message)
    print(f"{options.file}: {mail.subject} ({len(message):,} bytes). Open it in a mail program, and send it from there")
    return FINE
