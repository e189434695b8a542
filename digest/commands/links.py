"""`digest check links`: whether what the content leads to at other sites is still there; it stops nothing."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digest import __version__
from digest.commands.telling import FINE, PROBLEMS, append_to, count, say_done, say_problems
from digest.shapes import is_web_address

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from digest.checks.external.model import Link, Manners, Round

_BLOCKING = {"L101", "L104"}


def add_arguments(parser: ArgumentParser) -> None:
    """Add what `digest check links` takes."""
    group = parser.add_argument_group("for links")
    group.add_argument("--fail", action="store_true", help="exit with 1 where a link is dead (default: always 0)")
    group.add_argument(
        "--write", action="store_true", help="propose the dead ones with a copy for registry/dead-links.yaml"
    )
    group.add_argument("--most", type=int, default=2_000, metavar="N", help="ask for so many (default: %(default)s)")
    group.add_argument("--seconds", type=float, default=1_200, help="and for so long (default: %(default)s)")
    group.add_argument("--pause", type=float, default=2, help="seconds between two requests to a host (%(default)s)")
    group.add_argument("--timeout", type=float, default=20, help="seconds until an answer (default: %(default)s)")
    group.add_argument(
        "--allow", action="append", default=[], metavar="HOST", help="ask a host of your own network too"
    )


def run(options: Namespace) -> int:
    """Run the command; return the exit status."""
    # Here, since to check content does not take what asks others.
    from digest.checks.external.memory import read_kept, write_kept  # noqa: PLC0415 - as said above
    from digest.checks.external.rounds import go_round  # noqa: PLC0415 - as said above
    from digest.checks.external.telling import problems_of, render_report, summary_of  # noqa: PLC0415 - as said above
    from digest.engine.outgoing import outgoing  # noqa: PLC0415 - as said above
    from digest.progress import show_progress  # noqa: PLC0415 - as said above

    folder = options.path or Path("content")
    kept = folder.resolve().parent / ".cache" / f"links-{folder.resolve().name}.json"
    now = datetime.now(UTC)
    with show_progress(sys.stderr) as progress:
        links = outgoing(folder, now, progress)
        found = go_round(links, read_kept(kept), _manners(options), now.date(), progress)
    write_kept(kept, found.kept)
    if options.write:
        _propose(folder, links, found)
    problems = problems_of(links, found)
    report = render_report(links, found)
    if options.summary:
        append_to(options.summary, report)
    if options.format == "markdown":
        print(report, end="")
    else:
        say_problems(problems, options.format)
    if options.format == "text":
        print(f"links: {summary_of(links, found)}")
    return PROBLEMS if options.fail and any(problem.code in _BLOCKING for problem in problems) else FINE


def _propose(folder: Path, links: list[Link], found: Round) -> None:
    """Write what is dead and has a copy, beside what stands there already; an editor looks at it and commits it."""
    from digest.checks.external.burying import bury  # noqa: PLC0415 - as above
    from digest.deadlinks import NAME, load_gone, render_gone  # noqa: PLC0415 - as above

    path = folder / "registry" / NAME
    known, problems = load_gone(path.parent)
    if problems:
        say_problems(problems, "text")
        return
    gone = bury(links, found, known)
    if gone != known:
        path.write_text(render_gone(gone), "utf-8")
    say_done(f"{path}: {count(len(gone), 'dead link')}", "look at each, and commit what is so; a build reads it there")


def _manners(options: Namespace) -> Manners:
    from digest.checks.external.model import Manners  # noqa: PLC0415 - as above

    site = os.environ.get("DIGEST_SITEURL", "")
    whose = f"; +{site}" if is_web_address(site) else ""
    manners = Manners(
        agent=f"digest/{__version__} (link check{whose})",
        pause=options.pause,
        timeout=options.timeout,
        most=options.most,
        seconds=options.seconds,
        allowed=frozenset(options.allow),
    )
    return replace(manners, fresh=0) if options.no_cache else manners
