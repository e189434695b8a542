"""A server on this machine that answers as other sites do: well, wrongly, slowly, or not at all."""

from __future__ import annotations

import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator

REDIRECTS = {
    "/moved": (301, "/fine"),
    "/moved-308": (308, "/fine"),
    "/moved-twice": (301, "/moved"),
    "/moved-then-found": (301, "/found"),
    "/moved-to-missing": (301, "/missing"),
    "/found": (302, "/fine"),
    "/found-then-moved": (302, "/moved"),
    "/circle": (302, "/circle-back"),
    "/circle-back": (302, "/circle"),
    "/to-front": (301, "/"),
    "/to-private": (302, "http://10.1.2.3/inside"),
    "/to-file": (302, "file:///etc/passwd"),
    "/to-nonsense": (301, "//[bad"),
}
STATUSES = {"/": 200, "/fine": 200, "/missing": 404, "/gone": 410, "/forbidden": 403, "/legal": 451, "/broken": 500}
STATUSES |= {"/strange": 999, "/found-nowhere": 302, "/login": 401}


@dataclass(slots=True)
class Host:
    """A running server: its *address*, the requests it had (method, path), when, and how many at most at once."""

    address: str
    requests: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    times: list[float] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    lock: Lock = field(default_factory=Lock)
    over: Event = field(default_factory=Event)

    def of(self, path: str) -> list[str]:
        """Return the methods with which *path* was asked for."""
        return [method for method, asked in self.requests if asked == path]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    host: Host


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    @property
    def host(self) -> Host:
        return self.server.host

    def handle_one(self) -> None:
        with self.host.lock:
            self.host.times.append(monotonic())
            self.host.requests.append((self.command, self.path))
            self.host.agents.add(self.headers["User-Agent"])
            self.host.at_once += 1
            self.host.most_at_once = max(self.host.most_at_once, self.host.at_once)
        try:
            with suppress(ConnectionError):
                self.respond()
        finally:
            with self.host.lock:
                self.host.at_once -= 1

    do_GET = do_HEAD = handle_one  # noqa: N815 - the names that http.server looks for

    def respond(self) -> None:
        path = self.path.partition("?")[0]
        if path in REDIRECTS:
            status, to = REDIRECTS[path]
            self.say(status, Location=to)
        elif found := re.fullmatch(r"/chain/(\d+)", path):
            self.say(302, Location=f"/chain/{int(found[1]) + 1}")
        elif path.startswith("/fine"):
            self.say(200)
        elif path in STATUSES:
            self.say(STATUSES[path])
        else:
            getattr(self, path.strip("/").replace("-", "_"))()

    def say(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def busy(self) -> None:
        self.say(429, Retry_After="3600")

    def busy_once(self) -> None:
        first = len(self.host.of(self.path)) == 1
        self.say(*(503,) if first else (200,), **({"Retry_After": "0"} if first else {}))

    def busy_until(self) -> None:
        self.say(503, Retry_After="Fri, 01 Jan 2100 00:00:00 GMT")

    def no_head(self) -> None:
        self.say(405 if self.command == "HEAD" else 200)

    def head_is_missing(self) -> None:
        self.say(404 if self.command == "HEAD" else 200)

    def breaks_off_at_head(self) -> None:
        if self.command == "HEAD":
            self.close_connection = True
        else:
            self.say(200)

    def breaks_off(self) -> None:
        self.wfile.write(b"HTTP/1")
        self.close_connection = True

    def slow(self) -> None:
        self.host.over.wait()

    def huge(self) -> None:
        if self.command == "HEAD":
            self.say(501)
            return
        self.send_response(200)
        self.end_headers()
        while not self.host.over.is_set():  # until nobody reads
            self.wfile.write(b"x" * 65536)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name in http.server
        """Say nothing."""


@contextmanager
def run_host(context: ssl.SSLContext | None = None) -> Iterator[Host]:
    """Run a server on a free port of this machine while the block runs; with *context* it speaks TLS."""
    server = _Server(("127.0.0.1", 0), _Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    server.host = host = Host(f"http{'s' if context else ''}://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        host.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
