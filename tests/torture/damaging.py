"""What is kept between runs, cut short or with a bit that is another; folders that cannot be written to."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tests.torture.desk import BUILD, PUBLISH, hold_told, unchanged

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from tests.torture.desk import Desk

_KEPT = (".output.digest/*", ".output.digest/publishing/*", ".output.digest/publishing/packed/**/*", ".cache/*")
_PUBLISHED = ("srv/.lock*", "srv/releases/*.json")
_NO_CACHE = (".gitignore", "lock", "lock.holder", ".lock", ".lock.holder")
READ_ONLY = (
    "", "output", "output/articles", ".output.digest", ".output.digest/publishing", ".output.digest/publishing/site",
    ".output.digest/publishing/site/articles", "srv", "srv/releases", ".cache",
)  # fmt: skip


def damage_cache(desk: Desk, random: Random) -> str:
    """Cut a file of those that are kept between runs short, or let a bit of it be another, behind its back or not."""
    found = sorted({path for pattern in _KEPT for path in desk.folder.glob(pattern) if _is_kept(path)})
    large = [path for path in found if "packed" not in path.parts]  # of the many that are alike one in three is enough
    path = random.choice(large if random.random() < 0.7 else found)
    how = _damage(path, random)
    written = desk.editors()
    desk.turn()
    desk.mend()
    desk.turn()  # and back
    desk.mend()
    unchanged(written, desk.editors())
    return f"{path.name if 'packed' not in path.parts else 'packed'}: {how}"


def _is_kept(path: Path) -> bool:
    return path.is_file() and path.name not in _NO_CACHE


def _damage(path: Path, random: Random) -> str:
    content, status = bytearray(path.read_bytes()), path.stat()
    if not content or random.random() < 0.4:
        del content[random.randrange(len(content) or 1) :]
        how = "cut short"
    else:
        content[random.randrange(len(content))] ^= 1 << random.randrange(8)
        how = "a bit"
    path.write_bytes(bytes(content))
    if random.random() < 0.5:
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        how += " behind its back"
    return how


def read_only(desk: Desk, random: Random) -> str:
    """Let a folder that is needed be read-only: that has to be told in a line, and the next run has to be right."""
    there = [name for name in READ_ONLY if (desk.folder / name).is_dir()]
    name, command = random.choice(there), random.choice([PUBLISH, PUBLISH, BUILD])
    folder, before = desk.folder / name, desk.state
    after = desk.turn()
    written = desk.editors()
    mode = folder.stat().st_mode
    folder.chmod(0o555)
    try:
        run = desk.run(*command)
    finally:
        folder.chmod(mode)
    hold_told(run, f"while {name or 'project'} is read-only")
    desk.outlive(before, after, written)
    return f"{name or 'project'}: {'told' if run.status else 'not needed'}"
