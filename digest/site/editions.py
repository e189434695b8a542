"""The editions of the site, one a language: what each shows, and where the counterparts of a page are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from digest.languages import direction, native_name
from digest.model import Week
from digest.schema import DossierMatter, PageMatter
from digest.site import addresses
from digest.site.corpus import Table
from digest.site.dossiers import Dossiers
from digest.site.fingerprints import fingerprint
from digest.site.frame import Frame
from digest.site.naming import Naming
from digest.site.presenter import Presenter
from digest.site.press import Press
from digest.site.stories import in_order, leaves_of, versions
from digest.site.terms import Shelf, Terms
from digest.site.views import Edition

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.site.dossiers import Dossier
    from digest.site.given import Input
    from digest.site.naming import Beside
    from digest.site.stories import Story
    from digest.site.words import Words


@dataclass(frozen=True)
class Editions:
    """The editions of the site and what they share; each part is worked out once, when it is first asked for."""

    given: Input

    @cached_property
    def listed(self) -> list[Story]:
        """The articles that lists show, newest first."""
        return in_order(story for story in self.given.stories if story.is_listed)

    @cached_property
    def newest_week(self) -> Week | None:
        """The last week in which an article was added."""
        last = max((story.matter.added for story in self.listed), default=None)
        return Week.of(last) if last else None

    @cached_property
    def terms(self) -> Terms:
        """The terms of the articles."""
        return Terms(self.given.registry)

    @cached_property
    def words(self) -> dict[str, Words]:
        """The words of every edition: of the default language, and of each other that has texts and a catalog."""
        default = self.given.options.default_lang
        texts = {story.matter.lang for story in self.listed} | {leaf.matter.lang for leaf in self.given.leaves}
        found = {lang: self.given.words(lang) for lang in [default, *sorted(texts - {default})]}
        return {lang: words for lang, words in found.items() if words is not None}

    @cached_property
    def by_lang(self) -> dict[str, Edition]:
        """The editions by language, the default one first."""
        default = self.given.options.default_lang
        return {
            lang: Edition(
                lang=lang,
                dir=direction(lang),
                name=native_name(lang),
                prefix=addresses.edition_prefix(lang, default),
                is_default=lang == default,
            )
            for lang in self.words
        }

    @cached_property
    def presenters(self) -> dict[str, Presenter]:
        """What plans the pages of each edition."""
        return {lang: self._presenter(edition) for lang, edition in self.by_lang.items()}

    def _presenter(self, edition: Edition) -> Presenter:
        own = Shelf(self._stories_of(edition), self.terms)
        naming = Naming(edition, self.words[edition.lang], self.by_lang, self.default, self.given.options)
        at_home = [leaf for leaf in self.given.leaves if naming.is_at_home(leaf.matter.lang)]
        leaves = tuple(sorted(at_home, key=lambda leaf: (leaf.matter.slug, leaf.matter.lang)))
        site = Frame(naming, own, leaves_of(PageMatter, leaves), bool(self.dossiers_of(naming))).site()
        press = Press(edition, naming.words, self.by_lang, self.default, self.given.options, site)
        return Presenter(press, own, leaves, self.versions, self.given)

    @cached_property
    def versions(self) -> dict[str, list[Story]]:
        """The listed language versions of every story that has more than one, by the slug of the original."""
        return {slug: group for slug, group in versions(self.listed).items() if len(group) > 1}

    @cached_property
    def dossiers(self) -> Dossiers:
        """The dossiers of all editions."""
        return Dossiers(leaves_of(DossierMatter, self.given.leaves), self.listed)

    def dossiers_of(self, naming: Naming) -> list[Dossier]:
        """Return the dossiers that the index of an edition lists."""
        return self.dossiers.shown(naming.is_at_home, is_default=naming.edition.is_default)

    @cached_property
    def default(self) -> Edition:
        """The edition at the root."""
        return self.by_lang[self.given.options.default_lang]

    def _stories_of(self, edition: Edition) -> list[Story]:
        """Return what the lists of an edition show: all in the default one, those in its language in another."""
        return [story for story in self.listed if edition.is_default or story.matter.lang == edition.lang]

    @cached_property
    def table(self) -> Table:
        """What there is to say of each article in a table of all, by slug."""
        presenter = self.presenters[self.default.lang]
        filed = presenter.file_all(sorted(self.listed, key=lambda story: story.matter.slug))
        return Table(filed, fingerprint(b"".join(map(presenter.row_digest, filed))))

    def where(self, path_in: Callable[[Presenter], str | None]) -> Beside:
        """Return where a page stands in each edition that has it."""
        found = ((lang, path_in(presenter)) for lang, presenter in self.presenters.items())
        return tuple((lang, path) for lang, path in found if path is not None)
