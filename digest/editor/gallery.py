"""The pictures of the content folder, small enough that all of them can be looked over."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import ImageOps

from digest.editor.faults import ConflictError, MissingError
from digest.editor.form import PICTURES
from digest.editor.names import inside
from digest.engine.stamps import scan, stamp_of
from digest.pictures.kinds import DRAWING, STRANGE, ending_of, is_picture
from digest.pictures.looks import opened

if TYPE_CHECKING:
    from pathlib import Path

    from digest.engine.stamps import Stamp

_SMALL = 60_000  # bytes of a file that is sent as it is
_SIDE = (320, 320)


@dataclass(slots=True)
class Gallery:
    """The pictures below the content folder *content*."""

    content: Path
    _made: dict[str, tuple[Stamp, bytes]] = field(default_factory=dict)

    def names(self) -> list[str]:
        """Return the paths of all pictures that a text can name."""
        found = (f"{PICTURES}/{name}" for name, _ in scan(self.content / PICTURES) if "/" not in name)
        return sorted(name for name in found if is_picture(name) and ending_of(name) not in STRANGE)

    def has(self, name: str, content: bytes) -> bool:
        """Return whether the picture is there already; raise ConflictError where another has its name."""
        path = inside(self.content, name)
        if not path.exists():
            return False
        if path.read_bytes() == content:
            return True
        message = f"{name}: there is another picture of that name. Hint: rename the file, and choose it again"
        raise ConflictError(message)

    def small(self, name: str) -> dict[str, Any]:
        """Return a picture as the form takes it, smaller than it is."""
        path = inside(self.content, name)
        if not path.is_file():
            message = f"{name}: there is no such picture. Hint: choose another"
            raise MissingError(message)
        stamp = stamp_of(path)
        known = self._made.get(name)
        if known is None or known[0] != stamp:
            known = self._made[name] = (stamp, _reduced(name, path.read_bytes()))
        content = base64.b64encode(known[1]).decode()
        return {"id": name, "content": content, "encoding": "base64", "path": name, "name": name.rpartition("/")[2]}


def _reduced(name: str, content: bytes) -> bytes:
    if len(content) <= _SMALL or ending_of(name) == DRAWING:
        return content
    try:
        with opened(content) as image:
            image.draft("RGB", _SIDE)
            image.thumbnail(_SIDE)
            small = BytesIO()
            ImageOps.exif_transpose(image).convert("RGB").save(small, "JPEG")
    except (OSError, ValueError, SyntaxError):  # damaged: `digest check` tells it
        return content[:_SMALL]
    return small.getvalue()
