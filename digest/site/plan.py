"""Every file of the site, from the articles: which there are, what each shows, where each stands.

`plan_site` is the one place that knows what the site consists of. It yields what to write and writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from digest.languages import direction, native_name
from digest.site import addresses
from digest.site.desk import Desk
from digest.site.frame import Frame
from digest.site.given import Raw
from digest.site.presenter import Presenter
from digest.site.sitemap import render_robots, render_sitemap
from digest.site.stories import in_order, versions
from digest.site.terms import Shelf, Terms
from digest.site.views import Edition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from digest.site.given import Input, Rendered
    from digest.site.sitemap import Place
    from digest.site.stories import Story
    from digest.site.words import Words


def plan_site(given: Input) -> Iterator[Rendered | Raw]:
    """Yield every file of the site but the static ones."""
    return Plan(given).outputs()


@dataclass(frozen=True)
class Plan:
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
    def editions(self) -> dict[str, Edition]:
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
                editions=self.editions,
                default=self.default,
                versions=by_original,
                image_size=self.given.image_size,
            )
            for lang, edition in self.editions.items()
        }

    @cached_property
    def default(self) -> Edition:
        """The edition at the root."""
        return self.editions[self.given.options.default_lang]

    def _stories_of(self, edition: Edition) -> list[Story]:
        """Return what the lists of an edition show: all in the default one, those in its language in another."""
        return [story for story in self.listed if edition.is_default or story.matter.lang == edition.lang]

    def outputs(self) -> Iterator[Rendered | Raw]:
        """Yield every file; the sitemap comes last, when all pages are known."""
        places: list[Place] = []
        for output, place in self._everything():
            yield output
            if place is not None:
                places.append(place)
        yield Raw("/sitemap.xml", render_sitemap(places))
        yield Raw("/robots.txt", render_robots(self.url("/sitemap.xml")))

    def _everything(self) -> Iterator[tuple[Rendered | Raw, Place | None]]:
        for desk in self.desks.values():
            yield from desk.outputs()
        yield self.desks[self.default.lang].missing(), None

    @cached_property
    def desks(self) -> dict[str, Desk]:
        """What makes the pages, by edition."""
        return {lang: Desk(self, presenter, Frame(self, presenter)) for lang, presenter in self.presenters.items()}

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

    def in_editions(self, path_in: Callable[[Desk], str | None]) -> dict[str, str]:
        """Return where a page stands in each edition that has it."""
        found = {lang: path_in(desk) for lang, desk in self.desks.items()}
        return {lang: path for lang, path in found.items() if path is not None}
