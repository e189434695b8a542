"""Publishing to another machine over ssh, with a real ssh and a real sshd."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.publishing.release import PublishError
from digest.publishing.remote import Remote
from tests.publishing.helpers import ONE, TWO, never, read, send
from tests.support.transport import need, ssh_to_here

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.server


@pytest.fixture
def ssh(tmp_path: Path) -> str:
    """Return the command that is an ssh to this machine."""
    folder = tmp_path / "keys"
    folder.mkdir()
    try:
        need("rsync")
        return ssh_to_here(folder)
    except FileNotFoundError as error:
        pytest.fail(str(error), pytrace=False)


@pytest.mark.parametrize("name", ["srv", "a folder; of 'ours'"])
def test_site_goes_to_another_machine_and_back(tmp_path: Path, ssh: str, name: str) -> None:
    root = tmp_path / name
    place = Remote.of(f"here:{root}", ssh, 5)

    one, two = (send(place, tmp_path / "output", files).name for files in (ONE, TWO))

    assert read(root / "current") == TWO
    same = [path for path in ONE if path in TWO and (root / f"releases/{one}" / path).samefile(root / "current" / path)]
    assert set(same) == {path for path in ONE if TWO.get(path) == ONE[path]}
    with place.hold(never):
        assert (list(place.names()), place.live()) == ([one, two], two)
        place.go_back(one)
    assert read(root / "current") == ONE


def test_machine_that_lets_nobody_in_is_told(tmp_path: Path, ssh: str) -> None:
    (tmp_path / "keys/key.pub").write_text("", "utf-8")

    with pytest.raises(PublishError, match=r"here:/srv: .*Permission denied.*Hint: see that you can log in"):
        send(Remote.of("here:/srv", ssh, 5), tmp_path / "output", ONE)
