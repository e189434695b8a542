"""What the tests of the search page share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.support.pages import read_page

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page, ViewportSize

PREFIXES = {"en": "/", "ru": "/ru/", "kk": "/kk/", "ar": "/ar/"}
LISTS = {"tag": "tags", "author": "authors", "place": "places", "section": "sections", "publication": "publications"}
EVERYTHING = "#" + "&".join(f"language={lang}" for lang in PREFIXES)
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 360, "height": 740}


def told(page: Page) -> Locator:
    """Return the sentence that says what was found."""
    return page.locator("#told")


def results(page: Page) -> Locator:
    """Return the headlines of the results."""
    return page.locator(".entry__headline a")


def open_search(page: Page, address: str = "/search/") -> None:
    """Open the search page and wait until its scripts are there, and with them the keys."""
    page.goto("about:blank")  # another fragment alone would not load it anew
    page.goto(address)
    expect(page.locator(".search__hits")).to_be_attached()


def found(page: Page, address: str) -> list[str]:
    """Return the headlines that the search at *address* finds."""
    open_search(page, address)
    settle(page)
    return results(page).all_inner_texts()


def settle(page: Page) -> None:
    """Wait until the page shows what its address asks for."""
    expect(page.locator(".search__hits[aria-busy=false]")).to_be_attached()


def number_found(page: Page) -> int:
    """Return how many articles the page says it has found."""
    settle(page)
    expect(told(page)).to_have_text(re.compile(r"^\d+ articles?"))
    return int(told(page).inner_text().split(" ")[0])


def headline(path: Path) -> str:
    """Return the headline of the article at *path*."""
    page = read_page(str(path), path.read_text("utf-8"))
    return " ".join("".join(next(page.all("h1")).itertext()).split())


def count_on_list(path: Path) -> int:
    """Return how many articles the list at *path* says it has."""
    page = read_page(str(path), path.read_text("utf-8"))
    [line] = [element for element in page.tree.iter() if element.get("class") == "listing__count"]
    return int(re.sub(r"\D", "", "".join(line.itertext())))
