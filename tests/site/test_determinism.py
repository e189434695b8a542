"""The same input gives the same bytes, whoever builds it, wherever and whenever."""

from __future__ import annotations

import os
import shutil
from hashlib import sha256
from typing import TYPE_CHECKING

from tests.support.project import ROOT, CommandFailedError, digest

if TYPE_CHECKING:
    from pathlib import Path

PARTS = ("content", "theme", "pelicanconf.py", "publishconf.py")
# A clock that is at another day for most of the day, another language, another order of sets.
ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "4711"}
A_YEAR = 365 * 24 * 3600


def fingerprints(folder: Path) -> dict[str, str]:
    """Return the hash of every file of *folder* by its name."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def test_another_folder_time_zone_language_and_hash_seed_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "another folder"
    for name in PARTS:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, _made(copy) / name)
    for path in copy.rglob("*"):
        old = path.stat().st_mtime - A_YEAR
        os.utime(path, (old, old))

    done = digest("build", "--output", tmp_path / "other", cwd=copy, env=ELSEWHERE)
    if done.returncode:
        raise CommandFailedError(done)

    assert fingerprints(tmp_path / "other") == fingerprints(site)


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder
