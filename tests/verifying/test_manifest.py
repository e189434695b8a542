"""The manifest: the same for the same files, readable by others, and never half read."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.manifest import (
    MANIFEST,
    PROOF,
    SEALS,
    SIGNATURE,
    SIGNERS,
    Listed,
    ManifestError,
    is_inside,
    parse_manifest,
    render_manifest,
)
from digest.publishing.sealing import seal, seal_folder
from tests.publishing.helpers import ONE, TWO, read, staged, write_site
from tests.support.keys import make_key

if TYPE_CHECKING:
    from pathlib import Path

    from tests.verifying.conftest import Published

PATHS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1).filter(
    lambda path: is_inside(path) and path not in SEALS
)
FILES = st.dictionaries(
    PATHS, st.builds(Listed, st.integers(0, 10**15 - 1), st.binary(min_size=32, max_size=32).map(bytes.hex))
)
HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


@given(FILES)
def test_manifest_says_what_it_was_told_whatever_the_names(files: dict[str, Listed]) -> None:
    assert parse_manifest(render_manifest(files)) == files


@given(FILES.filter(bool), st.data())
def test_manifest_that_is_cut_short_is_refused(files: dict[str, Listed], data: st.DataObject) -> None:
    whole = render_manifest(files)
    part = whole[: data.draw(st.integers(0, len(whole) - 1))]

    with pytest.raises(ManifestError):
        parse_manifest(part)


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a//b", "a/./b", "a/..", ""])
def test_manifest_names_nothing_outside_of_the_site(path: str) -> None:
    said = f"# digest manifest 1: 1 files, 1 bytes\n# 1\n{HASH}  {path}\n"

    with pytest.raises(ManifestError, match="line 2"):
        parse_manifest(said.encode())


def test_sha256sum_reads_it_too(published: Published) -> None:
    command = ["sha256sum", "--check", "--strict", "--quiet", MANIFEST]
    assert subprocess.run(command, cwd=published.site, check=False, capture_output=True).returncode == 0
    (published.site / "about/index.html").write_bytes(b"<p>aBOUT</p>")

    done = subprocess.run(command, cwd=published.site, check=False, capture_output=True, text=True)

    assert done.stdout == "about/index.html: FAILED\n"


def test_everything_that_goes_out_is_listed_but_the_manifest_and_its_signature(published: Published) -> None:
    listed = parse_manifest((published.site / MANIFEST).read_bytes())

    assert listed.keys() | SEALS == read(published.site).keys()
    assert {"index.html.gz", PROOF, SIGNERS, ".well-known/security.txt"} <= listed.keys()


def test_same_site_has_the_same_manifest_and_the_same_signature(tmp_path: Path, published: Published) -> None:
    found = []
    for name in ("a", "b", "a"):
        with staged(tmp_path / name, ONE) as plain:
            ready = seal(plain, published.key)
            found.append({path: ready.source(path).read_bytes() for path in ready.files()})

    assert found[0] == found[1] == found[2]


def test_signature_is_kept_until_site_or_key_change(tmp_path: Path, published: Published) -> None:
    fickle = make_key(tmp_path / "fickle", "ecdsa")  # such a key never signs the same twice
    signatures = []
    for files, key in ((ONE, fickle), (ONE, fickle), (TWO, fickle), (TWO, None)):
        with staged(tmp_path / "output", files) as plain:
            ready = seal(plain, key)
            signatures.append(read(ready.packed).get(SIGNATURE))
            assert (SIGNERS in ready.files()) == (key is not None)
    with staged(tmp_path / "output", TWO) as plain:
        signatures.append(read(seal(plain, published.key).packed)[SIGNATURE])

    first, again, changed, unsigned, other = signatures
    assert first == again != changed
    assert unsigned is None
    assert len({first, changed, other}) == 3


def test_manifest_of_an_earlier_site_does_not_go_out(tmp_path: Path) -> None:
    output = write_site(tmp_path / "output", ONE)
    seal_folder(output)
    with staged(output, ONE | {MANIFEST: b"old", PROOF: b"old"}) as plain:
        assert not plain.files().keys() & {MANIFEST, PROOF}
        assert PROOF not in seal(plain).files()


def test_folder_for_another_host_gets_the_manifest_of_what_is_published(tmp_path: Path, published: Published) -> None:
    output = write_site(tmp_path / "output", ONE | {".env": b"x", ".git/config": b"x"})
    for _ in range(2):
        seal_folder(output, published.key)
    with staged(tmp_path / "other", ONE) as plain:
        expected = read(seal(plain, published.key).packed)

    assert {path: content for path, content in read(output).items() if path in expected} == expected
