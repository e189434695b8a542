"""The pages and the feeds of all corrections of one edition: what each is made from."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.site import addresses, feeds, paging
from digest.site.correction_views import CorrectionsView
from digest.site.given import Job
from digest.site.list_views import Pager

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.site.corrections import Corrected
    from digest.site.desk import Desk
    from digest.site.presenter import Presenter

_TITLE = "Corrections"
_SUMMARY = (
    "What was wrong in articles and has been put right, the last first. A mistake of fact is put right where readers "
    "see it; a slip of spelling needs no entry."
)
# Pages on which a digest may say how a mistake is reported, the first that it has.
_REPORTS = ("report-a-mistake", "contact")


def correction_jobs(desk: Desk) -> Iterator[Job]:
    """Yield the list of what was put right in the articles that the edition lists, page by page, and its feeds.

    An article without corrections is in none of them.
    """
    by = desk.by
    path = addresses.corrections_path(by.prefix)
    entries = by.corrected
    whole = _whole(by, path, entries)
    yield from _pages(desk, whole, entries)
    needs = (f"{by.press.site.name}: {whole.title}", path, tuple(entries[: feeds.NEWEST]))
    yield Job(whole.atom, by.press.corrections_atom, needs)
    yield Job(whole.json, by.press.corrections_json, needs)


def _pages(desk: Desk, whole: CorrectionsView, entries: Sequence[Corrected]) -> Iterator[Job]:
    """Yield the pages of the list; what is said of the whole list stands on the newest alone, and changes no other."""
    by, policy = desk.by, desk.by.policy
    pictures = tuple(filter(None, map(by.given.picture, policy.pictures))) if policy else ()
    beside = desk.editions.where(lambda by: addresses.corrections_path(by.prefix))
    older = replace(whole, count=None, totals=(), summary="", report=None)
    for page in paging.pages(entries, whole.path, by.press.options.page_size):
        age, shown = page.pager.age, tuple(page.items)
        if age is None:
            needs = (policy, whole, page.pager, shown, pictures, whole.title, beside)
            yield desk.page(page.path, by.press.corrections, "corrections", *needs, beside=beside)
        else:
            needs = (None, older, page.pager, shown, (), f"{whole.title} – {desk.page_number(age)}", ())
            yield desk.page(page.path, by.press.corrections, "corrections", *needs)


def _whole(by: Presenter, path: str, entries: Sequence[Corrected]) -> CorrectionsView:
    """Return the newest page of the list without its entries and the policy, which the press adds."""
    press, policy = by.press, by.policy
    pages = {link.path: link for link in press.site.pages}
    reports = (pages.get(addresses.page_path(by.prefix, slug)) for slug in _REPORTS)
    years = Counter(one.amendment.date.year for one in entries)
    return CorrectionsView(
        title=policy.matter.title if policy else press.text(_TITLE),
        count=len(entries),
        path=path,
        pager=Pager(age=None, total=1, newer=None, older=None, newest=path, oldest=path),
        years=(),
        totals=tuple(sorted(years.items())) if len(years) > 1 else (),
        summary=(policy and policy.matter.summary) or press.text(_SUMMARY),
        policy=None,
        report=None if policy else next(filter(None, reports), None),
        atom=addresses.feed_path(path, "atom"),
        json=addresses.feed_path(path, "json"),
    )
