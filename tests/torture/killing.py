"""Runs that are killed: at a stage that is chosen, and there at a moment by chance; and two or three at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.torture.desk import BUILD, PUBLISH, check, hold_told, unchanged

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from tests.torture.desk import Desk

_WHOM = ("process", "process", "worker", "all")
_BY_SIGNAL = -9
# Of a publish; those of a build are among them, and a build that is only a build has the same.
STAGES = (
    "starting", "reading", "planning", "rendering", "indexing", "packing", "checking", "looking through", "staging",
    "sending",
)  # fmt: skip
_BUILT = STAGES[1:7]


def kill_build(desk: Desk, random: Random) -> str:
    """Kill a build; what readers are served has to be as it was."""
    command = (*BUILD, *random.choice([(), (), ("--clean",)]))
    return _kill(desk, random, command, random.choice(_BUILT))


def kill_index(desk: Desk, random: Random) -> str:
    """Kill a build while it makes the index of search."""
    return _kill(desk, random, BUILD, "indexing")


def kill_publish(desk: Desk, random: Random) -> str:
    """Kill a publish: while it looks, builds, looks again, gathers what goes out or writes it there."""
    return _kill(desk, random, PUBLISH, random.choice(STAGES))


def _kill(desk: Desk, random: Random, command: Sequence[str], stage: str) -> str:
    before = desk.state
    after = desk.turn()
    written = desk.editors()
    run = desk.begin(*command)
    if stage == "starting" or run.wait_for(stage):
        run.wait(random.random() * 1.3 * desk.durations.get(stage, 0.2))
    killed = run.kill(random.choice(_WHOM))
    run.end()
    if run.status != _BY_SIGNAL:
        hold_told(run, f"after {killed} was killed", {0, 1})
    desk.hold(*((before,) if command[0] == "build" else (before, after)))
    desk.hold_built(before, after)
    unchanged(written, desk.editors())
    desk.mend()
    unchanged(written, desk.editors())
    at = run.stages[-1][0] if run.stages else "starting"
    return f"{killed} at {at}" if killed != "nobody" else "none: it had ended"


def two_at_once(desk: Desk, random: Random) -> str:
    """Two or three runs at once, begun at moments by chance: each waits, or says that another is at work."""
    before = desk.state
    after = desk.turn()
    written = desk.editors()
    commands = [random.choice([PUBLISH, PUBLISH, BUILD]) for _ in range(random.choice([2, 2, 3]))]
    runs = []
    for command in commands:
        runs.append(desk.begin(*command))
        runs[0].wait(random.random() * random.choice([0.05, 0.5, 3]))
    for run in runs:
        run.end()
        check(run.status == 0, f"one of {len(runs)} at once failed: {run.said}")
    desk.hold(*((after,) if PUBLISH in commands else (before,)))
    desk.hold_built(after)
    desk.mend()
    unchanged(written, desk.editors())
    return " + ".join(sorted(command[0] for command in commands))
