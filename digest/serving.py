"""Showing the built site on this machine: files as they are, the site's own page for what is missing."""

from __future__ import annotations

import errno
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from digest.model import UsageError

if TYPE_CHECKING:
    import os
    from pathlib import Path

_HOST = "127.0.0.1"
_OTHER_PORT = "choose another with --port, such as --port 8080"
_PORT_HINTS = {
    errno.EADDRINUSE: f"end the program that uses it, or {_OTHER_PORT}",
    errno.EACCES: f"ports below 1024 are not for everyone; {_OTHER_PORT}",
}


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".atom": "application/atom+xml",
        ".js": "text/javascript",
        ".json": "application/json",
        ".pagefind": "application/octet-stream",
        ".svg": "image/svg+xml",
        ".wasm": "application/wasm",
        ".xml": "application/xml",
    }

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer for what is missing with the site's own page, as a web server that is set up for it does."""
        missing = self.translate_path("/404.html")
        try:
            with open(missing, "rb") as file:  # noqa: PTH123 - translate_path() gives text
                page = file.read()
        except OSError:
            super().send_error(code, message, explain)
            return
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page)

    def list_directory(self, path: str | os.PathLike[str]) -> None:  # noqa: ARG002 - whatever the folder
        """Answer for a folder without a page as a published site does: there is nothing there."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name that the base class uses
        """Say nothing of what went well: a terminal is for what did not."""


def open_server(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return a server of *folder* on the loopback address; port 0 takes any that is free."""
    if not (folder / "index.html").is_file():
        message = f"{folder}: there is no site. Hint: build it first, with `digest build`"
        raise UsageError(message)
    try:
        return ThreadingHTTPServer((_HOST, port), partial(_Handler, directory=str(folder)))
    except OverflowError as error:
        message = f"{port} is not a port. Hint: choose one from 1024 to 65535, such as --port 8000"
        raise UsageError(message) from error
    except OSError as error:
        message = (
            f"port {port} cannot be used: {error.strerror}. Hint: {_PORT_HINTS.get(error.errno or 0, _OTHER_PORT)}"
        )
        raise UsageError(message) from error
