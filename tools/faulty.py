"""The broken articles of tests/checks/faults, and the content folder that each of them joins."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FAULTS = ROOT / "tests" / "checks" / "faults"
PLACE = Path("articles", "2016")
BRANCH = "main"


def cases() -> list[Path]:
    """Return the broken articles in the order of their names, those with seven faults last."""
    return sorted((FAULTS / "cases").glob("*.md"), key=lambda path: (path.stem.startswith("seven"), path.name))


def lay_out(folder: Path, case: Path | None) -> Path:
    """Write the content that surrounds all cases to *folder*, and *case* into it; return the file of the case.

    Of a case that readers had otherwise, that is what git has in the folder above.
    """
    shutil.copytree(FAULTS / "around", folder)
    file = folder / PLACE / (case.name if case else "none.md")
    if case and against(case):
        shutil.copyfile(case.with_suffix(".was"), file)
        _publish(folder.parent)
    if case:
        shutil.copyfile(case, file)
    return file


def against(case: Path | None) -> str | None:
    """Return the git revision in which readers had *case* as `NAME.was` has it, if they had it."""
    return BRANCH if case and case.with_suffix(".was").exists() else None


def _publish(root: Path) -> None:
    identity = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false")
    for words in (
        ("init", "--quiet", "--initial-branch", BRANCH),
        ("add", "."),
        (*identity, "commit", "--quiet", "--message", "Publish"),
    ):
        subprocess.run(["git", "-C", str(root), *words], check=True)
