"""Who has read a page finds the theme that the page is of, whatever has gone out since."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from digest.publishing.earlier import THEMES
from digest.publishing.folder import Folder
from tests.publishing.helpers import ONE, read, send
from tests.publishing.test_switch import serving

if TYPE_CHECKING:
    from pathlib import Path

SHEETS = [b"p { margin: %d }\n" % number * 40 for number in range(THEMES + 2)]
SHEET = "theme/site.css"


def mark(content: bytes) -> str:
    return sha256(content).hexdigest()[:8]


def of(number: int) -> dict[str, bytes]:
    """Return a site with a style sheet that no other has."""
    return ONE | {SHEET: SHEETS[number]}


def place(number: int) -> str:
    return f"earlier/{mark(SHEETS[number])}/{SHEET}"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "srv", 2)


def test_files_of_the_theme_that_pages_of_before_ask_for_go_out_too(folder: Folder, tmp_path: Path) -> None:
    for number in (0, 1):
        send(folder, tmp_path / "output", of(number))

    assert read(tmp_path / "srv/current") == of(1) | {place(0): SHEETS[0], place(1): SHEETS[1]}


def test_publishes_of_the_same_theme_do_not_make_it_older(folder: Folder, tmp_path: Path) -> None:
    send(folder, tmp_path / "output", of(0))
    for number in range(THEMES + 1):
        send(folder, tmp_path / "output", of(1) | {"index.html": b"%d" % number})

    assert place(0) in read(tmp_path / "srv/current")


def test_so_many_themes_are_kept_the_last_among_them(folder: Folder, tmp_path: Path) -> None:
    for number in range(len(SHEETS)):
        send(folder, tmp_path / "output", of(number))
    earlier = {path for path in read(tmp_path / "srv/current") if path.startswith("earlier/")}

    # That of the site too: a server that does not find it there would find another beside it after a switch.
    assert earlier == {place(number) for number in range(len(SHEETS) - THEMES, len(SHEETS))}


def test_kept_file_that_is_damaged_does_not_go_out(folder: Folder, tmp_path: Path) -> None:
    send(folder, tmp_path / "output", of(0))
    kept = tmp_path / ".output.digest/publishing/themes" / place(0)
    content = kept.read_bytes()
    kept.unlink()
    kept.write_bytes(b"q" + content[1:])
    send(folder, tmp_path / "output", of(1))

    assert read(tmp_path / "srv/current") == of(1) | {place(1): SHEETS[1]}


@pytest.mark.server
@pytest.mark.parametrize("kind", ["nginx", "caddy"])
def test_servers_answer_with_the_file_that_a_page_asks_for(folder: Folder, tmp_path: Path, kind: str) -> None:
    for number in (0, 1):
        send(folder, tmp_path / "output", of(number))
    asked = {
        f"?v={mark(SHEETS[0])}": SHEETS[0],
        f"?v={mark(SHEETS[1])}": SHEETS[1],
        "": SHEETS[1],
        "?v=../../../../etc": SHEETS[1],
        "?v=00000000": SHEETS[1],
    }

    with serving(kind, tmp_path / "srv/current", tmp_path / kind) as address:
        for query, wanted in asked.items():
            with urlopen(f"{address}/{SHEET}{query}") as answer:  # noqa: S310 - of this machine
                assert (query, answer.read()) == (query, wanted)
                assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
