"""Work on all cores: what a worker's end, and its parent's, does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from tests.support.project import ROOT

# In a process of its own, without threads, since it forks.
PROGRAM = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs in the background ignores it
from digest.engine.workers import LostWorkerError, on_all_cores
from digest.progress import SILENCE

def work(number):
    {deed}
    return number * 2

try:
    print(sum(on_all_cores(work, range(1000), SILENCE, cores=2)))
except (LostWorkerError, ValueError, KeyboardInterrupt) as error:
    print(type(error).__name__)
"""


def run(deed: str) -> subprocess.CompletedProcess[str]:
    program = PROGRAM.format(deed=deed)
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        ("pass", "999000"),
        ("if number == 777: os.kill(os.getpid(), signal.SIGKILL)", "LostWorkerError"),
        ("if number == 777: raise ValueError(number)", "ValueError"),
    ],
)
def test_work_is_done_or_what_ended_it_is_told_once(deed: str, said: str) -> None:
    done = run(deed)

    assert (done.stdout, done.stderr) == (f"{said}\n", "")


def test_interruption_is_told_by_the_parent_alone() -> None:
    # Ctrl+C goes to all processes of a terminal.
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(deed="print(number, flush=True); sum(range(200_000))")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        said, complaints = process.communicate()

    assert said.count("KeyboardInterrupt") == 1
    assert len(said.splitlines()) < 1000
    assert complaints == ""


def test_workers_end_with_a_parent_that_is_killed() -> None:
    # They hold the other end of this pipe: it comes to its end when the last of them has.
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(deed="print(number, flush=True); sum(range(200_000))")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
        said = process.stdout.read()

    assert len(said.splitlines()) < 1000
