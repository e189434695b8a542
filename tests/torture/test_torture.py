"""After any fault readers have a whole site, editors have all that they wrote, and the next run is as if nothing was.

`inv torture` does the same for as long as one likes; docs/reliability.md says what came of that.
"""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.support.project import ROOT

OPTIONS = ("--seconds", "0", "--seed", "8", "--size", "10")
PUBLISHES = 3


def torture(*options: str) -> str:
    """Return what the program says of the faults, after one of each."""
    # A process without threads, since it forks.
    command = [sys.executable, "-m", "tests.torture", *OPTIONS, *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_killed_damaged_shut_out_and_two_at_once() -> None:
    names = ("kill-import", "kill-publish", "cache", "read-only", "two-at-once")

    said = torture(*(f"--only={name}" for name in names))

    told = re.findall(r"^([\w-]+): (\d+) times in .*: nothing lost$", said, re.MULTILINE)
    assert told == [(name, "1") for name in names]


@pytest.mark.server
def test_publishes_under_load_are_seen_whole_or_not_at_all() -> None:
    said = torture("--only=publish-under-load", f"--publishes={PUBLISHES}")

    assert f"published ({PUBLISHES}): nothing lost" in said
