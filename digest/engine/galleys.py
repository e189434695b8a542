"""The galleys of the segments of search, one file for each, kept from one build to the next.

Each says by what it was written and that it is whole; one that does not is none, and the segment is made from all of
its articles.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.engine.sums import body_of, write_summed

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_MARK = b"digest galley 1\n"


@dataclass(frozen=True, slots=True)
class Galleys:
    """What is kept in *folder*, by the number of articles, which no two segments share; for who is *made_by* the same.

    Nothing depends on it but time.
    """

    folder: Path
    made_by: bytes

    def read(self, number: int) -> bytes | None:
        """Return the galley of the segment of *number* articles; None where there is none that can be read."""
        with suppress(OSError):
            return body_of(_MARK + self.made_by, self._path(number).read_bytes())
        return None

    def keep(self, number: int, galley: bytes) -> None:
        """Keep *galley*, of *number* articles, in place of what was kept; where that is not possible, nothing is."""
        with suppress(OSError):
            self.folder.mkdir(exist_ok=True)
            write_summed(self._path(number), _MARK + self.made_by, galley)

    def forget_others(self, numbers: Collection[int]) -> None:
        """Forget all but those of so many articles."""
        names = {self._path(number).name for number in numbers}
        with suppress(OSError):
            for path in self.folder.iterdir():
                if path.name not in names:
                    path.unlink()

    def _path(self, number: int) -> Path:
        return self.folder / str(number)
