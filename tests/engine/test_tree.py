"""A tree that goes live: whole or not at all, at the cost of what changed."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.engine import switching
from digest.engine.files import WritingError, put, read_stamps, read_stamps_of, take
from digest.engine.lag import read_lag
from digest.engine.tree import SwitchError, open_tree
from digest.model import UsageError
from tests.engine.helpers import content, publish, stamps, version, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.engine.helpers import Version

ONE = version({"articles/a/index.html": b"a1", "articles/b/index.html": b"b1", "tags/x": b"a file"})
TWO = version({"articles/a/index.html": b"a2", "articles/b/index.html": b"b1", "tags/x/index.html": b"in a folder"})
THREE = version({"articles/b/index.html": b"b1", "articles/c/d/e/index.html": b"c3"})


def unknown_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask the system for a way of renaming that no system knows; it says so."""
    monkeypatch.setattr(switching, "_EXCHANGE", 1 << 20)


def no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def state(output: Path) -> Path:
    return output.parent / f".{output.name}.digest"


def standby(output: Path) -> Version:
    """Return what the next build finds as the standby."""
    with open_tree(output) as tree:
        return content(tree.folder)


PARTS = st.sampled_from(["a", "b", "c"])
PATHS = st.lists(PARTS, min_size=1, max_size=3).map("/".join)


def without_prefixes(files: Version) -> Version:
    """Return *files* without those that would have to be folders for others."""
    return {path: files[path] for path in files if not any(other.startswith(f"{path}/") for other in files)}


VERSIONS = st.dictionaries(PATHS, st.sampled_from([b"", b"one", b"two"])).map(without_prefixes).map(version)


@given(
    versions=st.lists(VERSIONS, min_size=1, max_size=5),
    is_exchanged=st.booleans(),
    is_linked=st.booleans(),
    catches_up=st.booleans(),
)
@settings(max_examples=80)
def test_live_tree_is_the_version_and_what_did_not_change_keeps_inode_and_time(
    versions: list[Version], *, is_exchanged: bool, is_linked: bool, catches_up: bool
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        if not is_exchanged:
            unknown_exchange(patch)
        if not is_linked:
            no_links(patch)
        output, before = Path(folder, "output"), version({})
        for new in versions:
            same = [path for path in new if before.get(path) == new[path]] if output.exists() else []
            stamps_before = stamps(output, same)
            with open_tree(output) as tree:
                touched = write(tree, new)
                tree.switch()
                if catches_up:
                    tree.catch_up()
                    assert content(tree.folder) == new

            assert content(output) == new
            stamps_now = stamps(output, same)
            assert [stamp[is_linked ^ 1 :] for stamp in stamps_now.values()] == [
                stamp[is_linked ^ 1 :] for stamp in stamps_before.values()
            ]
            lag = read_lag(state(output) / "lag")
            assert lag
            assert set(lag.paths) == (set() if catches_up else set(touched))
            before = new


def test_site_that_is_live_stays_so_where_the_standby_cannot_catch_up(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    def full_disk(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with open_tree(output) as tree:
        write(tree, version({"a": b"one"}))
        tree.switch()
        with monkeypatch.context() as patch:
            patch.setattr(os, "mkdir", full_disk)
            patch.setattr(os, "link", full_disk)
            tree.catch_up()
    assert content(output) == version({"a": b"one"})
    publish(output, version({"a": b"two"}), version({"b": b"three"}))
    assert content(output) == version({"b": b"three"})


DAMAGES = st.sampled_from(
    ["nothing", "note", "empty note", "standby", "in standby", "live file", "foreign", "in place"]
)


@given(st.lists(st.tuples(VERSIONS, DAMAGES), min_size=2, max_size=6))
@settings(max_examples=60)
def test_whatever_is_done_to_the_trees_between_builds_the_next_one_is_right(steps: list[tuple[Version, str]]) -> None:
    with TemporaryDirectory() as folder:
        output = Path(folder, "output")
        for new, damage in steps:
            publish(output, new)

            assert content(output) == new
            do_damage(output, damage)
        publish(output, ONE, TWO)

        assert content(output) == TWO


def do_damage(output: Path, damage: str) -> None:
    note, first = state(output) / "lag", output / "a"
    if damage == "note":
        note.write_bytes(note.read_bytes().replace(b"[", b"{", 1))
    elif damage == "empty note":
        note.write_bytes(b"")
    elif damage == "standby":
        for folder in state(output).glob("next-*"):
            shutil.rmtree(folder)
    elif damage == "in standby":
        for folder in [*state(output).glob("next-*"), state(output) / "next-"]:
            folder.mkdir(exist_ok=True)
            (folder / "odd").write_bytes(b"?")
            (folder / "404.html").unlink(missing_ok=True)
    elif damage == "live file" and first.is_file():
        first.unlink()
    elif damage == "foreign":
        (output / "foreign").mkdir()
        (output / "foreign" / "file").write_bytes(b"?")
    elif damage == "in place":
        (output / "index.html").write_bytes(b"edited")


def test_build_that_is_given_up_leaves_the_live_tree_and_the_next_finds_the_same(output: Path) -> None:
    publish(output, ONE)

    with suppress(KeyError), open_tree(output) as tree:
        write(tree, TWO)
        raise KeyError

    assert content(output) == ONE
    assert standby(output) == ONE


def test_file_that_holds_the_bytes_already_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "next").mkdir()
    assert put(f"{tmp_path}/next", "a/index.html", b"one")
    before = stamps(tmp_path / "next", ["a/index.html"])

    assert not put(f"{tmp_path}/next", "a/index.html", b"one")
    assert stamps(tmp_path / "next", ["a/index.html"]) == before


def test_file_that_others_share_is_replaced_and_never_written_to(tmp_path: Path) -> None:
    (tmp_path / "next").mkdir()
    (tmp_path / "shared").write_bytes(b"one")
    (tmp_path / "next" / "x").hardlink_to(tmp_path / "shared")

    assert put(f"{tmp_path}/next", "x", b"two")
    assert (tmp_path / "shared").read_bytes() == b"one"
    assert content(tmp_path) == {"shared": b"one", "next/x": b"two"}


def test_file_made_elsewhere_takes_its_place_unless_its_bytes_are_there(tmp_path: Path) -> None:
    folder, made = tmp_path / "site", tmp_path / "made"
    (folder / "a").mkdir(parents=True)
    inodes = []
    for new in (b"one", b"one", b"two"):
        made.write_bytes(new)
        take(made, str(folder), "a/b")
        assert ((folder / "a/b").read_bytes(), made.exists()) == (new, False)
        inodes.append((folder / "a/b").stat().st_ino)

    assert inodes[0] == inodes[1] != inodes[2]

    with pytest.raises(WritingError, match="a/b cannot be written"):
        take(made, str(folder), "a/b")


def test_nothing_is_put_where_the_tree_is_gone(tmp_path: Path) -> None:
    with pytest.raises(WritingError, match=r"a/b cannot be written: No such file"):
        put(f"{tmp_path}/next", "a/b", b"one")

    assert content(tmp_path) == {}


def test_folder_with_files_is_never_put_over_by_a_file(tmp_path: Path) -> None:
    put(str(tmp_path), "a/b", b"one")

    with pytest.raises(WritingError):
        put(str(tmp_path), "a", b"two")
    assert content(tmp_path) == {"a/b": b"one"}


def test_tree_that_was_taken_away_does_not_go_live(output: Path) -> None:
    publish(output, ONE)

    with open_tree(output) as tree:
        shutil.rmtree(tree.folder)
        Path(tree.folder).mkdir()
        with pytest.raises(SwitchError, match=r"taken away .* Hint: build again"):
            tree.switch()
    assert content(output) == ONE


def test_worker_that_outlives_its_build_writes_nothing_into_the_next(output: Path) -> None:
    publish(output, ONE)
    with open_tree(output) as tree:
        folder = tree.folder

    with open_tree(output) as tree:
        with pytest.raises(WritingError):
            put(folder, "articles/a/index.html", b"of old")
        with pytest.raises(WritingError):
            put(folder, "old", b"of old")

        assert content(tree.folder) == ONE
    assert content(output) == ONE


def test_link_in_the_tree_leads_nothing_out_of_it(tmp_path: Path, output: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    publish(output, ONE, TWO)
    (elsewhere / "a").mkdir(parents=True)
    (elsewhere / "a" / "index.html").write_bytes(b"mine")
    shutil.rmtree(output / "articles")
    (output / "articles").symlink_to(elsewhere)

    publish(output, ONE)
    assert content(output) == ONE
    publish(output, THREE)

    assert content(output) == THREE
    assert standby(output) == THREE
    assert content(elsewhere) == {"a/index.html": b"mine"}


def test_link_to_a_site_stays_a_link(tmp_path: Path, output: Path) -> None:
    (tmp_path / "real").mkdir()
    output.symlink_to(tmp_path / "real")

    publish(output, ONE, TWO)

    assert output.is_symlink()
    assert content(tmp_path / "real") == TWO


def test_folder_of_somebody_is_refused_and_nothing_is_left_beside_it(output: Path) -> None:
    output.mkdir()
    (output / "thesis.txt").write_text("mine")

    with pytest.raises(UsageError, match="would be lost"), open_tree(output):
        pass
    assert [path.name for path in output.parent.iterdir()] == ["output"]


def test_place_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with pytest.raises(UsageError, match="nothing can be written there"), open_tree(tmp_path / "file" / "output"):
        pass


def test_folder_where_a_disk_is_mounted_is_refused() -> None:
    with pytest.raises(UsageError), open_tree(Path("/dev")):
        pass


def test_state_that_is_a_link_is_refused(tmp_path: Path, output: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    state(output).symlink_to(tmp_path / "elsewhere")

    with pytest.raises(UsageError, match="is a link"), open_tree(output):
        pass


def test_stamps_are_those_of_all_files(tmp_path: Path) -> None:
    put(str(tmp_path), "a/b/c", b"one")
    put(str(tmp_path), "d", b"three")
    (tmp_path / "link").symlink_to("a")

    found = read_stamps(str(tmp_path))

    assert {path: size for path, (_, size) in found.items()} == {"a/b/c": 3, "d": 5, "link": 1}
    assert found["d"][0] == (tmp_path / "d").stat().st_mtime_ns
    assert read_stamps_of(str(tmp_path), ["a/b/c", "d", "link", "gone", "d/e", "a"]) == found


@pytest.fixture
def readers(output: Path) -> Iterator[list[object]]:
    """Read two pages of the live tree without pause; the value is what was odd."""
    publish(output, ONE, TWO)
    allowed = {b"a1", b"a2"}
    odd: list[object] = []
    is_over = Event()

    def read() -> None:
        while not is_over.is_set():
            try:
                found = (output / "articles/a/index.html").read_bytes()
                if found not in allowed or (output / "articles/b/index.html").read_bytes() != b"b1":
                    odd.append(found)
            except OSError as error:
                odd.append(error)

    threads = [Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    yield odd
    is_over.set()
    for thread in threads:
        thread.join()


def test_reader_always_finds_a_page_that_is_in_both_versions(output: Path, readers: list[object]) -> None:
    for _ in range(25):
        publish(output, ONE, TWO)

    assert readers == []
