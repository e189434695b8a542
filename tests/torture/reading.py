"""A reader who believes nothing: `python -m tests.torture.reading ADDRESS EXPECTED`, until it is asked to end.

It reads pages, and then what each page names of its theme and its pictures, and holds every answer against what the
site says there in one state or the other. A page and what it names have to be of one state. It prints JSON.
"""

from __future__ import annotations

import asyncio
import json
import re
import signal
import sys
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from typing import Self

READERS = 4
TOLD = 10
# <link rel="stylesheet" href="theme/site.css?v=2804e93f">   <script type="module" src="…">   <img src="…">
_NAMED = re.compile(rb'<(?:link rel="(?:stylesheet|modulepreload|icon)"|script|img)[^>]*? (?:href|src)="([^"#]+)"')

Expected = dict[str, dict[str, str]]  # the SHA-256 of each path in each state


@dataclass
class Seen:
    """What readers saw: how many answers of what kind, and what was wrong with any."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


class Connection:
    """A connection that stays open, as that of a browser."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port

    async def __aenter__(self) -> Self:
        await self._open()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.writer.close()

    async def _open(self) -> None:
        self.reader, self.writer = await asyncio.open_connection(self.host, self.port)

    async def ask(self, path: str) -> tuple[int, bytes]:
        """Return the status and the content at *path*."""
        self.writer.write(f"GET {path} HTTP/1.1\r\nHost: {self.host}\r\n\r\n".encode())
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
        content = await self.reader.readexactly(int(length[1]) if length else 0)
        if b"\r\nConnection: close" in head:  # a server does not keep one for ever
            self.writer.close()
            await self._open()
        return int(head.split()[1]), content


async def read_on(base: str, expected: Expected, seen: Seen, is_over: asyncio.Event, seed: int) -> None:
    """Read one page after the other until it is over."""
    parts, random = urlsplit(base), Random(seed)
    pages = sorted(path for path in expected if path.endswith("/"))
    async with Connection(parts.hostname or "", parts.port or 80) as connection:
        while not is_over.is_set():
            await _read_page(connection, random.choice(pages), expected, seen)
            if len(seen.wrong) > TOLD:
                return


async def _read_page(connection: Connection, path: str, expected: Expected, seen: Seen) -> None:
    status, content = await connection.ask(path)
    states = _states(path, status, content, expected, seen)
    for named in {urljoin(path, found.decode()) for found in _NAMED.findall(content)}:
        status, other = await connection.ask(named)
        of = _states(named, status, other, expected, seen)
        if states and of and not states & of:
            seen.wrong.append(f"{path} is of {sorted(states)}, and its {named} of {sorted(of)}")
    seen.counts["pages"] += 1
    seen.counts.update(f"pages of {state}" for state in states)


def _states(asked: str, status: int, content: bytes, expected: Expected, seen: Seen) -> set[str]:
    """Return the states in which this is the right answer."""
    seen.counts["answers"] += 1
    mark = sha256(content).hexdigest()
    of = {state for state, known in expected.get(asked.partition("?")[0], {}).items() if known == mark}
    if status != 200 or not of:
        seen.wrong.append(f"{asked}: {status}, {len(content)} bytes of no state")
    return of


async def _main(base: str, expected: Expected) -> Seen:
    seen, is_over = Seen(), asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, is_over.set)
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    await asyncio.gather(*(read_on(base, expected, seen, is_over, number) for number in range(READERS)))
    return seen


if __name__ == "__main__":
    found = asyncio.run(_main(sys.argv[1], json.loads(Path(sys.argv[2]).read_bytes())))
    sys.stdout.write(json.dumps({"counts": found.counts, "wrong": found.wrong}))
