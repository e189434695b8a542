"""The size of a picture, so that a page keeps its place free while it loads."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_SIZE_END = 24
_HEAD_BYTES = 2048
# <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" width="640" height="360">
_SVG_ROOT = re.compile(r"<svg\b(?P<attributes>[^>]*)>")
_SVG_SIZE = re.compile(r"""(?<![\w-])(?P<name>width|height)\s*=\s*["'](?P<pixels>\d{1,5})(?:px)?["']""")


def image_size(path: Path) -> tuple[int, int] | None:
    """Return the width and height of a PNG or SVG file in CSS pixels; None for another kind, or where none is said."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if head.startswith(_PNG_HEAD) and len(head) >= _PNG_SIZE_END:
        width, height = struct.unpack(">II", head[16:_PNG_SIZE_END])
        return width, height
    root = _SVG_ROOT.search(head.decode("utf-8", "replace"))
    size = {match["name"]: int(match["pixels"]) for match in _SVG_SIZE.finditer(root["attributes"])} if root else {}
    return (size["width"], size["height"]) if len(size) == 2 else None  # noqa: PLR2004 - both
