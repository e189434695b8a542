"""Looking at a picture: its size and kind, or why it cannot be published. All is read: it may end too soon."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

from digest.model import Problem
from digest.pictures import vectors
from digest.pictures.kinds import DRAWING, STRANGE, ending_of
from digest.pictures.vectors import DrawingError

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PIXELS = 50_000_000  # of one picture; a telephone makes 48 million. They take 200 MB while it is made
LONGEST_SIDE = 20_000
_READ = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
_ORIENTATION = 0x0112  # EXIF
_ON_ITS_SIDE = frozenset({5, 6, 7, 8})
_FEW_COLOURS = {"RGB": 256, "RGBA": 256, "L": 32, "LA": 32}
_GLANCE = (64, 64)


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of a picture: the fingerprint of its file, and its size upright, where that is said.

    *is_drawn*: it has few colours, as charts and signs have, and stays sharp in PNG; *is_clear*: one may see through.
    """

    digest: bytes
    width: int | None
    height: int | None
    is_drawn: bool = False
    is_clear: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of looking: what is known of the picture, unless it cannot be published, and what is to be told."""

    look: Look | None
    problems: tuple[Problem, ...] = ()


class TooLargeError(Exception):
    """A picture that would take more memory than it is worth, or that was made to."""


def look_at(told: str, content: bytes) -> Seen:
    """Return what the picture with *content* is; *told* is its path, as problems tell it."""
    ending = ending_of(told)
    if ending in STRANGE:
        hint = "save it as JPEG or PNG"
        return _bad(told, "C162", f"browsers do not show pictures of the kind {ending}", hint)
    digest = blake2b(content, digest_size=16).digest()
    if ending == DRAWING:
        return _look_at_drawing(told, content, digest)
    try:
        with opened(content) as image:
            return _look(told, image, digest)
    except (TooLargeError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        message = f"the picture has more than {MOST_PIXELS // 1_000_000} million pixels, or a side of {LONGEST_SIDE}"
        return _bad(told, "C161", message, "make it smaller in a picture editor")
    except Exception as error:  # noqa: BLE001 - of a broken file, each of the decoders raises something else
        cause = str(error).replace(repr(error.__class__), "") if isinstance(error, OSError) else "it is damaged"
        cause = "it is none of JPEG, PNG, GIF, WebP and AVIF" if "identify" in cause else cause.rstrip(".")
        return _bad(told, "C160", f"the picture cannot be read: {cause}", "save it anew, or take it out")


def _bad(told: str, code: str, message: str, hint: str) -> Seen:
    return Seen(None, (Problem(told, 0, code, message, hint),))


def _look_at_drawing(told: str, content: bytes, digest: bytes) -> Seen:
    try:
        drawing = vectors.cleaned(content)
    except DrawingError as error:
        return _bad(told, "C163", str(error), "save it as plain SVG in a drawing program")
    look = Look(digest, drawing.width, drawing.height)
    if not drawing.removed:
        return Seen(look)
    message = f"not published of this drawing: {', '.join(drawing.removed)}"
    return Seen(look, (Problem(told, 0, "C362", message, "see that it looks right without"),))


def _look(told: str, image: Image.Image, digest: bytes) -> Seen:
    width, height = image.size
    if turn_of(image) in _ON_ITS_SIDE:
        width, height = height, width
    moves = getattr(image, "n_frames", 1) > 1 and image.format != "MPO"
    image.draft(None, _GLANCE)  # of a JPEG all is read, but not all is worked out
    image.load()
    is_clear = image.has_transparency_data
    look = Look(digest, width, height, is_drawn=_is_drawn(image), is_clear=is_clear)
    notice = Problem(
        told, 0, "C361", "only the first picture of the animation is published", "leave it, or save one picture"
    )
    return Seen(look, (notice,) if moves else ())


def _is_drawn(image: Image.Image) -> bool:
    if image.format in {"JPEG", "MPO"}:
        return False
    if image.mode in {"1", "P", "PA"}:
        return True
    most = _FEW_COLOURS.get(image.mode)
    return most is not None and image.getcolors(most) is not None


@contextmanager
def opened(content: bytes) -> Iterator[Image.Image]:
    """Give a picture of the kinds that are read, if it is not too large."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what is odd in it and does not matter
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(BytesIO(content), formats=_READ) as image:
            if image.width * image.height > MOST_PIXELS or max(image.size) > LONGEST_SIDE:
                raise TooLargeError
            yield image


def turn_of(image: Image.Image) -> int:
    """Return how the camera was held, as EXIF numbers it; 1 is upright."""
    try:
        turn = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - what is said of a picture may be damaged, and the picture whole
        return 1
    return turn if isinstance(turn, int) else 1
