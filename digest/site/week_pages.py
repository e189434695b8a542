"""Views of the weekly digests: of a week, of all weeks, and of the newest on the front page.

Those that take a *press* are made where the page is made; the others where the site is planned, of the weeks of an
edition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.languages import direction
from digest.site import addresses, mails
from digest.site.list_views import Group
from digest.site.portraits import markup
from digest.site.views import Link
from digest.site.week_views import Introduction, WeekPart, WeeksView, WeekTeaser, WeekView

if TYPE_CHECKING:
    from digest.model import Week
    from digest.site.naming import Naming
    from digest.site.syndication import Syndication
    from digest.site.weekly import Part, Weekly, Weeks

_HOW = "how-we-work"
"""The slug of the page that says how the digest is made."""


def days_of(week: Week, by: Naming) -> str:
    """Return the days of a week in words: 16–22 November 2026."""
    return by.words.span(week.first_day, week.last_day)


def week_link(weekly: Weekly | None, by: Naming) -> Link | None:
    """Return a link to a week by its days; none to none."""
    if weekly is None:
        return None
    edition = by.edition
    path = addresses.week_path(edition.prefix, weekly.week)
    return Link(path=path, name=days_of(weekly.week, by), lang=edition.lang, dir=edition.dir)


def full_title(weekly: Weekly, by: Naming) -> str:
    """Return what a week is called where nothing beside it says so, after the title of its introduction, if any."""
    plain = by.text("Weekly digest, %(days)s", days=days_of(weekly.week, by))
    own = weekly.introduction.matter.title if weekly.introduction else None
    return f"{own} – {plain}" if own else plain


def week_view(press: Syndication, weekly: Weekly, older: Link | None = None, newer: Link | None = None) -> WeekView:
    """Return a week as its page shows it."""
    prefix, week = press.edition.prefix, weekly.week
    days, introduction = days_of(week, press), _introduction(weekly, press)
    home = addresses.weeks_path(prefix)
    how = f"{prefix}{_HOW}/"
    return WeekView(
        id=str(week),
        days=days,
        title=(introduction and introduction.title) or days,
        path=addresses.week_path(prefix, week),
        introduction=introduction,
        parts=tuple(_part(press, week, part) for part in weekly.parts),
        articles=weekly.articles,
        languages=weekly.languages,
        publications=weekly.publications,
        corrections=weekly.corrected,
        older=older,
        newer=newer,
        how=next((link for link in press.site.pages if link.path == how), None),
        index=home,
        text=addresses.mail_path(prefix, week, "txt"),
        atom=addresses.feed_path(home, "atom"),
        json=addresses.feed_path(home, "json"),
    )


def mail_view(press: Syndication, weekly: Weekly, most: int = mails.MOST_BYTES) -> WeekView:
    """Return as much of a week as fits into a mail, or into *most* bytes."""
    return mails.fitted(week_view(press, weekly), press.options.url, most)


def _introduction(weekly: Weekly, press: Naming) -> Introduction | None:
    leaf = weekly.introduction
    if leaf is None:
        return None
    return Introduction(
        title=leaf.matter.title or "",
        summary=leaf.matter.summary or "",
        authors=weekly.signed,
        body=markup(press.told(leaf.body(addresses.ROOT))),
        lang=leaf.matter.lang,
        dir=direction(leaf.matter.lang),
    )


def _part(press: Syndication, week: Week, part: Part) -> WeekPart:
    section, prefix = part.section, press.edition.prefix
    anchor = f"section-{section.id}" if section else "without-section"
    is_whole = part.count == len(part.shown)
    on_page = f"{addresses.week_path(prefix, week)}#{anchor}"
    return WeekPart(
        section=press.term_link(section) if section else None,
        anchor=anchor,
        cards=press.cards(part.shown),
        count=part.count,
        more=on_page if is_whole else addresses.week_part_path(prefix, week, section.id if section else None),
    )


def weeks_view(weeks: Weeks) -> WeeksView:
    """Return the index of all weeks."""
    by = weeks.by.press
    years: dict[int, list[Link]] = {}
    for week, weekly in weeks.all.items():
        years.setdefault(week.year, []).append(_index_link(weekly, by))
    home = addresses.weeks_path(by.edition.prefix)
    return WeeksView(
        title=by.text("Weekly digest"),
        groups=tuple(
            Group(label=str(year), links=tuple(links), count=sum(link.count or 0 for link in links))
            for year, links in years.items()
        ),
        atom=addresses.feed_path(home, "atom"),
        json=addresses.feed_path(home, "json"),
    )


def _index_link(weekly: Weekly, by: Naming) -> Link:
    path = addresses.week_path(by.edition.prefix, weekly.week)
    title = (weekly.introduction.matter.title if weekly.introduction else None) or ""
    days = days_of(weekly.week, by)
    lang, direction = by.edition.lang, by.edition.dir
    return Link(path=path, name=days, lang=lang, dir=direction, count=weekly.articles, description=title)


def teaser(weeks: Weeks) -> WeekTeaser | None:
    """Return the newest week as the front page shows it; none where there is none yet."""
    by, weekly = weeks.by.press, next(iter(weeks.all.values()), None)
    if weekly is None:
        return None
    days = days_of(weekly.week, by)
    headlines = (by.story_link(story) for story in weeks.headlines())
    return WeekTeaser(
        path=addresses.week_path(by.edition.prefix, weekly.week),
        days=days,
        title=(weekly.introduction.matter.title if weekly.introduction else None) or days,
        lang=by.edition.lang,
        dir=by.edition.dir,
        count=weekly.articles,
        headlines=tuple(link for link in headlines if link),
    )
