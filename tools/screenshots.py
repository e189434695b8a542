"""Takes the pictures of pages that docs/ shows, from the content of this repository: `inv screenshots`."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.support.browser import launch
from tests.support.project import ROOT, build
from tests.support.server import serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WIDTH, HEIGHT = 1280, 960
# Pages are paper, ink and one colour: more than these are not seen, and cost three times the bytes.
COLOURS = 64


class Picture(NamedTuple):
    """A page, and what has to be there before it is taken."""

    name: str
    path: str
    awaited: str = "h1"


PICTURES = (
    Picture("front", "/"),
    Picture("article", "/articles/centre-in-astana-says-it-has-brought-over-1000-people-back-from-radical/"),
    Picture("tag", "/tags/prevention/"),
    Picture("search", "/search/?q=resolution", awaited=".search__found article"),
)


def take(browser: Browser, address: str, picture: Picture) -> bytes:
    """Return a picture as PNG."""
    with browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.goto(address + picture.path, wait_until="networkidle")
        page.locator(picture.awaited).first.wait_for()
        return lean(page.screenshot())


def lean(png: bytes) -> bytes:
    """Return a picture with few colours, which letters on paper do not miss."""
    written = BytesIO()
    picture = Image.open(BytesIO(png)).convert("RGB")
    picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


def main() -> None:
    """Write the pictures to docs/."""
    with TemporaryDirectory() as folder:
        site = build(ROOT, Path(folder) / "site")
        with serve(site) as address, sync_playwright() as playwright:
            browser = launch(playwright)
            for picture in PICTURES:
                (ROOT / "docs" / f"{picture.name}.png").write_bytes(take(browser, address, picture))
            browser.close()


if __name__ == "__main__":
    main()
