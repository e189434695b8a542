"""A real nginx and a real Caddy, told what `digest publish --server-files` writes, say what `digest serve` says."""

from __future__ import annotations

import gzip
import shutil
from contextlib import ExitStack, closing
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import brotli
import pytest

from digest import hosting
from digest.moves import FILE, Moves, read_moves, render_moves, with_what_stands_beside
from digest.publishing.folder import Folder
from digest.publishing.release import Outgoing, release_of
from digest.publishing.servers import server_files
from digest.publishing.staging import stage
from tests.publishing.helpers import MOMENT, never
from tests.support import caddy, nginx, server

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

pytestmark = pytest.mark.server

MOVES = Moves(
    moved={"/articles/old-slug/": "/about/", "/tags/old/": "/tags/prevention/", "/ru/old/": "/ru/"},
    gone={"/articles/taken-away/": "/articles/taken-away/", "/tags/none/": "/tags/none/"},
)
GONE_PAGE = "<p>It was taken away</p>" + " and does not come back" * 40
DECODERS = {"gzip": gzip.decompress, "br": brotli.decompress, "identity": bytes, "": bytes}
HEADERS = (*hosting.HEADERS, "Cross-Origin-Resource-Policy", "Cache-Control", "Content-Type")


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def said(self, *names: str) -> dict[str, str | None]:
        return {name: self.headers.get(name) for name in names}


class Client:
    """Asks one server, over one connection."""

    def __init__(self, address: str) -> None:
        self.connection = HTTPConnection(urlsplit(address).netloc, timeout=30)

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        self.connection.request(method, path, headers=given)
        answer = self.connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())


@pytest.fixture(scope="module")
def built(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample site with some old addresses, and hidden files that somebody left there."""
    folder = tmp_path_factory.mktemp("built") / "output"
    shutil.copytree(site, folder)
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    whole = with_what_stands_beside(MOVES, {f"/{path}" for path in files})
    (folder / FILE).write_bytes(render_moves(whole))
    for old in (*MOVES.moved, *MOVES.gone):
        page = folder / old[1:] / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(GONE_PAGE, "utf-8")
    (folder / ".well-known").mkdir()
    (folder / ".well-known/security.txt").write_text("Contact: mailto:desk@example.org\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def root(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that servers serve: the release of the site, with compressed variants."""
    srv = tmp_path_factory.mktemp("srv")
    place = Folder(srv)
    with stage(built, ["br", "gz"], never) as staged, place.hold(never):
        place.put(Outgoing(staged, release_of(staged.files(), MOMENT)))
    (srv / "current/.env").write_text("x", "utf-8")
    return srv / "current"


@pytest.fixture(scope="module")
def addresses(built: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Return the addresses of the three servers while they run."""
    files = {name: content.decode() for name, content in server_files(read_moves(built)).items()}
    with ExitStack() as stack:
        folder = tmp_path_factory.mktemp("nginx")
        told = (files["nginx-http.conf"], files["nginx-server.conf"])
        try:
            yield {
                "nginx": stack.enter_context(nginx.serve(root, folder, *told)),
                "caddy": stack.enter_context(
                    caddy.serve(root, tmp_path_factory.mktemp("caddy"), files["digest.caddy"])
                ),
                "digest": stack.enter_context(server.serve(root)),
            }
        except FileNotFoundError as error:
            pytest.fail(str(error), pytrace=False)


@pytest.fixture(params=["nginx", "caddy", "digest"])
def client(request: pytest.FixtureRequest, addresses: dict[str, str]) -> Iterator[Client]:
    """Return what asks each server in turn."""
    client = Client(addresses[request.param])
    with closing(client.connection):
        yield client


@pytest.fixture(params=["nginx", "caddy"])
def real(request: pytest.FixtureRequest, addresses: dict[str, str]) -> Iterator[Client]:
    """Return what asks each real server in turn."""
    client = Client(addresses[request.param])
    with closing(client.connection):
        yield client


def paths_of(folder: Path) -> dict[str, Path]:
    """Return the files of a site by the paths at which they answer; but for those at old addresses."""
    moves = read_moves(folder)
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    paths = {
        "/" + quote(name.removesuffix("index.html") if name.split("/")[-1] == "index.html" else name): path
        for name, path in files.items()
    }
    return {path: file for path, file in paths.items() if not moves.answer(path)}


def test_every_file_is_answered_with_what_it_is(client: Client, built: Path) -> None:
    wrong = []
    for path, file in paths_of(built).items():
        answer = client.ask(path)
        expected = dict(hosting.HEADERS) | {
            "Cross-Origin-Resource-Policy": hosting.resource_policy(path),
            "Cache-Control": hosting.cache_control(path),
            "Content-Type": hosting.content_type(file.as_posix()),
        }
        if (answer.status, answer.said(*HEADERS)) != (200, expected) or answer.body != file.read_bytes():
            wrong.append((path, answer.status, answer.said(*HEADERS)))

    assert wrong == []


def test_every_file_is_the_same_however_it_is_compressed(real: Client, built: Path) -> None:
    wrong, ways = [], set()
    for path, file in paths_of(built).items():
        for asked in ("gzip", "br", "identity"):
            answer = real.ask(path, Accept_Encoding=asked)
            way = answer.headers.get("Content-Encoding", "")
            ways.add(way)
            if way not in {"", asked} or DECODERS[way](answer.body) != file.read_bytes():
                wrong.append((path, asked, way))

    assert wrong == []
    assert "gzip" in ways


def test_page_is_sent_compressed(real: Client) -> None:
    answer = real.ask("/", Accept_Encoding="gzip")

    assert answer.said("Content-Encoding", "Vary") == {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}


def test_picture_is_sent_as_it_is(real: Client) -> None:
    assert real.ask("/card.png", Accept_Encoding="gzip, br").headers.get("Content-Encoding") is None


def test_what_has_its_content_in_its_address_is_kept_for_ever(client: Client) -> None:
    assert client.ask("/theme/site.css?v=0123abcd").headers["Cache-Control"] == hosting.FOR_EVER
    assert client.ask("/theme/site.css").headers["Cache-Control"] == hosting.SHORTLY


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/articles/old-slug/", "/about/"),
        ("/tags/old/", "/tags/prevention/"),
        ("/tags/old/feed.atom", "/tags/prevention/feed.atom"),
        ("/tags/old/feed.json", "/tags/prevention/feed.json"),
        ("/tags/old/page/12/", "/tags/prevention/"),
        ("/tags/none/page/3/", "/tags/none/"),
        ("/ru/old/", "/ru/"),
        ("/tags", "/tags/"),
        ("/ru/tags?a=b", "/ru/tags/?a=b"),
    ],
)
def test_old_address_leads_on_for_good_and_in_one_step(client: Client, old: str, new: str) -> None:
    answer = client.ask(old)

    assert answer.status == 301
    there = urlsplit(answer.headers["Location"])
    assert there.path + (f"?{there.query}" if there.query else "") == new
    assert client.ask(new).status == (410 if new in MOVES.gone else 200)


@pytest.mark.parametrize("path", ["/articles/taken-away/", "/tags/none/", "/tags/none/feed.json"])
def test_what_was_taken_away_is_said_to_be_gone(client: Client, path: str) -> None:
    answer = client.ask(path)

    assert (answer.status, answer.body.decode()) == (410, GONE_PAGE)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/nowhere/",
        "/nowhere.css",
        "/a/feed.json",
        "/theme/",
        "/images/",
        "/.env",
        "/.git/config",
        "/tags/.x",
    ],
)
def test_what_is_missing_is_answered_with_the_page_for_it(client: Client, path: str, built: Path) -> None:
    answer = client.ask(path)

    assert (answer.status, answer.body) == (404, (built / "404.html").read_bytes())
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.said(*hosting.HEADERS) == dict(hosting.HEADERS)


@pytest.mark.parametrize(
    "path", ["/../srv", "/%2e%2e/%2e%2e/etc/passwd", "/tags/../../../etc/passwd", "/..%2f..%2fetc/passwd"]
)
def test_nothing_above_the_site_is_ever_sent(client: Client, path: str) -> None:
    answer = client.ask(path)

    assert answer.status in {400, 404}
    assert b"root:" not in answer.body


def test_well_known_file_is_sent(client: Client) -> None:
    assert client.ask("/.well-known/security.txt").status == 200


@pytest.mark.parametrize("path", ["/", "/feed.json", "/nowhere/", "/tags/none/", "/tags/old/"])
def test_head_says_what_get_says_without_the_body(client: Client, path: str) -> None:
    whole, head = client.ask(path), client.ask(path, "HEAD")

    assert (head.status, head.body) == (whole.status, b"")
    assert head.said(*HEADERS) == whole.said(*HEADERS)


def test_page_that_has_not_changed_is_not_sent_again(real: Client) -> None:
    first = real.ask("/")

    assert real.ask("/", If_None_Match=first.headers["ETag"]).status == 304
    assert real.ask("/", If_Modified_Since=first.headers["Last-Modified"]).status == 304
    assert real.ask("/", If_None_Match='"other"').status == 200


def test_part_of_a_file_is_sent_where_it_is_asked_for(real: Client, built: Path) -> None:
    answer = real.ask("/card.png", Range="bytes=10-19")

    assert (answer.status, answer.body) == (206, (built / "card.png").read_bytes()[10:20])


def test_browser_is_told_to_keep_to_tls_only_where_that_was_asked_for() -> None:
    plain, strict = server_files(MOVES), server_files(MOVES, hsts=True)

    for name in ("nginx-server.conf", "digest.caddy", "_headers"):
        assert b"Strict-Transport-Security" not in plain[name]
        assert b"max-age=31536000" in strict[name].split(b"Strict-Transport-Security")[1].splitlines()[0]
