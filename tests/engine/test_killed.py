"""A build that is killed, or whose disk is full, at any moment leaves a whole site live, and the next one is right."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("start", "kind", "way"),
    [
        ("nothing", "kill", "exchange"),
        ("live", "kill", "exchange"),
        ("lagging", "kill", "exchange"),
        ("apart", "kill", "exchange"),
        ("lagging", "kill", "steps"),
        ("nothing", "full", "exchange"),
        ("live", "full", "exchange"),
        ("lagging", "full", "steps"),
    ],
)
def test_build_that_is_broken_at_any_moment_leaves_a_whole_site_live_and_the_next_one_is_right(
    tmp_path: Path, start: str, kind: str, way: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.engine.killer", str(tmp_path), start, kind, way],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found["faults"] == []
    assert found["moments"] > 20
