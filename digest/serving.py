"""Showing the built site on this machine, as a web server that is set up for it does (docs/publishing.md)."""

from __future__ import annotations

import errno
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from digest.model import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.server import BaseHTTPRequestHandler
    from typing import BinaryIO

Server = TypeVar("Server", bound=ThreadingHTTPServer)

_HOST = "127.0.0.1"
_OTHER_PORT = "choose another with --port, such as --port 8080"
_PORT_HINTS = {
    errno.EADDRINUSE: f"end the program that uses it, or {_OTHER_PORT}",
    errno.EACCES: f"ports below 1024 are not for everyone; {_OTHER_PORT}",
}
# Nothing inline, nothing from elsewhere; WebAssembly for the search. A page that breaks it breaks at the desk first.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


class SiteHandler(SimpleHTTPRequestHandler):
    """Files, `index.html` of folders, and 404.html with status 404; no listings."""

    protocol_version = "HTTP/1.1"
    policy = POLICY
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        "": "application/octet-stream",
        ".atom": "application/atom+xml",
        ".avif": "image/avif",
        ".bib": "application/x-bibtex; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".ris": "application/x-research-info-systems; charset=utf-8",
        ".svg": "image/svg+xml",
        ".txt": "text/plain; charset=utf-8",
        ".wasm": "application/wasm",
        ".webp": "image/webp",
        ".webmanifest": "application/manifest+json",
        ".xml": "application/xml",
    }

    def guess_type(self, path: str | Path) -> str:  # type: ignore[override] # narrower: what this class hands it
        """Return the media type of the file at *path*."""
        return "application/feed+json" if Path(path).name == "feed.json" else super().guess_type(path)

    def send_head(self) -> BinaryIO | None:
        """Answer with the file that is asked for, or with 404.html where there is none."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and urlsplit(self.path).path.endswith("/"):
            path /= "index.html"
        elif path.is_dir() and (path / "index.html").is_file():
            return super().send_head()  # redirects to the address with the slash
        return super().send_head() if path.is_file() else self._send_missing()

    def _send_missing(self) -> BinaryIO | None:
        page = Path(self.directory) / "404.html"
        if not page.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", self.guess_type(page))
        self.send_header("Content-Length", str(page.stat().st_size))
        self.end_headers()
        return page.open("rb")

    def end_headers(self) -> None:
        """Add the headers that every answer carries."""
        self.send_header("Content-Security-Policy", self.policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name that the base class uses
        """Say nothing of what went well: a terminal is for what did not."""


def open_server(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return a server of *folder* on the loopback address; port 0 takes any that is free."""
    if not (folder / "index.html").is_file():
        message = f"{folder}: there is no site. Hint: build it first, with `digest build`"
        raise UsageError(message)
    return listen(port, partial(SiteHandler, directory=str(folder)), ThreadingHTTPServer)


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
