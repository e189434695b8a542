"""The program of the form: pinned, put in place once, and in no file of the site."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from digest.editor import program
from digest.editor.program import NoProgramError, folder_in_place, put_in_place, version
from tests.support.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

NPM = ROOT / "digest/editor/npm"


def npm(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    (folder / "npm").write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    (folder / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/bin:/usr/bin")


def test_program_is_pinned_by_version_and_hash_and_brings_nothing_else() -> None:
    packages = json.loads((NPM / "package-lock.json").read_text("utf-8"))["packages"]

    assert packages.keys() == {"", f"node_modules/{program.NAME}"}
    assert packages[""]["dependencies"] == {program.NAME: version()}
    assert packages[f"node_modules/{program.NAME}"]["version"] == version()
    assert packages[f"node_modules/{program.NAME}"]["integrity"].startswith("sha512-")
    assert "resolved" not in packages[f"node_modules/{program.NAME}"]


def test_program_is_put_in_place_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm(tmp_path / "bin", f"mkdir -p node_modules/{program.NAME}/dist && echo $@ >> calls", monkeypatch)
    told: list[str] = []

    folder = put_in_place(told.append, tmp_path / "place")
    put_in_place(told.append, tmp_path / "place")

    assert folder.is_dir()
    assert told == [f"Getting Decap CMS {version()}, once …"]
    assert (tmp_path / "place/calls").read_text("utf-8").splitlines() == [
        "ci --ignore-scripts --no-audit --no-fund --silent"
    ]


def test_another_version_takes_the_place_of_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm(tmp_path / "bin", f"mkdir -p node_modules/{program.NAME}/dist", monkeypatch)
    put_in_place(lambda _: None, tmp_path / "place")
    (tmp_path / "place/made-from-package-lock.json").write_text("{}", "utf-8")

    assert folder_in_place(tmp_path / "place") is None
    put_in_place(lambda _: None, tmp_path / "place")
    assert folder_in_place(tmp_path / "place") is not None


def test_who_has_no_npm_is_told_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(NoProgramError, match="apt-get install npm"):
        put_in_place(lambda _: None, tmp_path / "place")


def test_failure_of_npm_is_told_and_tried_again_the_next_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm(tmp_path / "bin", "echo no network >&2; exit 1", monkeypatch)

    with pytest.raises(NoProgramError, match="no network"):
        put_in_place(lambda _: None, tmp_path / "place")
    assert folder_in_place(tmp_path / "place") is None


def test_licence_and_version_are_told() -> None:
    document = (ROOT / "docs/editing.md").read_text("utf-8")
    licence = (ROOT / "digest/editor/files/decap-licence.txt").read_text("utf-8")

    assert f"Decap CMS {version()}" in document
    assert licence.split() == document.partition("```text\n")[2].partition("```")[0].split()


def test_nothing_of_the_editor_is_in_the_site(site: Path) -> None:
    names = [path.relative_to(site).as_posix() for path in site.rglob("*")]

    assert not [name for name in names if name.startswith("admin") or "decap" in name.lower() or "editor" in name]
    for path in site.rglob("*.html"):
        page = path.read_text("utf-8").lower()
        assert "/admin/" not in page
        assert "decap" not in page
