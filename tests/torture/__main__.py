"""A program that tortures: `python -m tests.torture [--seconds N] [--seed S] [--only FAULT] [--write]`.

Each fault is let happen for its share of the time, and at least so many times. What was wrong after one is printed with
the options that repeat it. `--write` puts what came of all into docs/reliability.md.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.torture.document import write_results
from tests.torture.faults import DISK_FULL, FAULTS, Tortured, Torturer
from tests.torture.load import LOAD, publish_under_load
from tests.torture.sizes import SIZES, run_size

NAMES = (*FAULTS, DISK_FULL, LOAD, *SIZES)
USUAL = (*FAULTS, DISK_FULL, LOAD, "large-article")
PUBLISHES = 100


def main() -> int:
    """Run the program; return 1 where something was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture")
    parser.add_argument("--seconds", type=float, default=600, help="of all faults together (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", choices=NAMES, action="append", help="again for more (default: all but the largest)")
    parser.add_argument("--least", type=int, default=1, help="how often each at least (default: %(default)s)")
    parser.add_argument("--first", type=int, default=0, help="the number of the first")
    parser.add_argument("--size", type=int, default=24, help="articles of the site (default: %(default)s)")
    parser.add_argument("--publishes", type=int, default=PUBLISHES, help="under load (default: %(default)s)")
    parser.add_argument("--articles", type=int, default=0, help="of the largest site (default: what it is named by)")
    parser.add_argument("--write", action="store_true", help="put the results into docs/reliability.md")
    options = parser.parse_args()
    names = options.only or USUAL
    with tempfile.TemporaryDirectory(prefix="digest-torture-") as name:
        torturer = Torturer(Path(name), options.seed, options.size)
        results = []
        for fault in names:
            results.append(_one(fault, torturer, options, options.seconds / len(names)))
            print(_told(results[-1]), flush=True)
    if options.write:
        write_results(results, options.seed)
    return 1 if any(one.wrong for one in results) else 0


def _one(fault: str, torturer: Torturer, options: argparse.Namespace, seconds: float) -> Tortured:
    if fault == LOAD:
        return publish_under_load(torturer.work / "load", options.publishes, options.seed)
    if fault in SIZES:
        return run_size(fault, torturer.work / fault, options.articles)
    return torturer.run(fault, seconds, options.least, options.first)


def _told(came: Tortured) -> str:
    ways = ", ".join(f"{way} ({count})" for way, count in came.ways.most_common())
    lost = "\n".join(["", *came.wrong]) if came.wrong else "nothing lost"
    note = f" ({came.note})" if came.note else ""
    return f"{came.fault}: {came.times} times in {came.seconds:,.0f} s{note}: {ways}: {lost}"


if __name__ == "__main__":
    sys.exit(main())
