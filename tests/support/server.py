"""A server of a folder on 127.0.0.1 that answers as the published site's would."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

# What docs/publishing.md asks of a server: nothing inline, nothing from elsewhere; WebAssembly for the search.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


class SiteHandler(SimpleHTTPRequestHandler):
    """Files, `index.html` of folders, and 404.html with status 404; no listings."""

    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        "": "application/octet-stream",
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".svg": "image/svg+xml",
        ".xml": "application/xml",
        ".atom": "application/atom+xml",
        ".json": "application/json",
        ".wasm": "application/wasm",
        ".webmanifest": "application/manifest+json",
    }

    def guess_type(self, path: Any) -> str:
        """Return the media type of the file at *path*."""
        return "application/feed+json" if Path(path).name == "feed.json" else super().guess_type(path)

    def send_head(self) -> Any:
        """Answer with the file that is asked for, or with 404.html where there is none."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and urlsplit(self.path).path.endswith("/"):
            path /= "index.html"
        elif path.is_dir() and (path / "index.html").is_file():
            return super().send_head()  # redirects to the address with the slash
        return super().send_head() if path.is_file() else self._missing()

    def _missing(self) -> Any:
        page = Path(self.directory) / "404.html"
        file = page.open("rb")
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", self.guess_type(page))
        self.send_header("Content-Length", str(page.stat().st_size))
        self.end_headers()
        return file

    def end_headers(self) -> None:
        """Add the headers that every answer carries."""
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name is the base class's
        """Say nothing: pytest shows what fails."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve *folder* on a free port while the block runs; the value is the address, without a slash at its end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SiteHandler, directory=str(folder))) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
