"""`python -m bench.check [--quick] [--sizes 1000 10000] [--rounds N] [--write]`."""

from __future__ import annotations

import argparse
import os
import sys

from bench.document import DOCUMENT, put, render
from bench.measure import machine

from .linters import linters
from .rounds import measure, table

PART = "check"
FEW = 20  # articles, to see that it works


def main() -> None:
    """Measure, and tell or write the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.check", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="measure next to nothing: only to see that it works")
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000], help="numbers of articles")
    parser.add_argument("--rounds", type=int, default=3, help="of which the median is told (default: %(default)s)")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/benchmarks.md")
    given = parser.parse_args()
    load, found = os.getloadavg()[0], []
    for articles in [FEW] if given.quick else given.sizes:
        print(f"measuring: {articles:,} articles", file=sys.stderr, flush=True)
        found += measure(articles, 1 if given.quick else given.rounds, linters())
    head = f"Measured on {machine()}; load {load:.1f} when it began."
    text = "\n".join([head, "", render(table(found))])
    print(text)
    if given.write:
        DOCUMENT.write_text(put(DOCUMENT.read_text("utf-8"), PART, text), "utf-8")


if __name__ == "__main__":
    main()
