"""What was linked and is gone: `content/registry/dead-links.yaml`, and the copies that readers are led to instead.

`digest check links --write` proposes what stands there, and an editor keeps what is so. A build asks nobody: it takes
the day on which a page was found gone, and the address of its copy, from the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digest.model import Problem
from digest.registryfile import read_registry_file
from digest.shapes import DAY, WrongValue, is_web_address

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

NAME = "dead-links.yaml"
_KEYS = {"gone", "copy", "archived"}


@dataclass(frozen=True, slots=True)
class Gone:
    """A page that is gone: since which day that is known, where its *copy* is, and of which day that is."""

    since: date
    copy: str
    archived: date | None = None


def load_gone(folder: Path) -> tuple[dict[str, Gone], list[Problem]]:
    """Return what is gone, by address, and what is wrong with the file; it need not be there."""
    path = folder / NAME
    values, lines, problems = read_registry_file(path, "R130")
    found = {}
    for address, value in values.items():
        one = _gone(value) if is_web_address(address) else None
        if one is None:
            message = f"{address!r} does not say where its copy is and since when it is gone"
            hint = "write `ADDRESS: {gone: 2026-11-26, copy: https://...}`, and `archived` with the day of the copy"
            problems.append(Problem(path.as_posix(), lines[address], "R130", message, hint))
        else:
            found[address] = one
    return found, problems


def _gone(value: Any) -> Gone | None:
    if not isinstance(value, dict) or not {"gone", "copy"} <= value.keys() <= _KEYS:
        return None
    if not is_web_address(str(value["copy"])):
        return None
    since, archived = _day(value["gone"]), _day(value.get("archived"))
    return Gone(since, value["copy"], archived) if since and (archived or not value.get("archived")) else None


def _day(text: Any) -> date | None:
    try:
        found: date = DAY.parse(text)
    except WrongValue:
        return None
    return found


def render_gone(gone: Mapping[str, Gone]) -> str:
    """Return the file that says this, in the order of the addresses."""
    lines = [
        "# Pages that were linked and are gone, each with the copy that readers are led to instead. Proposed by",
        "# `digest check links --write`; look at each before you commit it, and take out what is still there.",
    ]
    for address, one in sorted(gone.items()):
        archived = f", archived: {one.archived}" if one.archived else ""
        lines.append(f'"{address}": {{gone: {one.since}, copy: "{one.copy}"{archived}}}')
    return "\n".join([*lines, ""])
