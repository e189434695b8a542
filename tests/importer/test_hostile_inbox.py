"""A folder with everything in it that can be wrong: one line each, the good article imported, nothing else touched."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import os
import socket
import subprocess
import sys
import tarfile
import threading
import time
import zipfile
from typing import TYPE_CHECKING

import pytest

from digest import frontmatter
from digest.importer import ImportReport, Run, import_articles
from digest.model import DigestError
from tests.importer.helpers import OPTIONS, words
from tests.support.project import ROOT, digest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GOOD = "Library opens on Sundays\n\nBy Jane Roe\n\nOSLO -- The reading room will be open from noon, it said.\n"
ZEROS = 30_000_000  # bytes that pack to nothing


def _text(words: str) -> str:
    """Return an article of its own."""
    return GOOD.replace("noon", words)


def _zip(*members: tuple[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members:
            archive.writestr(name, text)
    return file.getvalue()


def _tar(*names: str) -> bytes:
    """Return a tar of articles, and of links, pipes and devices."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        for name in names:
            raw = _text(f"the hour of {name.count('/')}").encode()
            member = tarfile.TarInfo(name)
            member.size = len(raw)
            archive.addfile(member, io.BytesIO(raw))
        for kind, name in ((tarfile.SYMTYPE, "link.txt"), (tarfile.FIFOTYPE, "pipe.txt"), (tarfile.CHRTYPE, "tty.txt")):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/hostname"
            archive.addfile(member)
    return file.getvalue()


ZEROS_ZIP = _zip(("zeros.txt", "\0" * ZEROS))
OUT_ZIP = _zip(
    ("../../out.txt", _text("one of a zip")),
    ("/abs/out.txt", _text("two of a zip")),
    ("C:\\out.txt", _text("three of a zip")),
    ("in.zip", "PK"),
)
# What stands in a file, and what becomes of each source in it: its name, its outcome, and the codes that say why
FILES: dict[str, tuple[bytes, list[tuple[str, str, list[str]]]]] = {
    name: (raw, [(shown or name, outcome, codes)])
    for name, raw, shown, outcome, codes in (
        ("good.txt", GOOD.encode(), "", "created", []),
        ("empty.txt", b"", "", "skipped", ["I101"]),
        ("blank.txt", b" \n\t\r\n\xc2\xa0\xe2\x80\x8b", "", "skipped", ["I101"]),
        ("nuls.txt", bytes(4096), "", "skipped", ["I101"]),
        ("binary.txt", bytes(range(256)) * 40, "", "skipped", ["I102"]),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(64), "", "skipped", ["I102"]),
        ("paper.pdf", b"%PDF-1.7\n%\xe2\xe3", "", "skipped", ["I102"]),
        ("office.docx", b"PK\x03\x04" + bytes(64), "", "skipped", ["I102"]),
        ("rich.rtf", b"{\\rtf1 text}", "", "skipped", ["I102"]),
        ("page.html", b"<!DOCTYPE html><body><script>alert(1)</script>", "", "skipped", ["I108"]),
        ("data.json", b"{}", "", "skipped", ["I304"]),
        ("nul.txt", _text("one\0").encode(), "", "review", ["I203"]),
        ("half.txt", _text("two \ud800").encode("utf-8", "surrogatepass"), "", "review", ["I202"]),
        (
            "half16.txt",
            b"\xff\xfe" + _text("three \udc00").encode("utf-16-le", "surrogatepass"),
            "",
            "review",
            ["I202"],
        ),
        ("yaml.txt", _text("four").replace("Library", 'title: "x" # !!python {{ x }}').encode(), "", "created", []),
        ("-rf.txt", _text("five").encode(), "", "created", []),
        ("..%2f..%2fpasswd.txt", _text("six").encode(), "", "", []),  # hidden, by its name
        ("a\nb\x1b[31m.txt", _text("seven").encode(), "a\\nb\\x1b[31m.txt", "created", []),
        ("\u202etxt.exe.txt", _text("eight").encode(), "\\u202etxt.exe.txt", "created", []),
        (os.fsdecode(b"\xff.txt"), _text("nine").encode(), "\\xff.txt", "created", []),
        ("CON.txt", _text("ten").encode(), "", "created", []),
        ("case.txt", _text("eleven").encode(), "", "created", []),
        ("Case.txt", _text("twelve").encode(), "", "created", []),
        ("\xe9.txt", _text("one past noon").encode(), "", "created", []),
        ("e\u0301.txt", _text("two past noon").encode(), "\xe9.txt [5c89df]", "created", []),
        ("broken.zip", _zip(("a.txt", GOOD))[:40], "", "failed", ["I110"]),
        ("no.tar.gz", b"no archive", "", "failed", ["I110"]),
        ("bomb.zip", ZEROS_ZIP, "", "failed", ["I111"]),
        ("bomb.tar.gz", gzip.compress(bytes(ZEROS)), "", "failed", ["I111"]),
    )
}
FILES["out.zip"] = (
    OUT_ZIP,
    [
        ("out.zip/../../out.txt", "created", ["I340"]),
        ("out.zip//abs/out.txt", "created", ["I340"]),
        ("out.zip/C:\\out.txt", "created", ["I340"]),
        ("out.zip/in.zip", "skipped", ["I114"]),
    ],
)
FILES["out.tar.gz"] = (
    _tar("../../../out.txt", "/out.txt"),
    [
        ("out.tar.gz/../../../out.txt", "created", ["I340"]),
        ("out.tar.gz//out.txt", "created", ["I340"]),
        *((f"out.tar.gz/{name}.txt", "skipped", ["I113"]) for name in ("link", "pipe", "tty")),
    ],
)
NO_FILES = ("away.txt", "gone.txt", "link.txt", "loop", "pipe.txt", "self.txt", "socket.txt")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Return a folder of everything."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name, (raw, _) in FILES.items():
        (folder / name).write_bytes(raw)
    (tmp_path / "away.txt").write_text(_text("a place that nobody named"), "utf-8")
    (folder / "away.txt").symlink_to("../away.txt")
    (folder / "gone.txt").symlink_to("nowhere")
    (folder / "link.txt").symlink_to("good.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "self.txt").symlink_to("self.txt")
    os.mkfifo(folder / "pipe.txt")
    with contextlib.chdir(folder), socket.socket(socket.AF_UNIX) as listener:  # a socket's path has 108 bytes at most
        listener.bind("socket.txt")
    return folder


def _run(inbox: Path, **options: object) -> ImportReport:
    run = Run(**options)  # type: ignore[arg-type]
    return import_articles([inbox], into=inbox.parent / "content", options=OPTIONS, run=run)


def _told(report: ImportReport, inbox: Path) -> list[tuple[str, str, list[str]]]:
    """Return name, outcome and codes of each source."""
    return [
        (result.source.removeprefix(f"{inbox}/"), result.outcome, [problem.code for problem in result.problems])
        for result in report.results
    ]


def _below(folder: Path) -> dict[str, bytes | None]:
    """Return everything below a folder, hidden files and links too, with the bytes of the files."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() and not path.is_symlink() else None
        for path in folder.rglob("*")
    }


def test_a_folder_of_everything_gets_a_line_for_each_and_nothing_is_written_elsewhere(inbox: Path) -> None:
    before = _below(inbox.parent)

    report = _run(inbox)

    expected = [told for name in FILES for told in FILES[name][1] if told[1]]
    expected += [(name, "skipped", ["I105"]) for name in NO_FILES]
    assert sorted(_told(report, inbox)) == sorted(expected)
    after = _below(inbox.parent)
    assert {name: raw for name, raw in after.items() if not name.startswith("content")} == before
    articles = [name for name in after if name.startswith("content/articles/") and name.endswith(".md")]
    assert len(articles) == sum(told[1] in {"created", "review"} for told in expected)
    assert {name for name in after if name.startswith("content/.import/")} == {
        "content/.import/.gitignore", "content/.import/lock",
    }  # fmt: skip


def test_a_folder_of_everything_read_again_writes_nothing(inbox: Path) -> None:
    first, before = _run(inbox), _below(inbox.parent / "content")

    again = _run(inbox)

    written = first.counts["created"] + first.counts["review"]
    assert again.counts["unchanged"] == written
    assert _below(inbox.parent / "content") == before


def test_the_command_tells_of_everything_and_goes_on(inbox: Path) -> None:
    report = inbox.parent / "report.jsonl"

    done = digest("import", inbox, "--into", inbox.parent / "content", "--report", report, "--jobs", "2")

    lines = [json.loads(line) for line in report.read_text("utf-8").splitlines()]
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert all(line.startswith(f"{inbox}/") for line in done.stderr.splitlines())
    assert len(lines) == sum(len(told) for _, told in FILES.values()) - 1 + len(NO_FILES)
    assert any(line["source"] == f"{inbox}/good.txt" and line["outcome"] == "created" for line in lines)


# --- what is very large ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "times", "between"),
    [
        ("The room of the library that nobody leaves ", 470_000, ""),
        ("<p>{{ *x* [y](z) `a` ", 900_000, ""),
        ("The room of the library is open on Sundays, it said.", 50_000, "\n"),
        ("- item", 50_000, "\n"),
        ("Library opens", 50_000, "\n\n"),
    ],
)
def test_a_text_without_measure_is_read_soon_and_whole(tmp_path: Path, line: str, times: int, between: str) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "large.txt").write_text(between.join([line] * times), "utf-8")
    begun = time.process_time()

    (result,) = _run(tmp_path / "inbox").results

    assert time.process_time() - begun < 30
    assert result.outcome == "review"
    assert "I205" in [problem.code for problem in result.problems]
    markdown = (tmp_path / "content" / str(result.path)).read_text("utf-8")
    word = max(words(line), key=len)
    repeated = sum(dropped.text.count(word) for dropped in result.dropped)
    assert frontmatter.read(markdown).body.count(word) + repeated in {times, times - 1}  # a headline is not in the body


# --- what changes while it is read -------------------------------------------------------------------------------


class Meddler:
    """Does something to the folder when an import begins a phase."""

    def __init__(self, phase: str, meddle: Callable[[], object]) -> None:
        self.phase, self.meddle = phase, meddle

    def begin(self, phase: str, total: int | None) -> None:  # noqa: ARG002 - as `Progress` has it
        if phase == self.phase:
            self.meddle()

    def advance(self, steps: int) -> None:
        """Do nothing."""


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Return a folder of two texts."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, "utf-8")
    (folder / "odd.txt").write_text(_text("one"), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("code", "put"),
    [
        ("I104", lambda path: None),  # noqa: ARG005 - it is gone
        ("I104", lambda path: path.symlink_to(path.with_name("good.txt"))),
        ("I104", lambda path: path.symlink_to("/etc/hostname")),
        ("I104", os.mkfifo),
        ("I104", lambda path: path.mkdir()),
        ("I101", lambda path: path.write_bytes(b"")),
        ("I102", lambda path: path.write_bytes(bytes(range(256)) * 9)),
    ],
    ids=["nothing", "link", "link-away", "pipe", "folder", "empty", "binary"],
)
def test_what_takes_the_place_of_a_file_after_it_was_found_is_told(
    two: Path, code: str, put: Callable[[Path], object]
) -> None:
    def meddle() -> None:
        (two / "odd.txt").unlink()
        put(two / "odd.txt")

    report = _run(two, progress=Meddler("reading", meddle))

    outcome = "failed" if code == "I104" else "skipped"
    assert _told(report, two) == [("good.txt", "created", []), ("odd.txt", outcome, [code])]


def test_a_file_that_grows_while_it_is_read_is_read_as_far_as_it_was(two: Path) -> None:
    grown, done = threading.Event(), threading.Event()

    def grow() -> None:
        with (two / "odd.txt").open("a", encoding="utf-8") as file:
            while not done.is_set():
                file.write("\nThe room of the library is open on Sundays, it said.\n")
                file.flush()
                grown.set()

    def begin() -> None:
        thread.start()
        grown.wait()

    thread = threading.Thread(target=grow)
    report = _run(two, progress=Meddler("reading", begin))
    done.set()
    thread.join()

    good, odd = report.results
    assert (good.outcome, odd.outcome) in {("created", "created"), ("created", "review")}
    markdown = (two.parent / "content" / str(odd.path)).read_text("utf-8")
    assert markdown.count("open on Sundays") < (two / "odd.txt").read_text("utf-8").count("open on Sundays") + 2
    (two / "odd.txt").write_text(_text("one"), "utf-8")
    assert _run(two).counts["updated"] == 1


def test_a_target_that_is_led_elsewhere_after_reading_is_not_written(two: Path) -> None:
    outside = two.parent / "outside"

    def meddle() -> None:
        outside.mkdir()
        (two.parent / "content" / "articles").symlink_to(outside)

    report = _run(two, progress=Meddler("writing", meddle))

    assert {(result.outcome, result.problems[0].code) for result in report.results} == {("failed", "I106")}
    assert list(outside.iterdir()) == []


# --- what stands in the way of the importer's own files ----------------------------------------------------------


@pytest.mark.parametrize("name", ["lock", "ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm", ".gitignore"])
@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_in_the_importers_own_folder_is_not_followed(two: Path, name: str, is_there: bool) -> None:  # noqa: FBT001
    outside, own = two.parent / "outside", two.parent / "content" / ".import"
    own.mkdir(parents=True)
    (own / name).symlink_to(outside)
    if is_there:
        outside.write_text("precious", "utf-8")

    report = _run(two)

    assert report.counts["created"] == 2
    assert outside.exists() == is_there
    assert not is_there or outside.read_text("utf-8") == "precious"


def test_a_folder_of_the_importer_that_leads_elsewhere_is_refused(two: Path) -> None:
    outside, into = two.parent / "outside", two.parent / "content"
    outside.mkdir()
    into.mkdir()
    (into / ".import").symlink_to(outside)

    with pytest.raises(DigestError, match="cannot be written: it is a symbolic link"):
        _run(two)

    assert list(outside.iterdir()) == []
    assert not (into / "articles").exists()


@pytest.mark.parametrize("name", ["lock", "ledger.sqlite"])
def test_a_folder_in_the_place_of_one_of_the_importers_files_is_told(two: Path, name: str) -> None:
    (two.parent / "content" / ".import" / name).mkdir(parents=True)

    with pytest.raises(DigestError, match="Hint: make room"):
        _run(two)


@pytest.mark.parametrize("name", ["articles", "articles/undated"])
def test_a_file_in_the_place_of_a_folder_of_articles_is_told_and_kept(two: Path, name: str) -> None:
    path = two.parent / "content" / name
    path.parent.mkdir(parents=True)
    path.write_text("precious", "utf-8")

    report = _run(two)

    assert {(result.outcome, result.problems[0].code) for result in report.results} == {("failed", "I106")}
    assert path.read_text("utf-8") == "precious"


# Root may do all, whatever the rights: these two capabilities are what it gives up
AS_OTHERS = """
import ctypes, os, sys
for capability in (1, 2):
    ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)
os.execv(sys.executable, [sys.executable, "-m", "digest", *sys.argv[1:]])
"""


def test_what_nobody_may_read_is_told_and_the_rest_goes_on(two: Path) -> None:
    (two / "closed").mkdir()
    (two / "closed" / "a.txt").write_text(GOOD, "utf-8")
    (two / "odd.zip").write_bytes(_zip(("a.txt", GOOD)))
    closed = [two / "closed", two / "odd.txt", two / "odd.zip"]
    for path in closed:
        path.chmod(0)
    command = [sys.executable, "-c", AS_OTHERS, "import", str(two), "--into", str(two.parent / "content")]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    (two / "closed").chmod(0o700)
    assert done.stdout.startswith("4 texts read: 1 created, 3 failed\n")
    assert [line.partition(": I104 ")[0] for line in done.stderr.splitlines()] == sorted(map(str, closed))
    assert done.returncode == 1
