"""What kills do: an import that is killed again and again, and at last let through, beside one that nobody touched."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.measure import ROOT
from tests.importer.helpers import OPTIONS, content

from .growth import BYTES, fill

if TYPE_CHECKING:
    from .sizes import Size


@dataclass(frozen=True, slots=True)
class Killed:
    """How often an import was killed while it was at work, and whether the tree is that of an unbroken one."""

    files: int
    kills: int
    is_same: bool


def measure(size: Size) -> Killed:
    """Kill an import at moments spread over the time that an unbroken one takes, and compare the trees."""
    with TemporaryDirectory() as folder:
        inbox = Path(folder, "inbox")
        fill(str(inbox), size.again, BYTES)
        whole, broken = Path(folder, "whole"), Path(folder, "broken")
        _start(inbox, whole).communicate()
        kills = sum(_is_killed(inbox, broken, moment) for moment in _moments(size.kills))
        _start(inbox, broken).communicate()
        return Killed(size.again, kills, _tree(whole) == _tree(broken))


def _moments(kills: int) -> list[float]:
    """Return how many seconds each import is left alone: some while it starts, most while it reads and writes."""
    return [Random(seed).uniform(0.4, 3.0) for seed in range(kills)]


def _is_killed(inbox: Path, into: Path, moment: float) -> bool:
    process = _start(inbox, into)
    try:
        process.communicate(timeout=moment)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return True
    return False


def _start(inbox: Path, into: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "digest", "import", str(inbox), "--into", str(into), "--added", str(OPTIONS.added)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _tree(into: Path) -> dict[str, bytes]:
    return {name: path.read_bytes() for name, path in content(into).items()}
