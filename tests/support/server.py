"""The site's own server, running while a test does."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING

from digest.serving import open_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve *folder* on a free port while the block runs; the value is the address, without a slash at its end."""
    with open_server(folder, 0) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
