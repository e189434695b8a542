"""The galleys of the segments of search, one file for each, kept from one build to the next.

Each says by what it was written and that it is whole; one that does not is none, and the segment is made from all of
its articles.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.engine.sums import body_of, summed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

_MARK = b"digest galley 1\n"


@dataclass(frozen=True, slots=True)
class Galleys:
    """What is kept in *folder*, by the number of articles, which no two segments share; for who is *made_by* the same.

    Nothing depends on it but time.
    """

    folder: Path
    made_by: bytes

    def read(self, number: int) -> Iterator[bytes]:
        """Yield the galley of the segment of *number* articles, if there is one that can be read."""
        with suppress(OSError):
            body = body_of(_MARK + self.made_by, self._path(number).read_bytes())
            if body is not None:
                yield body

    def keep(self, number: int, galley: bytes) -> None:
        """Keep *galley*, of *number* articles, in place of what was kept; where that is not possible, nothing is."""
        path = self._path(number)
        beside = path.with_name(f"{path.name}.tmp")
        with suppress(OSError):
            self.folder.mkdir(exist_ok=True)
            with beside.open("wb") as file:
                file.write(summed(_MARK + self.made_by, galley))
                file.write(galley)
            beside.replace(path)

    def forget_others(self, numbers: Collection[int]) -> None:
        """Forget all but those of so many articles."""
        names = {self._path(number).name for number in numbers}
        with suppress(OSError):
            for path in self.folder.iterdir():
                if path.name not in names:
                    path.unlink()

    def _path(self, number: int) -> Path:
        return self.folder / str(number)
