"""Views of articles and of the terms they have, in the words of one edition; `lists` makes the views of lists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from digest.languages import direction, native_name
from digest.site import addresses
from digest.site.body import excerpt
from digest.site.related import related
from digest.site.stories import original_slug
from digest.site.terms import UNDATED, year_of
from digest.site.views import ArticleView, Card, Link, Outlet, Picture

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from digest.model import Image
    from digest.site.stories import Story
    from digest.site.terms import Shelf, Term
    from digest.site.views import Edition
    from digest.site.words import Words

# The year facet of an article whose year nobody knows.
UNKNOWN_YEAR = "unknown"


@dataclass(frozen=True)
class Presenter:
    """What turns stories into views for *edition*.

    *own* holds the stories that its lists show, *versions* the listed language versions of every story by the slug of
    the original; *editions* are all editions by language, and *image_size* returns the width and height of a content
    file where they are known.
    """

    edition: Edition
    words: Words
    own: Shelf
    editions: Mapping[str, Edition]
    default: Edition
    versions: Mapping[str, Sequence[Story]]
    image_size: Callable[[str], tuple[int, int] | None]

    def story_path(self, story: Story) -> str:
        """Return the path of an article, which stands under its own language."""
        lang = story.matter.lang
        prefix = addresses.edition_prefix(lang, self.default.lang)
        return addresses.article_path(prefix, story.matter.slug)

    def story_link(self, story: Story | None) -> Link | None:
        """Return a link to an article, in its own language; none to none."""
        if story is None:
            return None
        lang = story.matter.lang
        return Link(path=self.story_path(story), name=story.matter.title, lang=lang, dir=direction(lang))

    def term_path(self, term: Term) -> str:
        """Return the path of the list of a term in this edition."""
        return addresses.list_path(self.edition.prefix, term.kind, term.id)

    def own_list_path(self, kind: str, identifier: str) -> str | None:
        """Return where this edition has the list of all articles, of a year or of a month, if it has it."""
        held = identifier in self.own.by_year or identifier in self.own.by_month or kind == "latest"
        return addresses.list_path(self.edition.prefix, kind, identifier) if held else None

    def term_link(self, term: Term, count: int | None = None) -> Link:
        """Return a link to the list of a term, named in the edition's language where it has such a name."""
        name, lang = term.name(self.edition.lang)
        return Link(
            path=self.term_path(term),
            name=name,
            lang=lang,
            dir=direction(lang),
            count=count,
            description=term.description(self.edition.lang),
        )

    def term_links(self, terms: Sequence[Term]) -> tuple[Link, ...]:
        """Return links to *terms*, each with the number of its articles."""
        return tuple(self.term_link(term, len(self.own.by_term[term])) for term in terms)

    def _links_of(self, story: Story, kind: str) -> tuple[Link, ...]:
        """Return links to the terms of a story, but for those that have no list: a hidden story's only tag."""
        return tuple(map(self.term_link, self._listed(story, kind)))

    def _listed(self, story: Story, kind: str) -> list[Term]:
        return [term for term in self.own.terms.of_kind(story, kind) if term in self.own.by_term]

    @cached_property
    def _cards(self) -> dict[str, Card]:
        return {}

    def card(self, story: Story) -> Card:
        """Return an article as lists show it; made once."""
        slug = story.matter.slug
        if slug not in self._cards:
            self._cards[slug] = self._new_card(story)
        return self._cards[slug]

    def cards(self, stories: Sequence[Story]) -> tuple[Card, ...]:
        """Return articles as lists show them."""
        return tuple(map(self.card, stories))

    def _new_card(self, story: Story) -> Card:
        matter = story.matter
        sections, outlets = self._links_of(story, "section"), self._links_of(story, "publication")
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
            authors=self._byline(story),
            section=sections[0] if sections else None,
            outlet=outlets[0] if outlets else None,
            place=self._place(story),
            tags=self._links_of(story, "tag"),
        )

    def _byline(self, story: Story) -> tuple[Link, ...]:
        """Return the authors by their names as printed, each a link to the list of their articles."""
        lang = story.matter.lang
        listed = {term.id for term in self._listed(story, "author")}
        links = []
        for printed in story.matter.authors:
            term = self.own.terms.term("author", self.own.terms.registry.authors, printed)
            path = self.term_path(term) if term.id in listed else ""
            links.append(Link(path=path, name=printed, lang=lang, dir=direction(lang)))
        return tuple(links)

    def _place(self, story: Story) -> Link | None:
        dateline = story.matter.dateline
        places = self.own.terms.registry.places
        entry = places.find(dateline.place) if dateline and dateline.place else None
        named = next((term for term in self._listed(story, "place") if entry is None or term.id == entry.id), None)
        return self.term_link(named) if named else None

    def article(self, story: Story, older: Story | None, newer: Story | None) -> ArticleView:
        """Return an article as its own page shows it."""
        matter, source = story.matter, story.matter.source
        return ArticleView(
            card=self.card(story),
            body=self.markup(self.shown_body(story, self.root(self.story_path(story)))),
            summary_is_lede=matter.summary is None,
            date_evidence=matter.date_evidence or "",
            modified=matter.modified,
            agency=matter.agency or "",
            dateline=matter.dateline.text if matter.dateline else "",
            outlet=self._outlet(story),
            images=tuple(map(self._picture, matter.images)),
            places=self._links_of(story, "place"),
            source_url=(source and source.url) or "",
            archive_url=(source and source.archive_url) or "",
            rights=self.rights(story),
            content_note=matter.content_note or "",
            corrections=matter.corrections,
            translations=tuple(self._translation_link(other) for other in self.translations(story)),
            translated_from=self.story_link(self._original(story)),
            older=self.story_link(older),
            newer=self.story_link(newer),
            related=self.cards(related(story, self.own)),
            facets=tuple(self.facets(story)),
            status=story.standing,
            is_own_text=self.is_own_text(story),
        )

    def rights(self, story: Story) -> str:
        """Return how much of it may be shown: as it says itself, or as its publication allows, or all."""
        return story.matter.rights or self._allowed(story) or "full"

    def _allowed(self, story: Story) -> str | None:
        """Return how much its publication allows, where that is known."""
        entry = self.own.terms.registry.publications.find(story.matter.publication or "")
        return entry.rights if entry else None

    def is_own_text(self, story: Story) -> bool:
        """Return whether the digest restates an original in its own words, and date and publication are the original's.

        It does so where its desks sign, or where nobody does and all is shown though the publication allows less.
        """
        authors = [term.entry for term in self.own.terms.of_kind(story, "author")]
        if authors:
            return all(entry is not None and entry.kind == "desk" for entry in authors)
        return story.matter.rights == "full" and self._allowed(story) not in {None, "full"}

    def shown_body(self, story: Story, root: str) -> str:
        """Return as much of the body as may be shown, for a page that sees the site's root at *root*."""
        rights = self.rights(story)
        if rights == "link":
            return ""
        return story.body(root) if rights == "full" else excerpt(story.body(root))

    def translations(self, story: Story) -> list[Story]:
        """Return the other language versions of *story*, by language."""
        group = self.versions.get(original_slug(story), ())
        return [other for other in group if other.matter.slug != story.matter.slug]

    def _original(self, story: Story) -> Story | None:
        others = self.translations(story)
        return next((other for other in others if other.matter.slug == story.matter.translation_of), None)

    def _translation_link(self, story: Story) -> Link:
        lang = story.matter.lang
        return Link(path=self.story_path(story), name=native_name(lang), lang=lang, dir=direction(lang))

    def facets(self, story: Story) -> list[tuple[str, str]]:
        """Return what search can narrow to, that this story has."""
        year = year_of(story)
        return [
            *((term.kind, term.id) for term in self.own.terms.of(story)),
            ("language", story.matter.lang),
            ("year", UNKNOWN_YEAR if year == UNDATED else year),
        ]

    def _picture(self, image: Image) -> Picture:
        size = self.image_size(image.file) if image.file else None
        return Picture(
            path=f"/{image.file}" if image.file else None,
            alt=image.alt or "",
            caption=image.caption or "",
            credit=image.credit or "",
            width=size[0] if size else None,
            height=size[1] if size else None,
        )

    def _outlet(self, story: Story) -> Outlet | None:
        terms = self.own.terms.of_kind(story, "publication")
        return self.outlet(terms[0]) if terms else None

    def outlet(self, term: Term) -> Outlet:
        """Return what is known of a publication."""
        lang, entry = self.edition.lang, term.entry
        return Outlet(
            id=term.id,
            name=term.name(lang)[0],
            path=self.term_path(term) if term in self.own.by_term else "",
            url=(entry and entry.url) or "",
            owner=entry.owner.in_lang(lang) if entry else "",
            funder=entry.funder.in_lang(lang) if entry else "",
            description=term.description(lang),
        )

    def is_own_language(self, story: Story) -> bool:
        """Return whether a story stands in this edition, as `is_at_home`."""
        return self.is_at_home(story.matter.lang)

    def is_at_home(self, lang: str) -> bool:
        """Return whether texts in *lang* stand in this edition: it is its language, or one that has no edition."""
        return self.editions.get(lang, self.default) is self.edition

    @staticmethod
    def markup(body: str) -> Markup:
        """Return a rendered body as what it is: HTML that `render_body` has sanitised."""
        return Markup(body)  # noqa: S704 - sanitised

    @staticmethod
    def root(path: str) -> str:
        """Return the address of the site's root as the page at *path* sees it, without a slash at its end."""
        return addresses.relative("/", path).rstrip("/")
