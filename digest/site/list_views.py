"""What templates see of lists: their pages, their charts and trees, the indexes, the front page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.site.views import Link  # noqa: TC001 - msgspec reads the annotations of Group

if TYPE_CHECKING:
    from digest.site.views import Card, Outlet
    from digest.site.week_views import WeekTeaser


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A page of a list by its number, counted from the oldest."""

    number: int
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where a page stands in its list, and the ways to its neighbours.

    *age* counts from the oldest page, 1, and is None for the newest, which alone knows the *total* and leads to all
    *pages*: an older page does not change when the list grows.
    """

    age: int | None
    total: int | None
    newer: str | None
    older: str | None
    newest: str
    oldest: str
    pages: tuple[PageLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One figure of a chart: a year or a month, how many articles, and where they are.

    *tick* is what stands below it on the axis, if anything does.
    """

    label: str
    count: int
    path: str | None
    tick: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """How many articles a list has by year or by month (*unit*); *said* tells it in words.

    *bars* stand for every year or month from the first to the last, also for those without articles, or the axis would
    lie; *apart* are articles that have no place on it, since their month or date is not known.
    """

    unit: str
    bars: tuple[Bar, ...]
    apart: tuple[Bar, ...]
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A term, and those that lie right below it."""

    link: Link
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The articles of a page that are of one year, or of one month; the whole list has *count* of them.

    *count* is None on all pages but the newest; without *label* the page has only this one and need not say so.
    """

    label: str
    anchor: str
    count: int | None
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """One page of a list of articles.

    *kind* is latest, tag, author, place, section, publication, language, year, month, undated or week. *trail* leads
    here from the index. What is said of the whole list stands on its newest page only, since it changes with every
    article: *count* (None on the others), *figures*, which says in words what else there is, *description*, *chart*,
    *companions* (the tags and the places that most often stand beside this one), and so on. *totals* says how many
    articles each `Stretch` has, by its anchor.
    """

    kind: str
    id: str
    title: str
    count: int | None
    path: str
    pager: Pager
    description: str = ""
    figures: str = ""
    cards: tuple[Card, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    totals: tuple[tuple[str, int], ...] = ()
    chart: Chart | None = None
    companions: tuple[Group, ...] = ()
    trail: tuple[Link, ...] = ()
    narrower: tuple[Branch, ...] = ()
    before: Link | None = None
    after: Link | None = None
    outlet: Outlet | None = None
    atom: str | None = None
    json: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The entries of an index under one letter, the months of one year, or the most frequent terms of one kind."""

    label: str
    links: tuple[Link, ...]
    path: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    """An index from A to Z, or `archive` by year; *kind* is tags, authors, places, sections, publications, languages.

    *tree* has those that lie within one another; *figures* says what the archive holds, *chart* shows it.
    """

    kind: str
    title: str
    groups: tuple[Group, ...]
    count: int
    tree: tuple[Branch, ...] = ()
    figures: str = ""
    chart: Chart | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A topic that more articles came in on this month (*now*) than in a month before (*before*, on average)."""

    link: Link
    now: int
    before: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The ways in of a front page, with the number of all articles and the newest weekly digest.

    *moved* are the topics of *month*, the month in words in which the last article came; *languages* is where the
    articles are by language, if they are of several.
    """

    moved: tuple[Moved, ...]
    month: str
    tags: tuple[Link, ...]
    places: tuple[Link, ...]
    publications: tuple[Link, ...]
    years: tuple[Link, ...]
    languages: str | None
    count: int
    week: WeekTeaser | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontView:
    """The front page: the lead, some more with their standfirsts, the latest as a list, and ways in."""

    lead: Card | None
    more: tuple[Card, ...]
    latest: tuple[Card, ...]
    other_languages: tuple[Card, ...]
    ways: Ways
