"""How an import grows with the number of files: each size in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from bench.document import Table
from bench.measure import MB, in_fresh_process, watch
from digest.importer import each_result
from tests.importer.helpers import OPTIONS

from .prose import as_text, long_story

if TYPE_CHECKING:
    from .sizes import Size

BYTES = 700
FOLDER_OF = 1000
UNSURE = "T.\nT.\n"  # its language is asked of the model, which is read then


@dataclass(frozen=True, slots=True)
class Growth:
    """An import of so many *files*: seconds of CPU and of the clock, and bytes of memory above the start."""

    files: int
    written: int
    cpu: float
    wall: float
    memory: int

    @property
    def each(self) -> float:
        """Milliseconds of CPU for a file."""
        return 1000 * self.cpu / self.files


def measure(size: Size) -> list[Growth]:
    """Return what the imports cost."""
    return [_measure(files) for files in size.files]


def _measure(files: int) -> Growth:
    with TemporaryDirectory() as folder:
        in_fresh_process(fill, folder=f"{folder}/inbox", files=files, size=BYTES)
        return Growth(**in_fresh_process(_import, folder=folder, files=files))


def fill(folder: str, files: int, size: int) -> None:
    """Write so many texts of about *size* bytes below *folder*."""
    for number in range(files):
        path = Path(folder, f"{number // FOLDER_OF:03}", f"{number:06}.txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_text(long_story(number, ("en", "ru")[number % 2], size)), "utf-8")


def warm_up() -> None:
    """Import some texts, so that all word lists and models are in memory before anything is measured."""
    with TemporaryDirectory() as folder:
        fill(f"{folder}/inbox", 2, BYTES)
        Path(folder, "inbox", "unsure.txt").write_text(UNSURE, "utf-8")
        for _ in each_result([Path(folder, "inbox")], into=Path(folder, "into"), options=OPTIONS):
            pass


def _import(folder: str, files: int) -> dict[str, Any]:
    warm_up()
    written = 0
    with watch() as cost:
        for result in each_result([Path(folder, "inbox")], into=Path(folder, "into"), options=OPTIONS):
            written += result.path is not None
    return {"files": files, "written": written, "cpu": cost.cpu, "wall": cost.wall, "memory": cost.memory}


def table(growths: list[Growth]) -> Table:
    """Return the figures."""
    rows = [
        (f"{one.files:,}", f"{one.written:,}", f"{one.each:.2f} ms", f"{one.cpu:,.1f} s", f"{one.wall:,.1f} s",
         f"{one.memory / MB:,.0f} MB")
        for one in growths
    ]  # fmt: skip
    note = (
        "Texts of about one kilobyte, half of them Russian, imported by one process into an empty folder. Memory is "
        "the most that the process had above what it had before, with its word lists and models already read."
    )
    columns = ("files", "written", "CPU for a file", "CPU", "by the clock", "memory")
    return Table("Growth with the number of files", note, columns, tuple(rows))
