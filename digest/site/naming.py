"""How things are named, linked and addressed in one edition."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from digest.entries import INTERNATIONAL
from digest.languages import direction, native_name
from digest.model import PartialDate
from digest.site import addresses
from digest.site.outgoing import say_gone
from digest.site.views import Criticised, Link, Outlet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.entries import Criticism
    from digest.site.given import Options
    from digest.site.stories import Leaf, Story
    from digest.site.terms import Term
    from digest.site.views import Edition
    from digest.site.words import Words

# The address, in the registry of publications, of the one that this site is.
HERE = "/"

Beside = tuple[tuple[str, str], ...]
"""Where a page stands in each edition: language, path."""


@dataclass(frozen=True, eq=False)
class Naming:
    """What an edition is, and how things are named and linked in it."""

    edition: Edition
    words: Words
    editions: Mapping[str, Edition]
    default: Edition
    options: Options

    def story_path(self, story: Story) -> str:
        """Return the path of an article, which stands under its own language."""
        lang = story.matter.lang
        prefix = addresses.edition_prefix(lang, self.default.lang)
        return addresses.article_path(prefix, story.matter.slug)

    def story_link(self, story: Story | None) -> Link | None:
        """Return a link to an article, in its own language; none to none."""
        return None if story is None else self.link_of(story)

    def link_of(self, story: Story) -> Link:
        """Return a link to an article, in its own language; the same one for the same."""
        found = self._story_links.get(story)
        if found is None:
            lang = story.matter.lang
            found = Link(path=self.story_path(story), name=story.matter.title, lang=lang, dir=direction(lang))
            self._story_links[story] = found
        return found

    @cached_property
    def _story_links(self) -> dict[Story, Link]:
        return {}

    def version_link(self, story: Story) -> Link:
        """Return a link to a language version of an article, by the name of its language."""
        lang = story.matter.lang
        return Link(path=self.story_path(story), name=native_name(lang), lang=lang, dir=direction(lang))

    def leaf_version_link(self, leaf: Leaf[Any]) -> Link:
        """Return a link to a language version of a leaf, by the name of its language."""
        lang = leaf.matter.lang
        return Link(path=self.leaf_path(leaf), name=native_name(lang), lang=lang, dir=direction(lang))

    def leaf_link(self, leaf: Leaf[Any]) -> Link:
        """Return a link to a leaf by its title."""
        lang = leaf.matter.lang
        return Link(path=self.leaf_path(leaf), name=leaf.matter.title, lang=lang, dir=direction(lang))

    def leaf_path(self, leaf: Leaf[Any]) -> str:
        """Return the path of a page such as "About", or of another leaf; it stands under its own language."""
        prefix = addresses.edition_prefix(leaf.matter.lang, self.default.lang)
        return addresses.leaf_path(prefix, leaf.matter)

    def is_at_home(self, lang: str) -> bool:
        """Return whether texts in *lang* stand in this edition: it is its language, or one that has no edition."""
        return self.editions.get(lang, self.default) is self.edition

    def term_path(self, term: Term) -> str:
        """Return the path of the list of a term in this edition."""
        return addresses.list_path(self.edition.prefix, term.kind, term.id)

    def term_link(self, term: Term, count: int | None = None, *, listed: bool = True) -> Link:
        """Return a link to the list of a term, named in the edition's language where it has such a name.

        The same one for the same, so that it is rendered once. It leads nowhere if the term is not *listed*.
        """
        found = self._links.get((term, count))
        if found is None:
            found = self._links[term, count] = self._new_link(term, count)
        return found if listed else replace(found, path="")

    @cached_property
    def _links(self) -> dict[tuple[Term, int | None], Link]:
        return {}

    def _new_link(self, term: Term, count: int | None) -> Link:
        name, lang = term.name(self.edition.lang)
        return Link(
            path=self.term_path(term),
            name=name,
            lang=lang,
            dir=direction(lang),
            count=count,
            description=term.description(self.edition.lang),
        )

    def outlet(self, term: Term, *, listed: bool = True) -> Outlet:
        """Return what is known of a publication."""
        lang, entry = self.edition.lang, term.entry
        return Outlet(
            id=term.id,
            name=term.name(lang)[0],
            path=self.term_path(term) if listed else "",
            url=(entry and entry.url) or "",
            owner=entry.owner.in_lang(lang) if entry else "",
            funder=entry.funder.in_lang(lang) if entry else "",
            country=self.country((entry and entry.country) or ""),
            languages=tuple(map(self.words.lang_name, entry.languages)) if entry else (),
            licence=entry.licence.in_lang(lang) if entry else "",
            criticism=tuple(map(self._criticised, entry.criticism)) if entry else (),
            description=term.description(lang),
        )

    def _criticised(self, one: Criticism) -> Criticised:
        lang = one.text.lang_of(self.edition.lang)
        return Criticised(text=one.text.in_lang(lang), lang=lang, dir=direction(lang), url=one.url, date=one.date)

    def country(self, code: str) -> str:
        """Return the name of a country of the registries; of none where there is none."""
        return self.text("International organisation") if code == INTERNATIONAL else self.words.country_name(code)

    def url(self, path: str) -> str:
        """Return the whole address of a path."""
        return self.options.url + path

    def alternates(self, beside: Beside) -> tuple[tuple[str, str], ...]:
        """Return the hreflang alternates of a page that stands at *beside*, if it has any."""
        if len(beside) < 2:  # noqa: PLR2004 - a page alone has no alternates
            return ()
        found = tuple((lang, self.url(path)) for lang, path in sorted(beside))
        default = dict(beside).get(self.default.lang)
        return (*found, ("x-default", self.url(default))) if default else found

    def told(self, body: str) -> str:
        """Return a rendered body that says since when the pages are gone whose copies it leads to."""
        return say_gone(body, lambda day: self.text(", gone since %(date)s", date=self.words.day(PartialDate.of(day))))

    def text(self, message: str, **values: object) -> str:
        """Return plain text in the edition's words: escaping is left to the template that shows it."""
        return self.words.plain(message, **values)
