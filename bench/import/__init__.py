"""The bench of the importer: how fast, how much memory, how it grows, how much it gets right.

`python -m bench.import` tells the figures, `--write` puts them into docs/benchmarks.md.
"""
