"""Turns at hosts: one request at a time to each, and a pause between two."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(slots=True)
class _Host:
    lock: Lock = field(default_factory=Lock)
    free: float = 0.0


class Turns:
    """Lets a request begin when it is its turn at its host, from whichever thread: a redirect can lead anywhere."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    @contextmanager
    def at(self, host: str) -> Iterator[None]:
        """Hold the turn at *host* while the block runs."""
        with self._lock:
            turn = self._hosts.setdefault(host, _Host())
        with turn.lock:
            time.sleep(max(0.0, turn.free - time.monotonic()))
            try:
                yield
            finally:
                turn.free = time.monotonic() + self._pause
