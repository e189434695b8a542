"""Versions, translations and namesakes among the texts of an import: told in the report, never merged."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from digest.importer import ImportReport, Run, import_articles
from tests.importer.helpers import OPTIONS, content
from tests.support.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

ROOMS = ("maps", "coins", "letters", "stamps", "globes", "posters", "charts", "atlases", "folios", "prints")
BODY = "\n\n".join(
    f"The room of {room} on floor {number} opens at noon on Sundays, and its keeper will show {number + 3} {room} that "
    f"the museum bought in the spring from a collector in the old town by the river."
    for number, room in enumerate(ROOMS, 2)
)
TEXT = f"Museum opens its rooms on Sundays\n\nBy Jane Roe\n\n{BODY}\n"
UPDATE = TEXT.replace("Museum opens", "City museum opens").replace("bought in the spring", "bought in the autumn", 1)
OTHER = (
    "Bakery bakes bread\n\nBy Jane Row\n\n" + "The ovens are lit at four in the morning, said the baker. " * 8 + "\n"
)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    return folder


def _run(inbox: Path, **how: object) -> ImportReport:
    return import_articles([inbox], into=inbox.parent / "content", options=OPTIONS, run=Run(**how))  # type: ignore[arg-type]


def _told(report: ImportReport, code: str) -> list[tuple[str, str]]:
    return [
        (result.source[-5:], problem.message)
        for result in report.results
        for problem in result.problems
        if problem.code == code
    ]


def test_a_version_of_another_text_is_told_and_both_are_kept(inbox: Path) -> None:
    (inbox / "b.txt").write_text(UPDATE, "utf-8")
    (inbox / "c.txt").write_text(OTHER, "utf-8")

    report = _run(inbox)

    ((source, message),) = _told(report, "I360")
    assert source == "b.txt"
    assert str(inbox / "a.txt") in message
    assert report.counts["created"] == 3
    assert len(content(inbox.parent / "content")) == 3


def test_a_version_of_an_article_that_is_there_is_told_by_its_path(inbox: Path) -> None:
    _run(inbox)
    (inbox / "a.txt").unlink()
    (inbox / "b.txt").write_text(UPDATE, "utf-8")

    ((source, message),) = _told(_run(inbox), "I360")

    assert source == "b.txt"
    assert "articles/undated/museum-opens-its-rooms-on-sundays.md" in message


def test_an_article_is_no_version_of_its_own_file(inbox: Path) -> None:
    _run(inbox)

    assert _told(_run(inbox), "I360") == []


def test_an_excerpt_is_told(inbox: Path) -> None:
    (inbox / "b.txt").write_text("Rooms open\n\n" + "\n\n".join(BODY.split("\n\n")[:4]) + "\n", "utf-8")

    assert [source for source, _ in _told(_run(inbox), "I360")] == ["b.txt"]


def test_names_that_may_be_one_person_are_told_and_stay_two(inbox: Path) -> None:
    (inbox / "b.txt").write_text(OTHER.replace("Jane Row", "Aleksandr Petrov"), "utf-8")
    (inbox / "c.txt").write_text(UPDATE.replace("Jane Roe", "Alexander Petrov"), "utf-8")

    report = _run(inbox)

    ((_, message),) = _told(report, "I362")
    assert "Aleksandr Petrov" in message
    assert "Alexander Petrov" in message


def test_translations_in_the_texts_that_ship_are_told(tmp_path: Path) -> None:
    report = import_articles([ROOT / "inbox"], into=tmp_path, options=OPTIONS)

    pairs = {
        frozenset((result.source.rpartition("/")[2], problem.message.rpartition("/")[2].removesuffix(".")))
        for result in report.results
        for problem in result.problems
        if problem.code == "I361"
    }
    assert frozenset(("caravanserai-akniyet.txt", "kk-akniyet-rehabilitation.txt")) in pairs
    assert frozenset(("un-resolution-2178.txt", "ru-un-resolution-2178.txt")) in pairs
    assert all("resolution" in "".join(pair) or not any("resolution" in name for name in pair) for pair in pairs)


def test_the_report_has_the_rule_and_the_line_of_every_field(inbox: Path) -> None:
    (result,) = _run(inbox).results

    fields = json.loads(result.to_json_line())["fields"]

    assert fields["title"] == {"rule": "26", "line": 1, "sure": "certain"}
    assert fields["authors"] == {"rule": "36", "line": 3, "sure": "certain"}
    assert fields["lang"]["rule"] == "104"


def test_kin_is_the_same_in_a_dry_run(inbox: Path) -> None:
    (inbox / "b.txt").write_text(UPDATE, "utf-8")

    assert _told(_run(inbox, dry_run=True), "I360") == _told(_run(inbox), "I360")
