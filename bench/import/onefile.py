"""What one large file costs: in one line, in many lines, in paragraphs; each in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from bench.document import Table
from bench.measure import MB, in_fresh_process, watch
from digest.importer import each_result
from tests.importer.helpers import OPTIONS

from .growth import warm_up
from .prose import MANY_LINES, ONE_LINE, PROSE, large

if TYPE_CHECKING:
    from .sizes import Size

KINDS = (ONE_LINE, MANY_LINES, PROSE)
SECONDS = 10
MEMORY, TIMES = 30 * MB, 5


@dataclass(frozen=True, slots=True)
class OneFile:
    """The import of a file of *size* bytes: what became of it, seconds of CPU, and bytes of memory above the start."""

    kind: str
    size: int
    outcome: str
    cpu: float
    memory: int

    @property
    def allowed(self) -> int:
        """The bytes of memory that it may take."""
        return MEMORY + TIMES * self.size


def measure(size: Size) -> list[OneFile]:
    """Return what each file costs."""
    return [_measure(kind, int(megabytes * MB)) for kind in KINDS for megabytes in size.megabytes]


def _measure(kind: str, size: int) -> OneFile:
    with TemporaryDirectory() as folder:
        inbox = Path(folder, "inbox")
        inbox.mkdir()
        (inbox / "a.txt").write_text(large(kind, size), "utf-8")
        return OneFile(kind, (inbox / "a.txt").stat().st_size, **in_fresh_process(_import, folder=folder))


def _import(folder: str) -> dict[str, Any]:
    warm_up()
    with watch() as cost:
        results = each_result([Path(folder, "inbox")], into=Path(folder, "into"), options=OPTIONS)
        outcomes = [result.outcome for result in results]
    return {"outcome": ", ".join(outcomes), "cpu": cost.cpu, "memory": cost.memory}


def table(files: list[OneFile]) -> Table:
    """Return the figures."""
    rows = [
        (one.kind, f"{one.size / MB:.1f} MB", one.outcome, f"{one.cpu:.2f} s", f"{one.memory / MB:.0f} MB",
         f"{one.allowed / MB:.0f} MB", f"{one.memory / one.size:.1f}")
        for one in files
    ]  # fmt: skip
    note = "A whole import of one file, writing included; memory as above. None has a headline, so all wait for review."
    columns = ("text", "size", "outcome", "CPU", "memory", "allowed", "times the file")
    return Table("Growth with the size of one file", note, columns, tuple(rows))
