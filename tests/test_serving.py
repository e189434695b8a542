"""Showing the built site on this machine."""

from __future__ import annotations

import socket
import struct
from http.client import HTTPConnection, HTTPResponse
from typing import TYPE_CHECKING

import pytest

from digest.model import UsageError
from digest.serving import answering, open_server
from tests.support.server import serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = {
    "index.html": "<p>Front</p>",
    "404.html": "<p>Nothing here</p>",
    "tags/law/index.html": "<p>Закон</p>",
    "tags/law/feed.atom": "<feed/>",
    "articles/a/cite.bib": "@misc{a}",
    "feed.json": "{}",
    "theme/site.css": "p {}",
    "theme/search.js": "1",
    "images/a.svg": "<svg/>",
    "search/index/names-0a1b.bin": "x",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    return folder


@pytest.fixture(scope="module")
def port(folder: Path) -> Iterator[int]:
    with serve(folder) as address:
        yield int(address.rpartition(":")[2])


def answer(port: int, path: str, method: str = "GET") -> tuple[HTTPResponse, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, path)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response, text


@pytest.mark.parametrize(
    ("path", "kind", "text"),
    [
        ("/", "text/html", "<p>Front</p>"),
        ("/tags/law/", "text/html", "<p>Закон</p>"),
        ("/tags/law/feed.atom", "application/atom+xml", "<feed/>"),
        ("/feed.json", "application/feed+json", "{}"),
        ("/articles/a/cite.bib", "application/x-bibtex", "@misc{a}"),
        ("/theme/site.css?v=12345678", "text/css", "p {}"),
        ("/theme/search.js", "text/javascript", "1"),
        ("/images/a.svg", "image/svg+xml", "<svg/>"),
        ("/search/index/names-0a1b.bin", "application/octet-stream", "x"),
    ],
)
def test_file_is_shown_as_what_it_is(port: int, path: str, kind: str, text: str) -> None:
    response, body = answer(port, path)

    assert (response.status, body) == (200, text)
    assert response.headers["Content-Type"].partition(";")[0] == kind


def test_folder_without_its_slash_leads_to_the_one_with_it(port: int) -> None:
    response, _ = answer(port, "/tags/law")

    assert response.status == 301
    assert response.headers["Location"].endswith("/tags/law/")


@pytest.mark.parametrize("path", ["/nowhere/", "/tags/nowhere.html", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd"])
def test_what_is_missing_is_answered_by_the_page_of_the_site(port: int, path: str) -> None:
    response, body = answer(port, path)

    assert (response.status, body) == (404, "<p>Nothing here</p>")
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", ["/images/", "/theme/"])
def test_folder_without_a_page_is_missing_rather_than_listed(port: int, path: str) -> None:
    response, body = answer(port, path)

    assert (response.status, body) == (404, "<p>Nothing here</p>")


def test_head_of_what_is_missing_has_no_body(port: int) -> None:
    response, body = answer(port, "/nowhere/", "HEAD")

    assert (response.status, body) == (404, "")


def test_site_without_a_page_for_what_is_missing_still_answers(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("x", "utf-8")
    with serve(tmp_path) as address:
        response, _ = answer(int(address.rpartition(":")[2]), "/nowhere/")

    assert response.status == 404


def test_serving_says_nothing_of_what_went_well(port: int, capfd: pytest.CaptureFixture[str]) -> None:
    answer(port, "/")
    answer(port, "/nowhere/")

    assert capfd.readouterr() == ("", "")


def test_serving_says_nothing_of_readers_who_go_away(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "index.html").write_bytes(b"x" * 20_000_000)  # more than a connection holds
    reset = struct.pack("ii", 1, 0)
    with open_server(tmp_path, 0) as server:
        server.daemon_threads = False  # its end waits for that of all answers
        with answering(server), socket.create_connection(server.server_address, timeout=20) as gone:
            gone.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert gone.recv(15) == b"HTTP/1.1 200 OK"
            gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)

    assert capfd.readouterr() == ("", "")


def test_server_listens_to_this_machine_alone(folder: Path) -> None:
    with open_server(folder, 0) as server:
        assert server.server_address[0] == "127.0.0.1"


def test_port_that_is_taken_is_told_with_what_to_do(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(UsageError) as caught:
            open_server(folder, port)

    said = str(caught.value)
    assert said.startswith(f"port {port} ")
    assert "Hint: end the program that uses it, or choose another with --port" in said
    assert "\n" not in said


@pytest.mark.parametrize("port", [-1, 65_536, 99_999])
def test_number_that_is_no_port_is_wrong_usage(folder: Path, port: int) -> None:
    with pytest.raises(UsageError, match=rf"^{port} is not a port\. Hint: "):
        open_server(folder, port)


def test_folder_without_a_site_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no site\. Hint: build it first"):
        open_server(tmp_path, 0)
