"""Pictures made for tests: gradients and bars, with all that a file can say besides."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

SECRETS = ("CAMERAMAKER", "PERSONNAME", "COMMENTSECRET", "XMPSECRET", "2016:12:26", "SECRETPROFILE")
"""Words that stand in the files that `photo` and `chart` make, and may stand in no file that is published."""

_XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>XMPSECRET</rdf:RDF></x:xmpmeta>'


def colours(width: int, height: int) -> Image.Image:
    """Return a picture of many colours: red grows to the right, green downwards."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (across, down, Image.radial_gradient("L").resize((width, height))))


def bars(width: int, height: int) -> Image.Image:
    """Return a picture of three colours."""
    image = Image.new("RGB", (width, height), "white")
    drawing = ImageDraw.Draw(image)
    for at in range(8):
        drawing.rectangle((at * width // 8, height // (at + 2), at * width // 8 + width // 12, height), fill="#0d5560")
    drawing.rectangle((0, height - 4, width, height), fill="#8a3b12")
    return image


def exif(turn: int = 1) -> Image.Exif:
    """Return what a telephone says: who made it, when and where."""
    said = Image.Exif()
    said[0x010F], said[0x013B], said[0x0132], said[0x0112] = "CAMERAMAKER", "PERSONNAME", "2016:12:26 09:00:00", turn
    said.get_ifd(0x8825).update({1: "N", 2: (50.0, 17.0, 11.5), 3: "E", 4: (57.0, 10.0, 1.5), 0x1D: "2016:12:26"})
    return said


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def photo(width: int = 64, height: int = 48, form: str = "JPEG", *, turn: int = 1, mode: str = "RGB") -> bytes:
    """Return a photograph with everything that a camera writes into one."""
    options: dict[str, Any] = {"exif": exif(turn)}
    if form == "JPEG":
        options |= {"comment": "COMMENTSECRET", "xmp": _XMP, "quality": 90}
    if form in {"WEBP", "AVIF"}:
        options |= {"xmp": _XMP}
    return saved(colours(width, height).convert(mode), form, **options)


def chart(width: int = 64, height: int = 48) -> bytes:
    """Return a drawing as PNG, with the words that a program adds."""
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "PERSONNAME")
    said.add_itxt("XML:com.adobe.xmp", _XMP.decode(), zip=True)
    return saved(bars(width, height), "PNG", pnginfo=said, exif=exif())


def profiled(width: int = 64, height: int = 48) -> bytes:
    """Return a photograph in colours of another space than the web's, red and green the other way round."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return saved(colours(width, height), "PNG", icc_profile=bytes(profile))


def moving(width: int = 64, height: int = 48) -> bytes:
    """Return an animation of two pictures, white first."""
    first, second = (Image.new("P", (width, height), colour) for colour in (0, 1))
    for image in (first, second):
        image.putpalette([255, 255, 255, 0, 0, 0])
    return saved(first, "GIF", save_all=True, append_images=[second], duration=500, loop=0, comment=b"COMMENTSECRET")


def huge(width: int = 60_000, height: int = 60_000) -> bytes:
    """Return a small PNG that says that it is a large one."""
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(bytes(1000)))]
    chunks = [
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in [*parts, (b"IEND", b"")]
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def opened(content: bytes) -> Image.Image:
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        return image
