"""The pages and the feed of all corrections: made where they are printed, of what they are handed."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from digest.model import PartialDate
from digest.site import addresses
from digest.site.correction_views import CorrectedYear
from digest.site.feeds import FeedItem
from digest.site.images import dressed
from digest.site.portraits import markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.schema import PageMatter
    from digest.site.correction_views import CorrectionsView
    from digest.site.corrections import Corrected
    from digest.site.images import Figure
    from digest.site.list_views import Pager
    from digest.site.naming import Naming
    from digest.site.stories import Leaf


def page_view(  # noqa: PLR0913, PLR0917 - what a page of the corrections is made of
    whole: CorrectionsView,
    pager: Pager,
    entries: Sequence[Corrected],
    policy: Leaf[PageMatter] | None,
    pictures: Sequence[Figure],
    by: Naming,
) -> CorrectionsView:
    """Return one page of the list *whole*, with the text of *policy* where it is there."""
    totals = dict(whole.totals)
    years = groupby(entries, key=lambda one: one.amendment.date.year)
    return replace(
        whole,
        pager=pager,
        years=tuple(CorrectedYear(year=year, count=totals.get(year), entries=tuple(ones)) for year, ones in years),
        policy=markup(dressed(by.told(policy.body(addresses.ROOT)), pictures, addresses.ROOT)) if policy else None,
    )


def item_of(by: Naming, one: Corrected) -> FeedItem:
    """Return a correction as the feed has it; its title says what it is where that can be said in its language."""
    article, entry = one.article, one.amendment
    title = "Update: %(title)s" if entry.is_update else "Correction: %(title)s"
    return FeedItem(
        url=by.url(one.path),
        title=by.text(title, title=article.name) if article.lang == by.edition.lang else article.name,
        lang=article.lang,
        summary=entry.text,
        html="",
        authors=(),
        tags=(),
        added=entry.date,
        modified=None,
        published=PartialDate.of(entry.date),
    )
