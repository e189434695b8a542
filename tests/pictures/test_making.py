"""What is published of a picture: upright, in the size and colours of the web, and nothing of what its file said."""

from __future__ import annotations

import subprocess
import sys
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from digest.pictures.looks import look_at
from digest.pictures.making import Recipe, make
from digest.pictures.variants import WIDTHS, forms, own, variants, widths
from tests.support.pictures import (
    SECRETS,
    bars,
    chart,
    colours,
    huge,
    moving,
    opened,
    photo,
    profiled,
    saved,
)
from tests.support.project import ROOT

if TYPE_CHECKING:
    from digest.pictures.looks import Look

FILES = {
    "a.jpg": photo(640, 400),
    "b.jpeg": photo(640, 400, turn=6),
    "cmyk.jpg": saved(colours(300, 200).convert("CMYK"), "JPEG"),
    "grey.jpg": photo(300, 200, mode="L"),
    "chart.png": chart(900, 500),
    "photo.png": saved(colours(900, 500), "PNG"),
    "palette.png": saved(bars(500, 400).quantize(8), "PNG"),
    "clear.png": saved(
        Image.merge("RGBA", (*bars(500, 400).split(), Image.linear_gradient("L").resize((500, 400)))), "PNG"
    ),
    "deep.png": saved(Image.linear_gradient("L").convert("I").point(lambda value: value * 257).convert("I;16"), "PNG"),
    "bits.png": saved(bars(300, 200).convert("1"), "PNG"),
    "profiled.png": profiled(300, 200),
    "moving.gif": moving(300, 200),
    "a.webp": photo(600, 400, "WEBP"),
    "a.avif": photo(600, 400, "AVIF"),
    "wrong-name.jpg": chart(300, 200),
}  # fmt: skip


def look(name: str, content: bytes) -> Look:
    seen = look_at(f"content/images/{name}", content)
    assert seen.look is not None, seen.problems
    return seen.look


def text_in(content: bytes) -> bytes:
    """Return a file with what is packed in it unpacked, as far as it can be."""
    found = content
    for at in (at for at in range(len(content)) if content[at : at + 1] == b"\x78"):
        try:
            found += zlib.decompressobj().decompress(content[at:], 1 << 16)
        except zlib.error:
            continue
    return found


@pytest.mark.parametrize("name", FILES)
def test_every_kind_is_published_in_its_sizes_with_pixels_alone(name: str) -> None:
    content = FILES[name]
    seen = look(name, content)

    for one in variants(name, seen):
        made = make(content, one.recipe)
        image = opened(made)
        assert (image.format, *image.size) == (one.recipe.form, one.recipe.width, one.recipe.height)
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression",
            "transparency", "background", "version", "duration", "timestamp", "loop", "extension"}  # fmt: skip
        assert not image.getexif()
        assert [word for word in SECRETS if word.encode() in text_in(made)] == []


def test_secrets_are_in_what_the_tests_publish() -> None:
    files = text_in(FILES["a.jpg"] + FILES["a.webp"] + FILES["moving.gif"]) + text_in(FILES["chart.png"])

    assert [word for word in SECRETS if word.encode() not in files] == ["SECRETPROFILE"]


@pytest.mark.parametrize("turn", range(1, 9))
def test_picture_stands_upright_however_the_camera_was_held(turn: int) -> None:
    upright = colours(400, 300)
    turned = {
        1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[turn]  # fmt: skip
    held = upright if turned is None else upright.transpose(turned)
    exif = Image.Exif()
    exif[0x0112] = turn
    content = saved(held, "JPEG", quality=95, exif=exif)
    seen = look("a.jpg", content)

    assert (seen.width, seen.height) == (400, 300)
    made = opened(make(content, own("a.jpg", seen).recipe)).convert("RGB")
    assert made.size == (400, 300)
    for place in ((20, 20), (380, 20), (20, 280), (380, 280)):
        near = zip(made.getpixel(place), upright.getpixel(place), strict=True)  # type: ignore[arg-type]
        assert all(abs(one - other) < 16 for one, other in near), place


def test_colours_are_those_of_the_web() -> None:
    content = profiled(300, 200)
    made = opened(make(content, Recipe("PNG", 300, 200, is_drawn=False))).convert("RGB")
    red, green, _ = made.getpixel((280, 20))  # type: ignore[misc]
    was_red, was_green, _ = opened(content).convert("RGB").getpixel((280, 20))  # type: ignore[misc]

    assert was_red > 200 > was_green
    assert green > 200 > red


def test_damaged_profile_does_not_stop_a_picture() -> None:
    content = saved(colours(90, 60), "PNG", icc_profile=b"SECRETPROFILE" * 20)

    made = make(content, Recipe("AVIF", 90, 60, is_drawn=False))
    assert b"SECRETPROFILE" not in made
    assert opened(made).size == (90, 60)


def test_what_one_can_see_through_stays_so_or_stands_on_paper() -> None:
    content = FILES["clear.png"]
    seen = look("clear.png", content)

    assert forms("clear.png", seen)[-1] == "PNG"
    assert opened(make(content, Recipe("PNG", 250, 200, is_drawn=False))).mode == "RGBA"
    on_paper = opened(make(content, Recipe("JPEG", 250, 200, is_drawn=False))).convert("RGB")
    assert min(on_paper.getpixel((245, 3))) > 240  # type: ignore[type-var]


def test_sixteen_bits_of_grey_become_eight() -> None:
    made = opened(make(FILES["deep.png"], Recipe("PNG", 256, 256, is_drawn=False)))

    assert [made.convert("L").getpixel((9, row)) for row in (0, 128, 255)] == pytest.approx([0, 128, 255], abs=2)


def test_no_width_is_larger_than_the_picture_and_the_own_address_is_the_largest() -> None:
    for width in (1, 479, 480, 481, 800, 1000, 1280, 4000):
        seen = look("a.png", chart(width, 20))

        offered = widths(seen)
        assert offered == tuple(sorted(set(offered)))
        assert offered[-1] == min(width, WIDTHS[-1])
        made = list(variants("a.png", seen))
        assert made[0].suffix == ""
        assert len({one.suffix for one in made}) == len(made) == len({one.recipe for one in made})
        assert {(one.recipe.form, one.recipe.width) for one in made} >= {
            (form, width) for form in forms("a.png", seen) for width in offered
        }


def test_drawing_keeps_its_colours_and_photographs_are_small() -> None:
    seen = look("chart.png", FILES["chart.png"])

    assert forms("chart.png", seen) == ("WEBP", "PNG")
    made = make(FILES["chart.png"], Recipe("WEBP", 900, 500, is_drawn=True))
    assert opened(made).convert("RGB").tobytes() == opened(FILES["chart.png"]).convert("RGB").tobytes()
    assert forms("photo.png", look("photo.png", FILES["photo.png"])) == ("AVIF", "JPEG")
    assert forms("a.webp", look("a.webp", FILES["a.webp"])) == ("AVIF", "JPEG")


def test_first_picture_of_an_animation_is_published_and_that_is_told() -> None:
    seen = look_at("content/images/m.gif", FILES["moving.gif"])

    assert [(problem.code, problem.is_notice) for problem in seen.problems] == [("C361", True)]
    assert seen.look is not None
    made = opened(make(FILES["moving.gif"], own("m.gif", seen.look).recipe))
    assert getattr(made, "n_frames", 1) == 1
    assert made.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_same_picture_gives_the_same_bytes_in_another_process() -> None:
    recipes = [Recipe(form, 320, 200, is_drawn=False) for form in ("AVIF", "JPEG", "PNG", "WEBP", "GIF")]
    code = (
        "import hashlib, sys; from digest.pictures.making import *\n"
        "content = sys.stdin.buffer.read()\n"
        f"for recipe in {recipes}: print(hashlib.sha256(make(content, recipe)).hexdigest())"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, input=FILES["a.jpg"], capture_output=True, check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip

    assert said[0] == said[1]
    assert len(set(said[0].split())) == len(recipes)


# --- what cannot be published ---


@pytest.mark.parametrize("name", ["a.jpg", "chart.png", "a.webp", "a.avif", "moving.gif"])
def test_picture_that_ends_too_soon_is_told(name: str) -> None:
    whole = FILES[name]
    for size in (0, 3, 20, len(whole) // 2):
        seen = look_at(f"content/images/{name}", whole[:size])

        (problem,) = seen.problems
        assert seen.look is None
        assert (problem.path, problem.code) == (f"content/images/{name}", "C160")
        assert problem.hint


def test_picture_that_is_none_is_told() -> None:
    for content in (b"<html>no picture</html>", b"%PDF-1.4", b"\xff\xd8\xff\xe0" + b"x" * 99):
        assert [problem.code for problem in look_at("content/images/x.jpg", content).problems] == ["C160"]


@pytest.mark.parametrize("size", [(60_000, 60_000), (8_000, 7_000), (25_000, 10)])
def test_picture_that_says_that_it_is_huge_is_told_and_not_read(size: tuple[int, int]) -> None:
    assert [problem.code for problem in look_at("content/images/x.png", huge(*size)).problems] == ["C161"]


def test_picture_of_a_kind_for_no_browser_is_told() -> None:
    for name in ("x.heic", "X.TIFF", "x.dng"):
        assert [problem.code for problem in look_at(f"content/images/{name}", b"").problems] == ["C162"]


@given(st.sampled_from(["a.jpg", "chart.png", "a.webp", "a.avif", "moving.gif"]), st.data())
@settings(max_examples=60)
def test_no_damage_to_a_file_breaks_the_run(name: str, data: st.DataObject) -> None:
    content = bytearray(FILES[name])
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=5)):
        content[at] = data.draw(st.integers(0, 255))
    seen = look_at(f"content/images/{name}", bytes(content))

    assert (seen.look is None) == any(not problem.is_notice for problem in seen.problems)
    if seen.look is not None:
        assert make(bytes(content), own(name, seen.look).recipe)
