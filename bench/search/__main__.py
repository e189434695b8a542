"""`python -m bench.search [--quick] [--sizes N …] [--queries N] [--minutes N] [--resume] [--write]`."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from bench.document import DOCUMENT, put, render
from bench.measure import today

from .engines import ENGINES, OURS, OWN
from .results import read_results, write_results
from .rounds import measure_size
from .sizes import QUICK, SIZES, SMALL
from .tables import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .rounds import Round

PART = "search"


def main() -> None:
    """Measure, and tell or write the figures; those of sizes that this run leaves out are of earlier runs."""
    given = _parser().parse_args()
    if given.quick:
        found = {QUICK.name: measure_size(QUICK, OURS, _say)}
    else:
        found = read_results()
        todo = [size for size in SIZES if size.articles in given.sizes]
        if given.resume:
            todo = [size for size in todo if not (size.name in found and found[size.name].when.startswith(today()))]
        share = given.minutes * 60 / len(todo) if given.minutes and todo else None
        for size in todo:
            asked = size._replace(queries=given.queries or size.queries)
            found[size.name] = measure_size(asked, (OWN,) if size.is_alone else ENGINES, _say, share)
            if given.write:  # size by size: the largest takes long, and can fail
                _keep(found)
    print(tell(found))


def _keep(found: Mapping[str, Round]) -> None:
    write_results(found)
    DOCUMENT.write_text(put(DOCUMENT.read_text("utf-8"), PART, tell(found)), "utf-8")


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="measure next to nothing: only to see that it works")
    parser.add_argument("--write", action="store_true", help="keep the figures: in docs/benchmarks.md and beside it")
    parser.add_argument("--resume", action="store_true", help="leave out the sizes that were measured and kept today")
    parser.add_argument(
        "--minutes", type=float,
        help="ask no more queries than fit into this time, of each cell as many as of the others; each size has a "
        "share (a size takes some time beside that: its site is built, and its indexes)",
    )  # fmt: skip
    parser.add_argument("--queries", type=int, help="queries in each cell (default: 200)")
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=[SMALL.articles],
        choices=[size.articles for size in SIZES], help=f"numbers of articles (default: {SMALL.articles})",
    )  # fmt: skip
    return parser


def tell(rounds: Mapping[str, Round]) -> str:
    """Return the figures as Markdown."""
    return "\n".join(map(render, tables(rounds)))


if __name__ == "__main__":
    main()
