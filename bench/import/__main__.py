"""`python -m bench.import [--quick] [--write]`."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from bench.document import DOCUMENT, put, render
from bench.measure import machine

from . import again, conservation, growth, killed, onefile, peers, quality, real, speed, targets
from .sizes import FULL, QUICK

if TYPE_CHECKING:
    from .sizes import Size

PART = "import"


def main() -> None:
    """Measure, and tell or write the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.import", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="measure next to nothing: only to see that it works")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/benchmarks.md")
    given = parser.parse_args()
    text = measure(QUICK if given.quick else FULL)
    print(text)
    if given.write:
        DOCUMENT.write_text(put(DOCUMENT.read_text("utf-8"), PART, text), "utf-8")


def measure(size: Size) -> str:
    """Return the figures as Markdown."""
    load = os.getloadavg()[0]
    steps = {"speed": speed, "beside": peers, "growth": growth, "one file": onefile, "again": again, "killed": killed,
             "right": quality, "conservation": conservation, "layouts": real}  # fmt: skip
    found = []
    for name, step in steps.items():
        print(f"measuring: {name}", file=sys.stderr, flush=True)
        found.append(step.measure(size))
    figures = targets.Figures(*found)
    tables = (
        targets.table(figures),
        speed.table(figures.speeds, size.texts),
        peers.table(figures.peers, size.pages),
        growth.table(figures.growths),
        onefile.table(figures.files),
        again.table(figures.again),
        quality.table(figures.quality),
        conservation.table(figures.kinds),
        real.table(figures.rights),
    )
    head = f"Measured on {machine()}; load {load:.1f} when it began."
    return "\n".join([head, "", *map(render, tables)])


if __name__ == "__main__":
    main()
