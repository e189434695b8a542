"""How many articles there are by year or by month, as a chart shows it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from digest.model import PartialDate
from digest.site import addresses
from digest.site.list_views import Bar, Chart
from digest.site.terms import UNDATED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from digest.site.presenter import Presenter
    from digest.site.stories import Story

    Way = Callable[[str], str]
    """Where the articles of a year or a month are (2016, 2016-03), or those of UNDATED."""

# In a list that spans no more years than this, months say more.
_YEARS_BY_MONTH = 3
_MONTHS = 12
# So many ticks with words have room below the axis on a phone.
_MOST_TICKS = 7
_EVERY = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)

Month = tuple[int, int]


def time_chart(by: Presenter, years: Mapping[str, int], stories: Sequence[Story], way: Way) -> Chart | None:
    """Return *stories* by month if they span few years, or else by year; None where that would be one bar."""
    known = sorted(int(year) for year in years if year != UNDATED)
    if not known:
        return None
    if known[-1] - known[0] < _YEARS_BY_MONTH:
        months = _by_month(stories)
        found = _of_months(by, months, known, years, way) if 2 * months.total() > sum(years.values()) else None
        if found:
            return found
    return _of_years(by, known, years, way) if known[0] != known[-1] else None


def year_chart(by: Presenter, year: str, stories: Sequence[Story]) -> Chart:
    """Return the months of one year."""
    months = _by_month(stories)
    every = [(int(year), month) for month in range(1, _MONTHS + 1)]
    bars = tuple(_month_bar(by, month, months, archive_way(by), by.words.month_letter(month[1])) for month in every)
    unknown = len(stories) - months.total()
    apart = (Bar(label=by.press.text("Month unknown"), count=unknown, path=None),) if unknown else ()
    return Chart(unit="month", bars=bars, apart=apart, said=_said(by, bars))


def archive_chart(by: Presenter, years: Mapping[str, int]) -> Chart | None:
    """Return all articles by year."""
    known = sorted(int(year) for year in years if year != UNDATED)
    return _of_years(by, known, years, archive_way(by)) if len(known) > 1 else None


def archive_way(by: Presenter) -> Way:
    """Return the way to the lists of all articles of a year or a month."""

    def way(when: str) -> str:
        kind = "month" if "-" in when else "undated" if when == UNDATED else "year"
        return addresses.list_path(by.prefix, kind, when)

    return way


def _by_month(stories: Sequence[Story]) -> Counter[Month]:
    dates = (story.matter.published for story in stories)
    return Counter((date.year, date.month) for date in dates if date is not None and date.month is not None)


def _of_years(by: Presenter, known: Sequence[int], years: Mapping[str, int], way: Way) -> Chart | None:
    every = _every(known[-1] - known[0] + 1)
    bars = []
    for number in range(known[0], known[-1] + 1):
        year = f"{number:04}"
        count = years.get(year, 0)
        tick = "" if number % every else year
        bars.append(Bar(label=year, count=count, path=way(year) if count else None, tick=tick))
    return Chart(unit="year", bars=tuple(bars), apart=_undated(by, years, way), said=_said(by, bars))


def _of_months(
    by: Presenter,
    months: Counter[Month],
    known: Sequence[int],
    years: Mapping[str, int],
    way: Way,
) -> Chart | None:
    first, last = min(months), max(months)
    if first == last:
        return None
    every = [(number // _MONTHS, number % _MONTHS + 1) for number in range(_number(first), _number(last) + 1)]
    one_year = first[0] == last[0]
    bars = tuple(
        _month_bar(by, month, months, way, by.words.month_letter(month[1]) if one_year else _year_tick(month))
        for month in every
    )
    return Chart(unit="month", bars=bars, apart=_apart(by, months, known, years, way), said=_said(by, bars))


def _month_bar(by: Presenter, month: Month, months: Mapping[Month, int], way: Way, tick: str) -> Bar:
    count = months.get(month, 0)
    path = way(f"{month[0]:04}-{month[1]:02}") if count else None
    return Bar(label=by.words.day(PartialDate(*month)), count=count, path=path, tick=tick)


def _apart(
    by: Presenter,
    months: Mapping[Month, int],
    known: Sequence[int],
    years: Mapping[str, int],
    way: Way,
) -> tuple[Bar, ...]:
    """Return the articles of which only the year is known, by year, and those without a date."""
    found = []
    for number in known:
        year = f"{number:04}"
        unknown = years[year] - sum(count for (other, _), count in months.items() if other == number)
        if unknown:
            label = by.press.text("%(year)s, month unknown", year=year)
            found.append(Bar(label=label, count=unknown, path=way(year)))
    return (*found, *_undated(by, years, way))


def _undated(by: Presenter, years: Mapping[str, int], way: Way) -> tuple[Bar, ...]:
    if UNDATED not in years:
        return ()
    return (Bar(label=by.press.text("Undated"), count=years[UNDATED], path=way(UNDATED)),)


def _said(by: Presenter, bars: Sequence[Bar]) -> str:
    """Return the first, the last and the highest bar in words."""
    shown = [bar for bar in bars if bar.count]
    most = max(shown, key=lambda bar: bar.count, default=None)
    if most is None:
        return ""
    return by.press.text(
        "from %(first)s to %(last)s, most in %(most)s: %(count)s",
        first=shown[0].label,
        last=shown[-1].label,
        most=most.label,
        count=by.words.number(most.count),
    )


def _year_tick(month: Month) -> str:
    return f"{month[0]:04}" if month[1] == 1 else ""


def _every(slots: int) -> int:
    """Return how many years lie between two ticks: a round number, and no more ticks than there is room for."""
    return next((step for step in _EVERY if step >= slots / _MOST_TICKS), _EVERY[-1])


def _number(month: Month) -> int:
    return month[0] * _MONTHS + month[1] - 1
