"""Imports that are killed, at a stage that is chosen; what an editor changed stays, and the next one does the rest."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.torture.desk import check, tree_of, unchanged, write
from tests.torture.running import Run, begin

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from tests.torture.desk import Tree

STAGES = ("starting", "finding", "reading", "comparing", "writing")
_WHOM = ("process", "process", "worker", "all")


def _text(number: int, hour: str) -> str:
    return f"Library opens room {number}\n\nBy Jane Roe\n\nRoom {number} opens at {hour} on Sundays, a notice said.\n"


@dataclass
class Imports:
    """Texts in *folder*, and the content folder of an editor who has changed one of those that were imported before."""

    folder: Path
    texts: int = 240  # so many that others help to read them
    whole: Tree = field(default_factory=dict)
    durations: dict[str, float] = field(default_factory=dict)

    def set_up(self) -> Imports:
        """Write the texts, import some, change one and all texts, and see what an import makes of that."""
        for number in range(40):
            write(self.folder / f"inbox/{number}.txt", _text(number, "noon"))
        done = self.run("before", "1")
        check(done.status == 0, f"the first import failed: {done.said}")
        for number in range(self.texts):
            write(self.folder / f"inbox/{number}.txt", _text(number, "one"))
        edited = self.edited("before")
        write(edited, edited.read_text("utf-8").replace("a notice said", "a notice at the door said"))
        shutil.copytree(self.folder / "before", self.folder / "whole")
        done = self.run("whole", "2")
        check(done.status in {0, 1}, f"the whole import failed: {done.said}")
        self.durations, self.whole = done.durations(), self.tree("whole")
        return self

    def run(self, into: str, jobs: str) -> Run:
        """Import into a folder."""
        arguments = ("import", "inbox", "--into", into, "--added", "2026-11-22", "--jobs", jobs)
        return begin(self.folder, arguments).end()

    def edited(self, into: str) -> Path:
        """Return the article that an editor has changed."""
        return next(path for path in (self.folder / into).rglob("*.md") if "room 0\n" in path.read_text("utf-8"))

    def tree(self, into: str) -> Tree:
        """Return what is in a folder, but for what is the importer's own."""
        found = tree_of(self.folder / into)
        return {path: seen for path, seen in found.items() if not path.startswith(".import/")}


def kill_import(imports: Imports, random: Random) -> str:
    """Kill an import: every file has to be as it was or as it is to be, and the next one has to do the rest."""
    into, inbox = imports.folder / "work", tree_of(imports.folder / "inbox")
    shutil.rmtree(into, ignore_errors=True)
    shutil.copytree(imports.folder / "before", into)
    before, stage = imports.tree("work"), random.choice(STAGES)
    arguments = ("import", "inbox", "--into", "work", "--added", "2026-11-22", "--jobs", random.choice("12"))
    run = begin(imports.folder, arguments)
    if stage == "starting" or run.wait_for(stage):
        run.wait(random.random() * 1.3 * imports.durations.get(stage, 0.1))
    killed = run.kill(random.choice(_WHOM))
    run.end()
    check(run.status in {-9, 0, 1}, f"it ended with {run.status} after {killed} was killed: {run.said}")
    check(run.status == -9 or "Traceback" not in run.said, f"it shows its inside: {run.said}")
    after = imports.tree("work")
    odd = [path for path in {*after, *before} if _name(path) and after.get(path) not in _either(path, before, imports)]
    check(not odd, f"{odd} is neither old nor new")
    check(imports.edited("work").read_bytes() == imports.edited("before").read_bytes(), "an edit is lost")
    again = imports.run("work", random.choice("12"))
    check(
        again.status in {0, 1} and imports.tree("work") == imports.whole, f"the next import is not whole: {again.said}"
    )
    unchanged(inbox, tree_of(imports.folder / "inbox"))
    return (
        f"{killed} at {run.stages[-1][0] if run.stages else 'starting'}" if killed != "nobody" else "none: it had ended"
    )


def _name(path: str) -> bool:
    """Return whether it is a file of the content, not one that is being written."""
    return not path.rpartition("/")[2].startswith(".")


def _either(path: str, before: Tree, imports: Imports) -> tuple[bytes | None, ...]:
    return before.get(path), imports.whole.get(path)
