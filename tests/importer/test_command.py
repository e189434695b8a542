"""`digest import` as a person types it: what it prints, what it writes, its exit status."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from digest.__main__ import main
from tests.importer.helpers import content
from tests.support.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Library opens on Sundays\n\nBy Jane Roe\n\nOSLO -- The reading room will be open from noon, it said.\n"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "empty.txt").write_text("", "utf-8")
    return folder


class Told:
    """What a command said: its exit status, and the lines on stdout and stderr."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out.splitlines(), err.splitlines()


def _import(capsys: pytest.CaptureFixture[str], inbox: Path, *options: str) -> Told:
    command = ["import", str(inbox), "--into", str(inbox.parent / "content"), "--added", "2026-11-22", *options]
    try:
        status = main(command)
    except SystemExit as error:
        status = int(error.code or 0)
    return Told(status, *capsys.readouterr())


def test_an_import_says_how_many_became_what_and_what_is_wrong(inbox: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = _import(capsys, inbox)

    assert told.out == [
        "2 texts read: 1 created, 1 skipped",
        "Next:",
        "- mend the sources that are told above (docs/problems.md explains each code), and import again",
        "- give the new articles a section and tags; `inv serve` shows them",
    ]
    assert [line.split()[1] for line in told.err] == ["I101"]
    assert told.status == 1


def test_the_report_has_a_line_for_every_source(inbox: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = inbox.parent / "report.jsonl"

    _import(capsys, inbox, "--report", str(report))

    lines = [json.loads(line) for line in report.read_text("utf-8").splitlines()]
    assert [(line["source"], line["outcome"]) for line in lines] == [
        (str(inbox / "a.txt"), "created"),
        (str(inbox / "empty.txt"), "skipped"),
    ]
    assert [path.name for path in inbox.parent.iterdir() if "report" in path.name] == ["report.jsonl"]


def test_a_dry_run_shows_on_request_what_would_change_and_writes_nothing(
    inbox: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (inbox / "empty.txt").unlink()
    _import(capsys, inbox)
    before = {name: path.read_bytes() for name, path in content(inbox.parent / "content").items()}
    (inbox / "a.txt").write_text(TEXT.replace("noon", "one"), "utf-8")

    told = _import(capsys, inbox, "--dry-run", "--diff")

    name = "articles/undated/library-opens-on-sundays.md"
    assert told.out[:2] == [f"--- a/{name}", f"+++ b/{name}"]
    assert "-OSLO -- The reading room will be open from noon, it said." in told.out
    assert "+OSLO -- The reading room will be open from one, it said." in told.out
    assert told.out[-2:] == [
        "1 text read: 1 updated",
        "Next: nothing is written yet: the same without --dry-run writes it",
    ]
    assert {name: path.read_bytes() for name, path in content(inbox.parent / "content").items()} == before


def test_a_new_file_is_a_diff_against_nothing(inbox: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = _import(capsys, inbox, "--dry-run", "--diff")

    assert told.out[0] == "--- /dev/null"
    assert all(line.startswith("+") for line in told.out[3:-2])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--diff",), "--diff shows what is not written"),
        (("--jobs", "0"), "'0' is not a number of processes"),
        (("--jobs", "many"), "'many' is not a number of processes"),
        (("--publication", "nobody"), "no publication 'nobody'"),
        (("--lang", "xx-yy-zz"), "'xx-yy-zz' is not a language tag"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_written(
    inbox: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], said: str
) -> None:
    told = _import(capsys, inbox, *options)

    assert told.status == 2
    assert said in " ".join(told.err)
    assert not (inbox.parent / "content").exists()


def test_a_report_on_a_full_disk_is_told_and_the_articles_are_there(
    inbox: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (inbox.parent / ".report.jsonl.tmp").symlink_to("/dev/full")

    told = _import(capsys, inbox, "--report", str(inbox.parent / "report.jsonl"))

    assert told.status == 2
    assert "the report cannot be written: No space left on device" in told.err[-1]
    assert len(content(inbox.parent / "content")) == 1
    assert not (inbox.parent / "report.jsonl").exists()


def test_ctrl_c_leaves_whole_files_and_no_lock(inbox: Path) -> None:
    for number in range(1500):
        (inbox / f"{number}.txt").write_text(TEXT.replace("noon", f"{number}"), "utf-8")
    into = inbox.parent / "content"
    command = [sys.executable, "-m", "digest", "import", str(inbox), "--into", str(into), "--jobs", "2"]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)
    while process.poll() is None and not (into / "articles").is_dir():
        time.sleep(0.01)

    process.terminate()
    said = process.communicate()[1].decode()

    assert process.returncode in {0, 130}
    assert "Traceback" not in said
    assert all(path.read_text("utf-8").startswith("---\n") for path in content(into).values())
    assert not any(name.endswith(".tmp") for name in content(into))
