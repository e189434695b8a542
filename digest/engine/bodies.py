"""The bodies of a build that has read them all: in a file, and not in the memory of each of its processes."""

from __future__ import annotations

import os
import tempfile
import weakref
from collections.abc import MutableMapping
from contextlib import suppress
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_AGAIN = 2000  # bodies that a process keeps of those that it had to read again


class Bodies(MutableMapping[str, str]):
    """The HTML of bodies by the paths of their files; it stands in a file without a name, in *folder*.

    Processes that are forked from this one read from the same file. So nothing is written to it once it is `sealed`:
    what is put then is remembered by the process that has put it, and not for long.
    """

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - it is closed as this is forgotten
        weakref.finalize(self, _close, self._file)
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0
        self._again: dict[str, str] = {}
        self._sealed = False

    def seal(self) -> None:
        """Let what was put be read by whatever process."""
        self._file.flush()
        self._sealed = True

    def __getitem__(self, name: str) -> str:
        if name in self._again:
            return self._again[name]
        start, size = self._places[name]
        if not self._sealed:
            self._file.flush()
        return os.pread(self._file.fileno(), size, start).decode()

    def __setitem__(self, name: str, body: str) -> None:
        if self._sealed:
            if len(self._again) >= _AGAIN:
                self._again.clear()
            self._again[name] = body
            return
        content = body.encode()
        self._file.write(content)
        self._places[name] = (self._end, len(content))
        self._end += len(content)

    def __delitem__(self, name: str) -> None:
        found = [place.pop(name, None) for place in (self._places, self._again)]
        if found == [None, None]:
            raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter({**self._places, **self._again})

    def __len__(self) -> int:
        return len({**self._places, **self._again})


def _close(file: IO[bytes]) -> None:
    with suppress(OSError):  # on a full disk: what it would still write, nobody reads any more
        file.close()
