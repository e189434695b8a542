"""What a second import of the same folder does: nothing, also to the files that an editor has changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from bench.document import Table
from bench.measure import in_fresh_process, watch
from digest.importer import each_result
from tests.importer.helpers import OPTIONS, content

from .growth import BYTES, fill

if TYPE_CHECKING:
    from .sizes import Size

EDIT = "\nA sentence of the editor.\n"
EDITED = 10  # of so many files, one
CHANGED = ("created", "updated")


@dataclass(frozen=True, slots=True)
class Again:
    """Three imports of one folder: what the second wrote and touched, and what the third did to *edited* files.

    Before the third an editor has changed these, and half of their sources have changed too.
    """

    files: int
    first: float
    second: float
    written: int
    touched: int
    edited: int
    overwritten: int


def measure(size: Size) -> Again:
    """Return what the imports did."""
    return Again(**in_fresh_process(_import_thrice, files=size.again))


def _import_thrice(files: int) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        inbox, into = Path(folder, "inbox"), Path(folder, "into")
        fill(str(inbox), files, BYTES)
        with watch() as first:
            _import(inbox, into)
        before = _stamps(into)
        with watch() as second:
            outcomes = _import(inbox, into)
        after = _stamps(into)
        written = sum(outcomes.count(outcome) for outcome in CHANGED)
        touched = sum(before.get(name) != after.get(name) for name in {*before, *after})
        return {
            "files": files, "first": first.cpu, "second": second.cpu, "written": written, "touched": touched,
            **_edit_and_import(inbox, into),
        }  # fmt: skip


def _import(inbox: Path, into: Path) -> list[str]:
    return [result.outcome for result in each_result([inbox], into=into, options=OPTIONS)]


def _stamps(into: Path) -> dict[str, int]:
    return {name: path.stat().st_mtime_ns for name, path in content(into).items()}


def _edit_and_import(inbox: Path, into: Path) -> dict[str, int]:
    edited = [path for path in content(into).values() if path.suffix == ".md"][::EDITED]
    for path in edited:
        path.write_text(path.read_text("utf-8") + EDIT, "utf-8")
    texts = {path: path.read_bytes() for path in edited}
    for path in sorted(inbox.rglob("*.txt"))[::2]:
        path.write_text(path.read_text("utf-8") + "\nThe library has added this sentence to its notice.\n", "utf-8")
    _import(inbox, into)
    return {"edited": len(edited), "overwritten": sum(path.read_bytes() != text for path, text in texts.items())}


def table(again: Again) -> Table:
    """Return the figures."""
    note = (
        f"{again.files:,} files. Before the third import an editor has changed {again.edited:,} of the articles, and "
        "half of all the sources have another sentence."
    )
    rows = (
        ("first", f"{again.first:.2f} s", f"{again.files:,}", "", ""),
        ("second", f"{again.second:.2f} s", f"{again.written:,}", f"{again.touched:,}", ""),
        ("third", "", "", "", f"{again.overwritten:,} of {again.edited:,}"),
    )
    columns = ("import", "CPU", "articles written", "files touched", "edited files overwritten")
    return Table("Importing again", note, columns, rows)
