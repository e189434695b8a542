"""Views of lists: of the articles of a term, a year or a month, of all terms, of the archive, and the front page.

Every function takes the presenter of an edition, *by*, which knows its words and its articles.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.languages import direction, initial, native_name, sort_key
from digest.site import addresses
from digest.site.press import Shown, Ways
from digest.site.terms import KINDS, UNDATED, count_by_year
from digest.site.views import Bar, Group, IndexView, Link, ListView, Pager

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.site.presenter import Presenter
    from digest.site.stories import Story
    from digest.site.terms import Term
    from digest.site.views import Outlet

# How much the front page shows.
_MORE, _LATEST, _OTHER_LANGUAGES, _TAGS, _PLACES, _PUBLICATIONS = 6, 12, 6, 14, 10, 8


def term_listing(by: Presenter, term: Term) -> ListView:
    """Return the list of a term's articles, as `listing`."""
    stories = by.own.by_term[term]
    companions = by.own.companions(term, by.lang)
    return listing(
        by,
        term.kind,
        term.id,
        term.name(by.lang)[0],
        stories,
        description=term.description(by.lang),
        companions=tuple(by.press.term_link(other, count) for other, count in companions),
        broader=tuple(map(by.press.term_link, by.own.above(term))),
        narrower=tuple(map(by.press.term_link, by.own.below(term))),
        outlet=by.press.outlet(term) if term.kind == "publication" else None,
    )


def listing(  # noqa: PLR0913 - a list is made of just these
    by: Presenter,
    kind: str,
    identifier: str,
    title: str,
    stories: Sequence[Story],
    *,
    description: str = "",
    companions: tuple[Link, ...] = (),
    broader: tuple[Link, ...] = (),
    narrower: tuple[Link, ...] = (),
    outlet: Outlet | None = None,
) -> ListView:
    """Return the newest page of a list of *stories* without the articles, which its press adds."""
    first = addresses.list_path(by.prefix, kind, identifier)
    feeds_of = by.prefix if kind == "latest" else first
    return ListView(
        kind=kind,
        id=identifier,
        title=title,
        description=description,
        count=len(stories),
        path=first,
        cards=(),
        pager=Pager(age=None, total=1, newer=None, older=None, newest=first, oldest=first),
        years=_years(by, stories),
        companions=companions,
        broader=broader,
        narrower=narrower,
        outlet=outlet,
        atom=addresses.feed_path(feeds_of, "atom"),
        json=addresses.feed_path(feeds_of, "json"),
    )


def older_page(whole: ListView) -> ListView:
    """Return an older page of the list *whole*, without what is said of the whole list and changes with it."""
    return replace(whole, description="", count=None, years=(), companions=(), broader=(), narrower=(), outlet=None)


def _years(by: Presenter, stories: Sequence[Story]) -> tuple[Bar, ...]:
    """Return the articles by year; a year between without any has a bar of none, so that the axis does not lie."""
    counts = dict(count_by_year(stories))
    known = [int(year) for year in counts if year != UNDATED]
    years = [f"{year:04}" for year in range(min(known), max(known) + 1)] if known else []
    return tuple(
        Bar(
            label=year_name(by, year),
            count=counts.get(year, 0),
            path=year_path(by, year) if year in counts else None,
        )
        for year in [*years, *({UNDATED} & set(counts))]
    )


def year_name(by: Presenter, year: str) -> str:
    """Return a year as readers see it."""
    return str(by.words.text("Undated")) if year == UNDATED else year


def year_path(by: Presenter, year: str) -> str:
    """Return the path of the list of a year."""
    return addresses.list_path(by.prefix, "undated" if year == UNDATED else "year", year)


def index(by: Presenter, kind: str, title: str) -> IndexView:
    """Return the index of the terms of *kind* from A to Z in the edition's language."""
    links = _by_name(by, by.term_links(by.own.by_kind[kind]))
    letters: dict[str, list[Link]] = {}
    for link in links:
        letters.setdefault(initial(link.name, link.lang), []).append(link)
    groups = tuple(Group(label=letter, links=tuple(of_letter)) for letter, of_letter in letters.items())
    return IndexView(kind=addresses.FOLDERS[kind], title=title, groups=groups, count=len(links))


def _by_name(by: Presenter, links: Sequence[Link]) -> list[Link]:
    return sorted(links, key=lambda link: (sort_key(link.name, by.lang), link.path))


def archive(by: Presenter, title: str) -> IndexView:
    """Return the years, newest first, with their months."""
    groups = tuple(
        Group(label=year_name(by, year), links=_months(by, year), path=year_path(by, year), count=len(stories))
        for year, stories in sorted(by.own.by_year.items(), key=lambda item: (item[0] == UNDATED, -_number(item[0])))
    )
    return IndexView(kind="archive", title=title, groups=groups, count=len(by.own.stories))


def _months(by: Presenter, year: str) -> tuple[Link, ...]:
    return tuple(
        Link(
            path=addresses.list_path(by.prefix, "month", month),
            name=by.words.month(int(month[-2:])),
            lang=by.lang,
            dir=by.edition.dir,
            count=len(stories),
        )
        for month, stories in sorted(by.own.by_month.items())
        if month.startswith(f"{year}-")
    )


def shown(by: Presenter) -> Shown:
    """Return the articles of the front page: what came last, in the edition's own language first."""
    most = 1 + _MORE + _LATEST
    own = by.file_all(by.own.last_added(by.own_language, most))
    others = [story for story in by.own.stories if not by.is_own_language(story)]
    return Shown(
        lead=own[0] if own else None,
        more=own[1 : 1 + _MORE],
        latest=own[1 + _MORE : most],
        other_languages=by.file_all(by.own.last_added(others, _OTHER_LANGUAGES)),
    )


def front_ways(by: Presenter) -> Ways:
    """Return the ways in of the front page."""

    def most_used(kind: str, most: int) -> tuple[Link, ...]:
        return by.term_links(by.own.most_used(kind, most, by.lang))

    return Ways(
        tags=most_used("tag", _TAGS),
        places=most_used("place", _PLACES),
        publications=most_used("publication", _PUBLICATIONS),
        count=len(by.own.stories),
    )


def ways(by: Presenter) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """Return every value of every facet with its count, and the list of its articles."""
    found = {kind: tuple(_by_name(by, by.term_links(by.own.by_kind[kind]))) for kind in KINDS}
    found["year"] = tuple(
        Link(path=bar.path, name=bar.label, lang=by.lang, dir=by.edition.dir, count=bar.count)
        for bar in _years(by, by.own.stories)
        if bar.path
    )
    found["language"] = _language_links(by)
    return tuple(found.items())


def _language_links(by: Presenter) -> tuple[Link, ...]:
    counts: dict[str, int] = {}
    for story in by.own.stories:
        counts[story.matter.lang] = counts.get(story.matter.lang, 0) + 1
    return tuple(
        Link(
            path=addresses.list_path(by.press.editions[lang].prefix, "latest", ""),
            name=native_name(lang),
            lang=lang,
            dir=direction(lang),
            count=count,
        )
        for lang, count in sorted(counts.items())
        if lang in by.press.editions and not by.press.editions[lang].is_default
    )


def _number(year: str) -> int:
    return 0 if year == UNDATED else int(year)
