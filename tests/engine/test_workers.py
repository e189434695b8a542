"""Work on all cores: everything is done once, whatever becomes of the processes that do it."""

from __future__ import annotations

import os
import signal
from collections import Counter

import pytest

from digest.engine.workers import LostWorkerError, on_all_cores
from digest.progress import SILENCE


class Steps:
    """Counts what it is told."""

    def __init__(self) -> None:
        self.steps = 0

    def begin(self, phase: str, total: int | None) -> None:
        raise AssertionError((phase, total))

    def advance(self, steps: int) -> None:
        self.steps += steps


@pytest.mark.parametrize("cores", [1, 2, 3, None])
@pytest.mark.parametrize("number", [0, 1, 149, 150, 1_001])
def test_everything_is_done_once_on_however_many_cores(number: int, cores: int | None) -> None:
    progress = Steps()
    made = list(on_all_cores(lambda one: one * one, range(number), progress, cores=cores))

    assert Counter(made) == Counter(one * one for one in range(number))
    assert progress.steps == number


def test_little_work_is_done_here_and_much_elsewhere() -> None:
    here = os.getpid()

    assert set(on_all_cores(lambda _: os.getpid(), range(10), SILENCE, cores=2)) == {here}
    assert set(on_all_cores(lambda _: os.getpid(), range(500), SILENCE, cores=1)) == {here}
    assert here not in set(on_all_cores(lambda _: os.getpid(), range(500), SILENCE, cores=2))


def test_work_sees_what_was_there_before_it_began_and_leaves_no_trace() -> None:
    seen = {"before": 1}

    def work(one: int) -> tuple[int, int]:
        seen[str(one)] = one
        return one, seen["before"]

    assert sorted(on_all_cores(work, range(300), SILENCE, cores=2)) == [(one, 1) for one in range(300)]
    assert seen == {"before": 1}


def test_processes_take_turns_and_each_begins_from_what_was_there_before() -> None:
    seen: list[int] = []

    def work(one: int) -> tuple[int, int, int]:
        seen.append(one)
        return one, os.getpid(), len(seen)

    made = list(on_all_cores(work, range(1_001), SILENCE, cores=2, batch=10, life=200))

    assert sorted(one for one, _, _ in made) == list(range(1_001))
    assert max(number for _, _, number in made) <= 2 * 200  # all of a turn, where one process gets no batch
    assert len({process for _, process, _ in made}) >= 3


def test_worker_that_is_ended_from_outside_is_told() -> None:
    def work(one: int) -> int:
        if one == 250:
            os.kill(os.getpid(), signal.SIGKILL)
        return one

    with pytest.raises(LostWorkerError, match="Hint: see that there is memory"):
        list(on_all_cores(work, range(500), SILENCE, cores=2))


def test_fault_of_the_work_comes_out_and_the_next_work_is_done() -> None:
    def fail(one: int) -> int:
        message = f"of {one // 1000}"
        raise ValueError(message)

    for _ in range(2):
        with pytest.raises(ValueError, match="of 0"):
            list(on_all_cores(fail, range(300), SILENCE, cores=2))

    assert sum(on_all_cores(abs, range(300), SILENCE, cores=2)) == sum(range(300))


def test_work_within_work_finds_its_own() -> None:
    outer = on_all_cores(lambda one: one + 1000, range(300), SILENCE, cores=2, life=100)
    first = next(outer)
    inner = on_all_cores(lambda one: -one, range(300), SILENCE, cores=2)
    second = next(inner)

    assert sorted([first, *outer]) == list(range(1000, 1300))
    assert sorted([second, *inner]) == sorted(-one for one in range(300))
