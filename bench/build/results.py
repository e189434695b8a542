"""What was measured, by size.

It is kept beside the document that shows it, since a site of 100,000 is built on another day than one of 1,000: what a
run leaves out stays as it was, in a fresh clone too.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

import msgspec

from bench.document import DOCUMENT
from bench.measure import machine

from .phases import BESIDE_PAGES
from .rounds import Sample, measure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from .sizes import Size

FILE = DOCUMENT.with_name("benchmarks-build.json")


@dataclass(frozen=True, slots=True)
class Measured:
    """The builds of one size: when and where, and the samples by builder and case."""

    articles: int
    rounds: int
    when: str
    samples: dict[str, dict[str, list[Sample]]]

    def get(self, builder: str, case: str) -> Sequence[Sample]:
        """Return the samples of a case; none where it was not measured."""
        return self.samples.get(builder, {}).get(case, ())


@dataclass(frozen=True, slots=True)
class Results:
    """All sizes that were measured, by name."""

    sizes: Mapping[str, Measured]

    def get(self, size: str, builder: str, case: str) -> Sequence[Sample]:
        """Return the samples of a case at a size; none where it was not measured."""
        return self.sizes[size].get(builder, case) if size in self.sizes else ()

    def middle(self, size: str, builder: str, case: str, of: Callable[[Sample], float | None]) -> float | None:
        """Return the median of a figure; none where it was not measured."""
        return middle(self.get(size, builder, case), of)


def middle(samples: Sequence[Sample], of: Callable[[Sample], float | None]) -> float | None:
    """Return the median of a figure of *samples*; none where one of them has no such figure, or there are none."""
    values = [of(sample) for sample in samples]
    known = [value for value in values if value is not None]
    return median(known) if known and len(known) == len(values) else None


def whole(sample: Sample) -> float:
    """Return the CPU seconds of a build."""
    return sample.cpu


def pages_alone(sample: Sample) -> float | None:
    """Return the CPU seconds without those of checks and search index, which peers do not have; none if not told."""
    if sample.phases is None:
        return None
    return sample.cpu - sum(sample.phases.get(phase, 0.0) for phase in BESIDE_PAGES)


def measure_size(size: Size, tell: Callable[[str], None]) -> Measured:
    """Build the sites of *size* and return what that took; *tell* hears of each build."""
    when = f"{machine()}; load {os.getloadavg()[0]:.1f} when it began"
    samples: dict[str, dict[str, list[Sample]]] = {name: {} for name in size.cases}
    for builder, case, sample in measure(size):
        samples[builder].setdefault(case, []).append(sample)
        tell(f"  {builder}, {case}: {sample.cpu:.2f} s of CPU")
    return Measured(size.articles, size.rounds, when, samples)


def read_results(file: Path = FILE) -> dict[str, Measured]:
    """Return what earlier runs have kept."""
    return msgspec.json.decode(file.read_bytes(), type=dict[str, Measured]) if file.exists() else {}


def write_results(sizes: Mapping[str, Measured], file: Path = FILE) -> None:
    """Keep *sizes* for later runs."""
    file.write_bytes(msgspec.json.format(msgspec.json.encode(sizes)) + b"\n")
