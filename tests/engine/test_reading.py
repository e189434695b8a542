"""Reading the content folder: what changed, and nothing else."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from digest.engine.reading import ChangedError, Library, checked_of, read_file, read_library
from digest.engine.stamps import Stamp, stamp_of
from digest.engine.store import Store
from digest.model import Listed
from digest.progress import SILENCE
from digest.standards import Standards
from tests.engine.test_stamps import wait_for_the_clock
from tests.support.project import article

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "---\ntitle: About\nslug: about\nlang: en\n---\n\nWords.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a content folder of three articles and a page."""
    folder = tmp_path / "content"
    (folder / "articles/2016").mkdir(parents=True)
    (folder / "pages").mkdir()
    for slug in "abc":
        (folder / f"articles/2016/{slug}.md").write_text(article(slug, f"Words of {slug}."), "utf-8")
    (folder / "pages/about.md").write_text(PAGE, "utf-8")
    wait_for_the_clock(tmp_path)
    return folder


def read(folder: Path, store: Store) -> tuple[Library, int, int]:
    library = read_library(folder, store, SILENCE)
    return library, library.read, library.known


def test_everything_is_read_once_and_then_known(folder: Path) -> None:
    store = Store()
    library, *counts = read(folder, store)
    assert counts == [4, 0]
    assert set(library.bodies) == {*store.articles, *store.pages}
    assert library.bodies["articles/2016/a.md"] == "<p>Words of a.</p>"

    before = dict(store.articles)
    again, *counts = read(folder, store)

    assert counts == [0, 4]
    assert again.bodies == {}
    assert store.articles == before


def test_only_what_changed_is_read_again(folder: Path) -> None:
    store = Store()
    read(folder, store)
    (folder / "articles/2016/b.md").write_text(article("b", "Other words."), "utf-8")
    library, *counts = read(folder, store)

    assert counts == [1, 3]
    assert library.bodies == {"articles/2016/b.md": "<p>Other words.</p>"}
    assert store.articles["articles/2016/b.md"].lede == "Other words."


def test_file_that_was_only_touched_counts_as_known_and_is_not_looked_at_twice(folder: Path) -> None:
    store = Store()
    read(folder, store)
    path = folder / "articles/2016/b.md"
    os.utime(path, (1, 1))

    assert read(folder, store)[1:] == (0, 4)
    assert store.articles["articles/2016/b.md"].stamp == stamp_of(path)
    assert read(folder, store)[0].bodies == {}


def test_what_is_deleted_is_forgotten_and_what_is_moved_is_read(folder: Path) -> None:
    store = Store()
    read(folder, store)
    (folder / "articles/2016/a.md").unlink()
    (folder / "articles/2016/b.md").rename(folder / "articles/moved.md")
    (folder / "pages/about.md").unlink()

    assert read(folder, store)[1:] == (1, 1)
    assert set(store.articles) == {"articles/moved.md", "articles/2016/c.md"}
    assert store.pages == {}


def test_many_files_are_read_by_several_processes_as_few_by_one(folder: Path) -> None:
    for number in range(300):
        (folder / f"articles/{number}.md").write_text(article(f"n-{number}", f"Words {number}."), "utf-8")
    store, one_by_one = Store(), {}
    library, *counts = read(folder, store)
    for name, reading in store.articles.items():
        one_by_one[name] = read_file(folder, Standards(), name, reading.stamp)

    assert counts == [304, 0]
    assert {name: (store.articles[name], library.bodies[name]) for name in store.articles} == one_by_one


def test_file_with_a_fault_is_told_each_time_and_read_once(folder: Path) -> None:
    (folder / "articles/bad.md").write_text(article("bad", date="never"), "utf-8")
    (folder / "articles/worse.md").write_bytes(b"---\ntitle: \xff\n---\n")
    store = Store()
    for counts in ((6, 0), (0, 6)):
        assert read(folder, store)[1:] == counts
        told = {name: reading.problems for name, reading in store.articles.items() if reading.problems}
        assert set(told) == {"articles/bad.md", "articles/worse.md"}
        assert [problem.path for problem in told["articles/bad.md"]] == [(folder / "articles/bad.md").as_posix()]
        assert store.articles["articles/worse.md"].matter is None


def test_what_is_no_markdown_is_told_and_not_read(folder: Path) -> None:
    (folder / "articles/a.txt").write_text("words")
    (folder / "articles/.hidden.md").write_text("words")
    (folder / "articles/2016/a.md.incoming").write_text("words")
    library, *counts = read(folder, Store())

    assert counts == [4, 0]
    assert [problem.path for problem in library.strangers] == [(folder / "articles/a.txt").as_posix()]


def test_body_that_was_not_read_just_now_is_read_when_it_is_asked_for(folder: Path) -> None:
    store = Store()
    read(folder, store)
    library, *_ = read(folder, store)
    name = "articles/2016/a.md"

    assert library.body(name, store.articles[name].digest) == "<p>Words of a.</p>"
    assert library.bodies == {name: "<p>Words of a.</p>"}


@pytest.mark.parametrize("change", ["edit", "delete"])
def test_file_that_changes_while_the_site_is_built_stops_the_build(folder: Path, change: str) -> None:
    store = Store()
    read(folder, store)
    library, *_ = read(folder, store)
    name = "articles/2016/a.md"
    if change == "edit":
        (folder / name).write_text(article("a", "Other."), "utf-8")
    else:
        (folder / name).unlink()

    with pytest.raises(ChangedError, match="was changed while the site was built"):
        library.body(name, store.articles[name].digest)


def test_folder_that_is_not_there_holds_nothing(folder: Path) -> None:
    store = Store()
    read(folder, store)
    shutil.rmtree(folder)

    assert read(folder, store)[1:] == (0, 0)
    assert (store.articles, store.pages) == ({}, {})


def test_checks_see_what_was_read_in_the_order_of_the_files(folder: Path) -> None:
    (folder / "articles/bad.md").write_text("no front matter", "utf-8")
    store = Store()
    read(folder, store)
    found = list(checked_of(folder, store.articles))

    assert [one.path for one in found] == [(folder / f"articles/2016/{slug}.md").as_posix() for slug in "abc"]
    assert (found[0].has_text, found[0].lines["slug"]) == (True, 3)
    assert found[0].body_line > found[0].lines["slug"]


def test_kinds_are_read_each_by_its_own_schema(folder: Path) -> None:
    (folder / "dossiers").mkdir()
    (folder / "dossiers/rooms.md").write_text(
        "---\ntitle: Rooms\nslug: rooms\nlang: en\nadded: 2026-01-05\narticles:\n- a\n"
        "- slug: b\n  note: Why.\n---\n\nSee [b]({filename}/articles/2016/b.md).\n",
        "utf-8",
    )
    store = Store()
    library, *counts = read(folder, store)
    (reading,) = store.dossiers.values()

    assert counts == [5, 0]
    assert reading.problems == ()
    assert reading.matter is not None
    assert reading.matter.articles == (Listed("a"), Listed("b", note="Why."))
    assert (reading.lines["articles.0"], reading.lines["articles.1"]) == (7, 8)
    assert reading.links == ("{filename}/articles/2016/b.md",)
    assert library.bodies["dossiers/rooms.md"].startswith("<p>See")
    assert read(folder, store)[1:] == (0, 5)


def test_reading_does_not_depend_on_when_a_file_was_written(folder: Path) -> None:
    name = "articles/2016/a.md"
    one, body = read_file(folder, Standards(), name, Stamp(1, 2, 3, 4))
    other, same = read_file(folder, Standards(), name, Stamp(5, 6, 7, 8))

    assert (one.digest, one.matter, body) == (other.digest, other.matter, same)
