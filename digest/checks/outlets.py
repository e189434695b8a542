"""Rules over the registry of publications: readers are told who speaks and who pays, or that nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.entries import UNKNOWN
from digest.frontmatter import FrontMatterError, read_mapping
from digest.model import Problem
from digest.registry import OUTLET

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def check_outlets(folder: Path) -> Iterator[Problem]:
    """Yield what the registry of publications in *folder* leaves out; that it cannot be read is told elsewhere."""
    path = folder / "publications.yaml"
    try:
        values, lines = read_mapping(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, FrontMatterError):
        return
    for identifier, entry in values.items():
        missing = [key for key in OUTLET if not entry.get(key)] if isinstance(entry, dict) else []
        if missing:
            message = f"{identifier!r} does not say its {' and '.join(missing)}"
            hint = f"find out, or write `{missing[0]}: {UNKNOWN}`: readers are told that it is not known"
            yield Problem(path.as_posix(), lines[identifier], "C364", message, hint)
        if isinstance(entry, dict) and not entry.get("rights"):
            message = f"{identifier!r} does not say how much of its texts may be shown"
            hint = "look up its terms and write `rights: full`, `excerpt` or `link`; until then all is shown"
            yield Problem(path.as_posix(), lines[identifier], "C366", message, hint)
