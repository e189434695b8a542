"""A sequence of edits: what happens at each step depends on its seed and number alone, so that any can be left out."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from tests.edits.beginning import new_world
from tests.edits.building import Break, build
from tests.edits.damages import DAMAGES
from tests.edits.edits import EDITS
from tests.edits.faults import FAULTS
from tests.edits.judging import comparable, differences, look_at, miscounted, not_left_alone
from tests.edits.world import NothingToDoError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.edits.building import Result
    from tests.edits.judging import Tree
    from tests.edits.world import State

TOLD = 12  # differences that are told of one step
KINDS = ("good", "faulty", "stock", "nothing", "killed")


@dataclass
class Sequence:
    """A sequence in the folder *work*; *done* says what was done, one text a step, *counts* how many builds of a kind.

    Until *healing* more builds were good, the figures of a report are not held against what happened: what was changed
    by hand in one of the two trees of the site is put right in the other by the next build but one. A build that finds
    nothing to do looks at neither.
    """

    seed: int
    work: Path
    done: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        shutil.rmtree(self.work, ignore_errors=True)
        (self.work / "live").mkdir(parents=True)
        self.world = new_world(self.work / "project", Random(f"{self.seed}"))
        self.output = self.work / "live" / "output"
        self.good: State | None = None
        self.failed = 0
        self.healing = 0

    def run(self, steps: Iterable[int]) -> list[str]:
        """Take *steps* by their numbers; return what is wrong after the first with which anything is."""
        for number in steps:
            try:
                wrong = self.step(number)
            except AssertionError as error:
                return str(error).splitlines()  # whole: what came of it stands at its end
            if wrong:
                return [*wrong[:TOLD], *([f"and {len(wrong) - TOLD} more"] if len(wrong) > TOLD else [])]
        return []

    def step(self, number: int) -> list[str]:
        """Edit, build and compare; return what is wrong."""
        random = Random(f"{self.seed}/{number}")
        said = self._edit(random) if number else ["the beginning"]
        self.done.append(f"{number}: {'; '.join(said)}")
        before = look_at(self.output)
        result = build(self.world, self.output, clean=random.random() < 0.02)
        after = look_at(self.output)
        anew = self._anew("anew")
        wrong = list(self._compare(result, before, after, anew))
        if not wrong and random.random() < 0.25:
            wrong += self._compare_with_stock(result, after)
        if not wrong and not result.faults and random.random() < 0.25:
            wrong += self._nothing_more(after)
        self._remember(result)
        return wrong

    # --- what is done ---

    def _edit(self, random: Random) -> list[str]:
        said = []
        if self.good is not None and (self.failed > 2 or (self.failed and random.random() < 0.6)):
            self.world.restore(self.good)
            said.append("all as it was when it was good")
        elif random.random() < 0.1:
            said.append(self._chosen(random, FAULTS))
        edits, weights = list(EDITS), [*EDITS.values()]
        times = random.choice([1, 1, 1, 2, 4])
        said += [self._chosen(random, random.choices(edits, weights, k=9)) for _ in range(times)]
        self.world.sync()
        if random.random() < 0.2:
            said.append(self._damage(random))
        if random.random() < 0.07:
            said.append(self._broken_build(random))
        return said

    def _chosen(self, random: Random, edits: Iterable) -> str:
        for edit in random.sample(list(edits), len(list(edits))):
            try:
                return f"{edit.__name__} {edit(self.world, random)}"
            except NothingToDoError:
                continue
        return "nothing could be done"

    def _damage(self, random: Random) -> str:
        try:
            damage = random.choice(DAMAGES)
            self.healing = 2  # builds: what was changed by hand is in the other tree for one more
            return f"{damage.__name__} {damage(self.output, random)}"
        except NothingToDoError:
            return "nothing could be damaged"

    def _broken_build(self, random: Random) -> str:
        """Begin a build that does not come to its end, or have stock Pelican make the live site."""
        if random.random() < 0.2:
            build(self.world, self.output, by_stock=True)
            return "a build by stock Pelican"
        at, is_full = random.randint(1, 600), random.random() < 0.3
        before = look_at(self.output)
        result = build(self.world, self.output, broken=Break(at, full=is_full))
        self.counts["killed"] += result.killed
        if look_at(self.output) != before:
            anew = look_at(self.work / "anew" / "output") if not self._anew("anew").faults else {}
            wrong = list(differences(look_at(self.output), anew, "in a clean build, after one that was killed"))
            if wrong:
                raise AssertionError(f"a build killed at {at} left neither the old nor the new site: {wrong[:TOLD]}")
        return (
            f"a build that was {'killed' if result.killed else 'broken by a full disk' if is_full else 'left'} at {at}"
        )

    # --- what has to be so ---

    def _anew(self, name: str, *, by_stock: bool = False) -> Result:
        folder = self.work / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return build(self.world, folder / "output", by_stock=by_stock)

    def _compare(self, result: Result, before: Tree, after: Tree, anew: Result) -> Iterable[str]:
        if comparable(result.faults) != comparable(anew.faults):
            yield f"it tells {result.faults} where a clean build tells {anew.faults}"
        if result.faults:
            if after != before:
                yield "it failed, and changed the live site"
            return
        yield from differences(after, look_at(self.work / "anew" / "output"), "in a clean build")
        yield from not_left_alone(before, after)
        if not result.was_quick and not self.healing:
            yield from miscounted(result, before, after)
        if result.was_quick and after != before:
            yield "nothing was to be done, and the site was changed"

    def _compare_with_stock(self, result: Result, after: Tree) -> Iterable[str]:
        self.counts["stock"] += 1
        stock = self._anew("stock", by_stock=True)
        # What no page shows, as the rest of an excerpt, Pelican does not look at, nor whether two files are one.
        if result.faults and all(" C119 " in fault or " B104 " in fault for fault in result.faults):
            return
        if bool(stock.faults) != bool(result.faults):
            yield f"stock Pelican tells {stock.faults} where the engine tells {result.faults}"
        elif not stock.faults:
            yield from differences(after, look_at(self.work / "stock" / "output"), "by stock Pelican")

    def _nothing_more(self, after: Tree) -> Iterable[str]:
        self.counts["nothing"] += 1
        again = build(self.world, self.output)
        if not again.was_quick:
            yield f"a build with nothing changed was not quick: {again}"
        if look_at(self.output) != after:
            yield "a build with nothing changed changed the site"

    def _remember(self, result: Result) -> None:
        self.counts["faulty" if result.faults else "good"] += 1
        self.failed = self.failed + 1 if result.faults else 0
        if not result.faults:
            self.healing = max(0, self.healing - (not result.was_quick))
            self.good = self.world.state()


def shrunk(seed: int, steps: list[int], work: Path) -> tuple[list[int], Sequence, list[str]]:
    """Return as few of *steps* as still end in something wrong, with what was done and what is wrong."""
    wrong = []
    sequence = Sequence(seed, work)
    size = max(1, len(steps) // 2)
    while size:
        for start in range(0, len(steps), size):
            fewer = [step for at, step in enumerate(steps) if not start <= at < start + size]
            tried = Sequence(seed, work)
            found = tried.run(fewer) if fewer else []
            if found:
                steps, sequence, wrong = fewer[: len(tried.done)], tried, found
                break
        else:
            size //= 2
    if not wrong:
        sequence = Sequence(seed, work)
        wrong = sequence.run(steps)
    return steps, sequence, wrong
