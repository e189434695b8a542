"""Importing again: nothing written without need, nothing that an editor wrote is touched, no address moves."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from digest import frontmatter
from digest.importer import ImportReport, Run, import_articles
from digest.importer.slugs import MAX_SLUG
from tests.importer.helpers import OPTIONS, content

TEXT = """Library opens on Sundays

By Jane Roe

OSLO -- The reading room will be open from noon on Sundays, the library said.

Readers had asked for it for years, and the staff agreed to take turns.
"""


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    return folder


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "content"


def _run(inbox: Path, into: Path, **options: object) -> ImportReport:
    return import_articles([inbox], into=into, options=replace(OPTIONS, **options))  # type: ignore[arg-type]


def _outcomes(report: ImportReport) -> list[str]:
    return [result.outcome for result in report.results]


def _tree(into: Path) -> dict[str, bytes]:
    return {name: path.read_bytes() for name, path in content(into).items()}


def _only(into: Path) -> Path:
    (path,) = into.rglob("*.md")
    return path


def test_first_import_writes_an_article(inbox: Path, into: Path) -> None:
    report = _run(inbox, into)

    assert _outcomes(report) == ["created"]
    assert report.results[0].path == "articles/undated/library-opens-on-sundays.md"
    assert list(_tree(into)) == [report.results[0].path]


def test_second_import_changes_nothing(inbox: Path, into: Path) -> None:
    _run(inbox, into)
    before = {path: path.stat().st_mtime_ns for path in (into / "articles").rglob("*")}

    report = _run(inbox, into, added=date(2027, 5, 5))

    assert _outcomes(report) == ["unchanged"]
    assert {path: path.stat().st_mtime_ns for path in (into / "articles").rglob("*")} == before


def test_a_text_that_an_editor_has_cleared_is_not_told_of_again(inbox: Path, into: Path) -> None:
    (inbox / "a.txt").write_text(TEXT.partition("\n\n")[2].partition("\n\n")[2], "utf-8")
    assert "I201" in [problem.code for problem in _run(inbox, into).problems]
    path = _only(into)
    path.write_text(path.read_text("utf-8").replace("status: review", "status: published"), "utf-8")

    report = _run(inbox, into)

    assert _outcomes(report) == ["kept"]
    assert report.problems == ()


def test_dry_run_tells_and_writes_nothing(inbox: Path, into: Path) -> None:
    report = import_articles([inbox], into=into, options=OPTIONS, run=Run(dry_run=True))

    assert _outcomes(report) == ["created"]
    assert not into.exists()


def test_changed_source_updates_an_unedited_file_and_keeps_slug_and_day(inbox: Path, into: Path) -> None:
    _run(inbox, into)
    (inbox / "a.txt").write_text(TEXT.replace("Library opens", "City library opens"), "utf-8")

    report = _run(inbox, into, added=date(2027, 5, 5))

    assert _outcomes(report) == ["updated"]
    metadata = frontmatter.read(_only(into).read_text("utf-8")).metadata
    assert metadata["title"] == "City library opens on Sundays"
    assert metadata["slug"] == "library-opens-on-sundays"
    assert metadata["added"] == str(OPTIONS.added)


def test_edited_file_is_kept(inbox: Path, into: Path) -> None:
    _run(inbox, into)
    edited = _only(into).read_text("utf-8").replace("noon", "one o'clock")
    _only(into).write_text(edited, "utf-8")

    report = _run(inbox, into, publication="city-paper")

    assert _outcomes(report) == ["kept"]
    assert _only(into).read_text("utf-8") == edited


def test_edited_file_and_changed_source_are_a_conflict(inbox: Path, into: Path) -> None:
    _run(inbox, into)
    path = _only(into)
    edited = path.read_text("utf-8").replace("noon", "one o'clock")
    path.write_text(edited, "utf-8")
    (inbox / "a.txt").write_text(TEXT.replace("for years", "for a year"), "utf-8")

    report = _run(inbox, into)

    beside = path.with_name(f"{path.name}.incoming")
    assert _outcomes(report) == ["conflict"]
    assert [problem.code for problem in report.problems] == ["I208"]
    assert path.read_text("utf-8") == edited
    assert "for a year" in beside.read_text("utf-8")
    assert list(into.rglob("*.md")) == [path]


def test_an_equal_conflict_is_not_written_again(inbox: Path, into: Path) -> None:
    _run(inbox, into)
    path = _only(into)
    path.write_text(path.read_text("utf-8").replace("noon", "one o'clock"), "utf-8")
    (inbox / "a.txt").write_text(TEXT.replace("for years", "for a year"), "utf-8")
    _run(inbox, into)
    before = {path: path.stat().st_mtime_ns for path in (into / "articles").rglob("*")}

    report = _run(inbox, into)

    assert _outcomes(report) == ["conflict"]
    assert {path: path.stat().st_mtime_ns for path in (into / "articles").rglob("*")} == before


def test_line_ends_are_no_edit(inbox: Path, into: Path) -> None:
    _run(inbox, into)
    _only(into).write_bytes(_only(into).read_bytes().replace(b"\n", b"\r\n"))

    assert _outcomes(_run(inbox, into)) == ["unchanged"]


def test_a_file_that_was_moved_is_found(inbox: Path, into: Path) -> None:
    _run(inbox, into)
    moved = into / "articles" / "2016" / "other-name.md"
    moved.parent.mkdir()
    _only(into).rename(moved)

    assert _outcomes(_run(inbox, into)) == ["unchanged"]
    assert _only(into) == moved


def test_a_source_that_was_renamed_is_found(inbox: Path, into: Path) -> None:
    _run(inbox, into)
    (inbox / "a.txt").rename(inbox / "b.txt")

    report = _run(inbox, into)

    assert len(list(into.rglob("*.md"))) == 1
    assert _outcomes(report) == ["updated"]


def test_front_matter_that_does_not_parse_is_left_alone(inbox: Path, into: Path) -> None:
    _run(inbox, into)
    broken = _only(into).read_text("utf-8").replace("title: Library", "title: 'Library")
    _only(into).write_text(broken, "utf-8")

    report = _run(inbox, into)

    assert _outcomes(report) == ["kept"]
    assert [problem.code for problem in report.problems] == ["I210"]
    assert _only(into).read_text("utf-8") == broken


def test_the_same_words_twice_are_one_article(inbox: Path, into: Path) -> None:
    (inbox / "b.txt").write_text(TEXT.replace("\n", "\r\n"), "utf-8", newline="")

    report = _run(inbox, into)

    assert _outcomes(report) == ["created", "skipped"]
    assert [problem.code for problem in report.problems] == ["I303"]
    assert _outcomes(_run(inbox, into)) == ["unchanged", "skipped"]


def _variant(number: int) -> str:
    return TEXT.replace("for years", f"for {number} years")


def test_adding_a_file_moves_no_slug(inbox: Path, into: Path) -> None:
    _run(inbox, into)
    for number in range(6):
        (inbox / f"{number}.txt").write_text(_variant(number), "utf-8")

    report = _run(inbox, into)

    paths = {result.source[-5:]: result.path for result in report.results}
    assert paths["a.txt"] == "articles/undated/library-opens-on-sundays.md"
    assert len(set(paths.values())) == 7
    assert all(len(Path(str(path)).stem) <= MAX_SLUG + 7 for path in paths.values())


def test_slugs_are_unique_whatever_the_case(inbox: Path, into: Path) -> None:
    (inbox / "b.txt").write_text(_variant(1).replace("Library opens", "LIBRARY OPENS"), "utf-8")
    (inbox / "c.txt").write_text(_variant(2), "utf-8")

    report = _run(inbox, into)

    assert len({str(result.path).casefold() for result in report.results}) == 3


def test_who_has_the_plain_slug_does_not_hang_on_the_names_of_the_files(tmp_path: Path) -> None:
    bodies = []
    for names in itertools.permutations(("a.txt", "b.txt", "c.txt")):
        inbox, into = tmp_path / "".join(names), tmp_path / f"to-{''.join(names)}"
        inbox.mkdir()
        for number, name in enumerate(names):
            (inbox / name).write_text(_variant(number), "utf-8")
        _run(inbox, into)
        bodies.append({path.name: frontmatter.read(path.read_text("utf-8")).body for path in into.rglob("*.md")})

    assert all(found == bodies[0] for found in bodies)


def test_a_slug_is_taken_whatever_its_case(inbox: Path, into: Path) -> None:
    _run(inbox, into)
    path = _only(into)
    path.write_text(path.read_text("utf-8").replace("slug: library", "slug: LIBRARY"), "utf-8")
    path.rename(path.with_name("elsewhere.md"))
    (inbox / "b.txt").write_text(_variant(1), "utf-8")

    report = _run(inbox, into)

    assert [result.outcome for result in report.results] == ["kept", "created"]
    assert report.results[1].path != "articles/undated/library-opens-on-sundays.md"


def test_the_tree_is_the_same_in_any_order_and_after_a_break(inbox: Path, tmp_path: Path) -> None:
    for number in range(3):
        (inbox / f"{number}.txt").write_text(_variant(number), "utf-8")
    _run(inbox, tmp_path / "whole")
    whole = _tree(tmp_path / "whole")

    for number, kept in enumerate(itertools.combinations(whole, 2)):
        broken = tmp_path / f"broken{number}"
        for path in kept:
            (broken / path).parent.mkdir(parents=True, exist_ok=True)
            (broken / path).write_bytes(whole[path])
        _run(inbox, broken)

        assert _tree(broken) == whole


def test_the_report_has_the_keys_that_were_agreed(inbox: Path, into: Path) -> None:
    (inbox / "empty.txt").write_bytes(b"")

    lines = [json.loads(line) for line in _run(inbox, into).to_json_lines().splitlines()]

    keys = {"source", "outcome", "path", "encoding", "fields", "tags_suggested", "dropped", "problems"}
    assert [set(line) for line in lines] == [keys, keys]
    assert [line["source"] for line in lines] == [str(inbox / "a.txt"), str(inbox / "empty.txt")]
    assert lines[1]["problems"] == [{
        "line": 0, "code": "I101", "message": "the file is empty", "hint": "put the article's text in it, or delete it",
    }]  # fmt: skip


def test_the_same_import_gives_the_same_bytes_anywhere(inbox: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "texts"
    other.mkdir(parents=True)
    (other / "a.txt").write_text(TEXT, "utf-8")

    _run(inbox, tmp_path / "one")
    _run(other, tmp_path / "two")

    assert _tree(tmp_path / "one") == _tree(tmp_path / "two")


OTHER_TEXT = """Museum lends its maps to schools

By Education desk

A museum will lend maps to schools from the spring, its director said. The maps show the old town and the river.

Teachers can ask for them by letter. The museum pays for the carriage both ways and asks for the maps back in June.
"""


def test_another_text_under_the_same_name_is_another_article(inbox: Path, into: Path) -> None:
    _run(inbox, into)
    before = _tree(into)
    (inbox / "a.txt").write_text(OTHER_TEXT, "utf-8")

    report = _run(inbox, into)

    assert _outcomes(report) == ["created"]
    assert before.items() <= _tree(into).items()
    assert _outcomes(_run(inbox, into)) == ["unchanged"]


def test_corrected_text_under_another_headline_is_the_same_article(inbox: Path, into: Path) -> None:
    _run(inbox, into)
    headline, rest = TEXT.split("\n", 1)
    (inbox / "a.txt").write_text(f"Quite another headline for it\n{rest}", "utf-8")

    assert _outcomes(_run(inbox, into)) == ["updated"]
    assert headline not in _only(into).read_text("utf-8")
