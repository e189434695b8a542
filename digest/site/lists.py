"""Views of lists of articles: of a term, a language, a year or a month, and of all.

Every function takes the presenter of an edition, *by*, which knows its words and its articles.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.model import PartialDate
from digest.site import addresses
from digest.site.counting import count
from digest.site.frame import INDEX_TITLES
from digest.site.indexes import branches
from digest.site.list_views import ListView, Pager
from digest.site.terms import UNDATED

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from digest.site.list_views import Branch
    from digest.site.presenter import Presenter
    from digest.site.stories import Story
    from digest.site.terms import Term
    from digest.site.views import Link

# Of a term with very many below it only those right below are named.
_MOST_BELOW = 60


def term_listing(by: Presenter, term: Term) -> ListView:
    """Return the list of a term's articles, as `listing`."""
    above = by.tree.trail(term)
    view = listing(by, term.kind, term.id, term.name(by.lang)[0], by.own.by_term.get(term, []), {term, *above})
    return replace(
        view,
        description=term.description(by.lang),
        trail=(*view.trail, *map(by.plain_link, above)),
        narrower=_narrower(by, term),
        outlet=by.press.outlet(term) if term.kind == "publication" else None,
    )


def _narrower(by: Presenter, term: Term) -> tuple[Branch, ...]:
    """Return what lies below a term, without counts: these change with articles that are not in its list."""
    right_below = by.tree.right_below(term)
    few = sum(1 for _ in zip(by.tree.all_below(term), range(_MOST_BELOW + 1), strict=False)) <= _MOST_BELOW
    return branches(by, right_below, by.plain_link) if few else branches(by, right_below, by.plain_link, depth=1)


def listing(  # noqa: PLR0913, PLR0917 - a list is made of just these
    by: Presenter, kind: str, identifier: str, title: str, stories: Sequence[Story], left_out: Collection[Term] = ()
) -> ListView:
    """Return the newest page of a list of *stories* without the articles, which its press adds.

    Terms that are *left_out* are none of its companions.
    """
    first = addresses.list_path(by.prefix, kind, identifier)
    feeds_of = by.prefix if kind == "latest" else first
    counted = count(by, kind, identifier, stories, left_out)
    before, after = by.beside.get(identifier, (None, None))
    return ListView(
        kind=kind,
        id=identifier,
        title=title,
        figures=counted.figures,
        count=len(stories),
        path=first,
        totals=counted.totals,
        pager=Pager(age=None, total=1, newer=None, older=None, newest=first, oldest=first),
        chart=counted.chart,
        companions=counted.companions,
        trail=_trail(by, kind, identifier),
        before=before,
        after=after,
        atom=addresses.feed_path(feeds_of, "atom"),
        json=addresses.feed_path(feeds_of, "json"),
    )


def older_page(whole: ListView) -> ListView:
    """Return an older page of the list *whole*, without what is said of the whole list and changes with it."""
    return replace(
        whole,
        description="",
        figures="",
        count=None,
        totals=(),
        chart=None,
        companions=(),
        trail=whole.trail[:1],
        narrower=(),
        before=None,
        after=None,
        outlet=None,
    )


def _trail(by: Presenter, kind: str, identifier: str) -> tuple[Link, ...]:
    """Return the way down to a list: its index, and for a month its year."""
    if kind == "latest":
        return ()
    if kind in INDEX_TITLES:
        return (by.way(addresses.index_path(by.prefix, kind), by.press.text(INDEX_TITLES[kind])),)
    archive = by.way(addresses.index_path(by.prefix, "archive"), by.press.text("Archive"))
    if kind != "month":
        return (archive,)
    year = identifier.partition("-")[0]
    return (archive, by.way(addresses.list_path(by.prefix, "year", year), year))


def when_name(by: Presenter, when: str) -> str:
    """Return a year, a month (2016-03) or UNDATED as readers see it."""
    return by.press.text("Undated") if when == UNDATED else by.words.day(PartialDate.parse(when))
