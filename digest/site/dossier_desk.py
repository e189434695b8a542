"""The pages and feeds of dossiers in one edition: what each is made from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from digest.languages import direction
from digest.schema import DossierMatter
from digest.site import addresses, feeds
from digest.site.dossier_views import DossierCard, DossierIndexView
from digest.site.frame import DOSSIERS_TITLE
from digest.site.given import Job
from digest.site.stories import leaves_of
from digest.site.views import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.site.desk import Desk
    from digest.site.dossiers import Dossier, Dossiers
    from digest.site.naming import Beside
    from digest.site.presenter import Presenter


@dataclass(frozen=True)
class DossierDesk:
    """What plans the dossiers of the edition of *desk*."""

    desk: Desk

    @property
    def _by(self) -> Presenter:
        return self.desk.by

    @property
    def _dossiers(self) -> Dossiers:
        return self.desk.editions.dossiers

    @cached_property
    def _shown(self) -> list[Dossier]:
        return self.desk.editions.dossiers_of(self._by.press)

    def jobs(self) -> Iterator[Job]:
        """Yield the page of each dossier, and the index and the feeds, if the edition lists any."""
        for dossier in leaves_of(DossierMatter, self._by.leaves):
            yield self.dossier(dossier)
        if self._shown:
            yield self.index()
            yield from self._feeds()

    def dossier(self, dossier: Dossier) -> Job:
        """Return the page of one dossier."""
        by, press = self._by, self._by.press
        others = self._dossiers.versions(dossier)
        group = [dossier, *others] if dossier.matter.status == "published" else []
        beside = tuple((other.matter.lang, press.leaf_path(other)) for other in group)
        needs = (
            dossier,
            by.file_any(self._dossiers.stories(dossier)),
            self._authors(dossier),
            self._tag(dossier),
            tuple(map(press.leaf_version_link, others)),
            beside,
            tuple(filter(None, map(by.given.picture, dossier.pictures))),
        )
        return self.desk.page(press.leaf_path(dossier), press.dossier, "dossier", *needs, beside=beside, story=dossier)

    def _authors(self, dossier: Dossier) -> tuple[Link, ...]:
        """Return the authors by their names as printed, each a link to the list of their articles if there is one."""
        by, matter, links = self._by, dossier.matter, []
        for name in matter.authors:
            term = by.own.terms.author(name)
            path = by.press.term_path(term) if term in by.own.by_term else ""
            links.append(Link(path=path, name=name, lang=matter.lang, dir=direction(matter.lang)))
        return tuple(links)

    def _tag(self, dossier: Dossier) -> Link | None:
        """Return a link to the list of the tag that is to be seen also; without a count, which changes daily."""
        by, name = self._by, dossier.matter.tag
        term = by.own.terms.tag(name) if name else None
        return by.press.term_link(term) if term and term in by.own.by_term else None

    # --- all dossiers ---

    def index(self) -> Job:
        """Return the index of the dossiers."""
        press, path = self._by.press, self._path
        view = DossierIndexView(
            title=press.text(DOSSIERS_TITLE),
            cards=tuple(map(self._card, self._shown)),
            atom=addresses.feed_path(path, "atom"),
            json=addresses.feed_path(path, "json"),
        )
        beside = self._beside
        return self.desk.page(path, press.dossiers, "dossiers", view, beside, beside=beside)

    @property
    def _path(self) -> str:
        return addresses.index_path(self._by.prefix, "dossiers")

    @property
    def _beside(self) -> Beside:
        editions = self.desk.editions
        return editions.where(
            lambda by: addresses.index_path(by.prefix, "dossiers") if editions.dossiers_of(by.press) else None
        )

    def _card(self, dossier: Dossier) -> DossierCard:
        matter, stories = dossier.matter, self._dossiers.stories(dossier)
        years = [story.matter.published.year for story in stories if story.matter.published]
        return DossierCard(
            path=self._by.press.leaf_path(dossier),
            title=matter.title,
            lang=matter.lang,
            dir=direction(matter.lang),
            summary=matter.summary or "",
            count=len(stories),
            first=min(years, default=None),
            last=max(years, default=None),
        )

    def _feeds(self) -> Iterator[Job]:
        needs = (self._by.press.text(DOSSIERS_TITLE), self._path, tuple(self._shown[: feeds.NEWEST]))
        yield Job(addresses.feed_path(self._path, "atom"), self._by.press.dossiers_atom, needs)
        yield Job(addresses.feed_path(self._path, "json"), self._by.press.dossiers_json, needs)
