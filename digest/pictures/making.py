"""Making what is published of a picture: upright, in the colours of the web, and nothing of what the file said besides.

The same file and recipe give the same bytes: what the encoders are asked is all written here.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageCms

from digest.pictures.looks import opened, turn_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # fmt: skip
_ON_ITS_SIDE = 5
_PAPER = "#ffffff"  # where a picture that one can see through becomes one that hides what is behind
_COLOURS = 256
_FROM_SIXTEEN_BITS = 1 / 256

# AVIF at speed 9 takes a quarter of the time of speed 8, for files a tenth larger; the encoder is named, and given one
# thread, since another would make other bytes.
_AVIF = {"quality": 60, "speed": 9, "codec": "aom", "max_threads": 1, "autotiling": False}
_OPTIONS: Mapping[tuple[str, bool], Mapping[str, Any]] = {
    ("AVIF", False): {**_AVIF, "subsampling": "4:2:0"},
    ("AVIF", True): {**_AVIF, "subsampling": "4:4:4"},
    ("JPEG", False): {"quality": 80, "optimize": True, "progressive": True, "subsampling": "4:2:0"},
    ("JPEG", True): {"quality": 85, "optimize": True, "progressive": True, "subsampling": "4:4:4"},
    ("WEBP", False): {"quality": 80, "method": 4},
    ("WEBP", True): {"lossless": True, "quality": 80, "method": 4},
    ("PNG", False): {"compress_level": 6},
    ("PNG", True): {"compress_level": 9},
    ("GIF", False): {},
    ("GIF", True): {},
}


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is to be made of a picture: the form and the size; *is_drawn* as in Look."""

    form: str
    width: int
    height: int
    is_drawn: bool


def make(content: bytes, recipe: Recipe) -> bytes:
    """Return what *recipe* makes of a picture that has been looked at."""
    with opened(content) as image:
        turn = turn_of(image)
        across, down = recipe.width, recipe.height
        size = (down, across) if turn >= _ON_ITS_SIDE else (across, down)
        image.draft(None, size)
        plain = _in_web_colours(_plain(image).resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0), image)
    upright = plain.transpose(_TURNS[turn]) if turn in _TURNS else plain
    fresh = Image.new(upright.mode, upright.size)
    fresh.paste(upright)  # the pixels alone
    return _saved(fresh, recipe)


def _plain(image: Image.Image) -> Image.Image:
    """Return a picture in a mode that can be made smaller: no palette, no single bits, none of sixteen."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * _FROM_SIXTEEN_BITS).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in {"L", "RGB", "CMYK"} else image.convert("RGB")


def _in_web_colours(image: Image.Image, original: Image.Image) -> Image.Image:
    """Return a picture in sRGB, as browsers take colours of which nothing is said."""
    profile = original.info.get("icc_profile")
    mode = "RGBA" if image.mode == "RGBA" else "L" if image.mode == "L" else "RGB"
    if profile and image.mode != "L":
        try:
            theirs = ImageCms.ImageCmsProfile(BytesIO(profile))
            found = ImageCms.profileToProfile(image, theirs, ImageCms.createProfile("sRGB"), outputMode=mode)
        except (ImageCms.PyCMSError, OSError, ValueError):  # a profile that is damaged, or of other colours
            return image.convert(mode)
        return found if found is not None else image.convert(mode)
    return image.convert(mode)


def _saved(image: Image.Image, recipe: Recipe) -> bytes:
    if recipe.form == "JPEG" and image.mode == "RGBA":
        behind = Image.new("RGB", image.size, _PAPER)
        behind.paste(image, mask=image)
        image = behind
    if recipe.form == "GIF" or (recipe.form == "PNG" and recipe.is_drawn and image.mode == "RGB"):
        image = image.quantize(_COLOURS, dither=Image.Dither.NONE)
        image.info.clear()
    file = BytesIO()
    image.save(file, recipe.form, **_OPTIONS[recipe.form, recipe.is_drawn])
    return file.getvalue()
