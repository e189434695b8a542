"""What every page of an edition shows: the ways in of its masthead and its foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.site import addresses
from digest.site.corrections import SLUG as CORRECTIONS
from digest.site.naming import HERE
from digest.site.terms import KINDS
from digest.site.views import Link, Site

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.schema import PageMatter
    from digest.site.naming import Naming
    from digest.site.stories import Leaf
    from digest.site.terms import Shelf
    from digest.site.views import Outlet

INDEX_TITLES = {
    "tag": "Tags",
    "author": "Authors",
    "place": "Places",
    "section": "Sections",
    "publication": "Publications",
    "language": "Languages",
}
DOSSIERS_TITLE = "Dossiers"
HELP_TITLE = "Where to find help"
RULES_TITLE = "Rules and exceptions"
SHARES_TITLE = "Who is speaking"


@dataclass(frozen=True)
class Frame:
    """What the frame of an edition's pages is made of: *own* holds its stories, *leaves* its pages, by slug.

    *has_dossiers* tells whether it lists any.
    """

    naming: Naming
    own: Shelf
    leaves: Sequence[Leaf[PageMatter]]
    has_dossiers: bool = False

    def site(self) -> Site:
        """Return what every page of the edition shows."""
        text, prefix = self.naming.text, self.naming.edition.prefix
        options = self.naming.options
        return Site(
            name=text(options.name),
            tagline=text(options.tagline),
            url=options.url,
            home=prefix,
            search=addresses.search_path(prefix),
            latest=addresses.list_path(prefix, "latest", ""),
            sections=self._sections(),
            indexes=tuple(self._link(path, title) for path, title in self._indexes()),
            pages=self._pages(),
            corrections=addresses.corrections_path(prefix),
            editions=tuple(
                Link(path=edition.prefix, name=edition.name, lang=edition.lang, dir=edition.dir)
                for edition in self.naming.editions.values()
            ),
            atom=addresses.feed_path(prefix, "atom"),
            json=addresses.feed_path(prefix, "json"),
            offline=addresses.OFFLINE if options.offline else None,
            opensearch=addresses.search_description_path(prefix),
            data=addresses.data_path(prefix),
            help=self._link(addresses.help_path(prefix), text(HELP_TITLE)) if self._has_help else None,
            publisher=self._publisher(),
            rules=self._link(addresses.rules_path(prefix), text(RULES_TITLE)) if self.own.registry.harm else None,
            shares=self._link(addresses.shares_path(prefix), text(SHARES_TITLE)),
        )

    def _publisher(self) -> Outlet | None:
        """Return what the registry says of this digest itself, for texts of ours that name no publication."""
        table = self.own.registry.publications
        here = next((entry.id for entry in table.entries.values() if entry.url == HERE), None)
        if here is None:
            return None
        term = self.own.terms.known("publication", here)
        return self.naming.outlet(term, listed=self.naming.edition.is_default or term in self.own.by_term)  # has a page

    def _pages(self) -> tuple[Link, ...]:
        """Return the pages such as "About" by their slugs, with that of all corrections, which every edition has."""
        naming, edition = self.naming, self.naming.edition
        own = [leaf for leaf in self.leaves if leaf.matter.lang == edition.lang]
        found = {leaf.matter.slug: self._link(naming.leaf_path(leaf), leaf.matter.title) for leaf in own}
        found.setdefault(
            CORRECTIONS, self._link(addresses.corrections_path(edition.prefix), naming.text("Corrections"))
        )
        return tuple(link for _, link in sorted(found.items()))

    @property
    def _has_help(self) -> bool:
        return bool(self.own.registry.helplines.entries)

    def _sections(self) -> tuple[Link, ...]:
        """Return the sections that have articles, in the order of the registry; without counts, which change daily."""
        order = {identifier: at for at, identifier in enumerate(self.own.registry.sections.entries)}
        found = sorted(self.own.by_kind["section"], key=lambda term: order.get(term.id, len(order)))
        return tuple(map(self.naming.term_link, found))

    def _indexes(self) -> list[tuple[str, str]]:
        prefix, text = self.naming.edition.prefix, self.naming.text
        kinds = (*KINDS, "language") if len(self.own.by_lang) > 1 else KINDS
        indexes = [(addresses.index_path(prefix, kind), text(INDEX_TITLES[kind])) for kind in kinds]
        dossiers = (addresses.index_path(prefix, "dossiers"), text(DOSSIERS_TITLE))
        archive = (addresses.index_path(prefix, "archive"), text("Archive"))
        weeks = (addresses.weeks_path(prefix), text("Weekly digest"))
        more = [dossiers, archive, weeks] if self.has_dossiers else [archive, weeks]
        return [*indexes, *more, (addresses.search_path(prefix), text("Search"))]

    def _link(self, path: str, name: str) -> Link:
        return Link(path=path, name=name, lang=self.naming.edition.lang, dir=self.naming.edition.dir)
