"""What each article of a segment can be narrowed to and sorted by, facet by facet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from digest.search.packing import numbers, packed, with_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from digest.search.taking import Taken

_WIDTH = 3  # bytes of a day


@dataclass(slots=True)
class Columns:
    """The facets and dates of the articles of a segment, by their numbers."""

    days: dict[int, int] = field(default_factory=dict)
    facets: dict[str, dict[int, tuple[str, ...]]] = field(default_factory=dict)

    def put(self, article: int, taken: Taken) -> None:
        """Put in those of the *article* of that number."""
        for facet, values in taken.facets.items():
            self.facets.setdefault(facet, {})[article] = values
        self.days[article] = _first_day(taken.date)

    def take_out(self, articles: Iterable[int]) -> None:
        """Take out those of the *articles* of these numbers, as if they had never been put in."""
        for article in articles:
            del self.days[article]
            for having in self.facets.values():
                having.pop(article, None)
        self.facets = {facet: having for facet, having in self.facets.items() if having}

    def renumber(self, numbers: Mapping[int, int]) -> None:
        """Give each article another number, by the one it has."""
        self.days = {numbers[article]: day for article, day in self.days.items()}
        self.facets = {
            facet: {numbers[article]: values for article, values in having.items()}
            for facet, having in self.facets.items()
        }

    def facet_file(self) -> bytes:
        """Return the facets: of each a line with its name and values; then how many each article has, and which."""
        lines, columns = [], bytearray()
        for facet, having in sorted(self.facets.items()):
            rows = [sorted(having.get(at, ())) for at in range(len(self.days))]
            values = sorted({value for row in rows for value in row})
            places = {value: at for at, value in enumerate(values)}
            lines.append("\t".join([facet, *values]))
            columns += numbers(len(row) for row in rows)
            columns += numbers(places[value] for row in rows for value in row)
        return with_text("\n".join(lines), bytes(columns))

    def date_file(self) -> bytes:
        """Return the first day that each date can mean, counted from the year 1, and 0 where it is unknown."""
        days = [self.days[at] for at in range(len(self.days))]
        return packed(b"".join(bytes(day >> 8 * byte & 0xFF for day in days) for byte in range(_WIDTH)))


def _first_day(written: str) -> int:
    return date.fromisoformat(written + "0000-01-01"[len(written) :]).toordinal() if written else 0
