"""The editions of the site, one a language: what each shows, and where the counterparts of a page are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from digest.languages import direction, native_name
from digest.site import addresses
from digest.site.presenter import Presenter
from digest.site.stories import in_order, versions
from digest.site.terms import Shelf, Terms
from digest.site.views import Edition

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from digest.site.given import Input
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
        """What makes views, by edition."""
        by_original = versions(self.listed)
        return {
            lang: Presenter(
                edition=edition,
                words=self.words[lang],
                own=Shelf(self._stories_of(edition), self.terms),
                editions=self.by_lang,
                default=self.default,
                versions=by_original,
                image_size=self.given.image_size,
            )
            for lang, edition in self.by_lang.items()
        }

    @cached_property
    def default(self) -> Edition:
        """The edition at the root."""
        return self.by_lang[self.given.options.default_lang]

    def _stories_of(self, edition: Edition) -> list[Story]:
        """Return what the lists of an edition show: all in the default one, those in its language in another."""
        return [story for story in self.listed if edition.is_default or story.matter.lang == edition.lang]

    def url(self, path: str) -> str:
        """Return the whole address of a path."""
        return self.given.options.url + path

    def alternates(self, paths: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """Return the hreflang alternates of a page that stands at *paths*, by language, if it has any."""
        if len(paths) < 2:  # noqa: PLR2004 - a page alone has no alternates
            return ()
        found = [(lang, self.url(path)) for lang, path in sorted(paths.items())]
        default = paths.get(self.default.lang)
        return (*found, ("x-default", self.url(default))) if default else tuple(found)

    def where(self, path_in: Callable[[Presenter], str | None]) -> dict[str, str]:
        """Return where a page stands in each edition that has it."""
        found = {lang: path_in(presenter) for lang, presenter in self.presenters.items()}
        return {lang: path for lang, path in found.items() if path is not None}
