"""Rules over dates, embargo and expiry, and over how much of a text may be shown."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from digest.licences import asks_for_name, is_free
from digest.schema import PUBLIC, RIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from digest.checks.content import Article
    from digest.model import Problem
    from digest.registry import Registry

DESK = "desk"  # the kind of an author who is no person
_AHEAD = timedelta(hours=14)  # where the day begins first


def check_rights(article: Article, registry: Registry) -> Iterator[Problem]:
    """Yield that an article shows more of its text than its publication allows; what our desks wrote is our own."""
    asked, publication = article.matter.rights, article.matter.publication
    entry = registry.publications.find(publication) if publication else None
    licence = article.matter.licence
    if licence is not None:
        yield from _check_licence(article)
    if asked is None or entry is None or entry.rights is None or _is_own(article, registry):
        return
    if licence is not None and is_free(licence.url):
        return
    if RIGHTS.index(asked) < RIGHTS.index(entry.rights):
        message = f"the article asks for {asked!r}, and {entry.id!r} allows {entry.rights!r}"
        hint = f"write {entry.rights}, or leave the key out; a freer licence of the text itself is its `licence`"
        yield article.problem("rights", "C134", message, hint)


def _check_licence(article: Article) -> Iterator[Problem]:
    """Yield that a licence frees nothing, or asks for a name that the article does not say."""
    matter = article.matter
    if matter.licence is None:
        return
    address = matter.licence.url
    if not is_free(address):
        message = f"{address} is no licence under which a text may be shown whole"
        hint = "name one of Creative Commons, as https://creativecommons.org/licenses/by/4.0/, or leave the key out"
        yield article.problem("licence", "C150", message, hint)
    missing = [] if matter.authors or matter.agency or matter.publication else ["whose it is (`authors`)"]
    missing += [] if matter.source and matter.source.url else ["where the original is (`source: {url: ...}`)"]
    if asks_for_name(address) and missing:
        message = f"the licence asks to say {' and '.join(missing)}"
        yield article.problem("licence", "C149", message, "add it: readers get it with the text")


def _is_own(article: Article, registry: Registry) -> bool:
    """Return whether nobody but our desks is named as author; a text may restate what its publication has."""
    authors = [registry.authors.find(name) for name in article.matter.authors]
    return article.matter.agency is None and all(author is not None and author.kind == DESK for author in authors)


def check_moments(article: Article, now: datetime | None) -> Iterator[Problem]:
    """Yield moments that cannot be meant; *now* is the time it is, or None where that does not matter."""
    matter = article.matter
    if matter.expires is not None:
        hint = "mend one of the two: readers would never see the article"
        if matter.embargo is not None and matter.expires <= matter.embargo:
            yield article.problem("expires", "C135", "the article expires before its embargo ends", hint)
        elif matter.published is not None and matter.expires.date() < matter.published.first_day:
            yield article.problem("expires", "C135", "the article expires before the day of its date", hint)
        elif now is not None and matter.expires <= now and matter.status in PUBLIC:
            message = f"the article expired at {matter.expires.isoformat()}, and readers do not see it"
            yield article.problem("expires", "C309", message, "leave it, or take the key out to show it again")
    if now is not None:
        yield from _check_future(article, (now + _AHEAD).date())


def _check_future(article: Article, latest: date) -> Iterator[Problem]:
    """Yield days that have not come; an article under embargo may have the day on which that ends."""
    matter = article.matter
    until = max(latest, matter.embargo.date()) if matter.embargo else latest
    days: list[tuple[str, date | None]] = [
        ("added", matter.added),
        ("modified", matter.modified),
        ("typo", matter.typo),
    ]
    days += [("date", matter.published.first_day if matter.published else None)]
    days += [("corrections", correction.date) for correction in matter.corrections]
    for key, day in days:
        if day is not None and day > until:
            hint = "mend it; an article that is to come out later has an `embargo`"
            yield article.problem(key, "C136", f"{key!r} is a day that has not come: {day}", hint)
