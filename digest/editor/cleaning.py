"""Pictures without what their files say of where, when and by whom they were made: a commit stays for ever."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import Image, UnidentifiedImageError

from digest.editor.faults import EditorError
from digest.pictures.looks import opened, turn_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_ORIENTATION = 0x0112  # EXIF: how the camera was held, without which a picture would lie on its side
_SAID = frozenset({"exif", "xmp", "photoshop", "comment", "XML:com.adobe.xmp", "Raw profile type exif"})
_GOOD = 95  # JPEG, of the pictures of some telephones, whose own quality cannot be kept
_CAMERA = frozenset({"JPEG", "MPO"})


def cleaned(name: str, content: bytes) -> bytes:
    """Return a picture as it came where its file says nothing but how it looks, and else without what it says.

    One that cannot be opened is returned as it is: the checks tell what is wrong with it.
    """
    try:
        with opened(content) as image:
            if not _says(image):
                return content
            if image.format in _CAMERA:
                return _saved(image, "JPEG", _as_held(image) | _quality(image))
            if image.format == "PNG":
                return _saved(image, "PNG", {})
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombWarning):
        return content
    message = f"{name}: the file says more than what can be seen. Hint: save it as JPEG or PNG, and choose that"
    raise EditorError(message)


def _says(image: Image.Image) -> bool:
    return bool(_SAID & image.info.keys() or getattr(image, "text", None))


def _as_held(image: Image.Image) -> dict[str, Any]:
    turn = turn_of(image)
    if turn == 1:
        return {}
    exif = Image.Exif()
    exif[_ORIENTATION] = turn
    return {"exif": exif.tobytes()}


def _quality(image: Image.Image) -> dict[str, Any]:
    return {"quality": "keep"} if image.format == "JPEG" else {"quality": _GOOD}


def _saved(image: Image.Image, kind: str, options: Mapping[str, Any]) -> bytes:
    colours = image.info.get("icc_profile")
    image.load()
    image.info = {}
    clean = BytesIO()
    image.save(clean, kind, icc_profile=colours, **options)
    return clean.getvalue()
