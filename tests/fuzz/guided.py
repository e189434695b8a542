"""Fuzzing led by what the code covers: `python -m tests.fuzz.guided TARGET SECONDS FOUND CORPUS...`, with atheris.

What it learns goes into the first CORPUS. What breaks a check is written to the folder FOUND, and ends the program, as
does the time; both are libFuzzer's doing.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["digest"]):
    from tests.fuzz.targets import TARGETS

LONGEST = 4_096  # bytes
PATIENCE = 20  # seconds for one of them: more is a fault too


def main() -> None:
    """Run the program."""
    target, seconds, found, *corpora = sys.argv[1:]
    atheris.enabled_hooks.add("str")  # how a text begins and ends leads to texts that do; "RegEx" fails on ours
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        f"-timeout={PATIENCE}",
        f"-artifact_prefix={found}/",
    ]
    atheris.Setup([target, *options, "-print_final_stats=1", "-verbosity=0", *corpora], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
