"""Which files are pictures, by their names, and in which form each is published."""

from __future__ import annotations

FORMS = {
    ".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".gif": "GIF", ".webp": "WEBP", ".avif": "AVIF",
}  # fmt: skip
"""The form in which a file with such a name is published at its own address, whatever it was."""

DRAWING = ".svg"
# Pictures that browsers do not show, and that say more about who took them than any other.
STRANGE = frozenset({".heic", ".heif", ".tif", ".tiff", ".bmp", ".jp2", ".jxl", ".dng", ".cr2", ".nef", ".arw", ".psd"})

ENDINGS = {"AVIF": "avif", "WEBP": "webp", "JPEG": "jpg", "PNG": "png", "GIF": "gif"}
TYPES = {
    "AVIF": "image/avif", "JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp",
}  # fmt: skip


def ending_of(name: str) -> str:
    """Return what the name of a file ends in: `.jpg`."""
    dot = name.rfind(".", name.rfind("/") + 1)
    return name[dot:].lower() if dot >= 0 else ""


def is_picture(name: str) -> bool:
    """Return whether a file is looked at as a picture."""
    ending = ending_of(name)
    return ending in FORMS or ending == DRAWING or ending in STRANGE
