"""Answering a browser: with the pages of the preview, the search of the last build, and the news of other pages."""

from __future__ import annotations

import socket
from contextlib import suppress
from http import HTTPStatus
from importlib.resources import files
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import parse_qs, unquote, urlsplit

from digest.preview import markup
from digest.search import is_of_index
from digest.serving import SiteHandler, SiteServer

if TYPE_CHECKING:
    from digest.preview.news import News

_HEARTBEAT = 10  # seconds between signs of life, without which a page that is gone would be waited for for ever
# A site of somebody else can have its name lead here, and what is not published would be its own to read.
_OWN_NAMES = frozenset({"127.0.0.1", "localhost"})
_OWN_FILES = {markup.STYLE: "preview.css", markup.SCRIPT: "reload.js"}


class PreviewServer(SiteServer):
    """A server that ends the conversations of browsers when it is closed, and waits for their threads."""

    daemon_threads = False
    news: News

    def __init__(self, *given: Any) -> None:
        self._open: set[socket.socket] = set()
        self._lock = Lock()
        super().__init__(*given)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Begin a conversation."""
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """End a conversation."""
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """End all conversations: browsers keep a connection open for what they may want next."""
        with self._lock:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        super().server_close()


class PreviewHandler(SiteHandler):
    """Pages of the newest showing; *directory* is the site as it was last built, for its search."""

    server: PreviewServer

    def send_head(self) -> BinaryIO | None:
        """Answer with what stands at the address that is asked for."""
        if not self.is_asked_by_name():
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        asked = urlsplit(self.path)
        path, showing = unquote(asked.path), self.server.news.showing
        if is_of_index(path.removeprefix("/")):
            return super().send_head()
        if path in _OWN_FILES:
            content = files("digest.preview").joinpath("files", _OWN_FILES[path]).read_bytes()
            return self.send(HTTPStatus.OK, path, content)
        if path == markup.EVENTS:
            self._tell_of_others(parse_qs(asked.query))
            return None
        if showing.leads_on(path):
            self._lead_on(asked.path)
            return None
        answer = showing.answer(path)
        return self.send(answer.status, answer.file, answer.content)

    def is_asked_by_name(self) -> bool:
        """Return whether the request is for this machine by a name of its own."""
        return self.headers.get("Host", "").partition(":")[0] in _OWN_NAMES

    def send(self, status: int, file: str, content: bytes) -> BinaryIO:
        """Begin an answer with *content*, which is what its *file* name says, and return what is to follow."""
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return BytesIO(content)

    def _lead_on(self, path: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", f"{path}/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _tell_of_others(self, asked: dict[str, list[str]]) -> None:
        """Keep the connection, and tell when the page that is open there has become another (server-sent events)."""
        path, seen = asked.get("page", ["/"])[0], asked.get("seen", [""])[0]
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        news, showing = self.server.news, None
        self.wfile.write(b"retry: 300\n\n")
        while not news.is_over:
            before, showing = showing, news.after(showing, _HEARTBEAT)
            is_other = showing is not before and showing.answer(unquote(path)).seen != seen
            self.wfile.write(b"event: reload\ndata:\n\n" if is_other else b":\n\n")
            if is_other:
                return

    def end_headers(self) -> None:
        """Add the headers that every answer carries."""
        self.send_header("X-Robots-Tag", "noindex")
        super().end_headers()

    def cache_control(self) -> str:
        """Return that nothing is to be kept: the next look may show something else."""
        return "no-store"
