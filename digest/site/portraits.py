"""What is shown of an article: its card in lists, its page, its item in feeds; each made once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from digest.languages import direction
from digest.licences import short_name
from digest.model import PartialDate
from digest.site import addresses, feeds
from digest.site.allowed import licence_of
from digest.site.citing import citation_files
from digest.site.corrections import amendments_of
from digest.site.images import SIZES, dressed
from digest.site.naming import HERE, Naming
from digest.site.terms import UNDATED, year_of
from digest.site.views import ArticleView, Card, Licensed, Link, Picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Image, Source
    from digest.site.dossiers import Dossier
    from digest.site.filing import Filed
    from digest.site.images import Figure
    from digest.site.terms import Term
    from digest.site.views import Outlet

# The year facet of an article whose year nobody knows.
UNKNOWN_YEAR = "unknown"


@dataclass(frozen=True, eq=False)
class Portraits(Naming):
    """What shows articles in the words of an edition; it is handed all that it shows of one."""

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

    def article_view(  # noqa: PLR0913, PLR0917 - what an article's own page is made of
        self,
        filed: Filed,
        near: tuple[Link | None, Link | None],
        related: tuple[Filed, ...],
        versions: tuple[Link, ...],
        original: Link | None,
        dossiers: tuple[Link, ...],
    ) -> ArticleView:
        """Return an article as its own page shows it; *near* are the ones before and after it."""
        story, matter, source = filed.story, filed.story.matter, filed.story.matter.source
        return ArticleView(
            card=self.card(filed),
            body=markup(dressed(self.shown_body(filed, addresses.ROOT), filter(None, filed.within), addresses.ROOT)),
            summary_is_lede=matter.summary is None,
            date_evidence=matter.date_evidence or "",
            modified=matter.modified,
            agency=matter.agency or "",
            dateline=matter.dateline.text if matter.dateline else "",
            outlet=self.outlet_of(filed),
            images=tuple(map(_picture, matter.images, filed.pictures)),
            places=tuple(map(self.term_link, filed.listed("place"))),
            source_url=(source and source.url) or "",
            archive_url=(source and source.archive_url) or "",
            archived=source.archived if source else None,
            withheld=(source and source.withheld) or "",
            gone=source.gone if source else None,
            licence=self.licence(filed),
            rights=rights(filed),
            content_note=matter.content_note or "",
            corrections=amendments_of(matter.corrections),
            translations=versions,
            translated_from=original,
            quoted=matter.quoted,
            dossiers=dossiers,
            older=near[0],
            newer=near[1],
            related=self.cards(related),
            facets=tuple(_facets(filed)),
            status=story.standing,
            is_own_text=self.is_own_text(filed),
            issued=self.issued(filed),
            citations=citation_files(self.story_path(story), matter.slug) if story.is_listed else (),
        )

    def licence(self, filed: Filed) -> Licensed | None:
        """Return the free licence that a text of others is under, if it is."""
        if self.is_own_text(filed):
            return None
        entry = next((term.entry for term in filed.of_kind("publication")), None)
        url, own = licence_of(filed.story.matter, entry), filed.story.matter.licence
        return Licensed(name=short_name(url), url=url, stated=own.stated if own else "") if url else None

    @staticmethod
    def is_own_text(filed: Filed) -> bool:
        """Return whether the digest restates an original in its own words, and date and publication are the original's.

        It does so where its desks sign, or where nobody does and all is shown though the publication allows less.
        """
        if filed.authors:
            return all(term.entry is not None and term.entry.kind == "desk" for term in filed.authors)
        return filed.story.matter.rights == "full" and _allowed(filed) not in {None, "full"}

    def issued(self, filed: Filed) -> PartialDate | None:
        """Return when the text that stands here was first published: the digest's own words, when they were added."""
        matter = filed.story.matter
        return PartialDate.of(matter.added) if self.is_own_text(filed) else matter.published

    def appeared_in(self, filed: Filed, lang: str = "") -> str:
        """Return the name, in *lang* or the edition's, of the publication of the original; none where that is here."""
        term = filed.terms[-1] if filed.terms else None  # the last of the kinds
        if term is None or term.kind != "publication" or (term.entry and term.entry.url == HERE):
            return ""
        return term.name(lang or self.edition.lang)[0]

    def shown_body(self, filed: Filed, root: str) -> str:
        """Return as much of the body as may be shown, for a page that sees the site's root at *root*."""
        return self.told(filed.story.body(root))

    def outlet_of(self, filed: Filed) -> Outlet | None:
        """Return what is known of the publication of an article; made once."""
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

    @cached_property
    def _items(self) -> dict[str, feeds.FeedItem]:
        return {}

    def forget_bodies(self) -> None:
        """Forget what was made of bodies, for who keeps a plan while these change: nothing else is made of them."""
        self._items.clear()

    def item(self, filed: Filed) -> feeds.FeedItem:
        """Return an article as feeds show it."""
        slug = filed.story.matter.slug
        found = self._items.get(slug)
        if found is None:
            found = self._items[slug] = self._new_item(filed)
        return found

    def _new_item(self, filed: Filed) -> feeds.FeedItem:
        story, matter, own = filed.story, filed.story.matter, self.is_own_text(filed)
        licence = self.licence(filed)
        return feeds.FeedItem(
            url=self.url(self.story_path(story)),
            title=matter.title,
            lang=matter.lang,
            summary=story.standfirst,
            html=self.shown_body(filed, self.options.url),
            authors=matter.authors,
            tags=tuple(map(self._category, filed.of_kind("tag"))),
            section=next(map(self._category, filed.of_kind("section")), None),
            rights=self.text(self.options.name) if own else "",
            licence=self.options.licence if own else licence.url if licence else "",
            added=matter.added,
            modified=matter.modified,
            published=self.issued(filed),
            external_url=_where_to_read(matter.source),
        )

    def dossier_item(self, dossier: Dossier) -> feeds.FeedItem:
        """Return a dossier as feeds show it: its introduction."""
        matter = dossier.matter
        return feeds.FeedItem(
            url=self.url(self.leaf_path(dossier)),
            title=matter.title,
            lang=matter.lang,
            summary=matter.summary or "",
            html=self.told(dossier.body(self.options.url)),
            authors=matter.authors,
            tags=(),
            added=matter.added,
            modified=matter.modified,
            published=PartialDate.of(matter.added),
        )

    def _category(self, term: Term) -> feeds.Category:
        """Return a term as feeds name it; the same one for the same."""
        found = self._categories.get(term)
        if found is None:
            scheme = self.url(addresses.index_path(self.edition.prefix, term.kind))
            found = self._categories[term] = feeds.Category(term.id, scheme, term.name(self.edition.lang)[0])
        return found

    @cached_property
    def _categories(self) -> dict[Term, feeds.Category]:
        return {}


def rights(filed: Filed) -> str:
    """Return how much of it is shown."""
    return filed.story.rights


def _allowed(filed: Filed) -> str | None:
    """Return how much its publication allows, where that is known."""
    return next((term.entry.rights for term in filed.of_kind("publication") if term.entry), None)


def _where_to_read(source: Source | None) -> str:
    """Return the address at which readers find the original: that of its copy, where it is gone."""
    if source is None:
        return ""
    return (source.archive_url if source.gone else None) or source.url or ""


def _facets(filed: Filed) -> list[tuple[str, str]]:
    """Return what search can narrow to, that this story has."""
    year = year_of(filed.story)
    return [
        *((term.kind, term.id) for term in filed.terms),
        ("language", filed.story.matter.lang),
        ("year", UNKNOWN_YEAR if year == UNDATED else year),
    ]


def _picture(image: Image, shown: Figure | None) -> Picture:
    *others, last = (shown.sources if shown else ()) or (None,)
    return Picture(
        path=shown.plain if shown else f"/{image.file}" if image.file else None,
        alt=image.alt or "",
        caption=image.caption or "",
        credit=image.credit or "",
        width=shown.width if shown else None,
        height=shown.height if shown else None,
        files=last.files if last else (),
        sources=tuple(source for source in others if source),
        sizes=SIZES,
    )


def markup(body: str) -> Markup:
    """Return a rendered body as what it is: HTML that `render_body` has sanitised."""
    return Markup(body)  # noqa: S704 - sanitised
