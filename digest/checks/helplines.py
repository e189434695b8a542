"""Rules over the registry of helplines: a number that nobody has tried for long may reach nobody."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from digest.frontmatter import FrontMatterError, read_mapping
from digest.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from digest.registry import Registry

GOOD_FOR = timedelta(days=180)


def check_helplines(folder: Path, registry: Registry, now: datetime | None) -> Iterator[Problem]:
    """Yield the helplines of the registry in *folder* that nobody has checked, or not for long by *now*."""
    path = folder / "helplines.yaml"
    try:
        _, lines = read_mapping(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, FrontMatterError):  # told elsewhere
        return
    hint = "see whether it answers and all is as it says, then write the day: `checked: 2026-11-26`"
    for identifier, entry in registry.helplines.entries.items():
        if entry.checked is None:
            message = f"nobody has checked {identifier!r} yet"
        elif now is not None and now.date() - entry.checked > GOOD_FOR:
            message = f"{identifier!r} was last checked on {entry.checked}, more than {GOOD_FOR.days} days ago"
        else:
            continue
        yield Problem(path.as_posix(), lines[identifier], "C365", message, hint)
