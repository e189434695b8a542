"""Helplines that nobody has checked, or not for long."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from digest.checks.helplines import check_helplines
from digest.registry import load_registry

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 12, 1, tzinfo=UTC)


def told(folder: Path, said: str, now: datetime | None = NOW) -> list[tuple[int, str, bool]]:
    text = f"# who\na:\n  name: A\n  description: x\n  phone: '112'\n{said}"
    (folder / "helplines.yaml").write_text(text, "utf-8")
    registry, problems = load_registry(folder)
    assert problems == []
    return [(one.line, one.code, one.is_notice) for one in check_helplines(folder, registry, now)]


@pytest.mark.parametrize("said", ["", "  checked:\n", "  checked: 2026-06-03\n", "  checked: 2019-01-01\n"])
def test_helpline_that_nobody_has_checked_for_long_is_a_notice(tmp_path: Path, said: str) -> None:
    assert told(tmp_path, said) == [(2, "C365", True)]


@pytest.mark.parametrize("said", ["  checked: 2026-06-04\n", "  checked: 2026-12-01\n"])
def test_helpline_that_was_checked_lately_is_not(tmp_path: Path, said: str) -> None:
    assert told(tmp_path, said) == []


def test_without_a_time_no_check_is_too_old(tmp_path: Path) -> None:
    assert told(tmp_path, "  checked: 2019-01-01\n", None) == []


def test_registry_that_is_not_there_is_not_told(tmp_path: Path) -> None:
    assert list(check_helplines(tmp_path, load_registry(tmp_path)[0], NOW)) == []
