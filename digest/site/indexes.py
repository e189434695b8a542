"""Views of what leads to lists: the terms from A to Z or within each other, the archive, the ways of search."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from digest.languages import direction, initial, is_written_in, native_name, sort_key
from digest.registry import fold
from digest.site import addresses
from digest.site.charts import archive_chart, archive_way
from digest.site.counting import count
from digest.site.list_views import Branch, Group, IndexView
from digest.site.terms import KINDS, UNDATED
from digest.site.trees import KINDS as TREE_KINDS
from digest.site.views import Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from digest.site.presenter import Presenter
    from digest.site.terms import Term

# How deep a tree is drawn; what lies deeper stands at the last step.
_DEPTH = 5


def index(by: Presenter, kind: str, title: str) -> IndexView:
    """Return the index of the terms of *kind* from A to Z in the edition's language, under their other names too."""
    silent = by.silent_outlets if kind == "publication" else ()
    terms = [*by.own.by_kind[kind], *silent]
    links = [*by.term_links(terms), *(alias for term in terms for alias in _aliases(by, term))]
    letters: dict[str, list[Link]] = {}
    for link in _by_name(by, links):
        letters.setdefault(initial(link.name, link.lang), []).append(link)
    groups = tuple(Group(label=letter, links=tuple(of_letter)) for letter, of_letter in letters.items())
    return IndexView(kind=addresses.FOLDERS[kind], title=title, groups=groups, count=len(terms), tree=_tree(by, kind))


def _tree(by: Presenter, kind: str) -> tuple[Branch, ...]:
    """Return the terms of *kind* that have others below them, and the countries, if anything has."""
    tops = by.tree.tops(kind) if kind in TREE_KINDS else []
    countries = [term for term in by.own.by_kind[kind] if term.entry and term.entry.kind == "country"]
    alone = [term for term in countries if not by.tree.right_below(term) and not by.tree.trail(term)]
    return branches(by, [*tops, *alone], by.counted_link) if tops else ()


def _aliases(by: Presenter, term: Term) -> Iterator[Link]:
    """Yield the other names that readers of the edition may look for *term* under, but for those right beside its name.

    An alias does not say its language: it counts as one of the edition's if its letters are.
    """
    entry = term.entry
    if entry is None:
        return
    shown = term.name(by.lang)[0]
    names, foreign = [fold(shown)], {fold(name) for name in entry.name.by_lang.values()}
    for alias in entry.aliases:
        name = fold(alias)
        if name not in foreign and is_written_in(alias, by.lang) and not any(_stand_together(name, it) for it in names):
            names.append(name)
            yield Link(path=by.press.term_path(term), name=alias, lang=by.lang, dir=by.edition.dir, see=shown)


def _stand_together(one: str, other: str) -> bool:
    """Return whether two names begin so much alike that they stand side by side from A to Z: treaty, treaties."""
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return 2 * alike >= min(len(one), len(other))


def branches(
    by: Presenter, terms: Iterable[Term], link: Callable[[Term], Link], depth: int = _DEPTH
) -> tuple[Branch, ...]:
    """Return *terms* by name, each with those below it; *link* makes the link of one."""
    found = []
    for term in terms:
        below: Iterable[Term] = by.tree.right_below(term)
        if depth == 2:  # noqa: PLR2004 - the last step holds all that is left
            below = by.tree.all_below(term)
        found.append(Branch(link=link(term), branches=branches(by, below, link, depth - 1) if depth > 1 else ()))
    return tuple(sorted(found, key=lambda branch: (sort_key(branch.link.name, by.lang), branch.link.path)))


def _by_name(by: Presenter, links: Iterable[Link]) -> list[Link]:
    return sorted(links, key=lambda link: (sort_key(link.name, by.lang), link.path, link.see))


def languages(by: Presenter, title: str) -> IndexView:
    """Return the languages that articles are in."""
    links = _language_links(by)
    return IndexView(kind="languages", title=title, groups=(Group(label="", links=links),), count=len(links))


def _language_links(by: Presenter) -> tuple[Link, ...]:
    """Return the languages of the edition's articles, by their own names, if there is more than one."""
    return tuple(
        Link(
            path=addresses.list_path(by.prefix, "language", lang),
            name=native_name(lang),
            lang=lang,
            dir=direction(lang),
            count=len(by.own.by_lang[lang]),
            description=by.words.lang_name(lang) if lang != by.lang else "",
        )
        for lang in by.languages
    )


def archive(by: Presenter, title: str) -> IndexView:
    """Return the years, newest first, with their months."""
    own = by.own
    years = {year: len(stories) for year, stories in own.by_year.items()}
    months = _months(by)
    groups = tuple(
        Group(label=_year_name(by, year), links=months.get(year, ()), path=archive_way(by)(year), count=years[year])
        for year in _years(by)
    )
    return IndexView(
        kind="archive",
        title=title,
        groups=groups,
        count=len(own.stories),
        figures=count(by, "latest", "", own.stories).figures,
        chart=archive_chart(by, years),
    )


def _years(by: Presenter) -> Sequence[str]:
    """Return the years that there are articles of, newest first, and the undated last."""
    return sorted(by.own.by_year, key=lambda year: (year == UNDATED, -int(year if year != UNDATED else 0)))


def _year_name(by: Presenter, year: str) -> str:
    return by.press.text("Undated") if year == UNDATED else year


def _months(by: Presenter) -> dict[str, tuple[Link, ...]]:
    """Return the months that there are articles of, by year."""
    found: dict[str, list[Link]] = {}
    for month, stories in sorted(by.own.by_month.items()):
        link = by.way(archive_way(by)(month), by.words.month(int(month[-2:])), len(stories))
        found.setdefault(month[:4], []).append(link)
    return {year: tuple(links) for year, links in found.items()}


def year_links(by: Presenter) -> tuple[Link, ...]:
    """Return links to the years, newest first, and to the undated, with their counts."""
    return tuple(by.way(archive_way(by)(year), _year_name(by, year), len(by.own.by_year[year])) for year in _years(by))


def ways(by: Presenter) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """Return every value of every facet with its count, and the list of its articles."""
    found = {kind: tuple(_by_name(by, by.term_links(by.own.by_kind[kind]))) for kind in KINDS}
    years = year_links(by)
    dated = [link for link in years if link.path != archive_way(by)(UNDATED)]
    found["year"] = (*reversed(dated), *years[len(dated) :])
    found["language"] = _language_links(by)
    return tuple(found.items())
