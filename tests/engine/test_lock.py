"""One build at a time, whatever becomes of the others."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from digest.engine.lock import BusyError, hold_lock
from digest.engine.tree import open_tree
from tests.engine.helpers import content, publish, version
from tests.support.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ONE, TWO = (version({"a/index.html": text}) for text in (b"one", b"two"))
# Holds what is named until it is told to end.
HOLDER = """\
import sys
from pathlib import Path
from digest.engine.lock import hold_lock
from digest.engine.tree import open_tree
with {"lock": hold_lock, "tree": open_tree}[sys.argv[1]](Path(sys.argv[2])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holder(kind: str, path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Give another process that holds the lock, or the tree, at *path*."""
    command = [sys.executable, "-c", HOLDER, kind, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"held\n"
        try:
            yield process
        finally:
            process.kill()


def test_second_that_does_not_want_to_wait_is_told_who_holds_it(tmp_path: Path) -> None:
    with (
        holder("lock", tmp_path / "lock") as other,
        pytest.raises(BusyError, match=rf"at work \(process {other.pid}\)\. Hint: wait"),
        hold_lock(tmp_path / "lock", wait=False),
    ):
        pass


def test_second_waits_and_tells_for_whom(tmp_path: Path) -> None:
    told: list[int | None] = []
    is_told = Event()
    order: list[str] = []

    def wait() -> None:
        with hold_lock(tmp_path / "lock", on_wait=lambda pid: (told.append(pid), is_told.set())[0]):
            order.append("second")

    second = Thread(target=wait)
    with hold_lock(tmp_path / "lock"):
        second.start()
        assert is_told.wait(30)
        order.append("first")
    second.join()

    assert told == [os.getpid()]
    assert order == ["first", "second"]


def test_lock_of_a_killed_process_is_none(tmp_path: Path) -> None:
    with holder("lock", tmp_path / "lock") as other:
        other.kill()
        other.wait()

        with hold_lock(tmp_path / "lock", wait=False):
            assert (tmp_path / "lock.holder").read_text() == f"{os.getpid()}\n"


def test_holder_that_is_not_known_is_not_named(tmp_path: Path) -> None:
    with holder("lock", tmp_path / "lock"):
        (tmp_path / "lock.holder").write_bytes(b"\xff?")

        with pytest.raises(BusyError, match=r"site is at work\. Hint"), hold_lock(tmp_path / "lock", wait=False):
            pass


def test_nothing_is_told_where_nobody_holds_it(tmp_path: Path) -> None:
    told: list[int | None] = []

    with hold_lock(tmp_path / "lock", on_wait=told.append):
        pass

    assert told == []
    assert not (tmp_path / "lock.holder").exists()


def test_process_forked_while_it_is_held_neither_keeps_nor_loses_it(tmp_path: Path) -> None:
    fork_and_hold = """\
import os, sys
from pathlib import Path
from digest.engine.lock import BusyError, hold_lock
path = Path(sys.argv[1])
with hold_lock(path):
    if not os.fork():
        sys.exit()
    os.wait()
    if not os.fork():
        try:
            with hold_lock(path, wait=False):
                os._exit(1)
        except BusyError:
            os._exit(0)
    print(os.waitstatus_to_exitcode(os.wait()[1]))
"""
    done = subprocess.run(
        [sys.executable, "-c", fork_and_hold, str(tmp_path / "lock")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stdout, done.stderr) == ("0\n", "")


def test_two_builds_of_one_site_do_not_meet(tmp_path: Path) -> None:
    output = tmp_path / "output"
    publish(output, ONE)

    with holder("tree", output) as other:
        with pytest.raises(BusyError, match=f"process {other.pid}"), open_tree(output, wait=False):
            pass
        assert other.stdin
        other.stdin.close()
        publish(output, TWO)

    assert content(output) == TWO
