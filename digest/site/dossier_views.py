"""What the templates of dossiers see, as `views` says for all others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from markupsafe import Markup

    from digest.site.timeline import Axis
    from digest.site.views import Card, Link, Outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article as a dossier lists it, with the editor's *note* to it and the addresses of its original.

    *gone* is since when the original is not there.
    """

    card: Card
    note: str
    source_url: str
    archive_url: str
    withheld: str
    gone: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """The articles from one heading to the next; those before the first have none."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """The articles in the order of time; the marks of *axis*, if there is one, are those of *dated*, one for one."""

    axis: Axis | None
    dated: tuple[Card, ...]
    undated: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who is quoted, by name as printed, with what the articles say they are; *lang* is that of the first article."""

    name: str
    lang: str
    dir: str
    roles: tuple[str, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A publication, or None for the articles that name none, with the articles that appeared there."""

    outlet: Outlet | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierView:
    """A dossier; *body* is its introduction, *places* and *languages* have the number of its articles.

    *home* is the index that lists it, if one does.
    """

    home: str
    title: str
    lang: str
    dir: str
    status: str
    summary: str
    body: Markup
    authors: tuple[Link, ...]
    added: date
    modified: date | None
    count: int
    timeline: TimelineView
    chapters: tuple[Chapter, ...]
    people: tuple[Person, ...]
    places: tuple[Link, ...]
    sources: tuple[SourceView, ...]
    languages: tuple[tuple[str, int], ...]
    tag: Link | None
    translations: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierCard:
    """A dossier in the index: *first* and *last* are the years of its dated articles, if any has one."""

    path: str
    title: str
    lang: str
    dir: str
    summary: str
    count: int
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierIndexView:
    """The index of dossiers, the last added first."""

    title: str
    cards: tuple[DossierCard, ...]
    atom: str
    json: str
