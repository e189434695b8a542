"""Rules over the pictures of `content/`: each can be read whole, and is of a kind and size that can be published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.pictures.kinds import is_picture
from digest.pictures.looks import look_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.model import Problem

_OTHERS = frozenset({"articles", "pages", "registry"})


def check_pictures(folder: Path) -> Iterator[Problem]:
    """Yield what is wrong with the pictures of the content folder."""
    for path in sorted(folder.glob("*/**/*")):
        parts = path.relative_to(folder).parts
        if parts[0] in _OTHERS or any(part.startswith(".") for part in parts) or not is_picture(path.name):
            continue
        if path.is_file():
            yield from look_at(path.as_posix(), path.read_bytes()).problems
