"""When something is wrong: one line each, the rest goes on, and nothing half-written is left behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from digest.importer import ImportReport, files, import_articles
from digest.importer.results import Change, Decision, ImportResult
from digest.model import UsageError
from tests.importer.helpers import OPTIONS, content

GOOD = "Library opens on Sundays\n\nBy Jane Roe\n\nOSLO -- The reading room will be open from noon, it said.\n"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, "utf-8")
    return folder


def _run(inbox: Path, **changes: object) -> ImportReport:
    return import_articles([inbox], into=inbox.parent / "content", options=OPTIONS, **changes)  # type: ignore[arg-type]


def _told(report: ImportReport, name: str) -> tuple[str, list[str]]:
    """Return outcome and codes of the source *name*."""
    (result,) = [result for result in report.results if result.source.endswith(name)]
    return result.outcome, [problem.code for problem in result.problems]


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    [
        ("empty.txt", b"", "I101"),
        ("blank.txt", b" \n\t\xc2\xa0\n\xe2\x80\x8b\n", "I101"),
        ("bom.txt", b"\xef\xbb\xbf", "I101"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "I102"),
        ("paper.pdf", b"%PDF-1.7 ...", "I102"),
        ("office.docx", b"PK\x03\x04....", "I102"),
        ("rich.rtf", b"{\\rtf1 text}", "I102"),
        ("random.txt", bytes(range(256)) * 9, "I102"),
        ("page.html", b"<!DOCTYPE html><html><body><script>1</script></body></html>", "I108"),
        ("marks.txt", b"*** --- ***\n\n...\n", "I108"),
    ],
)
def test_a_file_that_is_no_text_is_skipped_and_the_rest_goes_on(inbox: Path, name: str, raw: bytes, code: str) -> None:
    (inbox / name).write_bytes(raw)

    report = _run(inbox)

    assert _told(report, name) == ("skipped", [code])
    assert _told(report, "good.txt")[0] == "created"
    assert len(list((inbox.parent / "content").rglob("*.md"))) == 1


def test_a_file_of_boilerplate_alone_waits_for_an_editor_and_is_no_article(inbox: Path) -> None:
    (inbox / "tail.txt").write_text("Do you like this article?\n\n0 Comment(s)\n", "utf-8")

    report = _run(inbox)

    assert _told(report, "tail.txt") == ("review", ["I204"])
    assert len(list((inbox.parent / "content").rglob("*.md"))) == 1


def test_a_file_that_cannot_be_read_fails_alone(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (inbox / "closed.txt").write_text(GOOD, "utf-8")
    open_file = os.open

    def refuse(path: Path, flags: int, mode: int = 0o777) -> int:  # root may read anything, whatever its rights
        if Path(path).name == "closed.txt":
            raise PermissionError(13, "Permission denied")
        return open_file(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse)

    report = _run(inbox)

    assert _told(report, "closed.txt") == ("failed", ["I104"])
    assert _told(report, "good.txt")[0] == "created"


def test_missing_paths_are_told_together(inbox: Path) -> None:
    with pytest.raises(UsageError, match=r"/nowhere, .*/gone\.txt: there is no such file or folder"):
        import_articles([inbox, inbox / "nowhere", inbox / "gone.txt"], into=inbox / "x", options=OPTIONS)

    assert not (inbox / "x").exists()


def test_a_target_that_is_a_file_is_wrong_usage(inbox: Path) -> None:
    with pytest.raises(UsageError, match="is not a folder"):
        import_articles([inbox], into=inbox / "good.txt", options=OPTIONS)


def test_links_and_pipes_are_told_and_not_followed(inbox: Path) -> None:
    (inbox / "link.txt").symlink_to(inbox / "good.txt")
    (inbox / "loop").symlink_to(inbox)
    os.mkfifo(inbox / "pipe.txt")

    report = _run(inbox)

    assert [_told(report, name) for name in ("link.txt", "loop", "pipe.txt")] == [("skipped", ["I105"])] * 3
    assert len(report.results) == 4


def test_other_files_are_a_notice_and_hidden_ones_nothing(inbox: Path) -> None:
    (inbox / "data.json").write_text("{}")
    for name in (".DS_Store", ".hidden.txt", "Thumbs.db", "a.txt~", "~$a.txt"):
        (inbox / name).write_text("x")

    report = _run(inbox)

    assert [result.source.rpartition("/")[2] for result in report.results] == ["data.json", "good.txt"]
    assert _told(report, "data.json") == ("skipped", ["I304"])


def test_a_file_named_outright_is_read_whatever_its_name(inbox: Path) -> None:
    (inbox / "good.txt").rename(inbox / "good.article")

    report = import_articles([inbox / "good.article"], into=inbox.parent / "content", options=OPTIONS)

    assert report.counts["created"] == 1


@pytest.mark.parametrize("name", ["-rf", "a..;rm.txt", "a\nb.txt", "\u202ea.txt", "é" * 60, "CON.txt", "%2e%2e%2f.txt"])
def test_a_name_decides_nothing_about_where_it_is_written(inbox: Path, name: str) -> None:
    (inbox / "good.txt").rename(inbox / (name if "." in name else f"{name}.txt"))

    report = _run(inbox)

    assert [result.path for result in report.results] == ["articles/undated/library-opens-on-sundays.md"]
    assert "\n" not in report.results[0].source


def test_names_that_are_not_utf8_are_read_and_written_out(inbox: Path) -> None:
    (inbox / "good.txt").rename(inbox / os.fsdecode(b"\xff\xfe.txt"))

    report = _run(inbox)

    assert _told(report, "\\xff\\xfe.txt")[0] == "created"
    report.to_json_lines().encode("utf-8")


@pytest.mark.parametrize("title", ["CON", "index", "Nul", "feed", "!!!", "\N{OPEN BOOK}\N{OPEN BOOK}"])
def test_a_title_that_makes_no_address_gets_one(inbox: Path, title: str) -> None:
    (inbox / "good.txt").write_text(GOOD.replace("Library opens on Sundays", title), "utf-8")

    (result,) = _run(inbox).results

    stem = Path(str(result.path)).stem
    assert stem.casefold() not in {"con", "index", "nul", "feed", ""}


def test_a_target_that_leads_elsewhere_is_not_written(inbox: Path) -> None:
    outside = inbox.parent / "outside"
    outside.mkdir()
    (inbox.parent / "content").mkdir()
    (inbox.parent / "content" / "articles").symlink_to(outside)

    report = _run(inbox)

    assert _told(report, "good.txt") == ("failed", ["I106"])
    assert list(outside.iterdir()) == []


def test_a_write_that_fails_leaves_the_old_file(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _run(inbox)
    before = {path: path.read_bytes() for path in (inbox.parent / "content").rglob("*.md")}
    (inbox / "good.txt").write_text(GOOD.replace("noon", "one"), "utf-8")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    report = _run(inbox)

    assert _told(report, "good.txt") == ("failed", ["I106"])
    assert {path: path.read_bytes() for path in content(inbox.parent / "content").values()} == before


def test_nothing_is_written_outside_the_target(tmp_path: Path) -> None:
    climbing = Decision(ImportResult("a.txt", "created"), Change("../away/x.md", "x"))

    (result,) = files.apply_changes([climbing], tmp_path / "content")

    assert result.outcome == "failed"
    assert "leads out of" in result.problems[0].message
    assert not (tmp_path / "away").exists()


@pytest.mark.parametrize("text", ["def f(x):\n\n    return x + 1\n", "Name\n\nAsel 12\n\nBolat 14\n"])
def test_what_has_no_sentence_waits_for_an_editor(inbox: Path, text: str) -> None:
    (inbox / "good.txt").write_text(text, "utf-8")

    report = _run(inbox)

    assert [result.outcome for result in report.results] == ["review"]
    assert "I211" in [problem.code for problem in report.problems]


@pytest.mark.parametrize("name", ["page.html", "PAGE.HTM", "page.xhtml", "page.txt"])
def test_a_web_page_is_read_whatever_its_name(inbox: Path, name: str) -> None:
    (inbox / "good.txt").rename(inbox / name)
    paragraph = "The reading room will be open from noon, it said."
    (inbox / name).write_text(f"<html><body><h1>Library opens</h1><p>{paragraph}</p></body></html>", "utf-8")

    report = _run(inbox)

    assert [(result.outcome, result.path) for result in report.results] == [
        ("created", "articles/undated/library-opens.md")
    ]
