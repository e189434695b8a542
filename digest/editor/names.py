"""Names that a browser may ask for: content files and pictures below the content folder, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.editor.faults import BadRequestError, ForbiddenError
from digest.editor.form import PICTURES
from digest.pictures.kinds import STRANGE, ending_of, is_picture
from digest.schema import KINDS

if TYPE_CHECKING:
    from pathlib import Path

_MOST = 200  # characters of a name
# articles/2016/library-opens.md   images/hall.jpg; no part begins with a dot
_PATH = re.compile(r"[^\x00-\x1f\x7f/\\.:][^\x00-\x1f\x7f/\\:]*(?:/[^\x00-\x1f\x7f/\\.:][^\x00-\x1f\x7f/\\:]*)+")
# hall-2.jpg
_PICTURE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def content_name(path: object) -> str:
    """Return the path of a content file below the content folder; raise where it is none."""
    name = _name(path)
    if name.partition("/")[0] not in KINDS or not name.endswith(".md"):
        message = f"{name}: this is no content file. Hint: the form edits {', '.join(KINDS)}"
        raise ForbiddenError(message)
    return name


def picture_name(path: object) -> str:
    """Return the path of a picture below the content folder; raise where it cannot be one."""
    name = _name(path)
    folder, _, file = name.partition("/")
    if folder != PICTURES or not _PICTURE.fullmatch(file):
        message = f"{name}: a picture has a name of Latin letters, figures, hyphens and dots. Hint: rename the file"
        raise ForbiddenError(message)
    if not is_picture(file) or ending_of(file) in STRANGE:
        message = f"{name}: this is no picture that can be shown. Hint: use JPEG, PNG, WebP, AVIF, GIF or SVG"
        raise ForbiddenError(message)
    return name


def _name(path: object) -> str:
    if not isinstance(path, str) or not path or len(path) > _MOST:
        message = f"a path of at most {_MOST} characters is missing. Hint: this is a fault of the editor, not yours"
        raise BadRequestError(message)
    if not _PATH.fullmatch(path):
        message = f"{path!r} is no path of a file in a folder. Hint: choose another name"
        raise ForbiddenError(message)
    return path


def inside(folder: Path, name: str) -> Path:
    """Return where *name* stands below *folder*, links followed; raise where they lead out."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        message = f"{name}: this leads out of the content folder. Hint: edit it where it is"
        raise ForbiddenError(message)
    return path
