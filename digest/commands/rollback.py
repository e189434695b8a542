"""`digest rollback`: let readers see a release again that was live before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from digest.commands.publish import read_targets, say_waiting
from digest.commands.telling import FINE
from digest.engine.lock import hold_lock
from digest.model import UsageError
from digest.publishing.release import before_live, known
from digest.publishing.staging import state_of

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from digest.publishing.release import Place


def add_arguments(parser: ArgumentParser) -> None:
    """Add what can stand behind the name of the command."""
    parser.add_argument(
        "release", nargs="?", help="its name, or how that begins (default: the one before the live one)"
    )
    parser.add_argument("--project", type=Path, default=Path(), help="the folder with publishconf.py (default: this)")
    parser.add_argument("--settings", default="publishconf.py", metavar="FILE", help="default: %(default)s")
    parser.add_argument("--output", type=Path, help="where the site is built (default: `output` in the project)")
    parser.add_argument("--to", action="append", default=[], metavar="TARGET", help="as for `digest publish`")
    parser.add_argument("--list", action="store_true", help="only list the releases")


def run(options: Namespace) -> int:
    """Run the command; return the exit status."""
    told = read_targets(options)
    if not told.targets:
        message = 'there is no target. Hint: name one with --to, or under DIGEST["publish"] of publishconf.py'
        raise UsageError(message)
    state = state_of(options.output or options.project / "output")
    for name, target in told.targets.items():
        place = target.place(state)
        with hold_lock(state / "lock", on_wait=say_waiting), place.hold(say_waiting):
            if not options.list:
                _go_back(place, options.release, f"{name} ({target})")
            _list(place, f"{name} ({target})")
    return FINE


def _go_back(place: Place, asked: str | None, name: str) -> None:
    names, live = place.names(), place.live()
    is_whole = place.is_whole()
    # Where a publish was broken off, the way back is to what was live then.
    release = known(asked, names) if asked else live if live and not is_whole else before_live(names, live)
    if release == live and is_whole:
        print(f"{name}: {release} is live already")
        return
    place.go_back(release)
    print(f"{name}: went back from {live} to {release}")


def _list(place: Place, name: str) -> None:
    live = place.live()
    print(f"{name}: releases, the newest first")
    for release in reversed(place.names()):
        print(f"  {release}{'  live' if release == live else ''}")
