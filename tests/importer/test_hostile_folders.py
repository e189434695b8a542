"""Folders of sources and of articles that are not what they seem: told, or left alone, and nothing else stops."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from digest.importer import ImportReport, import_articles
from tests.importer.helpers import OPTIONS
from tests.support.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

GOOD = "Library opens on Sundays\n\nBy Jane Roe\n\nOSLO -- The reading room will be open from noon, it said.\n"
# Root may do all, whatever the rights: these two capabilities are what it gives up (as in test_hostile_inbox.py)
AS_OTHERS = """
import ctypes, os, sys
for capability in (1, 2):
    ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)
os.execv(sys.executable, [sys.executable, "-m", "digest", *sys.argv[1:]])
"""


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Return a folder of two texts."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, "utf-8")
    (folder / "odd.txt").write_text(GOOD.replace("noon", "one"), "utf-8")
    return folder


def _run(inbox: Path) -> ImportReport:
    return import_articles([inbox], into=inbox.parent / "content", options=OPTIONS)


def _as_others(inbox: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", AS_OTHERS, "import", str(inbox), "--into", str(inbox.parent / "content")]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_folders_in_folders_without_end_are_walked_or_told(two: Path) -> None:
    with contextlib.chdir(two):  # 1,500 folders are beyond Python's recursion, and within the length of a path
        for _ in range(1_500):
            os.mkdir("d")  # noqa: PTH102
            os.chdir("d")

    try:
        report = _run(two)
    finally:
        subprocess.run(["rm", "-rf", two / "d"], check=True)  # what clears up after tests goes no deeper either

    assert report.counts["created"] == 2


def test_a_folder_whose_names_may_be_read_and_nothing_else_is_told(two: Path) -> None:
    (two / "closed").mkdir()
    (two / "closed" / "a.txt").write_text(GOOD, "utf-8")
    (two / "closed").chmod(0o400)

    done = _as_others(two)

    (two / "closed").chmod(0o700)
    assert "Traceback" not in done.stderr
    assert f"{two}/closed/a.txt: I104 " in done.stderr
    assert done.stdout.startswith("3 texts read: 2 created, 1 failed\n")


@pytest.mark.parametrize("name", ["undated", "undated/library-opens-on-sundays.md"])
def test_what_may_not_be_read_in_the_content_folder_stops_the_import_in_plain_words(two: Path, name: str) -> None:
    _run(two)
    path = two.parent / "content" / "articles" / name
    rights = path.stat().st_mode
    path.chmod(0)

    done = _as_others(two)

    path.chmod(rights)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert str(path) in done.stderr


def test_a_link_to_itself_among_the_articles_is_passed_over(two: Path) -> None:
    folder = two.parent / "content" / "articles"
    folder.mkdir(parents=True)
    (folder / "self.md").symlink_to("self.md")

    assert _run(two).counts["created"] == 2


def test_a_link_in_the_place_of_a_temporary_file_is_not_followed(two: Path) -> None:
    (two / "odd.txt").unlink()
    outside, folder = two.parent / "outside", two.parent / "content" / "articles" / "undated"
    folder.mkdir(parents=True)
    (folder / ".library-opens-on-sundays.md.tmp").symlink_to(outside)

    report = _run(two)

    assert report.counts["created"] == 1
    assert not outside.exists()
    assert not (folder / "library-opens-on-sundays.md").is_symlink()


def test_a_database_of_somebody_else_in_the_place_of_the_ledger_is_thrown_away(two: Path) -> None:
    own = two.parent / "content" / ".import"
    own.mkdir(parents=True)
    with contextlib.closing(sqlite3.connect(own / "ledger.sqlite")) as db:
        db.execute("CREATE TABLE x (y)")
        db.commit()

    assert _run(two).counts["created"] == 2


@pytest.mark.parametrize(
    ("name", "front"),
    [
        (b"x.md", b"source: {file: [a], sha256: {b: c}}"),
        (b"x.md", b"source:\n  file: goo\xff.txt\n  sha256: x"),
        (b"x\xff.md", b"title: Library\nslug: library"),
    ],
)
def test_an_article_of_a_strange_form_is_left_alone_and_stops_nothing(two: Path, name: bytes, front: bytes) -> None:
    folder = two.parent / "content" / "articles"
    folder.mkdir(parents=True)
    path = folder / os.fsdecode(name)
    path.write_bytes(b"---\n" + front + b"\n---\n\nBody.\n")
    before = path.read_bytes()

    report = _run(two)

    assert report.counts["created"] == 2
    assert path.read_bytes() == before
