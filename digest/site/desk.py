"""Every page and feed of one edition: what it shows, and where its counterparts in other editions stand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.languages import direction, native_name
from digest.model import PartialDate
from digest.site import addresses, feeds, lists, paging
from digest.site.filters import MISSING_PATH
from digest.site.frame import INDEX_TITLES, place_of
from digest.site.given import Raw
from digest.site.presenter import UNKNOWN_YEAR
from digest.site.related import neighbours
from digest.site.stories import by_arrival
from digest.site.terms import KINDS, UNDATED
from digest.site.views import PageView

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.site.editions import Editions
    from digest.site.frame import Frame
    from digest.site.given import Rendered
    from digest.site.presenter import Presenter
    from digest.site.sitemap import Place
    from digest.site.stories import Leaf, Story
    from digest.site.terms import Term
    from digest.site.views import ListView

_LIST_TITLES = {
    "tag": "Articles tagged %(name)s",
    "author": "Articles by %(name)s",
    "place": "Articles on %(name)s",
    "section": "Section: %(name)s",
    "publication": "From %(name)s",
}


@dataclass(frozen=True)
class Desk:
    """What makes the pages of one edition."""

    editions: Editions
    by: Presenter
    frame: Frame

    @property
    def prefix(self) -> str:
        """The path of the edition's front page."""
        return self.by.edition.prefix

    def outputs(self) -> Iterator[tuple[Rendered | Raw, Place | None]]:
        """Yield every page, list and feed of the edition, each with what the sitemap says of it."""
        yield self.front()
        yield from self.articles()
        yield from self.leaves()
        yield from self.all_lists()
        yield from self.indexes()
        yield self.search()
        yield Raw(f"{self.prefix}search/names.json", self.names()), None

    def front(self) -> tuple[Rendered, Place]:
        """Return the front page."""
        beside = self.editions.where(lambda by: by.edition.prefix)
        page = self.frame.page(
            self.prefix,
            "front",
            {"front": lists.front(self.by)},
            title=self.frame.site.name,
            description=self.frame.site.tagline,
            beside=beside,
        )
        return page, place_of(page)

    def missing(self) -> Rendered:
        """Return the page for addresses that lead nowhere; a server has one for all editions."""
        subject = {"front": lists.front(self.by)}
        return self.frame.page(MISSING_PATH, "missing", subject, title=self.frame.text("Page not found"), noindex=True)

    def articles(self) -> Iterator[tuple[Rendered, Place | None]]:
        """Yield the pages of the articles in the edition's language, hidden ones too; those are not in the sitemap."""
        near = neighbours([story for story in self.by.own.stories if self.by.is_own_language(story)])
        for story in self.editions.given.stories:
            if self.by.is_own_language(story):
                page = self.article(story, *near.get(story.matter.slug, (None, None)))
                yield page, place_of(page, story) if story.is_listed else None

    def article(self, story: Story, older: Story | None, newer: Story | None) -> Rendered:
        """Return the page of one article, with the ones before and after it."""
        group = [story, *self.by.translations(story)]
        paths = {other.matter.lang: self.by.story_path(other) for other in reversed(group)} if story.is_listed else {}
        return self.frame.page(
            self.by.story_path(story),
            "article",
            {"article": self.by.article(story, older, newer)},
            title=story.matter.title,
            description=story.standfirst,
            beside=paths,
            noindex=not story.is_listed,
        )

    def leaves(self) -> Iterator[tuple[Rendered, Place]]:
        """Yield the pages such as "About"."""
        for leaf in self.frame.own_leaves():
            path = self.frame.leaf_path(leaf)
            view = PageView(
                title=leaf.matter.title,
                lang=leaf.matter.lang,
                dir=direction(leaf.matter.lang),
                body=self.by.markup(leaf.body(self.by.root(path))),
                summary=leaf.matter.summary or "",
            )
            page = self.frame.page(
                path,
                "page",
                {"page": view},
                title=leaf.matter.title,
                description=view.summary,
                beside=self._where_leaf(leaf),
            )
            yield page, place_of(page)

    def _where_leaf(self, leaf: Leaf) -> dict[str, str]:
        slug = leaf.matter.slug
        langs = {other.matter.lang for other in self.editions.given.leaves if other.matter.slug == slug}
        return self.editions.where(
            lambda by: addresses.page_path(by.edition.prefix, slug) if by.edition.lang in langs else None
        )

    def all_lists(self) -> Iterator[tuple[Rendered | Raw, Place | None]]:
        """Yield every list with its pages and its feeds."""
        shelf = self.by.own
        yield from self._list("latest", "", self.frame.text("All articles"), shelf.stories)
        for year, stories in shelf.by_year.items():
            kind = "undated" if year == UNDATED else "year"
            yield from self._list(kind, year, lists.year_name(self.by, year), stories)
        for month, stories in shelf.by_month.items():
            yield from self._list("month", month, self.by.words.day(PartialDate.parse(month)), stories)
        for term in shelf.by_term:
            yield from self._term(term)

    def _term(self, term: Term) -> Iterator[tuple[Rendered | Raw, Place | None]]:
        name, stories = term.name(self.by.edition.lang)[0], self.by.own.by_term[term]
        title = self.frame.text(_LIST_TITLES[term.kind], name=name)
        beside = self.editions.where(lambda by: by.term_path(term) if term in by.own.by_term else None)
        yield from self._list_pages(lists.term_listing(self.by, term), stories, title, beside)
        yield from self._feeds_of(self.by.term_path(term), title, term.description(self.by.edition.lang), stories)

    def _list(
        self, kind: str, identifier: str, title: str, stories: Sequence[Story]
    ) -> Iterator[tuple[Rendered | Raw, Place | None]]:
        path = addresses.list_path(self.prefix, kind, identifier)
        beside = self.editions.where(lambda by: by.own_list_path(kind, identifier))
        dated = kind in {"year", "month"}
        whole = self.frame.text("Articles from %(name)s", name=title) if dated else title
        yield from self._list_pages(lists.listing(self.by, kind, identifier, title, stories), stories, whole, beside)
        home = self.prefix if kind == "latest" else path
        yield from self._feeds_of(home, self.frame.site.name if kind == "latest" else whole, "", stories)

    def _list_pages(
        self, whole: ListView, stories: Sequence[Story], title: str, beside: Mapping[str, str]
    ) -> Iterator[tuple[Rendered, Place]]:
        """Yield the pages of a list; only the newest has counterparts, since the older ones hold different articles."""
        for page in paging.pages(stories, whole.path, self.editions.given.options.page_size):
            number = page.pager.number
            view = lists.on_page(self.by, whole, page)
            rendered = self.frame.page(
                page.path,
                "list",
                {"listing": view},
                title=title if number == 1 else f"{title} – {self._page_number(number)}",
                description=view.description,
                beside=beside if number == 1 else {},
                listing=view,
            )
            yield rendered, place_of(rendered)

    def _page_number(self, number: int) -> str:
        return self.frame.text("page %(number)s", number=self.by.words.number(number))

    def indexes(self) -> Iterator[tuple[Rendered, Place]]:
        """Yield the indexes of all terms, and the archive."""
        for kind in (*KINDS, "archive"):
            path = addresses.index_path(self.prefix, kind)
            title = self.frame.text("Archive" if kind == "archive" else INDEX_TITLES[kind])
            view = lists.archive(self.by, title) if kind == "archive" else lists.index(self.by, kind, title)
            page = self.frame.page(path, "index", {"index": view}, title=title, beside=self._where_index(kind))
            yield page, place_of(page)

    def _where_index(self, kind: str) -> dict[str, str]:
        return self.editions.where(lambda by: addresses.index_path(by.edition.prefix, kind))

    def search(self) -> tuple[Rendered, Place]:
        """Return the search page."""
        beside = self.editions.where(lambda by: addresses.search_path(by.edition.prefix))
        subject = {"ways": lists.ways(self.by), "dates": self._sample_dates()}
        page = self.frame.page(
            self.frame.site.search, "search", subject, title=self.frame.text("Search"), beside=beside
        )
        return page, place_of(page)

    def _sample_dates(self) -> tuple[tuple[str, str], ...]:
        """Return the 27th of each month of 2222 and the month itself: words in which a script puts other figures."""
        day = self.by.words.day
        return tuple((day(PartialDate(2222, month, 27)), day(PartialDate(2222, month))) for month in range(1, 13))

    def names(self) -> bytes:
        """Return the names of everything that search can narrow to, in the edition's words, as JSON by facet and id."""
        everything = self.editions.presenters[self.editions.default.lang].own
        lang = self.by.edition.lang
        found = {kind: {term.id: term.name(lang)[0] for term in everything.by_kind[kind]} for kind in KINDS}
        found["language"] = {
            tag: native_name(tag) for tag in sorted({story.matter.lang for story in self.editions.listed})
        }
        found["year"] = {UNKNOWN_YEAR: self.frame.text("Undated")}
        return (json.dumps(found, ensure_ascii=False, sort_keys=True) + "\n").encode()

    def _feeds_of(
        self, home: str, title: str, description: str, stories: Sequence[Story]
    ) -> Iterator[tuple[Raw, None]]:
        url = self.editions.url
        feed = feeds.Feed(
            title=title,
            description=description,
            lang=self.by.edition.lang,
            home=url(home),
            atom=url(addresses.feed_path(home, "atom")),
            json=url(addresses.feed_path(home, "json")),
            items=tuple(map(self._item, by_arrival(stories)[: feeds.NEWEST])),
        )
        yield Raw(addresses.feed_path(home, "atom"), feeds.render_atom(feed)), None
        yield Raw(addresses.feed_path(home, "json"), feeds.render_json(feed)), None

    def _item(self, story: Story) -> feeds.FeedItem:
        matter = story.matter
        return feeds.FeedItem(
            url=self.editions.url(self.by.story_path(story)),
            title=matter.title,
            lang=matter.lang,
            summary=story.standfirst,
            html=self.by.shown_body(story, self.editions.given.options.url),
            authors=matter.authors,
            tags=tuple(term.name(self.by.edition.lang)[0] for term in self.by.own.terms.of_kind(story, "tag")),
            added=matter.added,
            modified=matter.modified,
            published=PartialDate.of(matter.added) if self.by.is_own_text(story) else matter.published,
            external_url=(matter.source and matter.source.url) or "",
        )
