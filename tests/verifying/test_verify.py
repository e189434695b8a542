"""`digest verify`: a mirror that is as it was published, and one with a flipped bit, a file less, a file more."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from digest.__main__ import main
from digest.manifest import MANIFEST, SIGNATURE, SIGNERS, Listed, render_manifest
from digest.moves import read_moves
from digest.publishing.sealing import seal_folder
from digest.publishing.servers import server_files
from digest.signing import sign
from tests.publishing.helpers import read
from tests.support import nginx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.verifying.conftest import Published

Verified = tuple[int, list[tuple[str, str]], str]
PAGE = "about/index.html"


@pytest.fixture
def verify(capsys: pytest.CaptureFixture[str]) -> Callable[..., Verified]:
    """Return a function that verifies, and gives the exit status, the problems by code and path, and what is said."""

    def run(place: object, *arguments: object) -> Verified:
        status = main(["verify", str(place), "--format", "json", *map(str, arguments)])
        told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert main(["verify", str(place), *map(str, arguments)]) == status
        base = f"{str(place).rstrip('/')}/"
        return status, [(one["code"], one["path"].removeprefix(base)) for one in told], capsys.readouterr().out

    return run


@pytest.fixture(params=["folder", pytest.param("nginx", marks=pytest.mark.server)])
def at(request: pytest.FixtureRequest, published: Published, tmp_path: Path) -> Iterator[str]:
    """Return where the release is: as a folder, and at the address of a real web server."""
    if request.param == "folder":
        yield str(published.site)
        return
    with served(published.site, tmp_path / "nginx") as address:
        yield address


@contextmanager
def served(site: Path, folder: Path) -> Iterator[str]:
    """Let nginx serve the site as docs/publishing.md sets it up."""
    folder.mkdir()
    said = server_files(read_moves(site))
    http, server = (said[name].decode() for name in ("nginx-http.conf", "nginx-server.conf"))
    with nginx.serve(site, folder, http, server) as address:
        yield address


def told(at: str, path: str) -> str:
    """Return how a file is told: at a server by the address that readers have of it."""
    return path.removesuffix("index.html") if at.startswith("http") else path


def test_copy_as_it_was_published_is_said_to_be_so(
    at: str, published: Published, verify: Callable[..., Verified]
) -> None:
    status, problems, said = verify(at, "--key", published.public)

    assert (status, problems) == (0, [])
    assert "14 files, all as they were published, signed by SHA256:" in said
    assert "hold it against yours" in verify(at)[2]


def test_flipped_bit_is_named(at: str, published: Published, verify: Callable[..., Verified]) -> None:
    for path in (PAGE, "theme/site.css.gz"):
        flip(published.site / path)

    assert verify(at)[:2] == (1, [("B121", told(at, PAGE)), ("B121", "theme/site.css.gz")])


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def test_other_size_is_named(at: str, published: Published, verify: Callable[..., Verified]) -> None:
    (published.site / PAGE).write_bytes(b"<p>About</p>" * 10)
    (published.site / "feed.atom").write_bytes(b"<feed>")

    assert verify(at)[:2] == (1, [("B122", told(at, PAGE)), ("B122", "feed.atom")])


def test_missing_file_is_named(at: str, published: Published, verify: Callable[..., Verified]) -> None:
    (published.site / PAGE).unlink()
    (published.site / ".well-known/security.txt").unlink()

    missing = sorted([told(at, PAGE), ".well-known/security.txt"])
    assert verify(at)[:2] == (1, [("B123", path) for path in missing])


def test_added_file_is_seen_in_a_folder(published: Published, verify: Callable[..., Verified]) -> None:
    (published.site / ".htaccess").write_bytes(b"x")
    (published.site / "about/more.html").write_bytes(b"x")
    (published.site / "elsewhere").symlink_to(published.site.parent)
    (published.site / ".nojekyll").write_bytes(b"")  # of a copy of the branch

    added = [("B124", ".htaccess"), ("B124", "about/more.html"), ("B124", "elsewhere")]
    assert verify(published.site)[:2] == (1, added)


@pytest.mark.parametrize("gone", [MANIFEST, SIGNATURE, SIGNERS])
def test_copy_without_what_vouches_for_it_is_refused(
    at: str, published: Published, verify: Callable[..., Verified], gone: str
) -> None:
    (published.site / gone).unlink()

    code, path = ("B125", MANIFEST) if gone == MANIFEST else ("B126", SIGNATURE)
    assert verify(at)[:2] == (1, [(code, path)])


def test_signature_of_another_key_is_refused(at: str, published: Published, verify: Callable[..., Verified]) -> None:
    other = published.other_key.with_suffix(".pub")
    assert verify(at, "--key", other)[:2] == (1, [("B127", SIGNATURE)])
    (published.site / SIGNATURE).write_bytes(sign((published.site / MANIFEST).read_bytes(), published.other_key))

    for key in ([], ["--key", published.public]):
        assert verify(at, *key)[:2] == (1, [("B127", SIGNATURE)])


def test_manifest_that_an_attacker_has_made_anew_is_not_that_of_the_key(
    at: str, published: Published, verify: Callable[..., Verified]
) -> None:
    flip(published.site / PAGE)
    key, unsigned = ["--key", published.public], [("B126", SIGNATURE)]
    seal_folder(published.site)
    assert verify(at)[:2] == (0, [])  # nobody vouches for it, and that is said
    assert "nobody has signed" in verify(at)[2]
    assert verify(at, *key)[:2] == (1, unsigned)

    seal_folder(published.site, published.other_key)

    assert verify(at, *key)[:2] == (1, [("B127", SIGNATURE)])


def test_signature_of_something_else_by_that_key_is_refused(
    published: Published, verify: Callable[..., Verified], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digest.signing.NAMESPACE", "git")
    signature = sign((published.site / MANIFEST).read_bytes(), published.key)
    monkeypatch.undo()
    (published.site / SIGNATURE).write_bytes(signature)

    assert verify(published.site, "--key", published.public)[:2] == (1, [("B127", SIGNATURE)])


def test_old_copy_is_whole_by_its_own_manifest_and_not_by_that_of_the_site(
    published: Published, verify: Callable[..., Verified], tmp_path: Path
) -> None:
    site = tmp_path / "now"
    for path, content in read(published.site).items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content.replace(b"<p>About", b"<p>ABOUT"))
    seal_folder(site, published.key)

    assert verify(published.site, "--key", published.public)[0] == 0
    status, problems, _ = verify(published.site, "--key", published.public, "--manifest", site)
    assert (status, problems) == (1, [("B121", PAGE)])


def test_no_more_is_read_than_shows_that_it_is_too_much(published: Published, verify: Callable[..., Verified]) -> None:
    with (published.site / PAGE).open("wb") as file:
        file.truncate(1 << 40)  # a terabyte that takes no room

    assert verify(published.site)[:2] == (1, [("B122", PAGE)])


@pytest.mark.server
def test_page_that_leads_elsewhere_than_its_old_address_does_is_told(
    published: Published, verify: Callable[..., Verified], tmp_path: Path
) -> None:
    said = server_files(read_moves(published.site))
    http, server = (said[name].decode() for name in ("nginx-http.conf", "nginx-server.conf"))
    stolen = server + "location = /about/ { return 302 https://elsewhere.example/; }\n"
    folder = tmp_path / "nginx"
    folder.mkdir()
    with nginx.serve(published.site, folder, http, stolen) as address:
        assert verify(address)[:2] == (1, [("B128", "about/")])


def test_server_that_does_not_answer_is_told_once(verify: Callable[..., Verified]) -> None:
    assert verify("http://127.0.0.1:9")[:2] == (1, [("B125", MANIFEST)])


@pytest.mark.parametrize(
    "arguments",
    [
        ["nowhere"],
        ["{site}", "--key", "nowhere.pub"],
        ["{site}", "--key", "{site}/index.html"],
        ["{site}", "--manifest", "x"],
    ],
)
def test_what_cannot_be_asked_is_wrong_usage(published: Published, arguments: list[str]) -> None:
    assert main(["verify", *(one.format(site=published.site) for one in arguments)]) == 2


def test_manifest_with_a_name_that_leads_out_of_the_folder_reads_nothing_there(
    published: Published, verify: Callable[..., Verified]
) -> None:
    (published.site / MANIFEST).write_bytes(render_manifest({"../../x": Listed(1, "0" * 64)}))

    assert verify(published.site)[:2] == (1, [("B125", MANIFEST)])
