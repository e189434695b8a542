"""A clock that jumps: years ahead, years back, and while a run goes on. libfaketime tells processes another time."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests.support.faketime import find_faketime
from tests.support.project import ROOT, article
from tests.torture.desk import PUBLISH, check, tree_of, unchanged, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from tests.torture.desk import Desk

YEARS = ("-9y", "-1y", "+1y", "+9y", "+0")
_LATER = 400  # days until an embargo ends
_WITHHELD = "The board is to choose another harbour"


def jump(desk: Desk, random: Random) -> str:
    """Let publishes follow each other by clocks that differ by years, some of them put while they run."""
    written = desk.editors()
    jumps = []
    for _ in range(2):
        before = desk.state
        jumps.append(_publish(desk, random, desk.turn()))
        desk.hold(before, desk.state)
    desk.mend()
    unchanged({path: seen for path, seen in written.items() if path in desk.editors()}, written)
    return ", ".join(jumps)


def _publish(desk: Desk, random: Random, after: str) -> str:
    """Publish by a clock that is wrong; it may refuse content whose days have not come by it, and nothing else."""
    first, second = random.sample(YEARS, 2)
    clock = desk.folder.parent / "clock"
    clock.write_text(f"{first}\n", "ascii")
    # The times of files are true, as on a disk that another machine serves, or as wrong as the clock.
    stat = random.choice(["0", "1"])
    environment = _environment(clock) | {"NO_FAKE_STAT": stat}
    command = [sys.executable, "-m", "digest", *PUBLISH]
    with subprocess.Popen(
        command, cwd=desk.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as run:
        is_put = random.random() < 0.5
        if is_put:
            try:
                run.wait(random.random() * 3)
            except subprocess.TimeoutExpired:
                clock.write_text(f"{second}\n", "ascii")
        said = run.communicate()[0]
    has_refused = run.returncode == 1 and all(" C136 " in line for line in said.splitlines())
    check(has_refused or run.returncode == 0, f"with the clock at {first}, then {second}, it failed: {said[:2000]}")
    if not has_refused:
        desk.hold(after)
    return f"{first}{f' then {second}' if is_put else ''}{': told' if has_refused else ''}"


def embargo(desk: Desk, _: Random) -> str:
    """Let a clock that is years ahead end an embargo; once it is right the next build has to take the text back."""
    until = (datetime.now(UTC) + timedelta(days=_LATER)).isoformat()
    path = desk.folder / "content/articles/2016/secret.md"
    write(path, article("secret", f"{_WITHHELD}.", embargo=f"'{until}'", added="2026-01-09"))
    clock = desk.folder.parent / "clock"
    clock.write_text("+9y\n", "ascii")
    command = [sys.executable, "-m", "digest", "build", *PUBLISH[1:3]]
    done = subprocess.run(
        command, cwd=desk.folder, env=_environment(clock), capture_output=True, text=True, check=False
    )
    check(done.returncode == 0, f"with the clock years ahead it failed: {done.stdout}{done.stderr}")
    page = "articles/secret/index.html"
    check(page in tree_of(desk.output), "an embargo that is over by the clock keeps its text back")
    desk.run("build", *PUBLISH[1:3])
    check(page not in tree_of(desk.output), "a text stays out that a wrong clock has let out")
    path.unlink()
    desk.mend()
    return "taken back"


def _environment(clock: os.PathLike[str]) -> Mapping[str, str]:
    return os.environ | {
        "LD_PRELOAD": find_faketime(),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        "DONT_FAKE_MONOTONIC": "1",
        "PYTHONPATH": str(ROOT),
    }
