"""The book of links: what a build tells of its changes gives the problems of the whole site."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.checks import check_output
from digest.checks.bookfile import BookDamagedError
from digest.checks.facts import is_judged, read_facts
from digest.checks.linkbook import LinkBook
from tests.checks import whole_reading
from tests.checks.sites import HARD_PAGES, PAGES, files_of_site, write_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from digest.model import Problem

Files = dict[str, str]
FRONT = '<main id="main"><a href="a/#x">x</a></main>'
PAGE = '<main><p id="x"></p><a href="../#main">x</a></main>'


def tell(book: LinkBook, files: Mapping[str, str], before: Mapping[str, str]) -> list[Problem]:
    """Tell *book* what of *files* is not as it was in *before*."""
    content = {path: text.encode("utf-8", "surrogatepass") for path, text in files.items()}
    changed = [path for path, text in files.items() if before.get(path) != text and is_judged(path)]
    facts = {path: read_facts(path, content[path], book.base) for path in changed}
    return book.update(facts, content.keys(), content.__getitem__, "out")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site")


def by_whole_reading(folder: Path, files: Files) -> list[Problem]:
    return whole_reading.check_output(write_files(folder, files))


@settings(max_examples=200)
@given(files_of_site(st.one_of(PAGES, HARD_PAGES)))
def test_site_is_judged_as_by_reading_it_whole(folder: Path, files: Files) -> None:
    assert check_output(write_files(folder, files)) == by_whole_reading(folder, files)


def test_processes_find_what_one_finds(folder: Path) -> None:
    files = {"index.html": FRONT, "a/index.html": "<main><a href='x/'>y</a></main>"}
    write_files(folder, files)

    assert check_output(folder, jobs=2) == check_output(folder, jobs=1) != []


@settings(max_examples=120)
@given(st.lists(st.tuples(files_of_site(PAGES), st.sampled_from(["commit", "give up", "go on"])), max_size=6))
def test_changes_give_the_problems_of_the_whole_site(
    tmp_path_factory: pytest.TempPathFactory, folder: Path, steps: list[tuple[Files, str]]
) -> None:
    path = tmp_path_factory.mktemp("book") / "links.db"
    book = LinkBook(path)
    live: Files = {}
    told: Files = {}
    for number, (files, end) in enumerate(steps):
        files = {**files, "index.html": FRONT}  # noqa: PLW2901 - its base stays
        problems = tell(book, files, told)
        told = files

        assert [(p.path.removeprefix("out"), p.line, p.code, p.message) for p in problems] == [
            (p.path.removeprefix(folder.as_posix()), p.line, p.code, p.message) for p in by_whole_reading(folder, files)
        ]
        if end == "commit":
            book.commit(str(number))
            live = told
        if end == "give up":
            book.close()
            committed = [str(at) for at, (_, how) in enumerate(steps[: number + 1]) if how == "commit"]
            book = LinkBook(path, site=committed[-1] if committed else "")
            told = live

            assert book.known() == {name for name in live if is_judged(name)}
    book.close()


def test_only_files_with_faults_are_read_again(tmp_path: Path) -> None:
    with LinkBook(tmp_path / "links.db") as book:
        files = {"index.html": FRONT, "a/index.html": PAGE, "b/index.html": "<main></main>"}
        tell(book, files, {})
        read: list[str] = []

        facts = {"a/index.html": read_facts("a/index.html", b"<main></main>")}
        problems = book.update(facts, files.keys(), lambda path: (read.append(path), FRONT.encode())[1], "out")

    assert [(problem.path, problem.line, problem.code) for problem in problems] == [("out/index.html", 1, "O102")]
    assert read == ["index.html"]


@pytest.mark.parametrize(
    ("base", "site", "kept"), [("/", "1", True), ("/", "2", False), ("/", "", False), ("/sub/", "1", False)]
)
def test_book_of_another_site_is_begun_anew(tmp_path: Path, base: str, site: str, *, kept: bool) -> None:
    with LinkBook(tmp_path / "links.db") as book:
        tell(book, {"index.html": FRONT}, {})
        book.commit("1")

    with LinkBook(tmp_path / "links.db", base, site) as book:
        assert book.known() == ({"index.html"} if kept else set())


def test_book_that_was_not_committed_says_nothing(tmp_path: Path) -> None:
    with LinkBook(tmp_path / "deep" / "links.db") as book:
        tell(book, {"index.html": FRONT}, {})

    with LinkBook(tmp_path / "deep" / "links.db") as book:
        assert book.known() == set()


BIG = {f"{number}/index.html": PAGE for number in range(400)} | {"index.html": '<main id="main"></main>'}
CHANGED = BIG | {"index.html": "<main></main>"}


def big_book(path: Path) -> Path:
    with LinkBook(path) as book:
        tell(book, BIG, {})
        book.commit("1")
    return path


@pytest.mark.parametrize("content", [b"", b"no data base", b"SQLite format 3\0" + bytes(5000)])
def test_what_is_no_book_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "links.db").write_bytes(content)

    with LinkBook(tmp_path / "links.db", site="1") as book:
        assert book.known() == set()
        assert tell(book, {"index.html": "<main id='main'></main>"}, {}) == []
        book.commit("1")
    with LinkBook(tmp_path / "links.db", site="1") as book:
        assert book.known() == {"index.html"}


def test_damaged_book_is_thrown_away_or_right_all_the_same(tmp_path: Path) -> None:
    path = big_book(tmp_path / "links.db")
    content = path.read_bytes()
    anew = 0
    for start in range(0, len(content), 4096):
        path.write_bytes(content[:start] + bytes(4096) + content[start + 4096 :])
        try:
            with LinkBook(path, site="1") as book:
                kept = bool(book.known())
                problems = tell(book, CHANGED, BIG if kept else {})

                assert (book.known(), len(problems)) == (CHANGED.keys(), 400), start
        except BookDamagedError:
            kept = False
        anew += not kept
    assert anew > len(content) / 4096 * 0.7


@pytest.mark.parametrize("column", ["ids", "places"])
def test_book_with_a_damaged_value_is_thrown_away(tmp_path: Path, column: str) -> None:
    path = big_book(tmp_path / "links.db")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(f"update page set {column} = '[\"main'")  # noqa: S608 - the names above

    with (
        LinkBook(path, site="1") as book,
        pytest.raises(BookDamagedError, match=r"links\.db: the book of links was damaged .* Hint: build again"),
    ):
        tell(book, CHANGED, BIG)

    assert not path.exists()


def test_lock_of_another_build_is_no_damage(tmp_path: Path) -> None:
    path = big_book(tmp_path / "links.db")
    with closing(sqlite3.connect(path)) as db:
        db.execute("begin immediate")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            LinkBook(path, site="1")

    with LinkBook(path, site="1") as book:
        assert len(book.known()) == 401
