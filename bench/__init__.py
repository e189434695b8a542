"""What the digest costs and how well it reads, measured: `python -m bench.PART`, the figures in docs/benchmarks.md."""
