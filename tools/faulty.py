"""The broken articles of tests/checks/faults, and the content folder that each of them joins."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FAULTS = ROOT / "tests" / "checks" / "faults"
PLACE = Path("articles", "2016")


def cases() -> list[Path]:
    """Return the broken articles in the order of their names, those with seven faults last."""
    return sorted((FAULTS / "cases").glob("*.md"), key=lambda path: (path.stem.startswith("seven"), path.name))


def lay_out(folder: Path, case: Path | None) -> Path:
    """Write the content that surrounds all cases to *folder*, and *case* into it; return the file of the case."""
    shutil.copytree(FAULTS / "around", folder)
    file = folder / PLACE / (case.name if case else "none.md")
    if case:
        shutil.copyfile(case, file)
    return file
