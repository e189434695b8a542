"""Pictures on pages: a browser takes the size that it needs, nothing moves as they come, no file tells on anyone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.pictures.test_making import text_in
from tests.support.pages import read_pages
from tests.support.pictures import SECRETS, chart, moving, photo
from tests.support.project import SETTINGS_NAME, article, build, digest, write_project
from tests.support.server import serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

IMAGES = "[{file: images/hall.jpg, alt: A hall, caption: The hall}, {file: images/plan.svg, alt: A plan}]"
OTHERS = "[{file: images/count.gif, alt: A count}, {file: images/deep/er.webp, alt: A room}]"
BODY = 'Words.\n\n![Bars & "more"]({static}/images/chart.png)\n\nSee ![a room]({static}/images/a%20room.jpg "T") here.'
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="36"><metadata>PERSONNAME</metadata>'
    '<rect width="64" height="36"/></svg>'
)
FILES = {
    "content/articles/2016/hall.md": article("hall", f"{BODY}{' More words of the library.' * 900}", images=IMAGES),
    "content/articles/2016/qaa.md": article("qaa", BODY, lang="ar", images=IMAGES, title="قاعة"),
    "content/articles/2016/plain.md": article("plain", "Words.", images=OTHERS),
    "content/pages/about.md": "---\ntitle: About\nslug: about\nlang: en\n---\n\n![Bars]({static}/images/chart.png)\n",
    "content/images/plan.svg": DRAWING,
    "content/extra/security.txt": "Contact: the desk",
}
PICTURES = {
    "content/images/hall.jpg": photo(2000, 1500, turn=6),
    "content/images/chart.png": chart(1400, 700),
    "content/images/a room.jpg": photo(300, 200),
    "content/images/count.gif": moving(),
    "content/images/deep/er.webp": photo(900, 600, "WEBP"),
    "content/extra/icon.png": chart(180, 180),
}


def project(folder: Path) -> Path:
    write_project(folder, FILES)
    for name, content in PICTURES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    settings = folder / SETTINGS_NAME
    extra = 'EXTRA_PATH_METADATA = {f"extra/{name}": {"path": name} for name in ("security.txt", "icon.png")}\n'
    settings.write_text(settings.read_text("utf-8") + extra, "utf-8")
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = project(tmp_path_factory.mktemp("pictures") / "project")
    return build(folder, folder / "output", "--no-index")


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def looks(folder: Path) -> dict[str, tuple[int, int]]:
    found = ((path, path.stat()) for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (status.st_mtime_ns, status.st_ino) for path, status in found}


def test_no_published_file_says_what_the_pictures_said(built: Path) -> None:
    published = files(built)

    words = [word.encode() for word in SECRETS]
    assert [name for name, content in published.items() if any(word in text_in(content) for word in words)] == []
    originals = [(built.parent / name).read_bytes() for name in PICTURES]
    assert not any(content in originals for content in published.values())


def test_every_address_that_a_page_names_is_there(built: Path) -> None:
    there = files(built).keys()
    for path, page in read_pages(built).items():
        assert page.errors == (), path
        for image in page.all("img", "source"):
            named = [image.attrib["src"]] if image.tag == "img" else []
            named += [part.split()[0] for part in image.attrib.get("srcset", "").split(", ") if part]
            for address in named:
                assert address.replace("../", "").replace("%20", " ") in there


def test_file_at_the_root_keeps_its_size_and_has_no_others(built: Path) -> None:
    names = [name for name in files(built) if name.startswith("icon")]

    assert names == ["icon.png"]
    assert (built / "security.txt").read_text("utf-8") == "Contact: the desk"


def test_page_keeps_the_place_of_each_picture_free(built: Path) -> None:
    page = read_pages(built)["/articles/hall/"]
    found = [tuple(map(image.get, ("alt", "width", "height", "loading"))) for image in page.all("img")]

    assert found == [
        ("A hall", "1280", "1707", None),
        ("A plan", "64", "36", "lazy"),
        ('Bars & "more"', "1280", "640", "lazy"),
        ("a room", "300", "200", "lazy"),
    ]
    assert [image.get("title") for image in page.all("img")][-1] == "T"
    assert {source.get("type") for source in page.all("source")} == {"image/avif", "image/webp"}
    assert [image.get("width") for image in read_pages(built)["/about/"].all("img")] == ["1280"]


def test_feeds_show_the_plain_picture(built: Path) -> None:
    feed = (built / "feed.json").read_text("utf-8")

    assert "http://127.0.0.1:8000/images/chart.png" in feed
    assert "srcset" not in feed


def test_stock_pelican_publishes_the_same(built: Path, tmp_path: Path) -> None:
    other = build(built.parent, tmp_path / "stock", "--no-index", env={"DIGEST_ENGINE": "off"})

    assert files(other) == files(built)


def test_what_is_edited_is_made_anew_and_nothing_else(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    output = build(folder, folder / "output", "--no-index")
    before = looks(output)

    def changed() -> set[str]:
        nonlocal before
        build(folder, output, "--no-index")
        now = looks(output)
        found = {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
        before = now
        return found

    assert changed() == set()
    os.utime(folder / "content/images/hall.jpg")
    assert changed() == set()
    # Another picture of the same size: its files, and no page.
    (folder / "content/images/a room.jpg").write_bytes(photo(300, 200, turn=3))
    assert changed() == {"images/a room.jpg", "images/a room.jpg.300.avif"}
    # One of another size: the pages that show it, too.
    (folder / "content/images/a room.jpg").write_bytes(photo(300, 180))
    pages = {"articles/hall/index.html", "ar/articles/qaa/index.html"}
    assert changed() == {"images/a room.jpg", "images/a room.jpg.300.avif"} | pages
    # A page changes with its words, and its pictures do not.
    path = folder / "content/articles/2016/plain.md"
    path.write_text(path.read_text("utf-8").replace("Words.", "Other words."), "utf-8")
    assert not any(name.endswith((".avif", ".jpg", ".png", ".webp", ".gif")) for name in changed())
    # Settings change every page, perhaps, but no picture is made for that.
    settings = folder / SETTINGS_NAME
    settings.write_text(settings.read_text("utf-8") + "\n# another\n", "utf-8")
    done = digest("build", "--settings", SETTINGS_NAME, "--output", output, "--no-index", cwd=folder)
    assert " 0 written" in done.stdout + done.stderr


def test_every_broken_picture_is_told_in_one_run_and_nothing_is_published(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    images = folder / "content/images"
    (images / "hall.jpg").write_bytes(PICTURES["content/images/hall.jpg"][:9000])
    (images / "chart.png").write_bytes(b"no picture")
    (images / "plan.svg").write_text("<svg", "utf-8")
    (images / "scan.tif").write_bytes(b"II*\0")
    for env in ({}, {"DIGEST_ENGINE": "off"}):
        done = digest("build", "--settings", SETTINGS_NAME, "--output", folder / "output", cwd=folder, env=env)

        told = done.stdout + done.stderr
        assert done.returncode == 1
        assert "Traceback" not in told
        for name, code in (("hall.jpg", "C160"), ("chart.png", "C160"), ("plan.svg", "C163"), ("scan.tif", "C162")):
            assert f"content/images/{name}: {code} " in told
        assert not (folder / "output").exists()


# --- in a browser ---


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with serve(built) as found:
        yield found


def taken(page: Page) -> list[str]:
    """Return the file that the browser took for each picture, once all are there."""
    for image in page.locator("img").all():
        image.scroll_into_view_if_needed()
    # Not by waiting for a condition: Playwright would ask for it by eval, which the policy of the page forbids.
    page.evaluate("Promise.all([...document.images].map((image) => image.decode()))")
    return page.evaluate("[...document.images].map((image) => image.currentSrc.split('/').pop())")  # type: ignore[no-any-return]


def places(page: Page) -> list[float]:
    """Return where each picture stands, and how large it is."""
    boxes = [image.bounding_box() for image in page.locator("img").all()]
    return [box[side] for box in boxes if box for side in ("x", "y", "width", "height")]


@pytest.mark.parametrize(
    ("width", "scale", "hall", "bars"),
    [
        (360, 1, "hall.jpg.480.avif", "chart.png.480.webp"),
        (360, 2, "hall.jpg.800.avif", "chart.png.800.webp"),
        (1280, 1, "hall.jpg.800.avif", "chart.png.800.webp"),
        (1280, 2, "hall.jpg.1280.avif", "chart.png.1280.webp"),
    ],
)
@pytest.mark.parametrize("path", ["/articles/hall/", "/ar/articles/qaa/"])
def test_browser_takes_the_size_that_it_needs(  # noqa: PLR0913, PLR0917 - a screen and what is taken for it
    browser: Browser, address: str, path: str, width: int, scale: int, hall: str, bars: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, device_scale_factor=scale)
    page = context.new_page()
    page.goto(address + path)

    assert taken(page) == [hall, "plan.svg", bars, "a%20room.jpg.300.avif"]
    for image in page.locator("img").all():
        box = image.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_nothing_moves_when_the_pictures_come(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    held: list[Route] = []
    is_holding = True

    def hold(route: Route) -> None:
        if is_holding:
            held.append(route)
        else:
            route.continue_()

    page.route("**/images/**", hold)
    page.goto(f"{address}/articles/hall/", wait_until="domcontentloaded")
    before = places(page)
    is_holding = False
    for route in held:
        route.continue_()
    taken(page)
    page.evaluate("scrollTo(0, 0)")

    assert len(before) == 16
    assert places(page) == pytest.approx(before, abs=0.5)  # less than can be seen
    context.close()


def test_picture_is_as_large_as_it_is_said_to_be(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/articles/hall/")
    taken(page)
    shapes = page.evaluate("[...document.images].map((image) => [image.clientWidth, image.clientHeight])")

    assert shapes[0][0] / shapes[0][1] == pytest.approx(1280 / 1707, abs=0.01)
    assert shapes[3] == [300, 200]
    context.close()
