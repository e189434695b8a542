"""The feeds of an edition: of its lists, dossiers, corrections and weekly digests, each as Atom and as JSON Feed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.site import addresses, correction_pages, feeds, weekfeed
from digest.site.given import Raw
from digest.site.records import Records

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.site.corrections import Corrected
    from digest.site.dossiers import Dossier
    from digest.site.filing import Filed
    from digest.site.naming import Beside
    from digest.site.views import Site
    from digest.site.weekly import Weekly


@dataclass(frozen=True, eq=False)
class Syndication(Records):
    """What makes the feeds of an edition; *site* is what all its pages show."""

    site: Site

    def atom(  # noqa: PLR0913, PLR0917 - what a feed is made of
        self, path: str, title: str, description: str, home: str, filed: tuple[Filed, ...], beside: Beside
    ) -> Raw:
        """Return the Atom feed of the list at *home*."""
        return Raw(path, feeds.render_atom(self._feed(title, description, home, map(self.item, filed), beside)))

    def json_feed(self, path: str, title: str, description: str, home: str, filed: tuple[Filed, ...]) -> Raw:
        """Return the JSON feed of the list at *home*."""
        return Raw(path, feeds.render_json(self._feed(title, description, home, map(self.item, filed))))

    def dossiers_atom(self, path: str, title: str, home: str, dossiers: tuple[Dossier, ...]) -> Raw:
        """Return the Atom feed of the dossiers."""
        return Raw(path, feeds.render_atom(self._feed(title, "", home, map(self.dossier_item, dossiers))))

    def dossiers_json(self, path: str, title: str, home: str, dossiers: tuple[Dossier, ...]) -> Raw:
        """Return the JSON feed of the dossiers."""
        return Raw(path, feeds.render_json(self._feed(title, "", home, map(self.dossier_item, dossiers))))

    def corrections_atom(self, path: str, title: str, home: str, entries: tuple[Corrected, ...]) -> Raw:
        """Return the Atom feed of the corrections, whose list stands at *home*."""
        return Raw(path, feeds.render_atom(self._corrections_feed(title, home, entries)))

    def corrections_json(self, path: str, title: str, home: str, entries: tuple[Corrected, ...]) -> Raw:
        """Return the JSON feed of the corrections, whose list stands at *home*."""
        return Raw(path, feeds.render_json(self._corrections_feed(title, home, entries)))

    def _corrections_feed(self, title: str, home: str, entries: tuple[Corrected, ...]) -> feeds.Feed:
        return self._feed(title, "", home, (correction_pages.item_of(self, one) for one in entries))

    def week_atom(self, path: str, title: str, home: str, weeks: tuple[Weekly, ...]) -> Raw:
        """Return the Atom feed of the weekly digests, whose index stands at *home*."""
        return Raw(path, feeds.render_atom(self._week_feed(title, home, weeks)))

    def week_json(self, path: str, title: str, home: str, weeks: tuple[Weekly, ...]) -> Raw:
        """Return the JSON feed of the weekly digests, whose index stands at *home*."""
        return Raw(path, feeds.render_json(self._week_feed(title, home, weeks)))

    def _week_feed(self, title: str, home: str, weeks: tuple[Weekly, ...]) -> feeds.Feed:
        return self._feed(title, "", home, (weekfeed.week_item(self, weekly) for weekly in weeks))

    def _feed(
        self, title: str, description: str, home: str, items: Iterable[feeds.FeedItem], beside: Beside = ()
    ) -> feeds.Feed:
        return feeds.Feed(
            title=title,
            description=description,
            lang=self.edition.lang,
            home=self.url(home),
            atom=self.url(addresses.feed_path(home, "atom")),
            json=self.url(addresses.feed_path(home, "json")),
            items=tuple(items),
            versions=tuple((lang, self.url(path)) for lang, path in sorted(beside) if lang != self.edition.lang),
        )
