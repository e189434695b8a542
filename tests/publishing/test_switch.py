"""Releases change while readers read: every answer is a whole page of one release, and none is missing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from threading import Event
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from digest.moves import Moves
from digest.publishing.folder import Folder
from digest.publishing.servers import server_files
from tests.publishing.helpers import ONE, never, send
from tests.support import caddy, nginx

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.server

SWITCHES, CLIENTS, REQUESTS = 2_000, 3, 400
VERSIONS = [ONE | {"index.html": word * 3_000, "about/index.html": word * 3_000} for word in (b"one", b"two")]


@contextmanager
def serving(kind: str, root: Path, folder: Path) -> Iterator[str]:
    folder.mkdir()
    files = {name: content.decode() for name, content in server_files(Moves()).items()}
    try:
        if kind == "nginx":
            with nginx.serve(root, folder, files["nginx-http.conf"], files["nginx-server.conf"]) as address:
                yield address
        else:
            with caddy.serve(root, folder, files["digest.caddy"]) as address:
                yield address
    except FileNotFoundError as error:
        pytest.fail(str(error), pytrace=False)


@pytest.mark.parametrize("kind", ["nginx", "caddy"])
def test_switch_of_releases_is_never_seen(tmp_path: Path, kind: str) -> None:
    place, output, is_over = Folder(tmp_path / "srv", 2), tmp_path / "output", Event()
    one, two = (send(place, output, files).name for files in VERSIONS)

    def ask(address: str) -> set[tuple[int, bytes]]:
        answers, count = set(), 0
        with closing(HTTPConnection(urlsplit(address).netloc, timeout=30)) as connection:
            while count < REQUESTS or not is_over.is_set():
                connection.request("GET", ("/", "/about/")[count % 2])
                answer = connection.getresponse()
                answers.add((answer.status, answer.read()))
                count += 1
        return answers

    with serving(kind, tmp_path / "srv/current", tmp_path / kind) as address, ThreadPoolExecutor(CLIENTS) as pool:
        asked = [pool.submit(ask, address) for _ in range(CLIENTS)]
        try:
            with place.hold(never):
                for number in range(SWITCHES):
                    place.go_back(two if number % 2 else one)
            for number in range(3):
                send(place, output, VERSIONS[number % 2])
        finally:
            is_over.set()
        answers = set().union(*(each.result() for each in asked))

    assert answers == {(200, version["index.html"]) for version in VERSIONS}
