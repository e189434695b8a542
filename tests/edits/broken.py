"""A program that breaks builds: `python -m tests.edits.broken WORK kill|full EVERY`.

A small site is built from one state into another and back, time and again. Every EVERYth moment at which a build turns
to the disk is its last once: it is killed there, as by SIGKILL, or the disk is full from there on. After each the live
site has to be the old one, untouched, or the new one; the next build has to give the new one. What is otherwise is
printed, as JSON.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tests.edits import beginning, values
from tests.edits.building import Break, build
from tests.edits.judging import contents, look_at
from tests.edits.world import change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.edits.building import Result
    from tests.edits.judging import Tree
    from tests.edits.world import State, World

MANY = 5_000  # moments; a build that has more does not end


def _two_states(world: World) -> tuple[State, State]:
    """Return two states of a project, which differ in an article's text, in one that is there, and in the theme."""
    random = Random(1)
    for path in world.articles[3:]:
        del world.texts[path]
    world.settings["index"] = True
    for path in world.articles:
        world.texts[path] = replace(world.texts[path], body=values.body(random, "en"))
        change(world, path, status="published", translation_of="")
    one = world.state()
    world.texts.pop(world.articles[0])
    beginning.add_article(world, random)
    change(world, world.articles[1], title=values.title(random, "en"))
    world.files["theme/static/site.css"] += b"/* another */"
    return one, world.state()


def find_faults(work: Path, *, full: bool, every: int) -> tuple[int, list[str]]:
    """Return how many moments a build has, and what was wrong after one that was broken at any of them."""
    world, output = beginning.new_world(work / "project", Random(1)), work / "live" / "output"
    output.parent.mkdir(parents=True)
    states, sites, faults = _two_states(world), [], []
    for state in states:
        world.restore(state)
        world.sync()
        assert build(world, output).faults == ()
        sites.append(contents(look_at(output)))
    for turn, at in enumerate(range(1, MANY, every)):
        world.restore(states[turn % 2])
        world.sync()
        before = look_at(output)
        result = build(world, output, broken=Break(at, full=full))
        told = f"{'full' if full else 'killed'} at {at}, {result.faults}"
        faults += [f"{told}: {fault}" for fault in _faults(output, before, sites[turn % 2], result)]
        after = build(world, output)
        if after.faults or contents(look_at(output)) != sites[turn % 2]:
            faults.append(f"{told}: then {after.faults}, and the site is not the one of a clean build")
        if not result.killed and not result.faults and result.moments < at:  # nor was a process of it, which counts on
            return at, faults
    return MANY, [*faults, "it does not end"]


def _faults(output: Path, before: Tree, wanted: dict[str, bytes], result: Result) -> Iterator[str]:
    live = look_at(output)
    if live != before and contents(live) != wanted:
        yield "the live site is neither the old nor the new one"
    if result.killed:
        return
    if not result.faults and contents(live) != wanted:
        yield "it said nothing, and the site is not the new one"
    if any("Hint: " not in fault or "\n" in fault for fault in result.faults) or len(result.faults) > 1:
        yield "it does not say in one line what to do"
    state = output.with_name(f".{output.name}.digest")
    left = [path.name for path in state.iterdir() if path.name.startswith("new.") or path.name.endswith(".tmp")]
    if left:
        yield f"it left {left}"


if __name__ == "__main__":
    moments, found = find_faults(Path(sys.argv[1]), full=sys.argv[2] == "full", every=int(sys.argv[3]))
    sys.stdout.write(json.dumps({"moments": moments, "faults": found}))
