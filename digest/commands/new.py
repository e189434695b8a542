"""`digest new`: begin an article, page, dossier or introduction by hand."""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING

from digest.commands.telling import FINE, say_done, today
from digest.drafting import Begun, write_draft
from digest.model import Week
from digest.schema import ARTICLES, DIGESTS, DOSSIERS, KINDS, PAGES

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_KINDS = {kind.removesuffix("s"): kind for kind in KINDS}
_WHAT = {
    ARTICLES: "write the text below the front matter, and give it a `category`, `tags` and what else you know",
    PAGES: "write the text below the front matter",
    DOSSIERS: "list the articles by their slugs under `articles`, and write the introduction below the front matter",
    DIGESTS: "write what is to be said of the week below the front matter",
}


def add_arguments(parser: ArgumentParser) -> None:
    """Add what can stand behind the name of the command."""
    parser.add_argument("headline")
    parser.add_argument("--into", type=Path, default=Path("content"), help="the content folder (default: %(default)s)")
    parser.add_argument("--kind", choices=_KINDS, default="article", help="what is begun (default: %(default)s)")
    parser.add_argument("--lang", default="en", metavar="TAG", help="its language (default: %(default)s)")
    parser.add_argument(
        "--publication", metavar="NAME", help="of an article: where it appeared, as the registry has it"
    )
    parser.add_argument("--section", metavar="NAME", help="of an article: its section, as the registry has it")
    parser.add_argument("--week", type=_week, help="of a digest: 2026-W47 (default: the last one that is over)")


def run(options: Namespace) -> int:
    """Run the command; return the exit status."""
    kind = _KINDS[options.kind]
    begun = Begun(
        added=today(),
        lang=options.lang,
        kind=kind,
        publication=options.publication,
        section=options.section,
        week=options.week,
    )
    path = write_draft(options.headline, begun, into=options.into)
    say_done(
        f"{path}: begun as a draft, which no reader sees",
        f"{_WHAT[kind]}: docs/frontmatter.md has every key",
        "`inv serve` shows it as you write; `digest check content` says what is wrong, `inv fix` mends some of it",
        "take `status: draft` away when it may be read",
    )
    return FINE


def _week(text: str) -> Week:
    try:
        return Week.parse(text)
    except ValueError as error:
        message = f"{text!r} is not a week like 2026-W47"
        raise ArgumentTypeError(message) from error
