"""Publishing to a branch that others push to as well."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from digest.publishing.branch import NO_JEKYLL, Branch
from digest.publishing.release import Outgoing, PublishError, release_of
from tests.publishing.conftest import Pushed, make
from tests.publishing.helpers import MOMENT, ONE, TWO, never, send, staged

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def pushed(tmp_path: Path) -> Pushed:
    there = make("git", tmp_path)
    assert isinstance(there, Pushed)
    return there


def git(repository: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", repository, *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def test_push_is_refused_where_somebody_else_has_pushed_meanwhile(pushed: Pushed, tmp_path: Path) -> None:
    send(pushed.place, tmp_path / "output", ONE)
    other = Branch(str(pushed.repository), "gh-pages", tmp_path / "other.git")

    with staged(tmp_path / "mine", TWO) as ready, pushed.place.hold(never):
        send(other, tmp_path / "theirs", ONE | {"n.txt": b"n"})
        with pytest.raises(PublishError, match=r"git push: .*publish again"):
            pushed.place.put(Outgoing(ready, release_of(ready.files(), MOMENT)))

    assert pushed.seen() == ONE | {"n.txt": b"n"}
    send(pushed.place, tmp_path / "mine", TWO)
    assert pushed.seen() == TWO


def test_only_new_content_is_kept_and_nothing_is_lost(pushed: Pushed, tmp_path: Path) -> None:
    names = [send(pushed.place, tmp_path / "output", files).name for files in (ONE, TWO)]
    with pushed.place.hold(never):
        pushed.place.go_back(names[0])

    subjects = git(pushed.repository, "log", "--format=%s", "gh-pages").splitlines()
    assert subjects == [f"Go back to {names[0]}", f"Publish {names[1]}", f"Publish {names[0]}"]
    contents = {*ONE.values(), *TWO.values(), b""}
    objects = git(pushed.repository, "cat-file", "--batch-all-objects", "--batch-check=%(objecttype)").splitlines()
    assert objects.count("blob") == len(contents)


def test_settings_of_this_machine_change_no_byte(
    pushed: Pushed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "gitconfig"
    ignored, attributes = tmp_path / "ignored", tmp_path / "attributes"
    ignored.write_text("*.html\n", "utf-8")
    attributes.write_text("* text=auto eol=crlf\n*.html export-ignore\n", "utf-8")
    said = (
        f"[core]\nautocrlf = true\nexcludesFile = {ignored}\nattributesFile = {attributes}\n[commit]\ngpgSign = true\n"
    )
    settings.write_text(said, "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    lines = ONE | {"lines.txt": b"one\r\ntwo\n"}

    send(pushed.place, tmp_path / "output", lines)

    monkeypatch.delenv("GIT_CONFIG_GLOBAL")
    assert pushed.seen() == lines
    assert NO_JEKYLL in git(pushed.repository, "ls-tree", "--name-only", "gh-pages")


def test_remote_that_is_not_there_is_told(tmp_path: Path) -> None:
    place = Branch(str(tmp_path / "nowhere.git"), "gh-pages", tmp_path / "store.git")

    with pytest.raises(PublishError, match=r"git ls-remote: .*nowhere\.git.*Hint: see that you can push"):
        send(place, tmp_path / "output", ONE)
