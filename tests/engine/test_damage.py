"""What the engine keeps from one build to the next is never trusted: damaged anywhere, it is noticed and made anew."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from digest.build import BuildOptions, build_site
from digest.engine import stamps
from digest.engine.store import Store, read_store
from tests.support.project import SETTINGS_NAME, article, write_project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLACES = 3  # in a file that is damaged there
TEXTS = ("One text.", "Another text.")
PAGE = "---\ntitle: About\nslug: about\nlang: en\n---\n\nSee [a]({filename}/articles/a.md).\n"


def damaged(content: bytes) -> Iterator[bytes]:
    """Yield *content* with a bit that is another, without its end, or with more at its end."""
    for part in range(PLACES):
        at = (len(content) - 1) * part // (PLACES - 1)
        yield content[:at] + bytes([content[at] ^ 4]) + content[at + 1 :]
        yield content[:at]
    yield content + b"\0" * 9
    yield b""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {
        "content/articles/a.md": article("a"),
        "content/articles/b.md": article("b"),
        "content/pages/about.md": PAGE,
    }
    return write_project(tmp_path / "project", files)


def build(project: Path, text: str, output: str = "output", *, index: bool = False) -> dict[str, bytes]:
    """Return the site with *text* as the text of an article."""
    path = project / "content/articles/a.md"
    if text not in path.read_text("utf-8"):
        path.write_text(article("a", text), "utf-8")
    report = build_site(BuildOptions(project, project / output, settings=SETTINGS_NAME, index=index))
    assert report.problems == []
    files = [file for file in (project / output).rglob("*") if file.is_file()]
    return {file.relative_to(project / output).as_posix(): file.read_bytes() for file in files}


@pytest.mark.parametrize("name", ["store", "links", "last", "lag"])
def test_what_is_damaged_anywhere_is_made_anew_and_the_site_is_right(project: Path, name: str) -> None:
    wanted = [build(project, text) for text in TEXTS]
    path = project / ".output.digest" / name
    for turn, content in enumerate(damaged(path.read_bytes())):
        path.write_bytes(content)

        assert build(project, TEXTS[turn % 2]) == wanted[turn % 2]


def test_articles_that_search_reads_are_taken_from_their_pages_where_what_was_kept_is_damaged(project: Path) -> None:
    wanted = [build(project, text, index=True) for text in TEXTS]
    path = project / ".output.digest" / "clippings"
    content = path.read_bytes()
    row = content.index(b"articles/b/index.html")
    odd = [content[: row + at] + bytes([content[row + at] ^ 4]) + content[row + at + 1 :] for at in (0, 60, 200)]
    for turn, other in enumerate([*odd, content[:5000], b"", b"no data base"]):
        path.write_bytes(other)

        assert build(project, TEXTS[turn % 2], index=True) == wanted[turn % 2]


def test_files_keep_their_times_where_a_folder_was_removed_by_hand_and_then_the_store_was_lost(project: Path) -> None:
    build(project, TEXTS[0])
    shutil.rmtree(project / "output/tags")
    site = build(project, TEXTS[1])
    times = {file: (project / "output" / file).stat().st_mtime_ns for file in site}
    (project / ".output.digest/store").unlink()

    same = {file for file, content in build(project, TEXTS[0]).items() if site.get(file) == content}

    assert any(file.startswith("tags/") for file in same)
    assert [file for file in same if (project / "output" / file).stat().st_mtime_ns != times[file]] == []


def test_segment_is_made_of_its_articles_where_its_galley_is_damaged(project: Path) -> None:
    wanted = [build(project, text, index=True) for text in TEXTS]
    path = project / ".output.digest" / "galleys" / "2"
    for turn, content in enumerate(damaged(path.read_bytes())):
        path.write_bytes(content)

        assert build(project, TEXTS[turn % 2], index=True) == wanted[turn % 2]
    path.unlink()
    path.parent.rmdir()
    path.parent.write_bytes(b"in the way")
    assert build(project, "A third text.", index=True) == build(project, "A third text.", "anew", index=True)


def test_links_to_what_is_gone_are_told_by_a_book_that_was_damaged(project: Path) -> None:
    build(project, TEXTS[0])
    path = project / ".output.digest" / "links"
    for content in damaged(path.read_bytes()):
        path.write_bytes(content)
        write_project(project, {"content/articles/b.md": article("b", "See [it](../c/).")})
        report = build_site(BuildOptions(project, project / "output", settings=SETTINGS_NAME, index=False))

        assert [problem.code for problem in report.problems] == ["O101"]
        write_project(project, {"content/articles/b.md": article("b")})
        build(project, TEXTS[0])


def test_store_with_any_bit_that_is_another_is_none(project: Path) -> None:
    build(project, TEXTS[0])
    path, made_by = project / ".output.digest" / "store", stamps.code()
    content = path.read_bytes()
    assert read_store(path, made_by).files
    for at in range(0, len(content), 11):
        path.write_bytes(content[:at] + bytes([content[at] ^ 1 << at % 8]) + content[at + 1 :])

        assert read_store(path, made_by) == Store()


def test_store_of_other_programs_is_not_read(project: Path) -> None:
    build(project, TEXTS[0])
    path = project / ".output.digest" / "store"

    assert read_store(path, b"another version").files == {}
