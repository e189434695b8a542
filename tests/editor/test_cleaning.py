"""Pictures that come into a repository: they say how they look, and nothing else."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo

from digest.editor.cleaning import cleaned
from digest.editor.faults import EditorError
from tests.editor.test_desk import PIXEL

GPS, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F


def picture(kind: str, **options: Any) -> bytes:
    image = Image.linear_gradient("L").convert("RGB").resize((64, 48))
    made = BytesIO()
    image.save(made, kind, **options)
    return made.getvalue()


def taken(turn: int = 1) -> bytes:
    exif = Image.Exif()
    exif[MAKER] = "A camera"
    exif[ORIENTATION] = turn
    exif.get_ifd(GPS)[1] = "N"
    return exif.tobytes()


@pytest.mark.parametrize("turn", [1, 6])
def test_photograph_says_only_how_the_camera_was_held(turn: int) -> None:
    came = picture("JPEG", exif=taken(turn), comment=b"by Jane Roe", xmp=b"<x>Jane Roe</x>", quality=80)

    clean = cleaned("hall.jpg", came)

    assert b"Jane Roe" in came
    for said in (b"Jane Roe", b"A camera", b"GPS"):
        assert said not in clean
    with Image.open(BytesIO(clean)) as image, Image.open(BytesIO(came)) as before:
        assert image.getexif().get(ORIENTATION, 1) == turn
        assert set(image.getexif()) <= {ORIENTATION}
        assert max(high for _, high in ImageChops.difference(image, before).getextrema()) <= 2


def test_drawing_in_png_says_nothing_and_looks_the_same() -> None:
    said = PngInfo()
    said.add_text("Author", "Jane Roe")
    clean = cleaned("plan.png", picture("PNG", pnginfo=said))

    assert b"Jane Roe" not in clean
    with Image.open(BytesIO(clean)) as image, Image.open(BytesIO(picture("PNG"))) as before:
        assert image.tobytes() == before.tobytes()


@pytest.mark.parametrize("content", [PIXEL, picture("JPEG"), picture("WEBP"), picture("GIF"), b"nothing", b""])
def test_picture_that_says_nothing_stays_byte_for_byte(content: bytes) -> None:
    assert cleaned("x", content) == content


def test_picture_that_cannot_be_cleaned_without_loss_is_refused() -> None:
    with pytest.raises(EditorError, match="save it as JPEG or PNG"):
        cleaned("hall.webp", picture("WEBP", exif=taken()))
