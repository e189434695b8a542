"""What makes the pages and files of one edition from what they are made from; it knows nothing else of the site.

Every method without an underscore that takes a path is the *make* of a `Job`: it returns what stands there.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from digest.languages import direction
from digest.model import PartialDate
from digest.site import addresses, feeds
from digest.site.body import excerpt
from digest.site.fingerprints import fingerprint
from digest.site.given import Raw, Rendered
from digest.site.naming import Naming
from digest.site.terms import UNDATED, year_of
from digest.site.views import ArticleView, Card, FrontView, Head, Link, PageView, Picture

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.model import Image
    from digest.site.filing import Filed
    from digest.site.naming import Beside
    from digest.site.stories import Leaf
    from digest.site.terms import Term
    from digest.site.views import IndexView, ListView, Outlet, Pager, Site

# The year facet of an article whose year nobody knows.
UNKNOWN_YEAR = "unknown"


@dataclass(frozen=True, eq=False)
class Press(Naming):
    """What makes the files of one edition; *site* is what all its pages show."""

    site: Site

    @cached_property
    def digest(self) -> bytes:
        """Its fingerprint: of everything that it brings into a file by itself, but the theme."""
        own = (self.edition, tuple(self.editions.items()), self.default, self.options, self.site)
        return fingerprint(self.words, *own)

    @cached_property
    def _sections(self) -> frozenset[str]:
        return frozenset(link.path for link in self.site.sections)

    def page(  # noqa: PLR0913 - what a page is made of
        self,
        path: str,
        template: str,
        subject: Mapping[str, object],
        *,
        title: str,
        description: str = "",
        beside: Beside = (),
        listing: ListView | None = None,
        noindex: bool = False,
    ) -> Rendered:
        """Return a page in the frame that all of them have; *beside* says where it stands in each edition."""
        standing = dict(beside)
        head = Head(
            kind=template,
            title=title,
            description=description,
            path=path,
            section=path if path in self._sections else "",
            canonical=self.url(path),
            alternates=self.alternates(beside),
            languages=tuple(
                replace(link, path=standing[link.lang]) if link.lang in standing else link
                for link in self.site.editions
            ),
            feeds=self._feeds(listing),
            noindex=noindex,
        )
        return Rendered(path, f"{template}.html", head, {"site": self.site, "edition": self.edition, **subject}, self)

    def _feeds(self, listing: ListView | None) -> tuple[tuple[str, str, str], ...]:
        own = [(listing.atom, listing.json)] if listing and listing.atom and listing.json else []
        found = []
        for atom, json_feed in dict.fromkeys([*own, (self.site.atom, self.site.json)]):
            found.append(("application/atom+xml", self.text("Atom feed"), atom))
            found.append(("application/feed+json", self.text("JSON Feed"), json_feed))
        return tuple(found)

    # --- pages ---

    def article(  # noqa: PLR0913, PLR0917 - what the page of an article is made of
        self,
        path: str,
        filed: Filed,
        older: Link | None,
        newer: Link | None,
        related: tuple[Filed, ...],
        versions: tuple[Link, ...],
        original: Link | None,
        beside: Beside,
    ) -> Rendered:
        """Return the page of one article, with the ones before and after it."""
        story = filed.story
        view = self.article_view(filed, (older, newer), related, versions, original)
        return self.page(
            path,
            "article",
            {"article": view},
            title=story.matter.title,
            description=story.standfirst,
            beside=beside,
            noindex=not story.is_listed,
        )

    def leaf(self, path: str, leaf: Leaf, beside: Beside) -> Rendered:
        """Return a page such as "About"."""
        matter = leaf.matter
        view = PageView(
            title=matter.title,
            lang=matter.lang,
            dir=direction(matter.lang),
            body=markup(leaf.body(addresses.ROOT)),
            summary=matter.summary or "",
        )
        return self.page(path, "page", {"page": view}, title=matter.title, description=view.summary, beside=beside)

    def listed(  # noqa: PLR0913, PLR0917 - what a page of a list is made of
        self, path: str, whole: ListView, pager: Pager, filed: tuple[Filed, ...], title: str, beside: Beside
    ) -> Rendered:
        """Return one page of the list *whole*."""
        view = replace(whole, cards=self.cards(filed), pager=pager)
        return self.page(
            path,
            "list",
            {"listing": view},
            title=title,
            description=whole.description,
            beside=beside,
            listing=whole,
        )

    def index(self, path: str, view: IndexView, beside: Beside) -> Rendered:
        """Return the index of all terms of a kind, or the archive."""
        return self.page(path, "index", {"index": view}, title=view.title, beside=beside)

    def front(self, path: str, shown: Shown, ways: Ways, beside: Beside) -> Rendered:
        """Return the front page."""
        view = self._front_view(shown, ways)
        site = self.site
        return self.page(path, "front", {"front": view}, title=site.name, description=site.tagline, beside=beside)

    def missing(self, path: str, shown: Shown, ways: Ways) -> Rendered:
        """Return the page for addresses that lead nowhere; a server has one for all editions."""
        view = self._front_view(shown, ways)
        return self.page(path, "missing", {"front": view}, title=self.text("Page not found"), noindex=True)

    def search(self, path: str, ways: tuple[tuple[str, tuple[Link, ...]], ...], beside: Beside) -> Rendered:
        """Return the search page; *ways* are the links of each facet."""
        subject = {"ways": dict(ways), "dates": self._sample_dates()}
        return self.page(path, "search", subject, title=self.text("Search"), beside=beside)

    def _sample_dates(self) -> tuple[tuple[str, str], ...]:
        """Return the 27th of each month of 2222 and the month itself: words in which a script puts other figures."""
        day = self.words.day
        return tuple((day(PartialDate(2222, month, 27)), day(PartialDate(2222, month))) for month in range(1, 13))

    def _front_view(self, shown: Shown, ways: Ways) -> FrontView:
        return FrontView(
            lead=self.card(shown.lead) if shown.lead else None,
            more=self.cards(shown.more),
            latest=self.cards(shown.latest),
            other_languages=self.cards(shown.other_languages),
            tags=ways.tags,
            places=ways.places,
            publications=ways.publications,
            count=ways.count,
        )

    # --- files ---

    def names(self, path: str, names: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> Raw:
        """Return the names of everything that search can narrow to, as JSON by facet and id."""
        found = {facet: dict(pairs) for facet, pairs in names}
        return Raw(path, (json.dumps(found, ensure_ascii=False, sort_keys=True) + "\n").encode())

    def atom(self, path: str, title: str, description: str, home: str, filed: tuple[Filed, ...]) -> Raw:
        """Return the Atom feed of the list at *home*."""
        return Raw(path, feeds.render_atom(self._feed(title, description, home, filed)))

    def json_feed(self, path: str, title: str, description: str, home: str, filed: tuple[Filed, ...]) -> Raw:
        """Return the JSON feed of the list at *home*."""
        return Raw(path, feeds.render_json(self._feed(title, description, home, filed)))

    def _feed(self, title: str, description: str, home: str, filed: tuple[Filed, ...]) -> feeds.Feed:
        return feeds.Feed(
            title=title,
            description=description,
            lang=self.edition.lang,
            home=self.url(home),
            atom=self.url(addresses.feed_path(home, "atom")),
            json=self.url(addresses.feed_path(home, "json")),
            items=tuple(map(self._item, filed)),
        )

    @cached_property
    def _items(self) -> dict[str, feeds.FeedItem]:
        return {}

    def forget_bodies(self) -> None:
        """Forget what was made of bodies, for who keeps a plan while these change: nothing else is made of them."""
        self._items.clear()

    def _item(self, filed: Filed) -> feeds.FeedItem:
        slug = filed.story.matter.slug
        found = self._items.get(slug)
        if found is None:
            found = self._items[slug] = self._new_item(filed)
        return found

    def _new_item(self, filed: Filed) -> feeds.FeedItem:
        story, matter = filed.story, filed.story.matter
        return feeds.FeedItem(
            url=self.url(self.story_path(story)),
            title=matter.title,
            lang=matter.lang,
            summary=story.standfirst,
            html=self.shown_body(filed, self.options.url),
            authors=matter.authors,
            tags=tuple(term.name(self.edition.lang)[0] for term in filed.of_kind("tag")),
            added=matter.added,
            modified=matter.modified,
            published=PartialDate.of(matter.added) if self.is_own_text(filed) else matter.published,
            external_url=(matter.source and matter.source.url) or "",
        )

    # --- what pages show of articles ---

    @cached_property
    def _cards(self) -> dict[str, Card]:
        return {}

    def card(self, filed: Filed) -> Card:
        """Return an article as lists show it; made once."""
        slug = filed.story.matter.slug
        found = self._cards.get(slug)
        if found is None:
            found = self._cards[slug] = self._new_card(filed)
        return found

    def cards(self, filed: Sequence[Filed]) -> tuple[Card, ...]:
        """Return articles as lists show them."""
        return tuple(map(self.card, filed))

    def _new_card(self, filed: Filed) -> Card:
        story, matter = filed.story, filed.story.matter
        sections, outlets = filed.listed("section"), filed.listed("publication")
        return Card(
            path=self.story_path(story),
            slug=matter.slug,
            title=matter.title,
            lang=matter.lang,
            dir=direction(matter.lang),
            lang_name=self.words.lang_name(matter.lang),
            standfirst=story.standfirst,
            published=matter.published,
            added=matter.added,
            authors=self._byline(filed),
            section=self.term_link(sections[0]) if sections else None,
            outlet=self.term_link(outlets[0]) if outlets else None,
            place=self.term_link(filed.place) if filed.place else None,
            tags=tuple(map(self.term_link, filed.listed("tag"))),
        )

    def _byline(self, filed: Filed) -> tuple[Link, ...]:
        """Return the authors by their names as printed, each a link to the list of their articles."""
        matter = filed.story.matter
        links = []
        for printed, term in zip(matter.authors, filed.authors, strict=True):
            path = "" if term in filed.unlisted else self.term_path(term)
            link = Link(path=path, name=printed, lang=matter.lang, dir=direction(matter.lang))
            links.append(self._authors.setdefault((path, printed, matter.lang), link))
        return tuple(links)

    @cached_property
    def _authors(self) -> dict[tuple[str, str, str], Link]:
        return {}

    def article_view(
        self,
        filed: Filed,
        near: tuple[Link | None, Link | None],
        related: tuple[Filed, ...],
        versions: tuple[Link, ...],
        original: Link | None,
    ) -> ArticleView:
        """Return an article as its own page shows it; *near* are the ones before and after it."""
        story, matter, source = filed.story, filed.story.matter, filed.story.matter.source
        return ArticleView(
            card=self.card(filed),
            body=markup(self.shown_body(filed, addresses.ROOT)),
            summary_is_lede=matter.summary is None,
            date_evidence=matter.date_evidence or "",
            modified=matter.modified,
            agency=matter.agency or "",
            dateline=matter.dateline.text if matter.dateline else "",
            outlet=self._outlet(filed),
            images=tuple(map(_picture, matter.images, filed.sizes)),
            places=tuple(map(self.term_link, filed.listed("place"))),
            source_url=(source and source.url) or "",
            archive_url=(source and source.archive_url) or "",
            rights=rights(filed),
            content_note=matter.content_note or "",
            corrections=matter.corrections,
            translations=versions,
            translated_from=original,
            older=near[0],
            newer=near[1],
            related=self.cards(related),
            facets=tuple(_facets(filed)),
            status=story.standing,
            is_own_text=self.is_own_text(filed),
        )

    @staticmethod
    def is_own_text(filed: Filed) -> bool:
        """Return whether the digest restates an original in its own words, and date and publication are the original's.

        It does so where its desks sign, or where nobody does and all is shown though the publication allows less.
        """
        authors = [term.entry for term in filed.of_kind("author")]
        if authors:
            return all(entry is not None and entry.kind == "desk" for entry in authors)
        return filed.story.matter.rights == "full" and _allowed(filed) not in {None, "full"}

    @staticmethod
    def shown_body(filed: Filed, root: str) -> str:
        """Return as much of the body as may be shown, for a page that sees the site's root at *root*."""
        shown = rights(filed)
        if shown == "link":
            return ""
        return filed.story.body(root) if shown == "full" else excerpt(filed.story.body(root))

    def _outlet(self, filed: Filed) -> Outlet | None:
        term = next(iter(filed.of_kind("publication")), None)
        if term is None:
            return None
        key = (term, term not in filed.unlisted)
        if key not in self._outlets:
            self._outlets[key] = self.outlet(term, listed=key[1])
        return self._outlets[key]

    @cached_property
    def _outlets(self) -> dict[tuple[Term, bool], Outlet]:
        return {}


@dataclass(frozen=True, slots=True)
class Shown:
    """The articles of a front page: the lead, some more with their standfirsts, the latest, and other languages'."""

    lead: Filed | None
    more: tuple[Filed, ...]
    latest: tuple[Filed, ...]
    other_languages: tuple[Filed, ...]

    @property
    def digest(self) -> bytes:
        """Its fingerprint."""
        return fingerprint(self.lead, self.more, self.latest, self.other_languages)


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways in of a front page, and the number of all articles."""

    tags: tuple[Link, ...]
    places: tuple[Link, ...]
    publications: tuple[Link, ...]
    count: int


def rights(filed: Filed) -> str:
    """Return how much of it may be shown: as it says itself, or as its publication allows, or all."""
    return filed.story.matter.rights or _allowed(filed) or "full"


def _allowed(filed: Filed) -> str | None:
    """Return how much its publication allows, where that is known."""
    return next((term.entry.rights for term in filed.of_kind("publication") if term.entry), None)


def _facets(filed: Filed) -> list[tuple[str, str]]:
    """Return what search can narrow to, that this story has."""
    year = year_of(filed.story)
    return [
        *((term.kind, term.id) for term in filed.terms),
        ("language", filed.story.matter.lang),
        ("year", UNKNOWN_YEAR if year == UNDATED else year),
    ]


def _picture(image: Image, size: tuple[int, int] | None) -> Picture:
    return Picture(
        path=f"/{image.file}" if image.file else None,
        alt=image.alt or "",
        caption=image.caption or "",
        credit=image.credit or "",
        width=size[0] if size else None,
        height=size[1] if size else None,
    )


def markup(body: str) -> Markup:
    """Return a rendered body as what it is: HTML that `render_body` has sanitised."""
    return Markup(body)  # noqa: S704 - sanitised
