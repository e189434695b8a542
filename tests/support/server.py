"""Servers that run while a test does: the site's own, and the plainest there is."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler
from typing import TYPE_CHECKING

from digest.serving import SiteServer, answering, open_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve *folder* on a free port while the block runs; the value is the address, without a slash at its end."""
    with open_server(folder, 0) as server, answering(server) as address:
        yield address


class _Files(SimpleHTTPRequestHandler):
    """Files, and nothing else; says nothing."""

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serve_bare(folder: Path) -> Iterator[str]:
    """Serve *folder* in the same way, without a header that keeps anything from running or a word on old addresses."""
    handler = partial(_Files, directory=str(folder))
    with SiteServer(("127.0.0.1", 0), handler) as server, answering(server) as address:
        yield address
