"""What holds wherever a site goes: it is whole there, only what differs is sent, and there is a way back."""

from __future__ import annotations

import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import timedelta
from shutil import rmtree
from threading import Event
from typing import TYPE_CHECKING

import pytest

from digest.publishing.folder import Folder
from digest.publishing.release import (
    Filed,
    Outgoing,
    PublishError,
    before_live,
    known,
    moment_after,
    release_of,
    too_old,
)
from tests.publishing.conftest import KEEP, KINDS
from tests.publishing.helpers import MOMENT, ONE, THREE, TWO, never, read, send, staged, write_site
from tests.support.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.publishing.conftest import There
    from tests.publishing.helpers import Files


PATIENCE = 60
NOT_STORAGE = pytest.mark.parametrize("there", [kind for kind in KINDS if "s3" not in str(kind)], indirect=True)


def many(number: int) -> Files:
    """Return a site of many files, half of which that *number* changes."""
    files = {f"articles/{n}/index.html": b"%d of %d" % (n, number if n % 2 else 0) for n in range(400)}
    return ONE | files


@contextmanager
def sending(kind: str, folder: Path, output: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Give a process that publishes what is at *output*; it says when it begins."""
    command = [sys.executable, "-m", "tests.publishing.sending", kind, folder, output]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True) as process:
        yield process


def test_readers_see_what_was_sent_and_nothing_of_before(there: There, tmp_path: Path) -> None:
    send(there.place, tmp_path / "output", ONE)
    send(there.place, tmp_path / "output", TWO)

    assert there.seen() == TWO


def test_what_would_be_sent_is_what_differs(there: There, tmp_path: Path) -> None:
    send(there.place, tmp_path / "output", ONE)

    with staged(tmp_path / "output", TWO) as ready, there.place.hold(never):
        difference = there.place.plan(Outgoing(ready, release_of(ready.files(), MOMENT)))

    assert difference.new == ("articles/b/index.html",)
    assert set(difference.changed) == {"index.html", "feed.atom"}
    assert difference.gone == ("articles/a/index.html",)
    assert set(difference.kept) == ONE.keys() & TWO.keys() - {"index.html", "feed.atom"}
    assert difference.size == sum(len(TWO[path]) for path in difference.sent)


def test_hidden_files_stay_at_home(there: There, tmp_path: Path) -> None:
    hidden = {".env": b"x", "articles/.draft.html": b"x", ".git/config": b"x", "a/.well-known/x": b"x"}

    send(there.place, tmp_path / "output", ONE | hidden)

    assert there.seen() == ONE


def test_release_before_comes_back_whole_and_the_later_one_too(there: There, tmp_path: Path) -> None:
    one, two = (send(there.place, tmp_path / "output", files).name for files in (ONE, TWO))

    with there.place.hold(never):
        assert there.place.live() == two
        there.place.go_back(before_live(there.place.names(), two))
        assert there.place.live() == one
        assert there.seen() == ONE
        there.place.go_back(known(two, there.place.names()))

    assert there.seen() == TWO


def test_next_publish_after_a_way_back_is_whole(there: There, tmp_path: Path) -> None:
    one, _ = (send(there.place, tmp_path / "output", files).name for files in (ONE, TWO))
    with there.place.hold(never):
        there.place.go_back(one)

    send(there.place, tmp_path / "output", THREE)

    assert there.seen() == THREE


def test_so_many_releases_are_kept(there: There, tmp_path: Path) -> None:
    sent = [send(there.place, tmp_path / "output", ONE | {"n.txt": b"%d" % n}).name for n in range(KEEP + 2)]

    with there.place.hold(never):
        assert list(there.place.names()) == sent[-KEEP:]
        there.place.go_back(sent[-KEEP])

    assert there.seen() == ONE | {"n.txt": b"2"}


def test_live_files_are_those_that_readers_see(there: There, tmp_path: Path) -> None:
    with there.place.hold(never):
        assert (list(there.place.live_files()), there.place.live()) == ([], None)

    send(there.place, tmp_path / "output", ONE)

    with there.place.hold(never):
        assert set(there.place.live_files()) == set(ONE)


def test_compressed_variants_go_out_beside_their_files(there: There, tmp_path: Path) -> None:
    send(there.place, tmp_path / "output", ONE, ["gz"])

    assert set(there.seen()) - set(ONE) == {"index.html.gz", "theme/site.css.gz"}


@NOT_STORAGE
def test_second_publish_at_once_waits_and_says_so(there: There) -> None:
    is_waiting = Event()

    def second() -> bool:
        with there.place.hold(lambda _: is_waiting.set()):
            return True

    with ThreadPoolExecutor(1) as pool:
        with there.place.hold(never):
            waiting = pool.submit(second)
            assert is_waiting.wait(PATIENCE)
            assert not waiting.done()
        assert waiting.result(PATIENCE)


@NOT_STORAGE
@pytest.mark.parametrize("seed", range(3))
def test_publish_that_is_killed_leaves_the_old_site_or_the_new_one(
    there: There, tmp_path: Path, seed: int, request: pytest.FixtureRequest
) -> None:
    kind = request.node.callspec.params["there"]
    output = tmp_path / "output"
    old, new = (many(number) for number in (1, 2))
    send(there.place, output, old)
    write_site(output, new)
    by_chance = random.Random(seed)

    with sending(kind, tmp_path, output) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        with suppress(subprocess.TimeoutExpired):
            process.wait(by_chance.uniform(0, 0.5))
        with suppress(ProcessLookupError):
            process.kill()

    seen = there.seen()
    assert set() in [{path for path, _ in seen.items() ^ site.items()} for site in (old, new)]
    send(there.place, output, TWO)
    assert there.seen() == TWO
    if kind == "folder":
        assert list(tmp_path.glob("srv/releases/.*")) == []


@pytest.mark.parametrize(
    ("live", "keep", "old"), [("c", 2, ["a"]), ("a", 2, ["b"]), ("a", 1, ["b", "c"]), ("c", 5, []), (None, 2, ["a"])]
)
def test_live_release_is_never_too_old(live: str | None, keep: int, old: list[str]) -> None:
    assert too_old(["a", "b", "c"], live, keep) == old


def test_first_release_has_none_before() -> None:
    with pytest.raises(PublishError, match="no release before"):
        before_live(["a"], "a")


@pytest.mark.parametrize("name", ["x", "2026"])
def test_name_that_means_no_one_release_is_told_with_those_there_are(name: str) -> None:
    with pytest.raises(PublishError, match="2026-a, 2026-b"):
        known(name, ["2026-a", "2026-b"])


@pytest.mark.parametrize(
    ("names", "seconds"),
    [
        ([], 0),  # the first
        (["20251126-031500-9f86d081"], 0),  # of long ago
        (["20261126-031500-9f86d081"], 1),  # of the same second
        (["20251126-031500-9f86d081", "20261126-041500-9f86d081"], 3_601),  # of a clock that has been put back since
    ],
)
def test_release_is_named_as_later_than_all_before(names: list[str], seconds: int) -> None:
    assert moment_after(names, MOMENT) == MOMENT + timedelta(seconds=seconds)


def test_halves_of_releases_that_kills_left_are_taken_away_and_what_readers_see_is_not(tmp_path: Path) -> None:
    place, releases = Folder(tmp_path / "srv", KEEP), tmp_path / "srv/releases"
    one, two, three = (send(place, tmp_path / "output", files).name for files in (ONE, TWO, THREE))
    with place.hold(never):
        place.go_back(one)
    (releases / f"{one}.json").unlink()
    (releases / f"{two}.json").unlink()
    rmtree(releases / three)
    (releases / ".next-20261126-000000-00000000/articles").mkdir(parents=True)

    with place.hold(never):  # a publish with nothing to send does no more
        assert [path.name for path in releases.iterdir()] == [one]

    assert read(tmp_path / "srv/current") == ONE


def test_same_files_have_the_same_content_at_any_moment() -> None:
    files, later = {"a": Filed(1, "b" * 64)}, MOMENT + timedelta(days=1)

    assert release_of(files, MOMENT).content == release_of(files, later).content
    assert release_of(files, MOMENT).name < release_of(files, later).name
    assert release_of(files, MOMENT).content != release_of({"b": files["a"]}, MOMENT).content
