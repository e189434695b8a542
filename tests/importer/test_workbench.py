"""Where an import works: one at a time, taken up again after a kill, and never trusting what is damaged."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import tracemalloc
import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING

import psutil
import pytest

from digest.importer import Run, import_articles
from digest.importer.inbox import MAX_READ, each_job
from digest.importer.kin.kinship import relate
from digest.importer.ledger_file import LedgerError, open_ledger
from digest.importer.reading import Draft, Reading
from digest.importer.results import Found
from digest.importer.workbench import BusyError, open_workbench
from digest.progress import SILENCE
from tests.importer.helpers import OPTIONS, content
from tests.support.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FILES = 300


def _text(number: int) -> str:
    return f"Library opens {number // 4}\n\nBy Jane Roe\n\nOSLO -- Room {number} opens on Sundays, the library said.\n"


def _fill(inbox: Path, files: int = FILES) -> Path:
    inbox.mkdir()
    for number in range(files):
        (inbox / f"{number:03}.txt").write_text(_text(number), "utf-8")
    return inbox


def _tree(into: Path) -> dict[str, bytes]:
    return {name: path.read_bytes() for name, path in content(into).items()}


def _start(inbox: Path, into: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "digest", "import", inbox, "--into", into, "--added", str(OPTIONS.added)]
    return subprocess.Popen([*command, "--jobs", "2"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def test_an_import_that_is_killed_at_any_moment_and_run_again_gives_the_same_tree(tmp_path: Path) -> None:
    inbox = _fill(tmp_path / "inbox")
    import_articles([inbox], into=tmp_path / "whole", options=OPTIONS)
    into, killed = tmp_path / "broken", 0

    for moment in (0.5, 0.7, 0.9, 1.1, 1.3, 1.5, 2.0, 2.5):
        process = _start(inbox, into)
        time.sleep(moment)
        killed += process.poll() is None
        process.kill()
        process.communicate()
    done = _start(inbox, into)
    said = done.communicate()[0].decode()

    assert killed
    assert done.returncode == 0, said
    assert _tree(into) == _tree(tmp_path / "whole")
    assert not (into / ".import/ledger.sqlite").exists()


def test_a_file_half_written_by_a_killed_import_is_cleared_away(tmp_path: Path) -> None:
    inbox, into = _fill(tmp_path / "inbox", 2), tmp_path / "into"
    (into / "articles/2016").mkdir(parents=True)
    (into / "articles/2016/.half.md.tmp").write_text("---\ntitle: Ha")

    import_articles([inbox], into=into, options=OPTIONS)

    assert all(name.endswith(".md") and "half" not in name for name in _tree(into))


def test_a_dry_run_leaves_alone_what_another_import_is_writing(tmp_path: Path) -> None:
    inbox, into = _fill(tmp_path / "inbox", 2), tmp_path / "into"
    (into / "articles/2016").mkdir(parents=True)
    (into / "articles/2016/.half.md.tmp").write_text("---\ntitle: Ha")

    import_articles([inbox], into=into, options=OPTIONS, run=Run(dry_run=True))

    assert list(_tree(into)) == ["articles/2016/.half.md.tmp"]


def test_a_copy_that_an_editor_keeps_beside_an_article_stays(tmp_path: Path) -> None:
    inbox, into = _fill(tmp_path / "inbox", 2), tmp_path / "into"
    (into / "articles/2016").mkdir(parents=True)
    (into / "articles/2016/library.md.tmp").write_text("a copy")

    import_articles([inbox], into=into, options=OPTIONS)

    assert "articles/2016/library.md.tmp" in _tree(into)


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    inbox = _fill(tmp_path / "inbox", 2000)
    process = _start(inbox, tmp_path / "into")
    deadline = time.monotonic() + 60
    while len(children := psutil.Process(process.pid).children(recursive=True)) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)

    process.send_signal(signal.SIGKILL)
    process.communicate()

    assert children
    assert psutil.wait_procs(children, timeout=30)[1] == []


def test_what_was_read_before_a_kill_is_not_read_again(tmp_path: Path) -> None:
    raw = _text(1).encode()
    (tmp_path / "a.txt").write_bytes(raw)
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        ledger.keep_readings("key")
        ledger.add_readings([Reading("a.txt", "a.txt", sha256(raw).hexdigest(), "created")])

    def left(key: str, file: str = "a.txt") -> list[str]:
        with open_ledger(tmp_path / "ledger.sqlite") as ledger:
            ledger.begin()
            ledger.keep_readings(key)
            ledger.add_found([Found(tmp_path / "a.txt", file, "a.txt")])
            return [job.shown for job in each_job(ledger, SILENCE) if not ledger.recall(job)]

    assert left("key") == []
    assert left("key", "folder/a.txt") == ["a.txt"]  # the same file, of another folder that was given
    assert left("other rules or hints") == ["a.txt"]
    (tmp_path / "a.txt").write_bytes(b"Other words.")
    assert left("key") == ["a.txt"]


def test_what_was_read_of_a_file_that_is_gone_is_not_written(tmp_path: Path) -> None:
    sketched, echoed = relate(["Gone."])
    draft = Draft("---\n---\n", "gone", "undated", "0" * 64, "en", (), waits=False, sketch=sketched, echo=echoed)
    inbox, into = _fill(tmp_path / "inbox", 1), tmp_path / "into"
    with open_workbench(into, dry_run=True) as ledger:
        ledger.add_readings([Reading("gone.txt", "gone.txt", "0" * 64, "created", draft=draft)])
        ledger.begin()

        assert list(ledger.each_reading()) == []

    assert import_articles([inbox], into=into, options=OPTIONS).counts["created"] == 1


@pytest.mark.parametrize("damage", [b"no database at all", b"SQLite format 3\x00" + bytes(range(256)) * 40])
def test_a_damaged_ledger_is_thrown_away(tmp_path: Path, damage: bytes) -> None:
    inbox, into = _fill(tmp_path / "inbox", 3), tmp_path / "into"
    (into / ".import").mkdir(parents=True)
    (into / ".import/ledger.sqlite").write_bytes(damage)

    report = import_articles([inbox], into=into, options=OPTIONS)

    assert report.counts["created"] == 3


def test_a_ledger_of_another_form_is_thrown_away(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path) as ledger, ledger.db:
        ledger.db.execute("UPDATE about SET value = '0' WHERE key = 'form'")
        ledger.db.execute("DROP TABLE read")

    with open_ledger(path) as ledger:
        assert ledger.count_read() == 0


def test_a_ledger_that_cannot_grow_is_told(tmp_path: Path) -> None:
    def fill() -> None:
        with open_ledger(tmp_path / "ledger.sqlite") as ledger:
            ledger.db.execute("PRAGMA max_page_count = 20")
            ledger.add_readings(Reading(f"{number}.txt", "a.txt", "0" * 64, "created") for number in range(9999))

    with pytest.raises(LedgerError, match="make room"):
        fill()


def test_two_imports_at_once_are_one_after_the_other_or_told(tmp_path: Path) -> None:
    inbox, into = _fill(tmp_path / "inbox", 3), tmp_path / "into"

    with open_workbench(into), pytest.raises(BusyError, match="another import is writing"):
        import_articles([inbox], into=into, options=OPTIONS)

    assert import_articles([inbox], into=into, options=OPTIONS).counts["created"] == 3


def test_a_dry_run_goes_on_beside_an_import_and_leaves_no_trace(tmp_path: Path) -> None:
    inbox, into = _fill(tmp_path / "inbox", 3), tmp_path / "into"

    with open_workbench(into):
        report = import_articles([inbox], into=into, options=OPTIONS, run=Run(dry_run=True))

    assert report.counts["created"] == 3
    assert _tree(into) == {}


def test_two_programs_at_once_leave_a_whole_tree(tmp_path: Path) -> None:
    inbox = _fill(tmp_path / "inbox")
    import_articles([inbox], into=tmp_path / "whole", options=OPTIONS)

    both = [_start(inbox, tmp_path / "into") for _ in range(2)]
    said = [process.communicate()[0].decode() for process in both]

    assert 0 in {process.returncode for process in both}
    assert all(f"{FILES} texts read" in text or "another import is writing" in text for text in said)
    assert _tree(tmp_path / "into") == _tree(tmp_path / "whole")


def test_names_that_differ_only_by_normalisation_are_two_files(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number, form in enumerate(("NFC", "NFD")):
        (inbox / f"{unicodedata.normalize(form, 'é')}.txt").write_text(_text(number), "utf-8")

    report = import_articles([inbox], into=tmp_path / "into", options=OPTIONS)

    assert report.counts["created"] == 2
    assert len({result.source for result in report.results}) == 2
    again = import_articles([inbox], into=tmp_path / "into", options=OPTIONS)
    assert again.counts["unchanged"] == 2


def test_names_that_differ_only_by_case_are_two_files(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number, name in enumerate(("a.txt", "A.txt")):
        (inbox / name).write_text(_text(number), "utf-8")

    assert import_articles([inbox], into=tmp_path / "into", options=OPTIONS).counts["created"] == 2


def test_a_path_that_is_given_twice_is_read_once(tmp_path: Path) -> None:
    inbox = _fill(tmp_path / "inbox", 3)

    report = import_articles([inbox, inbox / "000.txt"], into=tmp_path / "into", options=OPTIONS)

    assert report.counts["created"] == 3


def test_a_file_larger_than_any_article_is_told_and_not_read(tmp_path: Path) -> None:
    inbox = _fill(tmp_path / "inbox", 1)
    with (inbox / "large.txt").open("wb") as file:
        file.truncate(MAX_READ + 1)

    report = import_articles([inbox], into=tmp_path / "into", options=OPTIONS)

    assert [result.outcome for result in report.results] == ["created", "skipped"]
    assert [problem.code for problem in report.problems] == ["I116"]


def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        ledger.begin()
        ledger.add_found([Found(tmp_path / "a.txt", "a.txt", "a.txt")])

        (job,) = each_job(ledger, SILENCE)

    assert job.refused == "failed"
    assert [note.code for note in job.notes] == ["I104"]


def test_a_large_text_is_never_in_memory_many_times(tmp_path: Path) -> None:
    text = "The reading room of the old library opens in the morning. " * 350_000
    (tmp_path / "a.txt").write_text(f"Library opens\n\n{text}\n", "utf-8")

    import_articles([_fill(tmp_path / "few", 1)], into=tmp_path / "into", options=OPTIONS)  # word lists are read by now
    tracemalloc.start()
    try:
        report = import_articles([tmp_path / "a.txt"], into=tmp_path / "into", options=OPTIONS)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert report.counts["review"] == 1
    assert peak < 4.5 * len(text)
