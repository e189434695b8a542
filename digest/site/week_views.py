"""What templates see of the weekly digests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup

    from digest.site.corrections import Corrected
    from digest.site.list_views import Group
    from digest.site.views import Card, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """What an editor says before the digest of a week; *title* and *summary* may be empty."""

    title: str
    summary: str
    authors: tuple[Link, ...]
    body: Markup
    lang: str
    dir: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPart:
    """The articles of one section in the digest of a week, or without a section: those in the edition's language first.

    *count* is how many there are; where more than stand in *cards*, all are at *more*. *anchor* is its id on the page.
    """

    section: Link | None
    anchor: str
    cards: tuple[Card, ...]
    count: int
    more: str

    @property
    def rest(self) -> int:
        """How many articles it has beside those that are shown."""
        return self.count - len(self.cards)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    """The digest of a week: what was added in it, by section, with the introduction where there is one.

    *id* is the week as in its address, 2026-W47, *days* the same in words. *left* are the articles of sections that a
    mail has no room for; *how* leads to the page that says how all this is made, if the edition has one, *index* to all
    weeks, *text* to this one as plain text. *corrections* were made in the week, in whichever article.
    """

    id: str
    days: str
    title: str
    path: str
    introduction: Introduction | None
    parts: tuple[WeekPart, ...]
    articles: int
    languages: int
    publications: int
    older: Link | None
    newer: Link | None
    how: Link | None
    index: str
    text: str
    atom: str
    json: str
    corrections: tuple[Corrected, ...] = ()
    left: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeksView:
    """The index of the weekly digests: the weeks of each year, the newest first, with the feeds of them."""

    title: str
    groups: tuple[Group, ...]
    atom: str
    json: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTeaser:
    """The newest weekly digest as the front page shows it: its address, title and days, and its last articles."""

    path: str
    days: str
    title: str
    lang: str
    dir: str
    count: int
    headlines: tuple[Link, ...]
