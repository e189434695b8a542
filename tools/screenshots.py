"""Takes the pictures of pages that docs/ shows, from the content of this repository: `inv screenshots`."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.editor.conftest import commit_all, running
from tests.support.browser import launch
from tests.support.node import find_editor
from tests.support.project import ROOT, SETTINGS, SETTINGS_NAME, build
from tests.support.server import serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FrameLocator, Page

WIDTH, HEIGHT = 1280, 960
# Pages are paper, ink and one colour: more than these are not seen, and cost three times the bytes.
COLOURS = 64


class Picture(NamedTuple):
    """A page, and what has to be there, in a frame of a frame, before it is taken."""

    name: str
    path: str
    awaited: str = "h1"
    frames: tuple[str, ...] = ()


PICTURES = (
    Picture("front", "/"),
    Picture("article", "/articles/centre-in-astana-says-it-has-brought-over-1000-people-back-from-radical/"),
    Picture("tag", "/tags/prevention/"),
    Picture("search", "/search/?q=resolution", awaited=".search__found article"),
)
EDITED = "2021/european-union-gives-hosting-services-one-hour-to-act-on-a-removal-order"


def take(browser: Browser, address: str, picture: Picture) -> bytes:
    """Return a picture as PNG."""
    with browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.goto(address + picture.path, wait_until="networkidle")
        where: Page | FrameLocator = page
        for frame in picture.frames:
            where = where.frame_locator(frame)
        where.locator(picture.awaited).first.wait_for()
        page.wait_for_load_state("networkidle")
        return lean(page.screenshot())


def take_editor(browser: Browser, folder: Path) -> bytes:
    """Return the form of the editor over a copy of our content in *folder*, as PNG."""
    copytree(ROOT / "content", folder / "content")
    (folder / SETTINGS_NAME).write_text(SETTINGS, "utf-8")
    commit_all(folder)
    with running(folder, find_editor()) as editor:
        address = f"/admin/#/collections/articles/entries/{EDITED}"
        picture = Picture("editing", address, frames=("#preview-pane", "iframe"))
        return take(browser, editor.address, picture)


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
            (ROOT / "docs/editing.png").write_bytes(take_editor(browser, Path(folder) / "project"))
            browser.close()


if __name__ == "__main__":
    main()
