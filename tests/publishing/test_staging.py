"""What goes out: the built site as it stood at one moment, read as rarely as can be."""

from __future__ import annotations

import gzip
import os
from typing import TYPE_CHECKING

import brotli
import pytest

from digest.model import UsageError
from digest.publishing.packing import PACKERS
from digest.publishing.release import PublishError
from digest.publishing.staging import stage, state_of
from tests.publishing.helpers import ONE, TWO, never, read, staged, write_site

if TYPE_CHECKING:
    from pathlib import Path


def test_file_is_read_again_only_when_it_looks_different(tmp_path: Path) -> None:
    with staged(tmp_path / "output", ONE) as first:
        before = dict(first.seen)
    page = tmp_path / "output/about/index.html"
    status = page.stat()
    with page.open("r+b") as file:  # in its place, and with its old look: so nobody can tell
        file.write(b"<p>aBOUT</p>")
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))

    with stage(tmp_path / "output", [], never) as again:
        assert again.seen == before
    os.utime(page)
    with stage(tmp_path / "output", [], never) as again:
        assert {path for path in before if again.seen[path] != before[path]} == {"about/index.html"}


def test_build_that_goes_on_meanwhile_changes_nothing_of_what_goes_out(tmp_path: Path) -> None:
    with staged(tmp_path / "output", ONE) as ready:
        write_site(tmp_path / "output", TWO)

        assert {path: ready.source(path).read_bytes() for path in ready.files()} == ONE


def test_what_a_publish_that_was_killed_left_half_written_is_taken_away(tmp_path: Path) -> None:
    with staged(tmp_path / "output", ONE):
        half = state_of(tmp_path / "output") / "new.24141.140317078723456"
        half.write_bytes(b"<p>ab")

    with stage(tmp_path / "output", [], never):
        assert not half.exists()


def test_hidden_files_come_back_to_nobody(tmp_path: Path) -> None:
    for _ in range(2):
        with staged(tmp_path / "output", ONE | {".env": b"x", "a/.git/config": b"x"}) as ready:
            assert ready.files().keys() == ONE.keys()
            assert read(ready.site) == ONE


@pytest.mark.parametrize("damaged", [b"", b"\xc1", b"\x80"])
def test_notes_that_are_damaged_are_made_anew(tmp_path: Path, damaged: bytes) -> None:
    with staged(tmp_path / "output", ONE) as ready:
        before = ready.files()
    (state_of(tmp_path / "output") / "seen").write_bytes(damaged)

    with staged(tmp_path / "output", ONE) as ready:
        assert ready.files() == before


def test_notes_with_any_bit_that_is_another_are_made_anew(tmp_path: Path) -> None:
    with staged(tmp_path / "output", ONE) as ready:
        before = ready.seen
    notes = state_of(tmp_path / "output") / "seen"
    content = notes.read_bytes()
    for at in range(0, len(content), 47):
        notes.write_bytes(content[:at] + bytes([content[at] ^ 1 << at % 8]) + content[at + 1 :])

        with staged(tmp_path / "output", ONE) as ready:
            assert ready.seen == before


def test_variant_of_which_a_disk_has_lost_a_bit_is_made_anew(tmp_path: Path) -> None:
    with staged(tmp_path / "output", ONE, ["gz"]) as ready:
        variant = ready.packed / "index.html.gz"
    content, status = variant.read_bytes(), variant.stat()
    with variant.open("r+b") as file:
        file.write(content[:20] + b"?" + content[21:])
    os.utime(variant, ns=(status.st_atime_ns, status.st_mtime_ns))

    with staged(tmp_path / "output", ONE, ["gz"]) as ready:
        assert gzip.decompress((ready.packed / "index.html.gz").read_bytes()) == ONE["index.html"]


def test_variants_say_what_their_files_say_and_are_the_same_on_every_run(tmp_path: Path) -> None:
    with staged(tmp_path / "a", ONE, ["br", "gz"]) as ready:
        one = read(ready.packed)
    with staged(tmp_path / "b", ONE, ["gz", "br"]) as ready:
        other = read(ready.packed)

    assert one == other
    assert one.keys() == {"index.html.gz", "index.html.br", "theme/site.css.gz", "theme/site.css.br"}
    assert gzip.decompress(one["index.html.gz"]) == brotli.decompress(one["index.html.br"]) == ONE["index.html"]
    assert PACKERS["gz"](b"x" * 999)[4:8] == bytes(4)  # where gzip notes the moment


def test_variants_follow_their_files(tmp_path: Path) -> None:
    for files in (ONE, TWO):
        with staged(tmp_path / "output", files, ["gz"]) as ready:
            assert gzip.decompress((ready.packed / "index.html.gz").read_bytes()) == files["index.html"]
    with staged(tmp_path / "output", TWO | {"index.html": b"short"}, ["gz"]) as ready:
        assert read(ready.packed).keys() == {"theme/site.css.gz"}
    with staged(tmp_path / "output", TWO) as ready:
        assert read(ready.packed) == {}


def test_file_that_does_not_become_smaller_has_no_variant(tmp_path: Path) -> None:
    noise = {"noise.txt": os.urandom(2_000), "noise.png": b"p" * 2_000}

    for _ in range(2):
        with staged(tmp_path / "output", ONE | noise, ["gz"]) as ready:
            assert not {"noise.txt.gz", "noise.png.gz"} & ready.files().keys()


@pytest.mark.parametrize("name", ["site", "packed", "themes"])
def test_what_cannot_be_written_is_told_in_a_line(tmp_path: Path, name: str) -> None:
    write_site(tmp_path / "output", ONE)
    (state_of(tmp_path / "output") / name).write_text("a file in the place of a folder", "utf-8")

    with pytest.raises(PublishError, match=rf"{name}: .*\. Hint: "), stage(tmp_path / "output", [], never):
        pass


def test_folder_without_a_site_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no built site"), stage(tmp_path, [], never):
        pass
