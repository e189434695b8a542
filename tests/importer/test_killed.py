"""An import that is killed, or whose disk is full, at any moment leaves whole files; the next one mends the rest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from digest.importer import import_articles
from tests.importer.helpers import OPTIONS, content
from tests.support.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

HERALD = "herald: {name: {en: Herald}, url: https://example.org/, rights: full, description: {en: Us.}}\n"
TAIL = "Sign up for our weekly letter"


def _text(number: int) -> str:
    """Return an article; all have one headline, and a last line that is learned as boilerplate."""
    lede = f"OSLO -- Room {number} opens at noon on Sundays, the library said in a notice."
    return f"Library opens a room\n\nBy Jane Roe\n\n{lede}\n\n{TAIL}\n"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Return a folder of two texts, an archive of one, and a file that holds none."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    for number in range(2):
        (folder / f"{number}.txt").write_text(_text(number), "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("2.txt", _text(2))
    return folder


@pytest.fixture
def before(tmp_path: Path, inbox: Path) -> Path:
    """Return a content folder of two articles: an editor changed the first, and the sources of both have changed."""
    folder = tmp_path / "before"
    (folder / "registry").mkdir(parents=True)
    (folder / "registry" / "publications.yaml").write_text(HERALD, "utf-8")
    import_articles([inbox / "0.txt", inbox / "1.txt"], into=folder, options=OPTIONS)
    for number in range(2):
        (inbox / f"{number}.txt").write_text(_text(number).replace("noon", "one"), "utf-8")
    edited = _edited(folder)
    edited.write_text(edited.read_text("utf-8").replace("said in a notice", "said"), "utf-8")
    return folder


def _edited(into: Path) -> Path:
    """Return the article of the content folder that an editor changed."""
    return next(path for path in content(into).values() if "Room 0" in path.read_text("utf-8"))


@pytest.mark.parametrize("kind", ["kill", "full"])
def test_an_import_that_is_broken_at_any_moment_leaves_whole_files_and_the_next_one_mends_the_rest(
    tmp_path: Path, inbox: Path, before: Path, kind: str
) -> None:
    work = tmp_path / "work"
    work.mkdir()

    done = subprocess.run(
        [sys.executable, "-m", "tests.importer.killer", str(inbox), str(before), str(work), kind],
        cwd=ROOT,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},  # a process with threads is not to be forked
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["faults"] == []
    assert found["moments"] > 100
    whole = content(work / "whole")
    assert _edited(work / "whole").read_bytes() == _edited(before).read_bytes()
    assert sorted(name.rpartition(".")[2] for name in whole) == ["incoming", "md", "md", "md", "yaml", "yaml"]
