"""Whatever is wrong with one article, the rest of the site is shown, and a build leaves the last good one."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from digest.preview.live_settings import LiveSettings
from digest.preview.showing import Showing
from digest.preview.workbench import Workbench
from digest.progress import SILENCE
from tests.support.project import SETTINGS, SETTINGS_NAME, build, digest
from tools.faulty import FAULTS, PLACE, cases

if TYPE_CHECKING:
    from pathlib import Path

    from digest.preview.issue import Issue

# What a site cannot be made with; all else is told by the check alone (docs/problems.md). Not C119: links are followed
# where nothing else is wrong, and in a preview a draft is there.
BUILD_TELLS = re.compile(r"C1(?:0[0-9]|1[0-8]|20|6[0-9]|7[0-9]|8[0-8])")
SHOWN = ("/", "/articles/reading-room/", "/ru/articles/reading-room-ru/", "/tags/prevention/", "/corrections/")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project of the content that surrounds all cases."""
    monkeypatch.syspath_prepend(str(tmp_path))
    shutil.copytree(FAULTS / "around", tmp_path / "content")
    (tmp_path / SETTINGS_NAME).write_text(SETTINGS, "utf-8")
    return tmp_path


def shown(issue: Issue) -> dict[str, tuple[int, bool]]:
    """Return for each page that does not stand for a case how it is answered, and whether it says what is wrong."""
    showing = Showing(issue, "", lambda *_: None)
    answers = {path: showing.answer(path) for path in SHOWN}
    return {path: (answer.status, b"digest-preview" in answer.content) for path, answer in answers.items()}


def test_rest_of_the_site_is_shown_whatever_is_wrong_with_one_article(project: Path) -> None:
    bench = Workbench(LiveSettings(project / SETTINGS_NAME, drafts=True))
    good = shown(bench.open(SILENCE))
    assert {status for status, _ in good.values()} == {200}

    for case in cases():
        file = project / "content" / PLACE / case.name
        shutil.copyfile(case, file)
        issue = bench.look()
        assert shown(issue) == good, case.stem
        told = [problem.code for problem in issue.problems if problem.path == str(file)]
        expected = [code for code in codes_of(case) if BUILD_TELLS.fullmatch(code)]
        assert sorted(set(expected) - set(told)) == [], case.stem
        file.unlink()
    assert not bench.look().problems


def codes_of(case: Path) -> list[str]:
    return [line.partition(" ")[2] for line in case.with_suffix(".told").read_text("utf-8").splitlines()]


def test_build_with_all_of_them_tells_all_and_leaves_the_last_good_site(project: Path, tmp_path: Path) -> None:
    output = build(project, tmp_path / "output")
    before = {path: path.read_bytes() for path in sorted(output.rglob("*")) if path.is_file()}
    for case in cases():
        shutil.copyfile(case, project / "content" / PLACE / case.name)
    done = digest("build", "--settings", SETTINGS_NAME, "--output", output, cwd=project)
    told = {(match[1], match[2]) for match in re.finditer(r"/([a-z0-9-]+\.md):\S* (C[0-9]{3}) ", done.stderr)}

    assert done.returncode == 1
    for case in cases():
        expected = {(case.name, code) for code in codes_of(case) if BUILD_TELLS.fullmatch(code)}
        assert sorted(expected - told) == []
    assert {path: path.read_bytes() for path in sorted(output.rglob("*")) if path.is_file()} == before
