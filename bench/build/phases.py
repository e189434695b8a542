"""Where the time of this project goes: what `digest build` says of its phases."""

from __future__ import annotations

import json

# What peers do not do: their sites are not checked and have no index.
CHECKS = ("content check", "output check")
INDEX = "search index"
BESIDE_PAGES = (*CHECKS, INDEX)
PAGES = "pages"
PHASES = (PAGES, *BESIDE_PAGES)


def read_phases(said: str) -> dict[str, float]:
    """Return the CPU seconds of each phase, by its name in PHASES; none where the build does not tell them.

    The last line is `{"phases": {"content check": {"cpu": 0.12, "wall": 0.12}, ...}}`.
    """
    last = said.rstrip().rpartition("\n")[2]
    if not last.startswith("{"):
        return {}
    return {name: phase["cpu"] for name, phase in json.loads(last).get("phases", {}).items()}
