"""Keys that sign in tests, and in nothing else."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make_key(path: Path, kind: str = "ed25519") -> Path:
    """Make a key of that *kind* at *path*, and its public half beside it."""
    subprocess.run(["ssh-keygen", "-q", "-t", kind, "-N", "", "-C", "desk@example.org", "-f", path], check=True)
    return path
