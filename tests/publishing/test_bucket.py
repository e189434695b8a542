"""Publishing to storage that has no switch: the order of things, and what a publish that was broken off leaves."""

from __future__ import annotations

import random
import re
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.moves import FILE, Moves, render_moves
from digest.publishing.bucket import Bucket
from digest.publishing.order import in_deleting_groups, in_groups
from digest.publishing.release import Filed, Outgoing, PublishError, release_of
from tests.publishing.helpers import MOMENT, ONE, THREE, TWO, never, send, staged

if TYPE_CHECKING:
    from pathlib import Path

    from tests.publishing.conftest import Stored
    from tests.publishing.helpers import Files

PATHS = st.sampled_from([*ONE, *TWO, "sitemap.xml", "sitemap-1.xml", "robots.txt", "search/index.json", "images/a.png"])


class Killed(BaseException):
    """What ends a publish as a kill does: nothing that it would clear away is cleared away."""


class Dying:
    """A client of S3 that dies at its request of that number which changes something."""

    def __init__(self, client: Any, dies_at: int) -> None:
        self.client = client
        self.left = dies_at
        self.log: list[tuple[str, str]] = []

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.client, name)
        if name not in {"put_object", "copy_object", "delete_objects"}:
            return method

        def count(**given: Any) -> Any:
            if self.left == 0:
                raise Killed
            self.left -= 1
            keys = [each["Key"] for each in given["Delete"]["Objects"]] if "Delete" in given else [given["Key"]]
            self.log += [(name, key) for key in keys]
            return method(**given)

        return count


def dying(there: Stored, dies_at: int) -> Bucket:
    place = there.place
    return Bucket(Dying(place.client, dies_at), place.bucket, place.prefix, place.hidden, place.keep)


def test_page_is_sent_after_what_it_needs_and_what_went_is_deleted_last(stored: Stored, tmp_path: Path) -> None:
    send(stored.place, tmp_path / "output", ONE)
    place = dying(stored, -1)

    send(place, tmp_path / "output", TWO | {"theme/new.css": b"p {}", "zoo/index.html": b"<p>Z</p>"})

    log = [(name, key) for name, key in place.client.log if not key.startswith(".digest/")]
    themes = {(name, re.sub(r"^earlier/[0-9a-f]{8}/", "earlier/", key)) for name, key in log[:3]}
    assert themes == {("put_object", f"{at}theme/new.css") for at in ("", "earlier/")} | {
        ("put_object", "earlier/theme/site.css")
    }
    assert set(log[3:5]) == {("put_object", "articles/b/index.html"), ("put_object", "zoo/index.html")}
    assert log[5:] == [
        ("put_object", "index.html"),
        ("put_object", "feed.atom"),
        ("delete_objects", "articles/a/index.html"),
    ]


@given(st.sets(PATHS), st.sets(PATHS))
def test_groups_hold_every_path_once(paths: set[str], old: set[str]) -> None:
    for groups in (in_groups(paths, old), in_deleting_groups(paths)):
        assert sorted(path for group in groups for path in group) == sorted(paths)
        assert all(groups)


def test_file_says_what_it_is_and_how_long_it_may_be_kept(stored: Stored, tmp_path: Path) -> None:
    send(stored.place, tmp_path / "output", ONE | {"feed.json": b"{}"})

    def said(key: str) -> tuple[str, str]:
        head = stored.place.client.head_object(Bucket=stored.place.bucket, Key=key)
        return head["ContentType"], head["CacheControl"]

    assert said("index.html") == ("text/html; charset=utf-8", "public, max-age=300")
    assert said("feed.json") == ("application/feed+json", "public, max-age=300")
    assert said("theme/site.css") == ("text/css; charset=utf-8", "public, max-age=31536000, immutable")


def test_old_address_is_one_that_the_storage_leads_on_from(stored: Stored, tmp_path: Path) -> None:
    moves = render_moves(Moves({"/old/": "/about/"}))

    send(stored.place, tmp_path / "output", ONE | {FILE: moves, "old/index.html": b"<p>It has moved</p>"})

    head = stored.place.client.head_object(Bucket=stored.place.bucket, Key="old/index.html")
    assert head["WebsiteRedirectLocation"] == "/about/"


def content_of(files: Files) -> str:
    """Return how the name of a release of these files ends."""
    return release_of(
        {path: Filed(len(text), sha256(text).hexdigest()) for path, text in files.items()}, MOMENT
    ).content


@pytest.mark.parametrize("seed", range(6))
def test_publishes_broken_off_anywhere_are_mended_by_the_next(stored: Stored, tmp_path: Path, seed: int) -> None:
    by_chance = random.Random(seed)
    output, sites = tmp_path / "output", [ONE, TWO, THREE, ONE | {"n.txt": b"n"}]
    send(stored.place, output, ONE)
    for files in by_chance.choices(sites, k=3):
        with suppress(Killed):
            send(dying(stored, by_chance.randint(0, 16)), output, files)

    last = by_chance.choice(sites)
    send(stored.place, output, last)

    assert stored.seen() == last
    assert ".digest/touched" not in stored.all()
    with stored.place.hold(never):
        for name in stored.place.names():
            stored.place.go_back(name)
            assert content_of(stored.seen()) == name.rpartition("-")[2]


def test_way_back_from_a_publish_that_was_broken_off_is_what_was_live(stored: Stored, tmp_path: Path) -> None:
    first = send(stored.place, tmp_path / "output", ONE)
    with pytest.raises(Killed):
        send(dying(stored, 6), tmp_path / "output", TWO)
    assert stored.seen() not in (ONE, TWO)
    with stored.place.hold(never):
        assert not stored.place.is_whole()

        stored.place.go_back(first.name)

        assert stored.place.is_whole()
    assert stored.seen() == ONE


def test_same_site_is_sent_again_after_one_that_was_broken_off(stored: Stored, tmp_path: Path) -> None:
    first = send(stored.place, tmp_path / "output", ONE)
    with pytest.raises(Killed):
        send(dying(stored, 6), tmp_path / "output", TWO)

    with staged(tmp_path / "output", ONE) as ready, stored.place.hold(never):
        assert "index.html" in stored.place.plan(Outgoing(ready, first)).sent


def test_nothing_is_kept_that_no_release_holds(stored: Stored, tmp_path: Path) -> None:
    for number in range(stored.place.keep + 3):
        send(stored.place, tmp_path / "output", ONE | {"n.txt": b"%d" % number})

    blobs = [content for key, content in stored.all().items() if key.startswith(".digest/blobs/")]
    assert sorted(blobs) == [b"3", b"4"]


def test_second_of_two_at_once_says_so(stored: Stored, tmp_path: Path) -> None:
    send(stored.place, tmp_path / "output", ONE)

    class Late(Dying):
        """Between the first look and the last word somebody else publishes."""

        def put_object(self, **given: Any) -> Any:
            if given["Key"] == ".digest/live" and given.get("IfMatch"):
                self.client.put_object(Bucket=given["Bucket"], Key=given["Key"], Body=b"another")
            return self.client.put_object(**given)

    place = stored.place
    late = Bucket(Late(place.client, -1), place.bucket, place.prefix, place.hidden, place.keep)
    with pytest.raises(PublishError, match="somebody else has published"):
        send(late, tmp_path / "output", TWO)
