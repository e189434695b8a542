"""Where the time of this project goes: what `digest build --report` says of its phases."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# What peers do not do: their sites have no index and are not checked.
BESIDE_PAGES = ("index", "check")
PHASES = ("start", "read", "plan", "render", *BESIDE_PAGES, "switch")


def read_phases(report: Path) -> dict[str, float]:
    """Return the CPU seconds of each phase, by its name; a build that had nothing to do had none of them."""
    return {name: phase["cpu"] for name, phase in json.loads(report.read_bytes())["phases"].items()}
