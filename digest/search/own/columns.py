"""What each article of a segment can be narrowed to and sorted by, facet by facet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from digest.search.own.packing import numbers, packed, with_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.search.own.documents import Document

_WIDTH = 3  # bytes of a day


def facet_file(documents: Sequence[Document]) -> bytes:
    """Return the facets: of each a line with its name and values; then how many each article has, and which."""
    lines, columns = [], bytearray()
    for facet in sorted({facet for document in documents for facet in document.facets}):
        rows = [sorted(document.facets.get(facet, ())) for document in documents]
        values = sorted({value for row in rows for value in row})
        places = {value: at for at, value in enumerate(values)}
        lines.append("\t".join([facet, *values]))
        columns += numbers(len(row) for row in rows)
        columns += numbers(places[value] for row in rows for value in row)
    return with_text("\n".join(lines), bytes(columns))


def date_file(documents: Sequence[Document]) -> bytes:
    """Return the first day that each date can mean, counted from the year 1, and 0 where it is unknown."""
    days = [_first_day(document.date) for document in documents]
    return packed(b"".join(bytes(day >> 8 * byte & 0xFF for day in days) for byte in range(_WIDTH)))


def _first_day(written: str) -> int:
    return date.fromisoformat(written + "0000-01-01"[len(written) :]).toordinal() if written else 0
