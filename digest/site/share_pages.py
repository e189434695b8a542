"""The page that says who is speaking, as an edition shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.languages import direction
from digest.model import Text
from digest.site import addresses
from digest.site.frame import SHARES_TITLE
from digest.site.records import downloads
from digest.site.share_views import Share, SharesView, ShareTable
from digest.site.shares import KINDS, Holder, holders
from digest.site.views import Link

if TYPE_CHECKING:
    from digest.site.naming import Naming
    from digest.site.terms import Shelf

_MOST = 100
"""How many holders a table names; the files have all."""
_TITLES = {"publication": "By publication", "funder": "By funder", "country": "By country"}


def shares_view(by: Naming, own: Shelf) -> SharesView:
    """Return the shares in what *own* lists, in the words of the edition."""
    return SharesView(
        title=by.text(SHARES_TITLE),
        count=len(own.stories),
        tables=tuple(_table(by, own, kind) for kind in KINDS) if own.stories else (),
        files=downloads(addresses.SHARE_FILES),
    )


def _table(by: Naming, own: Shelf, kind: str) -> ShareTable:
    total, found = len(own.stories), holders(own, kind)
    known = [holder for holder in found if holder.key]
    unknown = [holder for holder in found if not holder.key]
    named, others = known[:_MOST], known[_MOST:]
    lines = [_share(by, holder.articles, total, _link(by, holder)) for holder in named]
    lines += [_share(by, sum(holder.articles for holder in others), total)] if others else []
    lines += [_share(by, holder.articles, total, is_known=False) for holder in unknown]
    return ShareTable(kind=kind, title=by.text(_TITLES[kind]), shares=tuple(lines), others=len(others))


def _share(by: Naming, count: int, total: int, link: Link | None = None, *, is_known: bool = True) -> Share:
    part = count / total
    return Share(link=link, is_known=is_known, count=count, part=part, percent=_percent(by, part))


def _percent(by: Naming, part: float) -> str:
    """Return a share in words; one that would be rounded to nothing is still not nothing."""
    least = 0.001
    return by.words.percent(part) if part >= least else by.text("under %(percent)s", percent=by.words.percent(least))


def _link(by: Naming, holder: Holder) -> Link | None:
    """Return what a holder is called, a publication with the way to its page."""
    term = holder.term
    if term is None:
        return None
    if holder.kind == "publication":
        return by.term_link(term)
    lang = by.edition.lang
    if holder.kind == "country":
        return Link(path="", name=by.country(holder.key), lang=lang, dir=by.edition.dir)
    funder = term.entry.funder if term.entry else Text()
    lang = funder.lang_of(lang)
    return Link(path="", name=funder.in_lang(lang), lang=lang, dir=direction(lang))
