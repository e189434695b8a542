"""What each article of a segment can be narrowed to and sorted by, facet by facet."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from digest.search.packing import numbers, packed, with_text

if TYPE_CHECKING:
    from digest.search.taking import Taken

_WIDTH = 3  # bytes of a day


@dataclass(slots=True)
class Columns:
    """The facets and dates of the articles of a segment, in their order."""

    number: int = 0
    days: array[int] = field(default_factory=lambda: array("I"))
    facets: dict[str, dict[int, tuple[str, ...]]] = field(default_factory=dict)

    def add(self, taken: Taken) -> None:
        """Add those of the next article."""
        for facet, values in taken.facets.items():
            self.facets.setdefault(facet, {})[self.number] = values
        self.days.append(_first_day(taken.date))
        self.number += 1

    def facet_file(self) -> bytes:
        """Return the facets: of each a line with its name and values; then how many each article has, and which."""
        lines, columns = [], bytearray()
        for facet, having in sorted(self.facets.items()):
            rows = [sorted(having.get(at, ())) for at in range(self.number)]
            values = sorted({value for row in rows for value in row})
            places = {value: at for at, value in enumerate(values)}
            lines.append("\t".join([facet, *values]))
            columns += numbers(len(row) for row in rows)
            columns += numbers(places[value] for row in rows for value in row)
        return with_text("\n".join(lines), bytes(columns))

    def date_file(self) -> bytes:
        """Return the first day that each date can mean, counted from the year 1, and 0 where it is unknown."""
        return packed(b"".join(bytes(day >> 8 * byte & 0xFF for day in self.days) for byte in range(_WIDTH)))


def _first_day(written: str) -> int:
    return date.fromisoformat(written + "0000-01-01"[len(written) :]).toordinal() if written else 0
