"""The frame that every page of an edition has: masthead, foot, head, and its counterparts in other editions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from digest.site import addresses
from digest.site.given import Rendered
from digest.site.sitemap import Place
from digest.site.terms import KINDS
from digest.site.views import Head, Link, Site

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.site.editions import Editions
    from digest.site.presenter import Presenter
    from digest.site.stories import Leaf, Story
    from digest.site.views import ListView

INDEX_TITLES = {
    "tag": "Tags",
    "author": "Authors",
    "place": "Places",
    "section": "Sections",
    "publication": "Publications",
}


@dataclass(frozen=True)
class Frame:
    """What the pages of one edition stand in; worked out once."""

    editions: Editions
    by: Presenter

    @property
    def prefix(self) -> str:
        """The path of the edition's front page."""
        return self.by.edition.prefix

    def text(self, message: str, **values: object) -> str:
        """Return plain text in the edition's words: escaping is left to the template that shows it."""
        return self.by.words.plain(message, **values)

    @cached_property
    def site(self) -> Site:
        """What every page of the edition shows."""
        options, prefix = self.editions.given.options, self.prefix
        return Site(
            name=self.text(options.name),
            tagline=self.text(options.tagline),
            url=options.url,
            home=prefix,
            search=addresses.search_path(prefix),
            latest=addresses.list_path(prefix, "latest", ""),
            sections=self._sections(),
            indexes=tuple(self._link(path, title) for path, title in self._indexes()),
            pages=tuple(
                self._link(self.leaf_path(leaf), leaf.matter.title)
                for leaf in self.own_leaves()
                if leaf.matter.lang == self.by.edition.lang
            ),
            editions=tuple(
                Link(path=edition.prefix, name=edition.name, lang=edition.lang, dir=edition.dir)
                for edition in self.editions.by_lang.values()
            ),
            atom=addresses.feed_path(prefix, "atom"),
            json=addresses.feed_path(prefix, "json"),
        )

    def _sections(self) -> tuple[Link, ...]:
        """Return the sections that have articles, in the order of the registry."""
        order = {identifier: at for at, identifier in enumerate(self.editions.given.registry.sections.entries)}
        found = sorted(self.by.own.by_kind["section"], key=lambda term: order.get(term.id, len(order)))
        return self.by.term_links(found)

    def _indexes(self) -> list[tuple[str, str]]:
        indexes = [(addresses.index_path(self.prefix, kind), self.text(INDEX_TITLES[kind])) for kind in KINDS]
        archive = (addresses.index_path(self.prefix, "archive"), self.text("Archive"))
        return [*indexes, archive, (addresses.search_path(self.prefix), self.text("Search"))]

    def _link(self, path: str, name: str) -> Link:
        return Link(path=path, name=name, lang=self.by.edition.lang, dir=self.by.edition.dir)

    def page(  # noqa: PLR0913 - what a page is made of
        self,
        path: str,
        template: str,
        subject: Mapping[str, object],
        *,
        title: str,
        description: str = "",
        beside: Mapping[str, str] | None = None,
        listing: ListView | None = None,
        noindex: bool = False,
    ) -> Rendered:
        """Return a page; *beside* says where it stands in each edition, by language."""
        beside = beside or {}
        head = Head(
            kind=template,
            title=title,
            description=description,
            path=path,
            canonical=self.editions.url(path),
            alternates=self.editions.alternates(beside),
            feeds=self._feeds(listing),
            noindex=noindex,
        )
        editions = tuple(replace(link, path=beside.get(link.lang, link.path)) for link in self.site.editions)
        frame = {"site": replace(self.site, editions=editions), "edition": self.by.edition}
        return Rendered(path, f"{template}.html", head, {**frame, **subject}, self.by.words)

    def _feeds(self, listing: ListView | None) -> tuple[tuple[str, str, str], ...]:
        own = [(listing.atom, listing.json)] if listing and listing.atom and listing.json else []
        found = []
        for atom, json_feed in dict.fromkeys([*own, (self.site.atom, self.site.json)]):
            found.append(("application/atom+xml", self.text("Atom feed"), atom))
            found.append(("application/feed+json", self.text("JSON Feed"), json_feed))
        return tuple(found)

    def own_leaves(self) -> list[Leaf]:
        """Return the pages that stand in this edition, by slug: in its language, or in one that has no edition."""
        own = [leaf for leaf in self.editions.given.leaves if self.by.is_at_home(leaf.matter.lang)]
        return sorted(own, key=lambda leaf: (leaf.matter.slug, leaf.matter.lang))

    def leaf_path(self, leaf: Leaf) -> str:
        """Return the path of a page such as "About", which stands under its own language."""
        prefix = addresses.edition_prefix(leaf.matter.lang, self.editions.default.lang)
        return addresses.page_path(prefix, leaf.matter.slug)


def place_of(page: Rendered, story: Story | None = None) -> Place:
    """Return what the sitemap says of a page; only of a story's is it known when it last changed."""
    changed = max(filter(None, (story.matter.added, story.matter.modified))) if story else None
    return Place(page.head.canonical, changed, page.head.alternates)
