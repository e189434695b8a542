"""`python -m bench.search.make ENGINE PROJECT` makes the index of one engine, so that it can be measured alone."""

from __future__ import annotations

import sys

from .measuring import make

if __name__ == "__main__":
    make(*sys.argv[1:])
