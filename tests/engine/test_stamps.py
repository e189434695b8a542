"""Whether anything has changed: whatever was done to a file is seen by its looks."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digest.engine.stamps import Last, code, look, look_of_site, read_last, scan, stamp_of, still_holds, write_last
from tests.support.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of files that were written before the clock of the file system last moved on."""
    folder = tmp_path / "content"
    (folder / "articles/2016").mkdir(parents=True)
    (folder / "articles/2016/a.md").write_text("words")
    (folder / "articles/b.md").write_text("words")
    (tmp_path / "settings.py").write_text("A = 1")
    (folder / "link.md").symlink_to(tmp_path / "elsewhere")
    wait_for_the_clock(tmp_path)
    return folder


def wait_for_the_clock(folder: Path) -> None:
    """Return when the clock of the file system has moved on: it ticks some hundred times a second."""
    (folder / "now").touch()
    began = (folder / "now").stat().st_ctime_ns
    while (folder / "now").stat().st_ctime_ns == began:
        (folder / "now").touch()


def seen(folder: Path, said: dict[str, str] | None = None) -> str:
    return look([folder], [folder.parent / "settings.py", folder.parent / "none.py"], said or {"DIGEST_NOW": "x"})


def rewrite_unseen(folder: Path) -> None:
    """Write other words of the same length, and put back when the file was written."""
    path = folder / "articles/b.md"
    before = path.stat()
    path.write_text("other")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_mtime_ns, path.stat().st_size) == (before.st_mtime_ns, before.st_size)


def replace_unseen(folder: Path) -> None:
    """Put another file of the same length and time in its place."""
    path = folder / "articles/b.md"
    before = path.stat()
    (folder / "new").write_text("other")
    os.utime(folder / "new", ns=(before.st_atime_ns, before.st_mtime_ns))
    (folder / "new").rename(path)


EDITS: list[Callable[[Path], object]] = [
    lambda folder: (folder / "articles/2016/a.md").write_text("other words"),
    lambda folder: (folder / "articles/2016/a.md").touch(),
    rewrite_unseen,
    replace_unseen,
    lambda folder: (folder / "articles/b.md").unlink(),
    lambda folder: (folder / "articles/c.md").write_text(""),
    lambda folder: (folder / "articles/b.md").rename(folder / "articles/d.md"),
    lambda folder: (folder / "articles/2016").rename(folder / "articles/2017"),
    lambda folder: (folder.parent / "settings.py").write_text("A = 2"),
    lambda folder: (folder.parent / "settings.py").unlink(),
    lambda folder: (folder.parent / "none.py").touch(),
    lambda folder: (folder.parent / "elsewhere").write_text("what the link led to in vain"),
    lambda folder: os.link(folder / "articles/b.md", folder / "articles/e.md"),
    lambda folder: folder.rename(folder.with_name("gone")),
    lambda folder: os.mkfifo(folder / "articles/f.md"),
]


@pytest.mark.parametrize("edit", EDITS)
def test_whatever_is_done_to_a_file_is_seen(folder: Path, edit: Callable[[Path], object]) -> None:
    before = seen(folder)
    edit(folder)

    assert seen(folder) != before


def test_where_nothing_was_done_nothing_is_seen(folder: Path) -> None:
    before = seen(folder)
    (folder / "articles/b.md").read_text()
    (folder / ".hidden").touch()
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__/x.pyc").touch()

    assert seen(folder) == before


def test_what_was_said_is_seen(folder: Path) -> None:
    assert len({seen(folder, said) for said in ({"A": "1"}, {"A": "2"}, {"B": "1"}, {"A": "1", "B": "1"})}) == 4
    assert seen(folder, {"A": "1", "B": "2"}) == seen(folder, {"B": "2", "A": "1"})


def test_files_are_found_with_their_folders(folder: Path) -> None:
    found = dict(scan(folder))

    assert set(found) == {"articles/2016/a.md", "articles/b.md", "link.md"}
    assert found["articles/b.md"] == stamp_of(folder / "articles/b.md")
    assert list(scan(folder / "none")) == []
    assert list(scan(folder / "articles/b.md")) == []


def test_link_to_nothing_looks_like_nothing(folder: Path) -> None:
    assert stamp_of(folder / "link.md") == stamp_of(folder / "none") == (0, 0, 0, 0)


def test_programs_look_the_same_until_they_change() -> None:
    assert code() == code()


# --- what is kept of it ---

LAST = Last("ab", "cd", "2026-06-01T12:00:00+00:00", {"read": 1}, ("content", "theme"), ("pelicanconf.py",))


def test_last_build_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_last(tmp_path / "last", LAST)

    assert read_last(tmp_path / "last") == LAST
    assert [file.name for file in tmp_path.iterdir()] == ["last"]


def test_last_build_that_is_not_whole_is_as_good_as_none(tmp_path: Path) -> None:
    path = tmp_path / "last"
    write_last(path, LAST)
    whole = path.read_bytes()
    assert read_last(tmp_path / "none") is None

    for content in (
        *(whole[:at] for at in range(len(whole))),
        b"[]",
        b"{}",
        b"null",
        b"\xff",
        b'{"sources": 1}',
        whole[:-1] + b', "x": 1}',
    ):
        path.write_bytes(content)
        assert read_last(path) is None, content


@pytest.fixture
def last(folder: Path) -> Last:
    """Return what is known of a build of *folder*, whose site stands beside it."""
    site = folder.parent / "output"
    site.mkdir()
    (site / "index.html").write_text("a page")
    files, settings = tuple(map(str, [folder.parent / "settings.py"])), {"DIGEST_NOW": "x"}
    looks = look_of_site((path, stamp.mtime, stamp.size) for path, stamp in scan(site))
    return Last(look([folder], map(Path, files), settings), looks, None, {}, (str(folder),), files)


def holds(last: Last, now: datetime = NOW, **said: str) -> bool:
    output = Path(last.folders[0]).with_name("output")
    return still_holds(last, {"DIGEST_NOW": "x"} | said, output, now)


def test_last_build_holds_while_nothing_is_done(last: Last) -> None:
    assert holds(last)
    assert holds(last, datetime.max.replace(tzinfo=UTC))


@pytest.mark.parametrize(
    "edit",
    [
        lambda folder: (folder / "articles/b.md").write_text("other words"),
        lambda folder: (folder.parent / "settings.py").write_text("A = 2"),
        lambda folder: (folder.parent / "output/index.html").write_text("other words"),
        lambda folder: (folder.parent / "output/index.html").unlink(),
        lambda folder: (folder.parent / "output/more.html").touch(),
        lambda folder: (folder.parent / "output").rename(folder.parent / "elsewhere"),
    ],
)
def test_last_build_holds_no_more_when_a_source_or_the_site_changes(
    folder: Path, last: Last, edit: Callable[[Path], object]
) -> None:
    edit(folder)

    assert not holds(last)


def test_last_build_holds_no_more_when_another_is_asked_for(last: Last) -> None:
    assert not holds(last, DIGEST_NOW="y")
    assert not holds(last, drafts="True")


@pytest.mark.parametrize(
    ("until", "now", "expected"),
    [
        (NOW, NOW - timedelta(microseconds=1), True),
        (NOW, NOW, False),
        (NOW, NOW + timedelta(microseconds=1), False),
        (NOW + timedelta(microseconds=5), NOW, True),
        (NOW - timedelta(microseconds=5), NOW, False),
    ],
)
def test_last_build_holds_until_a_moment_comes(last: Last, until: datetime, now: datetime, *, expected: bool) -> None:
    assert holds(replace(last, until=until.isoformat()), now) is expected


@pytest.mark.parametrize(("hours", "expected"), [(-1, False), (0, True), (1, True)])
def test_last_build_does_not_hold_where_the_clock_has_been_put_back_behind_it(
    last: Last, hours: int, *, expected: bool
) -> None:
    moment = datetime(2026, 6, 1, 12, tzinfo=UTC)

    assert holds(replace(last, since=moment.isoformat()), moment + timedelta(hours=hours)) is expected


def test_nothing_heavy_is_loaded_to_see_that_nothing_changed() -> None:
    heavy = "{'pelican', 'jinja2', 'markdown', 'yaml', 'msgspec', 'babel', 'lxml'}"
    program = f"import sys, digest.engine.stamps; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"
