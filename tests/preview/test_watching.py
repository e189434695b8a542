"""Waiting for changes, on systems that tell of them and on others."""

from __future__ import annotations

import os
import resource
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING

import pytest

from digest.preview.watching import changes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def fail(line: str) -> None:
    pytest.fail(line)


def test_saving_a_file_is_a_change(tmp_path: Path) -> None:
    found = changes([tmp_path], Event(), fail)
    assert next(found) is False
    (tmp_path / "a.md").write_text("x", "utf-8")

    while not next(found):
        pass


@pytest.mark.parametrize("name", [".a.md.swp", "a.md~"])
def test_what_an_editor_lays_beside_a_file_is_none(tmp_path: Path, name: str) -> None:
    found = changes([tmp_path], Event(), fail)
    next(found)
    (tmp_path / name).write_text("x", "utf-8")

    assert [next(found), next(found)] == [False, False]


def test_watch_ends_when_it_is_told_to(tmp_path: Path) -> None:
    stop = Event()
    found = changes([tmp_path], stop, fail)
    next(found)
    stop.set()

    assert list(found) == []


def test_change_is_found_where_there_are_too_few_watches(tmp_path: Path) -> None:
    told: list[str] = []
    with one_file_at_a_time():
        found = changes([tmp_path], Event(), told.append)
        next(found)
        (tmp_path / "a.md").write_text("x", "utf-8")

        while not next(found):
            pass
    assert all("they are looked for every second instead" in line for line in told)


@contextmanager
def one_file_at_a_time() -> Iterator[None]:
    """Let this process open no more than one file more, where a watch needs three on Linux."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    lowest = os.dup(0)
    os.close(lowest)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest + 1, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
