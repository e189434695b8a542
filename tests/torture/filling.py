"""A disk that is full: a small one in memory, mounted where nobody else sees it; `python -m tests.torture.filling`.

unshare --mount … mount -t tmpfs …    what runs in there writes, and is told ENOSPC by the system itself
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tests.support.project import ROOT
from tests.torture.desk import BUILD, PUBLISH, Desk, WrongError, hold_told

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = 96  # MB of the disk
MOST = 4_000_000  # bytes that are left free at most: what a publish needs is less
# As root, and as anybody where the system lets them have a namespace of their own.
_WAYS = (
    ("unshare", "--mount"),
    ("unshare", "--user", "--map-root-user", "--mount"),
    ("sudo", "-n", "unshare", "--mount"),
)
_MOUNT = f'mount -t tmpfs -o size={SIZE}m,mode=755 tmpfs "$0" && exec "$@"'


def fill(folder: Path, seconds: float, seed: int, least: int) -> tuple[Counter[str], list[str]]:
    """Return what happened to runs on a disk that is full, and what was wrong after them."""
    folder.mkdir(parents=True, exist_ok=True)
    way = next((way for way in _WAYS if _goes(way, folder)), None)
    if way is None:
        message = "no disk can be mounted here: run it as root, or where `unshare --user --map-root-user --mount` works"
        return Counter(), [message]
    program = (sys.executable, "-m", "tests.torture.filling", folder, str(seconds), str(seed), str(least))
    done = subprocess.run(
        [*way, "sh", "-c", _MOUNT, folder, *program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        return Counter(), [done.stderr]
    found = json.loads(done.stdout)
    return Counter(found["times"]), found["wrong"]


def _goes(way: tuple[str, ...], folder: Path) -> bool:
    if shutil.which(way[0]) is None:
        return False
    return subprocess.run([*way, "sh", "-c", _MOUNT, folder, "true"], capture_output=True, check=False).returncode == 0


def _each(desk: Desk, seconds: float, seed: int, least: int) -> Iterator[tuple[str, str]]:
    """Yield what happened to each run, and what was wrong after it."""
    until, number = time.monotonic() + seconds, 0
    while number < least or time.monotonic() < until:
        try:
            yield _one(desk, Random(f"{seed}/full/{number}")), ""
        except WrongError as error:
            yield "wrong", f"{seed}/full/{number}: {error}"
            return
        number += 1


def _one(desk: Desk, random: Random) -> str:
    command, before = random.choice([PUBLISH, PUBLISH, BUILD]), desk.state
    after = desk.turn()
    written = desk.editors()
    filler = desk.folder.parent / "filler"
    status = os.statvfs(desk.folder)
    free = int(random.random() ** 3 * MOST)  # mostly very little
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, status.f_bavail * status.f_frsize - free))
    run = desk.run(*command)
    filler.unlink()
    hold_told(run, "on a full disk")
    desk.outlive(before, after, written)
    return f"{command[0]}: {'told' if run.status else 'there was room'}"


def main() -> None:
    """Run in a namespace that has the disk."""
    folder, seconds, seed, least = Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    desk = Desk(folder / "project").set_up()
    found = list(_each(desk, seconds, seed, least))
    times, wrong = Counter(how for how, _ in found), [what for _, what in found if what]
    sys.stdout.write(json.dumps({"times": times, "wrong": wrong}))


if __name__ == "__main__":
    main()
