"""What was measured, by size: kept beside the document that shows it, since each size has its own day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bench.document import DOCUMENT

from .rounds import Round

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE = DOCUMENT.with_name("benchmarks-search.json")


def read_results(file: Path = FILE) -> dict[str, Round]:
    """Return what earlier runs have kept."""
    return msgspec.json.decode(file.read_bytes(), type=dict[str, Round]) if file.exists() else {}


def write_results(rounds: Mapping[str, Round], file: Path = FILE) -> None:
    """Keep *rounds* for later runs."""
    file.write_bytes(msgspec.json.format(msgspec.json.encode(rounds)) + b"\n")
