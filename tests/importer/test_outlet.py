"""A batch of one outlet, imported: what its pages repeat is learned, told, and an editor's to correct."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from digest.importer import ImportReport, Run, bulk, import_articles, local_workers
from tests.importer.helpers import OPTIONS, content

if TYPE_CHECKING:
    from pathlib import Path


MENU, SHARE = "მთავარი | ახალი ამბები | კულტურა", "გააზიარეთ ეს სტატია"


@pytest.fixture
def outlet(tmp_path: Path) -> Path:
    """Return an inbox with ten texts of one outlet, each between the same two lines."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    for number in range(10):
        text = f"Library opens room {number}\n\nOSLO -- Room {number} opens on Sundays, the library said."
        (folder / f"{number}.txt").write_text(f"{MENU}\n\n{text}\n\n{SHARE}\n", "utf-8")
    return folder


def _import(outlet: Path, **how: object) -> ImportReport:
    options = replace(OPTIONS, publication="outlet")
    return import_articles([outlet], into=outlet.parent / "content", options=options, run=Run(**how))  # type: ignore[arg-type]


def test_an_import_learns_the_lines_of_an_outlet_and_keeps_them_in_its_profile(outlet: Path) -> None:
    report = _import(outlet)

    assert report.counts["learned"] == 1
    assert report.counts["created"] == 10
    assert [problem.code for problem in report.results[0].problems] == ["I352"]
    texts = [path.read_text("utf-8") for name, path in content(outlet.parent / "content").items() if "articles" in name]
    assert not any(MENU in text or SHARE in text for text in texts)
    assert [dropped.text for dropped in report.results[1].dropped] == [MENU, SHARE]


def test_what_was_learned_is_not_written_again(outlet: Path) -> None:
    _import(outlet)

    again = _import(outlet)

    assert (again.counts["learned"], again.counts["unchanged"]) == (0, 10)


def test_a_line_that_an_editor_moves_to_keep_comes_back_into_the_articles(outlet: Path) -> None:
    _import(outlet)
    profile = outlet.parent / "content/registry/profiles/outlet.yaml"
    text = profile.read_text("utf-8").replace(f'  - "{SHARE}"\n', "").replace("keep: []", f'keep:\n  - "{SHARE}"')
    profile.write_text(text, "utf-8")

    report = _import(outlet)

    assert (report.counts["learned"], report.counts["updated"]) == (0, 10)
    assert profile.read_text("utf-8") == text


def test_the_texts_of_an_archive_count_one_by_one(tmp_path: Path) -> None:
    said = "The reading room is on the second floor of the library."
    (tmp_path / "inbox").mkdir()
    with zipfile.ZipFile(tmp_path / "inbox/news.zip", "w") as archive:
        for number in range(40):
            text = f"Library opens room {number}\n\nOSLO -- Room {number} opens on Sundays, the library said."
            archive.writestr(f"{number}.txt", f"{text}\n\n{said}\n" if number < 3 else f"{text}\n")

    report = _import(tmp_path / "inbox")

    assert (report.counts["learned"], report.counts["created"]) == (0, 40)  # 3 of 40 texts; not 3 of 1 archive


def test_nothing_is_learned_of_the_source_of_web_pages(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    for number in range(5):
        said = f"<p>OSLO -- Room {number} opens on Sundays and will be open until the evening, the library said.</p>"
        page = f"<!DOCTYPE html>\n<html>\n<body>\n<h1>Library opens room {number}</h1>\n{said}\n</body>\n</html>\n"
        (tmp_path / "inbox" / f"{number}.html").write_text(page, "utf-8")

    report = _import(tmp_path / "inbox")

    assert (report.counts["learned"], report.counts["created"]) == (0, 5)


def test_a_dry_run_learns_and_writes_nothing(outlet: Path) -> None:
    report = _import(outlet, dry_run=True)

    assert report.counts["learned"] == 1
    assert [dropped.text for dropped in report.results[1].dropped] == [MENU, SHARE]
    assert f'+  - "{MENU}"' in report.results[0].diff
    assert not (outlet.parent / "content").exists()


def test_many_processes_learn_what_one_does(outlet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "FEW", 0)
    monkeypatch.setattr(bulk, "BATCH_FILES", 3)
    one = _import(outlet, dry_run=True)

    many = _import(outlet, dry_run=True, workers=local_workers(2))

    assert many == one
