"""Every page and feed of one edition: what each is made from, and where its counterparts in other editions stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from digest.languages import native_name
from digest.schema import PageMatter
from digest.site import addresses, feeds, fronts, indexes, lists, paging, rule_table, share_pages, shares
from digest.site.cards import article_card, own_card, site_card
from digest.site.correction_desk import correction_jobs
from digest.site.dossier_desk import DossierDesk
from digest.site.frame import INDEX_TITLES
from digest.site.given import Job
from digest.site.portraits import UNKNOWN_YEAR
from digest.site.sitemap import Place
from digest.site.stories import leaves_of
from digest.site.terms import KINDS, UNDATED
from digest.site.week_pages import teaser
from digest.site.weekdesk import week_jobs
from digest.site.weekly import Weeks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from digest.site.dossiers import Dossier
    from digest.site.editions import Editions
    from digest.site.front_needs import Shown
    from digest.site.given import Rendered
    from digest.site.list_views import IndexView, ListView, Ways
    from digest.site.naming import Beside
    from digest.site.presenter import Presenter
    from digest.site.stories import Leaf, Story
    from digest.site.terms import Term
    from digest.site.views import CardImage

_LIST_TITLES = {
    "tag": "Articles tagged %(name)s",
    "author": "Articles by %(name)s",
    "place": "Articles on %(name)s",
    "section": "Section: %(name)s",
    "publication": "From %(name)s",
    "language": "Articles in %(name)s",
    "year": "Articles from %(name)s",
    "month": "Articles from %(name)s",
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
        yield from DossierDesk(self).jobs()
        yield from self.all_lists()
        yield from self.indexes()
        yield from week_jobs(self)
        yield from correction_jobs(self)
        yield self.search()
        yield Job(f"{self.by.prefix}search/names.json", self.by.press.names, (self.names(),))
        yield Job(self.by.press.site.opensearch, self.by.press.search_description, ())
        yield self.data()
        yield self.shares()
        yield from self.help()
        yield from self.rules()

    def page(
        self,
        path: str,
        make: Callable[..., Rendered],
        template: str,
        *needs: object,
        beside: Beside = (),
        story: Story | Dossier | None = None,
    ) -> Job:
        """Return the job of a page that stands in the sitemap; only of a *story* is it known when it last changed."""
        changed = max(filter(None, (story.matter.added, story.matter.modified))) if story else None
        place = Place(self.by.press.url(path), changed, self.by.press.alternates(beside))
        return Job(path, make, needs, f"{template}.html", place)

    @cached_property
    def weeks(self) -> Weeks:
        """The weekly digests of the edition."""
        return Weeks(self.by, self.editions.newest_week)

    def front(self) -> Job:
        """Return the front page."""
        beside = self.editions.where(lambda by: by.prefix)
        needs = (self._shown, replace(self._ways, week=teaser(self.weeks)), beside)
        return self.page(self.by.prefix, self.by.press.front, "front", *needs, beside=beside)

    def missing(self) -> Job:
        """Return the page for addresses that lead nowhere; a server has one for all editions."""
        presses = [presenter.press for presenter in self.editions.presenters.values()]
        others = tuple(press.way_home() for press in presses if press is not self.by.press)
        needs = (self._shown, self._ways, others)
        return Job(addresses.MISSING, self.by.press.missing, needs, "missing.html")

    @cached_property
    def _shown(self) -> Shown:
        return fronts.shown(self.by)

    @cached_property
    def _ways(self) -> Ways:
        return fronts.front_ways(self.by)

    def articles(self) -> Iterator[Job]:
        """Yield the pages of the articles in the edition's language, hidden ones too; those are not in the sitemap."""
        for story in self.editions.given.stories:
            if self.by.is_own_language(story):
                card = own_card(self.by.press, story)
                yield self.article(story, card)
                yield from self.citations(story)
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
            tuple(map(press.leaf_link, self.editions.dossiers.of(story.matter.slug, press.is_at_home))),
            beside,
            card,
            by.helps.panel(by.file(story).terms),
            by.house.notes(by.file(story)),
        )
        if not story.is_listed:
            return Job(path, press.article, needs, "article.html")
        return self.page(path, press.article, "article", *needs, beside=beside, story=story)

    def citations(self, story: Story) -> Iterator[Job]:
        """Yield the files of an article that reference managers read; only of one that lists show."""
        if story.is_listed:
            press, path = self.by.press, self.by.press.story_path(story)
            needs = (self.by.cited(story),)
            yield Job(f"{path}cite.bib", press.bibtex, needs)
            yield Job(f"{path}cite.ris", press.ris, needs)
            yield Job(f"{path}cite.json", press.csl, needs)

    def data(self) -> Job:
        """Return the page of the data set, which all editions have."""
        beside = self.editions.where(lambda by: by.press.site.data)
        table, press = self.editions.table, self.by.press
        return self.page(press.site.data, press.data, "data", len(table.filed), table.updated, beside, beside=beside)

    def data_files(self) -> Iterator[Job]:
        """Yield the files of the data set; a site has them once for all editions."""
        csv, json = addresses.DATA_FILES
        yield Job(csv, self.by.press.csv, (self.editions.table,))
        yield Job(json, self.by.press.json_table, (self.editions.table,))
        csv, json = addresses.CORRECTIONS_FILES
        rows = tuple(map(self.by.press.correction_row, self.by.corrected))
        yield Job(csv, self.by.press.corrections_csv, (rows,))
        yield Job(json, self.by.press.corrections_table, (rows,))

    def shares(self) -> Job:
        """Return the page that says who is speaking: it is made of counts, and changes with no text."""
        beside, press = self.editions.where(lambda by: by.press.site.shares.path), self.by.press
        view = share_pages.shares_view(press, self.by.own)
        return self.page(press.site.shares.path, press.shares, "shares", view, beside, beside=beside)

    def help(self) -> Iterator[Job]:
        """Yield the page of those who help, if any are known."""
        press = self.by.press
        if press.site.help is not None:
            beside = self.editions.where(lambda by: addresses.help_path(by.prefix))
            yield self.page(press.site.help.path, press.help, "help", self.by.helps.view(), beside, beside=beside)

    def rules(self) -> Iterator[Job]:
        """Yield the page of the rules against harm with the log of exceptions, if there are any rules."""
        by, press = self.by, self.by.press
        if press.site.rules is not None:
            beside = self.editions.where(lambda by: addresses.rules_path(by.prefix))
            view = by.house.view(by.own.stories)
            yield self.page(press.site.rules.path, press.rules, "rules", view, beside, beside=beside)

    def exception_files(self) -> Iterator[Job]:
        """Yield the exceptions as data, those of all editions; a site has them once, if it has rules."""
        (csv, json), by = addresses.EXCEPTIONS_FILES, self.by
        if by.own.registry.harm:
            found = rule_table.rows(by.press, by.own.registry.harm, by.own.stories)
            yield Job(csv, by.press.exceptions_csv, (found,))
            yield Job(json, by.press.exceptions_json, (found,))

    def share_files(self) -> Iterator[Job]:
        """Yield the shares as data, of all articles; a site has them once."""
        (csv, json), own = addresses.SHARE_FILES, self.by.own
        rows = shares.rows(own)
        yield Job(csv, self.by.press.shares_csv, (rows,))
        yield Job(json, self.by.press.shares_json, (rows, len(own.stories)))

    def leaves(self) -> Iterator[Job]:
        """Yield the pages such as "About"; what one says of corrections stands with the list of all."""
        for leaf in leaves_of(PageMatter, self.by.leaves):
            if leaf is self.by.policy:
                continue
            beside, press = self._where_leaf(leaf), self.by.press
            pictures = tuple(filter(None, map(self.by.given.picture, leaf.pictures)))
            yield self.page(press.leaf_path(leaf), press.leaf, "page", leaf, beside, pictures, beside=beside)

    def _where_leaf(self, leaf: Leaf[PageMatter]) -> Beside:
        matter, pages = leaf.matter, leaves_of(PageMatter, self.editions.given.leaves)
        langs = {other.matter.lang for other in pages if other.matter.slug == matter.slug}
        return self.editions.where(lambda by: addresses.leaf_path(by.prefix, matter) if by.lang in langs else None)

    def all_lists(self) -> Iterator[Job]:
        """Yield every list with its pages and its feeds."""
        own = self.by.own
        yield from self._list("latest", "", self.by.press.text("All articles"), own.stories)
        for year, stories in own.by_year.items():
            kind = "undated" if year == UNDATED else "year"
            yield from self._list(kind, year, lists.when_name(self.by, year), stories)
        for month, stories in own.by_month.items():
            yield from self._list("month", month, lists.when_name(self.by, month), stories)
        for lang in self.by.languages:
            yield from self._list("language", lang, self.by.words.lang_name(lang), own.by_lang[lang])
        for term in (*own.by_term, *self.by.silent_outlets):
            yield from self._term(term)

    def _term(self, term: Term) -> Iterator[Job]:
        by = self.by
        name, stories = term.name(by.lang)[0], by.own.by_term.get(term, [])
        title = by.press.text(_LIST_TITLES[term.kind], name=name)
        beside = self.editions.where(
            lambda by: by.press.term_path(term) if term in by.own.by_term or term in by.silent_outlets else None
        )
        yield from self.pages(lists.term_listing(by, term), stories, title, beside)
        yield from self._feeds(by.press.term_path(term), title, term.description(by.lang), stories, beside)

    def _list(self, kind: str, identifier: str, title: str, stories: Sequence[Story]) -> Iterator[Job]:
        by = self.by
        path = addresses.list_path(by.prefix, kind, identifier)
        beside = self.editions.where(lambda by: by.own_list_path(kind, identifier))
        whole = by.press.text(_LIST_TITLES[kind], name=title) if kind in _LIST_TITLES else title
        yield from self.pages(lists.listing(by, kind, identifier, title, stories), stories, whole, beside)
        home = path
        if kind == "latest":
            home, whole, beside = by.prefix, by.press.site.name, self.editions.where(lambda by: by.prefix)
        yield from self._feeds(home, whole, "", stories, beside)

    def pages(self, whole: ListView, stories: Sequence[Story], title: str, beside: Beside) -> Iterator[Job]:
        """Yield the pages of a list; only the newest has counterparts, since the older ones hold different articles."""
        by, older = self.by, lists.older_page(whole)
        for page in paging.pages(stories, whole.path, by.press.options.page_size):
            filed, age = by.file_all(page.items), page.pager.age
            if age is None:
                needs = (whole, page.pager, filed, title, beside)
                yield self.page(page.path, by.press.listed, "list", *needs, beside=beside)
            else:
                needs = (older, page.pager, filed, f"{title} – {self.page_number(age)}", ())
                yield self.page(page.path, by.press.listed, "list", *needs)

    def page_number(self, age: int) -> str:
        """Return which page of a list one is, in words, counted from the oldest."""
        return self.by.press.text("page %(number)s", number=self.by.words.number(age))

    def indexes(self) -> Iterator[Job]:
        """Yield the indexes of all terms, of the languages where there are several, and the archive."""
        by, text = self.by, self.by.press.text
        for kind in KINDS:
            yield self._index(kind, indexes.index(by, kind, text(INDEX_TITLES[kind])))
        if by.languages:
            yield self._index("language", indexes.languages(by, text(INDEX_TITLES["language"])))
        yield self._index("archive", indexes.archive(by, text("Archive")))

    def _index(self, kind: str, view: IndexView) -> Job:
        beside = self.editions.where(
            lambda by: addresses.index_path(by.prefix, kind) if kind != "language" or by.languages else None
        )
        path = addresses.index_path(self.by.prefix, kind)
        return self.page(path, self.by.press.index, "index", view, beside, beside=beside)

    def search(self) -> Job:
        """Return the search page."""
        beside = self.editions.where(lambda by: addresses.search_path(by.prefix))
        path = self.by.press.site.search
        return self.page(path, self.by.press.search, "search", indexes.ways(self.by), beside, beside=beside)

    def names(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """Return the names of everything that search can narrow to, in the edition's words, by facet and id."""
        everything, lang = self.editions.presenters[self.editions.default.lang].own, self.by.lang
        found = [(kind, tuple((term.id, term.name(lang)[0]) for term in everything.by_kind[kind])) for kind in KINDS]
        langs = sorted({story.matter.lang for story in self.editions.listed})
        found.append(("language", tuple((tag, native_name(tag)) for tag in langs)))
        found.append(("year", ((UNKNOWN_YEAR, self.by.press.text("Undated")),)))
        return tuple(found)

    def _feeds(
        self, home: str, title: str, description: str, stories: Sequence[Story], beside: Beside
    ) -> Iterator[Job]:
        newest = self.by.file_all(self.by.own.last_added(stories, feeds.NEWEST))
        needs = (title, description, home, newest)
        yield Job(addresses.feed_path(home, "atom"), self.by.press.atom, (*needs, beside))
        yield Job(addresses.feed_path(home, "json"), self.by.press.json_feed, needs)
