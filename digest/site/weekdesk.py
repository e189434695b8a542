"""The pages, mails and feeds of the weekly digests of one edition: what each is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.site import addresses, feeds
from digest.site.given import Job
from digest.site.list_views import ListView, Pager
from digest.site.views import Link
from digest.site.week_pages import days_of, week_link, weeks_view
from digest.site.weekly import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.model import Week
    from digest.site.desk import Desk
    from digest.site.naming import Beside
    from digest.site.terms import Term


def week_jobs(desk: Desk) -> Iterator[Job]:
    """Yield every week with its mails, the index of all weeks, and the feeds of those that are complete."""
    by, weeks = desk.by, desk.weeks
    order = list(weeks.all.values())
    for at, weekly in enumerate(order):
        older = week_link(order[at + 1] if at + 1 < len(order) else None, by.press)
        newer = week_link(order[at - 1] if at else None, by.press)
        path, beside = addresses.week_path(by.prefix, weekly.week), _where(desk, weekly.week)
        yield desk.page(path, by.press.week, "week", weekly, older, newer, beside, beside=beside)
        yield Job(addresses.mail_path(by.prefix, weekly.week, "html"), by.press.mail, (weekly,), "mail.html")
        yield Job(addresses.mail_path(by.prefix, weekly.week, "txt"), by.press.mail_text, (weekly,))
        yield from _whole_parts(desk, weekly.week)
    yield from _index(desk)


def _where(desk: Desk, week: Week) -> Beside:
    return desk.editions.where(lambda by: addresses.week_path(by.prefix, week) if week in by.own.by_week else None)


def _index(desk: Desk) -> Iterator[Job]:
    by = desk.by
    home, view = addresses.weeks_path(by.prefix), weeks_view(desk.weeks)
    beside = desk.editions.where(lambda by: addresses.weeks_path(by.prefix))
    yield desk.page(home, by.press.weeks, "weeks", view, beside, beside=beside)
    title = f"{by.press.site.name}: {view.title}"
    needs = (title, home, desk.weeks.complete(feeds.NEWEST))
    yield Job(addresses.feed_path(home, "atom"), by.press.week_atom, needs)
    yield Job(addresses.feed_path(home, "json"), by.press.week_json, needs)


def _whole_parts(desk: Desk, week: Week) -> Iterator[Job]:
    """Yield a list of each section of which a week has more than its page shows, as after a large import."""
    by = desk.by
    if len(by.own.by_week[week]) <= SHOWN:
        return
    for section, stories in desk.weeks.stories_of(week):
        if len(stories) > SHOWN:
            whole = _listing(desk, week, section, len(stories))
            yield from desk.pages(whole, stories, whole.title, ())


def _listing(desk: Desk, week: Week, section: Term | None, count: int) -> ListView:
    by = desk.by
    path = addresses.week_part_path(by.prefix, week, section.id if section else None)
    days = days_of(week, by.press)
    above = Link(
        path=addresses.week_path(by.prefix, week),
        name=by.press.text("Weekly digest, %(days)s", days=days),
        lang=by.lang,
        dir=by.edition.dir,
    )
    name = section.name(by.lang)[0] if section else by.press.text("Without a section")
    return ListView(
        kind="week",
        id=str(week),
        title=f"{name}, {days}",
        count=count,
        path=path,
        pager=Pager(age=None, total=1, newer=None, older=None, newest=path, oldest=path),
        trail=(above,),
    )
