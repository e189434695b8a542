"""`python -m bench.build [--quick] [--sizes 1,000 10,000 100,000] [--rounds N] [--write]`."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from bench.document import DOCUMENT, put, render

from . import tables, targets
from .results import Results, measure_size, read_results, write_results
from .sizes import LARGE, MIDDLE, QUICK, SIZES, SMALL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .results import Measured

PART = "build"


def main() -> None:
    """Measure, and tell or write the figures; those of sizes that this run leaves out are of earlier runs."""
    given = _parser().parse_args()
    if given.quick:
        found = {size.name: measure_size(size, _say) for size in QUICK}
    else:
        found = read_results()
        for size in SIZES:
            if size.articles in given.sizes:
                _say(f"measuring: {size.name} articles")
                found[size.name] = measure_size(replace(size, rounds=given.rounds or size.rounds), _say)
                if given.write:  # size by size: the largest takes long, and can fail
                    _keep(found)
    print(tell(Results(found)))


def _keep(found: Mapping[str, Measured]) -> None:
    write_results(found)
    DOCUMENT.write_text(put(DOCUMENT.read_text("utf-8"), PART, tell(Results(found))), "utf-8")


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.build", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="measure next to nothing: only to see that it works")
    parser.add_argument("--write", action="store_true", help="keep the figures: in docs/benchmarks.md and beside it")
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=[SMALL.articles, MIDDLE.articles],
        choices=[size.articles for size in SIZES], help=f"numbers of articles (default: all but {LARGE.articles})",
    )  # fmt: skip
    parser.add_argument("--rounds", type=int, help="builds of each case (default: 3, and 1 of the largest)")
    return parser


def tell(results: Results) -> str:
    """Return the figures as Markdown."""
    found = (
        targets.table(results),
        tables.ratios(results),
        *(tables.costs(results, size) for size in SIZES),
        tables.phases(results),
        tables.outputs(results),
        tables.growth(results),
    )
    return "\n".join(map(render, found))


if __name__ == "__main__":
    main()
