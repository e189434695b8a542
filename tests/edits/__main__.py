"""A program that edits: `python -m tests.edits [--seconds N] [--seed S]`, and again what failed with `--steps 0,3,7`.

It makes projects, edits them by chance and builds them, until something is wrong or the time is over. What is wrong is
printed with the fewest steps that lead there.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.edits.sequence import KINDS, Sequence, shrunk

STEPS = 40  # of a sequence, after the first build


def main() -> int:
    """Run the program; return 1 where something was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.edits")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--sequences", type=int, default=sys.maxsize, help="how many, if that takes less time")
    parser.add_argument("--length", type=int, default=STEPS, help="steps of a sequence (default: %(default)s)")
    parser.add_argument("--steps", type=lambda text: [int(part) for part in text.split(",")], default=None)
    options = parser.parse_args()
    until, counts = time.monotonic() + options.seconds, Counter(dict.fromkeys(KINDS, 0))
    with tempfile.TemporaryDirectory(prefix="digest-edits-") as name:
        for seed in range(options.seed, options.seed + options.sequences):
            sequence = Sequence(seed, Path(name, "work"))
            wrong = sequence.run(options.steps or range(options.length + 1))
            counts.update(sequence.counts)
            if wrong:
                return _tell(seed, sequence, Path(name, "work"), wrong, again=not options.steps)
            if options.steps or time.monotonic() > until:
                break
    print(f"seeds {options.seed} to {seed}: every build is as a clean one, byte for byte ({dict(counts)})")
    return 0


def _tell(seed: int, sequence: Sequence, work: Path, wrong: list[str], *, again: bool) -> int:
    numbers = [int(text.partition(":")[0]) for text in sequence.done]
    print(f"seed {seed}, steps {','.join(map(str, numbers))}:", *sequence.done, "", *wrong, sep="\n", flush=True)
    if again:
        numbers, sequence, wrong = shrunk(seed, numbers, work)
        print("\nwith fewer steps:", *sequence.done, "", *wrong, sep="\n")
        print(f"\nagain: python -m tests.edits --seed {seed} --steps {','.join(map(str, numbers))}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
