"""A program that fuzzes: `python -m tests.fuzz [--target T] [--seconds N] [--seed S]`.

Each target runs for so long: led by what it covers where atheris is installed (`pip install 'digest[fuzz]'`), else with
examples of hypothesis; the query parser, which is JavaScript, always with those. What breaks a check is written to
`.cache/fuzz/TARGET/found`, and belongs into tests/fuzz/cases.
"""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.fuzz.running import NAMES, QUERY, Fuzzed, by_atheris, by_hypothesis
from tests.support.project import ROOT

WORK = ROOT / ".cache" / "fuzz"


def main() -> int:
    """Run the program; return 1 where a check was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--target", choices=NAMES, action="append", help="again for more (default: all)")
    parser.add_argument("--seconds", type=int, default=60, help="for each (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="of hypothesis")
    parser.add_argument("--work", type=Path, default=WORK, help="where what was learned is kept")
    options = parser.parse_args()
    faulty = 0
    for target in options.target or NAMES:
        is_guided = target != QUERY and find_spec("atheris") is not None
        if is_guided:
            done = by_atheris(target, options.seconds, options.work)
        else:
            done = by_hypothesis(target, options.seconds, options.seed)
        faulty += bool(done.fault)
        print(_told(done), flush=True)
    return 1 if faulty else 0


def _told(done: Fuzzed) -> str:
    figures = f"{done.executions:,} executions in {done.seconds:,.0f} s, {done.cpu:,.0f} s of CPU, by {done.by}"
    return f"{done.target}: {figures}: {'BROKEN' if done.fault else 'nothing found'}" + (
        f"\n{done.fault}" if done.fault else ""
    )


if __name__ == "__main__":
    sys.exit(main())
