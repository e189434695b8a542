"""Making one tree the same as another: by the paths that are known to differ, or by looking at all of it.

The same file is one inode under two names; where the disk knows no such links it is copied, with its time.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from digest.engine.files import clear, find_obstacles, link, prune

if TYPE_CHECKING:
    from collections.abc import Sequence


def mirror_paths(live: str, standby: str, paths: Sequence[str]) -> None:
    """Make *standby* the same as *live* at *paths*, the only ones at which they differ."""
    for path in find_obstacles(standby, paths):
        os.unlink(f"{standby}/{path}")
    for path in paths:
        there, here = _status(f"{live}/{path}"), _status(f"{standby}/{path}")
        is_folder = bool(here and stat.S_ISDIR(here.st_mode))
        if there and stat.S_ISREG(there.st_mode):
            if is_folder:
                clear(f"{standby}/{path}")
            if not here or not os.path.samestat(there, here):
                link(f"{live}/{path}", standby, path)
        elif not (is_folder and there and stat.S_ISDIR(there.st_mode)):
            if here:
                clear(f"{standby}/{path}")
            prune(standby, path)  # a kill may have left the folders of a file that was made or removed


def mirror_all(live: str, standby: str) -> None:
    """Make *standby* the same as *live*, whatever either holds; links and devices are not taken over.

    What is right already is left alone, so that this is fast where little differs.
    """
    is_one_disk = os.lstat(live).st_dev == os.lstat(standby).st_dev
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        others = _entries(f"{standby}/{prefix}")
        for name, entry in _entries(f"{live}/{prefix}").items():
            is_folder = entry.is_dir(follow_symlinks=False)
            if not is_folder and not entry.is_file(follow_symlinks=False):
                continue
            other = others.pop(name, None)
            if other and other.is_dir(follow_symlinks=False) != is_folder:
                clear(other.path)
                other = None
            if is_folder:
                waiting.append(f"{prefix}{name}/")
                if not other:
                    os.mkdir(f"{standby}/{prefix}{name}")
            elif not other or not is_one_disk or other.inode() != entry.inode():
                link(entry.path, standby, prefix + name)
        for other in others.values():
            clear(other.path)


def _entries(folder: str) -> dict[str, os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return {entry.name: entry for entry in entries}


def _status(target: str) -> os.stat_result | None:
    try:
        return os.lstat(target)
    except (FileNotFoundError, NotADirectoryError):
        return None
