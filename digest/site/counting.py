"""What is counted of a whole list of articles: its figures, its headings, its chart and its companions.

Of most lists all of it is as it was in the plan before, which remembers it: to count the articles of all lists costs
as much as half of what else is planned.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import json

from digest.site import addresses, charts, figures, paging, stretches
from digest.site.fingerprints import fingerprint
from digest.site.list_views import Chart, Group  # noqa: TC001 - msgspec reads the annotations
from digest.site.memory import LIST
from digest.site.terms import UNDATED, year_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from digest.site.charts import Way
    from digest.site.presenter import Presenter
    from digest.site.stories import Story
    from digest.site.terms import Term


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted of a list, as `ListView` has it."""

    figures: str
    totals: tuple[tuple[str, int], ...]
    chart: Chart | None
    companions: tuple[Group, ...]


_DECODER = json.Decoder(Counted)


def count(
    by: Presenter, kind: str, identifier: str, stories: Sequence[Story], left_out: Collection[Term] = ()
) -> Counted:
    """Return what is counted of the list of *stories*; terms that are *left_out* are none of its companions.

    It is made of the press of *by* and of what that files of each story, and of nothing else.
    """
    name = f"{LIST}{addresses.list_path(by.prefix, kind, identifier)}"
    articles = b"".join([filed.digest for filed in by.file_all(stories)])
    key = fingerprint(by.press, kind, identifier, sorted((term.kind, term.id) for term in left_out), articles)
    known = by.given.memory.get(name)
    if known is not None and known[0] == key:
        return _DECODER.decode(known[1][0])
    found = _count(by, kind, identifier, stories, left_out)
    by.given.memory[name] = (key, (json.encode(found).decode(),))
    return found


def _count(by: Presenter, kind: str, identifier: str, stories: Sequence[Story], left_out: Collection[Term]) -> Counted:
    years, counts = Counter(map(year_of, stories)), figures.count_terms(by, stories)
    return Counted(
        figures=figures.said(by, kind, counts, years, stories),
        totals=stretches.totals(kind, years, stories),
        chart=_chart(by, kind, identifier, years, stories),
        companions=figures.companions(by, counts, left_out),
    )


def _chart(
    by: Presenter, kind: str, identifier: str, years: Mapping[str, int], stories: Sequence[Story]
) -> Chart | None:
    if kind in {"month", "undated"}:
        return None
    if kind == "year":
        return charts.year_chart(by, identifier, stories)
    first = addresses.list_path(by.prefix, kind, identifier)
    way = charts.archive_way(by) if kind == "latest" else _way_within(by, first, stories, parted=len(years) > 1)
    return charts.time_chart(by, years, stories, way)


def _way_within(by: Presenter, first: str, stories: Sequence[Story], *, parted: bool) -> Way:
    """Return the way to the page of the list at *first* that has the newest article of a year or month of it."""
    length, size = len(stories), by.press.options.page_size
    # The later of two values at one key wins: so the newest of each year is taken from the oldest on.
    places = dict(zip(map(year_of, reversed(stories)), range(length - 1, -1, -1), strict=True))

    def way(when: str) -> str:
        year = when.partition("-")[0]
        page = paging.page_path(first, length, size, places[year])
        return f"{page}#{year if year == UNDATED else f'y{year}'}" if parted else page

    return way
