"""Every page and feed of one edition: what each is made from, and where its counterparts in other editions stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.languages import native_name
from digest.model import PartialDate
from digest.site import addresses, feeds, lists, paging
from digest.site.cards import article_card, own_card, site_card
from digest.site.frame import INDEX_TITLES
from digest.site.given import Job
from digest.site.portraits import UNKNOWN_YEAR
from digest.site.sitemap import Place
from digest.site.terms import KINDS, UNDATED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from digest.site.editions import Editions
    from digest.site.given import Rendered
    from digest.site.naming import Beside
    from digest.site.presenter import Presenter
    from digest.site.stories import Leaf, Story
    from digest.site.terms import Term
    from digest.site.views import CardImage, ListView

_LIST_TITLES = {
    "tag": "Articles tagged %(name)s",
    "author": "Articles by %(name)s",
    "place": "Articles on %(name)s",
    "section": "Section: %(name)s",
    "publication": "From %(name)s",
}


@dataclass(frozen=True)
class Desk:
    """What plans the files of one edition."""

    editions: Editions
    by: Presenter

    def jobs(self) -> Iterator[Job]:
        """Yield every page, list and feed of the edition."""
        yield self.front()
        yield site_card(self.by.press)
        yield from self.articles()
        yield from self.leaves()
        yield from self.all_lists()
        yield from self.indexes()
        yield self.search()
        yield Job(f"{self.by.prefix}search/names.json", self.by.press.names, (self.names(),))

    def page(
        self,
        path: str,
        make: Callable[..., Rendered],
        template: str,
        *needs: object,
        beside: Beside = (),
        story: Story | None = None,
    ) -> Job:
        """Return the job of a page that stands in the sitemap; only of a story's is it known when it last changed."""
        changed = max(filter(None, (story.matter.added, story.matter.modified))) if story else None
        place = Place(self.by.press.url(path), changed, self.by.press.alternates(beside))
        return Job(path, make, needs, f"{template}.html", place)

    def front(self) -> Job:
        """Return the front page."""
        beside = self.editions.where(lambda by: by.prefix)
        needs = (lists.shown(self.by), lists.front_ways(self.by), beside)
        return self.page(self.by.prefix, self.by.press.front, "front", *needs, beside=beside)

    def missing(self) -> Job:
        """Return the page for addresses that lead nowhere; a server has one for all editions."""
        needs = (lists.shown(self.by), lists.front_ways(self.by))
        return Job(addresses.MISSING, self.by.press.missing, needs, "missing.html")

    def articles(self) -> Iterator[Job]:
        """Yield the pages of the articles in the edition's language, hidden ones too; those are not in the sitemap."""
        for story in self.editions.given.stories:
            if self.by.is_own_language(story):
                card = own_card(self.by.press, story)
                yield self.article(story, card)
                if card:
                    yield article_card(self.by.press, self.by.file(story))

    def article(self, story: Story, card: CardImage | None) -> Job:
        """Return the page of one article, which may have a card of its own."""
        by, press = self.by, self.by.press
        older, newer = by.neighbours.get(story.matter.slug, (None, None))
        others = by.translations(story)
        original = next((other for other in others if other.matter.slug == story.matter.translation_of), None)
        group = [story, *others] if story.is_listed else []
        beside = tuple({other.matter.lang: press.story_path(other) for other in reversed(group)}.items())
        path = press.story_path(story)
        needs = (
            by.file(story),
            press.story_link(older),
            press.story_link(newer),
            by.related(story),
            tuple(map(press.version_link, others)),
            press.story_link(original),
            beside,
            card,
        )
        if not story.is_listed:
            return Job(path, press.article, needs, "article.html")
        return self.page(path, press.article, "article", *needs, beside=beside, story=story)

    def leaves(self) -> Iterator[Job]:
        """Yield the pages such as "About"."""
        for leaf in self.by.leaves:
            beside, press = self._where_leaf(leaf), self.by.press
            pictures = tuple(filter(None, map(self.by.given.picture, leaf.pictures)))
            yield self.page(press.leaf_path(leaf), press.leaf, "page", leaf, beside, pictures, beside=beside)

    def _where_leaf(self, leaf: Leaf) -> Beside:
        slug = leaf.matter.slug
        langs = {other.matter.lang for other in self.editions.given.leaves if other.matter.slug == slug}
        return self.editions.where(lambda by: addresses.page_path(by.prefix, slug) if by.lang in langs else None)

    def all_lists(self) -> Iterator[Job]:
        """Yield every list with its pages and its feeds."""
        own = self.by.own
        yield from self._list("latest", "", self.by.press.text("All articles"), own.stories)
        for year, stories in own.by_year.items():
            kind = "undated" if year == UNDATED else "year"
            yield from self._list(kind, year, lists.year_name(self.by, year), stories)
        for month, stories in own.by_month.items():
            yield from self._list("month", month, self.by.words.day(PartialDate.parse(month)), stories)
        for term in own.by_term:
            yield from self._term(term)

    def _term(self, term: Term) -> Iterator[Job]:
        by = self.by
        name, stories = term.name(by.lang)[0], by.own.by_term[term]
        title = by.press.text(_LIST_TITLES[term.kind], name=name)
        beside = self.editions.where(lambda by: by.press.term_path(term) if term in by.own.by_term else None)
        yield from self._pages(lists.term_listing(by, term), stories, title, beside)
        yield from self._feeds(by.press.term_path(term), title, term.description(by.lang), stories)

    def _list(self, kind: str, identifier: str, title: str, stories: Sequence[Story]) -> Iterator[Job]:
        by = self.by
        path = addresses.list_path(by.prefix, kind, identifier)
        beside = self.editions.where(lambda by: by.own_list_path(kind, identifier))
        dated = kind in {"year", "month"}
        whole = by.press.text("Articles from %(name)s", name=title) if dated else title
        yield from self._pages(lists.listing(by, kind, identifier, title, stories), stories, whole, beside)
        home = by.prefix if kind == "latest" else path
        yield from self._feeds(home, by.press.site.name if kind == "latest" else whole, "", stories)

    def _pages(self, whole: ListView, stories: Sequence[Story], title: str, beside: Beside) -> Iterator[Job]:
        """Yield the pages of a list; only the newest has counterparts, since the older ones hold different articles."""
        by, older = self.by, lists.older_page(whole)
        for page in paging.pages(stories, whole.path, by.press.options.page_size):
            filed, age = by.file_all(page.stories), page.pager.age
            if age is None:
                needs = (whole, page.pager, filed, title, beside)
                yield self.page(page.path, by.press.listed, "list", *needs, beside=beside)
            else:
                needs = (older, page.pager, filed, f"{title} – {self._page_number(age)}", ())
                yield self.page(page.path, by.press.listed, "list", *needs)

    def _page_number(self, age: int) -> str:
        return self.by.press.text("page %(number)s", number=self.by.words.number(age))

    def indexes(self) -> Iterator[Job]:
        """Yield the indexes of all terms, and the archive."""
        for kind in (*KINDS, "archive"):
            title = self.by.press.text("Archive" if kind == "archive" else INDEX_TITLES[kind])
            view = lists.archive(self.by, title) if kind == "archive" else lists.index(self.by, kind, title)
            beside = self._where_index(kind)
            path = addresses.index_path(self.by.prefix, kind)
            yield self.page(path, self.by.press.index, "index", view, beside, beside=beside)

    def _where_index(self, kind: str) -> Beside:
        return self.editions.where(lambda by: addresses.index_path(by.prefix, kind))

    def search(self) -> Job:
        """Return the search page."""
        beside = self.editions.where(lambda by: addresses.search_path(by.prefix))
        path = self.by.press.site.search
        return self.page(path, self.by.press.search, "search", lists.ways(self.by), beside, beside=beside)

    def names(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """Return the names of everything that search can narrow to, in the edition's words, by facet and id."""
        everything, lang = self.editions.presenters[self.editions.default.lang].own, self.by.lang
        found = [(kind, tuple((term.id, term.name(lang)[0]) for term in everything.by_kind[kind])) for kind in KINDS]
        langs = sorted({story.matter.lang for story in self.editions.listed})
        found.append(("language", tuple((tag, native_name(tag)) for tag in langs)))
        found.append(("year", ((UNKNOWN_YEAR, self.by.press.text("Undated")),)))
        return tuple(found)

    def _feeds(self, home: str, title: str, description: str, stories: Sequence[Story]) -> Iterator[Job]:
        newest = self.by.file_all(self.by.own.last_added(stories, feeds.NEWEST))
        needs = (title, description, home, newest)
        yield Job(addresses.feed_path(home, "atom"), self.by.press.atom, needs)
        yield Job(addresses.feed_path(home, "json"), self.by.press.json_feed, needs)
