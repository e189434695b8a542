"""The pages, style sheets and pictures of the built site before the Nu Html Checker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.validator import complaints

if TYPE_CHECKING:
    from pathlib import Path

# Needs no browser, but is left out with what does: it takes packages of the system, too.
pytestmark = pytest.mark.browser


BROKEN = {
    "page.html": '<!doctype html><html lang="en"><title>A page</title><p><img src="a.png"></p></html>',
    "style.css": "p { colour: red }",
    "drawing.svg": '<svg xmlns="http://www.w3.org/2000/svg"><circle radius="2"/></svg>',
    "feed.json": "{}",
}


def test_every_file_is_valid(site: Path, showcase: Path, tmp_path: Path) -> None:
    """In the same run it is seen that the checker does tell what is wrong: one mistake in each kind of file."""
    for name, text in BROKEN.items():
        (tmp_path / name).write_text(text, "utf-8")
    try:
        told = complaints(site, showcase, tmp_path)
    except FileNotFoundError as error:
        pytest.fail(str(error), pytrace=False)

    assert [line for line in told if str(tmp_path) not in line] == []
    assert {line.removeprefix(f"{tmp_path}/").partition(":")[0] for line in told} == set(BROKEN) - {"feed.json"}
