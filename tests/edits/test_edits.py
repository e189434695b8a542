"""After any edits a build leaves, byte for byte, what a clean one gives, and every file that did not change alone.

`inv edits` does the same for as long as one likes.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.edits.sequence import KINDS
from tests.support.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LENGTH = 11  # steps of a sequence
EVERY = 89  # of the moments of a build one is its last


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_build_after_edits_leaves_what_a_clean_build_and_stock_pelican_give(seed: int) -> None:
    # A process without threads, since it forks.
    command = [sys.executable, "-m", "tests.edits", "--seed", str(seed), "--sequences", "1", "--length", str(LENGTH)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    counts = json.loads(re.search(r"\{.*\}", done.stdout)[0].replace("'", '"'))
    assert set(counts) == set(KINDS)
    assert counts["good"] + counts["faulty"] == LENGTH + 1
    assert counts["good"] > LENGTH / 3
    assert min(counts["stock"], counts["nothing"]) > 0


@pytest.mark.parametrize("kind", ["kill", "full"])
def test_build_that_is_broken_leaves_a_whole_site_live_and_the_next_one_is_right(tmp_path: Path, kind: str) -> None:
    command = [sys.executable, "-m", "tests.edits.broken", str(tmp_path), kind, str(EVERY)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found["faults"] == []
    assert found["moments"] > 500
