"""Showing the built site on this machine, as a web server that is set up for it does (docs/publishing.md)."""

from __future__ import annotations

import errno
import sys
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote, urlsplit

from digest import hosting
from digest.model import UsageError
from digest.moves import read_moves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from http.server import BaseHTTPRequestHandler
    from typing import BinaryIO

    from digest.moves import Answer

Server = TypeVar("Server", bound="SiteServer")

_HOST = "127.0.0.1"
_OTHER_PORT = "choose another with --port, such as --port 8080"
_PORT_HINTS = {
    errno.EADDRINUSE: f"end the program that uses it, or {_OTHER_PORT}",
    errno.EACCES: f"ports below 1024 are not for everyone; {_OTHER_PORT}",
}


class SiteServer(ThreadingHTTPServer):
    """A server whose readers go away whenever they like."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing where one has gone before the end of an answer: that is no fault of anybody."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class SiteHandler(SimpleHTTPRequestHandler):
    """Files, `index.html` of folders, and 404.html with status 404; no listings."""

    protocol_version = "HTTP/1.1"
    # Head and body are sent one after the other, and the second would wait 40 ms for a word on the first.
    disable_nagle_algorithm = True
    policy = hosting.POLICY

    def guess_type(self, path: str | Path) -> str:  # type: ignore[override] # narrower: what this class hands it
        """Return the media type of the file at *path*."""
        return hosting.content_type(str(path))

    def send_head(self) -> BinaryIO | None:
        """Answer with the file that is asked for, where its page went, or with 404.html where there is none."""
        asked = unquote(urlsplit(self.path).path)
        if answer := read_moves(Path(self.directory)).answer(asked):
            return self._send_on(answer)
        path = Path(self.translate_path(self.path))
        if path.is_dir() and asked.endswith("/"):
            path /= "index.html"
        elif path.is_dir() and (path / "index.html").is_file():
            return super().send_head()  # redirects to the address with the slash
        # As a shell hides them: nothing that begins with a point is of the site, but what all sites have there.
        is_hidden = any(part.startswith(".") and part != ".well-known" for part in asked.split("/"))
        is_there = path.is_file() and not is_hidden
        return super().send_head() if is_there else self._send_page(HTTPStatus.NOT_FOUND, "404.html")

    def _send_on(self, answer: Answer) -> BinaryIO | None:
        """Say where a page went, or that it is gone."""
        if answer.status == HTTPStatus.GONE:
            return self._send_page(HTTPStatus.GONE, f"{answer.path}index.html".lstrip("/"))
        self.send_response(answer.status)
        self.send_header("Location", answer.path)
        self.send_header("Content-Length", "0")
        self.end_headers()
        return None

    def _send_page(self, status: HTTPStatus, name: str) -> BinaryIO | None:
        """Answer with the page in the file *name* and with *status*."""
        page = Path(self.directory) / name
        if not page.is_file():
            self.send_error(status)
            return None
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(page))
        self.send_header("Content-Length", str(page.stat().st_size))
        self.end_headers()
        return page.open("rb")

    def end_headers(self) -> None:
        """Add the headers that every answer carries."""
        for name, value in hosting.HEADERS.items():
            self.send_header(name, self.policy if value is hosting.POLICY else value)
        path = urlsplit(self.path).path
        self.send_header("Cross-Origin-Resource-Policy", hosting.resource_policy(path))
        self.send_header("Cache-Control", self.cache_control())
        super().end_headers()

    def cache_control(self) -> str:
        """Return how long a browser may keep this answer."""
        return hosting.cache_control(self.path)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name that the base class uses
        """Say nothing of what went well: a terminal is for what did not."""


def open_server(folder: Path, port: int) -> SiteServer:
    """Return a server of *folder* on the loopback address; port 0 takes any that is free."""
    if not (folder / "index.html").is_file():
        message = f"{folder}: there is no site. Hint: build it first, with `digest build`"
        raise UsageError(message)
    return listen(port, partial(SiteHandler, directory=str(folder)), SiteServer)


def listen(port: int, handler: Callable[..., BaseHTTPRequestHandler], kind: type[Server]) -> Server:
    """Return a server of *kind* on the loopback address that *handler* answers for; port 0 takes any that is free."""
    try:
        return kind((_HOST, port), handler)
    except OverflowError as error:
        message = f"{port} is not a port. Hint: choose one from 1024 to 65535, such as --port 8000"
        raise UsageError(message) from error
    except OSError as error:
        message = (
            f"port {port} cannot be used: {error.strerror}. Hint: {_PORT_HINTS.get(error.errno or 0, _OTHER_PORT)}"
        )
        raise UsageError(message) from error


@contextmanager
def answering(server: ThreadingHTTPServer) -> Iterator[str]:
    """Let *server* answer while the block runs; the value is its address, without a slash at its end."""
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{_HOST}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
