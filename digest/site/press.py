"""What makes the pages and files of one edition from what they are made from; it knows nothing else of the site.

Every method without an underscore that takes a path is the *make* of a `Job`: it returns what stands there.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from digest.languages import direction, territory_locale
from digest.model import PartialDate
from digest.site import addresses, correction_pages, linked, mailtext, opensearch, stretches
from digest.site.dossier_pages import dossier_view
from digest.site.fingerprints import fingerprint
from digest.site.given import Raw, Rendered
from digest.site.images import dressed
from digest.site.list_views import FrontView, Stretch
from digest.site.portraits import markup
from digest.site.syndication import Syndication
from digest.site.views import CardImage, Head, Link, PageView
from digest.site.week_pages import full_title, mail_view, week_view

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.schema import PageMatter
    from digest.site.correction_views import CorrectionsView
    from digest.site.corrections import Corrected
    from digest.site.dossier_views import DossierIndexView
    from digest.site.dossiers import Dossier
    from digest.site.exits import Topics
    from digest.site.filing import Filed
    from digest.site.front_needs import Shown
    from digest.site.help_views import HelpPanel, HelpView
    from digest.site.images import Figure
    from digest.site.list_views import IndexView, ListView, Pager, Ways
    from digest.site.naming import Beside
    from digest.site.rule_views import RulesView, TopicNote
    from digest.site.share_views import SharesView
    from digest.site.stories import Leaf
    from digest.site.week_views import WeeksView, WeekView
    from digest.site.weekly import Weekly

    Followed = ListView | DossierIndexView | WeekView | WeeksView | CorrectionsView  # what has feeds of its own


@dataclass(frozen=True, eq=False)
class Press(Syndication):
    """What makes the files of one edition."""

    @cached_property
    def digest(self) -> bytes:
        """Its fingerprint: of everything that it brings into a file by itself, but the theme."""
        own = (self.edition, tuple(self.editions.items()), self.default, self.options, self.site)
        return fingerprint(self.words, *own)

    @cached_property
    def _card(self) -> CardImage:
        return CardImage(url=self.url(addresses.card_path(self.edition.prefix)), alt=self.site.name)

    @cached_property
    def _sections(self) -> frozenset[str]:
        return frozenset(link.path for link in self.site.sections)

    def page(  # noqa: PLR0913 - what a page is made of
        self,
        path: str,
        template: str,
        subject: Mapping[str, object],
        *,
        title: str,
        description: str = "",
        beside: Beside = (),
        listing: Followed | None = None,
        noindex: bool = False,
        lang: str = "",
        graph: Sequence[linked.Node] = (),
        card: CardImage | None = None,
        topics: Topics = (),
    ) -> Rendered:
        """Return a page in the frame that all of them have; *beside* says where it stands in each edition.

        *lang* is the language of its title where that is not the edition's, *graph* what is said of it in JSON-LD.
        A page without a *card* of its own has that of the site. Its *topics* decide whether it has the quick exit.
        """
        standing = dict(beside)
        lang = lang or self.edition.lang
        head = Head(
            kind=template,
            title=title,
            description=description,
            path=path,
            section=path if path in self._sections else "",
            canonical=self.url(path),
            card=card or self._card,
            alternates=self.alternates(beside),
            languages=tuple(
                replace(link, path=standing[link.lang]) if link.lang in standing else link
                for link in self.site.editions
            ),
            feeds=self._feeds(listing),
            noindex=noindex,
            locale=territory_locale(lang),
            locales=tuple(territory_locale(other) for other, _ in sorted(beside) if other != lang),
            graph=linked.script(graph) if graph else None,
            exit=self.options.exit.url(self.edition.lang, topics) if self.options.exit else "",
            onion=f"{self.options.onion}{path}" if self.options.onion and not noindex else "",
        )
        return Rendered(path, f"{template}.html", head, {"site": self.site, "edition": self.edition, **subject}, self)

    def _feeds(self, listing: Followed | None) -> tuple[tuple[str, str, str], ...]:
        own = [(listing.atom, listing.json)] if listing and listing.atom and listing.json else []
        found = []
        for atom, json_feed in dict.fromkeys([*own, (self.site.atom, self.site.json)]):
            found.append(("application/atom+xml", self.text("Atom feed"), atom))
            found.append(("application/feed+json", self.text("JSON Feed"), json_feed))
        return tuple(found)

    # --- pages ---

    def article(  # noqa: PLR0913, PLR0917 - what the page of an article is made of
        self,
        path: str,
        filed: Filed,
        older: Link | None,
        newer: Link | None,
        related: tuple[Filed, ...],
        versions: tuple[Link, ...],
        original: Link | None,
        dossiers: tuple[Link, ...],
        beside: Beside,
        card: CardImage | None,
        help_panel: HelpPanel | None,
        notes: tuple[TopicNote, ...],
    ) -> Rendered:
        """Return the page of one article, with the ones before and after it; it may have a card of its own."""
        story = filed.story
        view = self.article_view(filed, (older, newer), related, versions, original, dossiers)
        view = replace(view, help=help_panel, topic_notes=notes) if help_panel or notes else view
        return self.page(
            path,
            "article",
            {"article": view},
            title=story.matter.title,
            description=story.standfirst,
            beside=beside,
            noindex=not story.is_listed,
            lang=story.matter.lang,
            graph=linked.of_article(self, filed, view, path) if story.is_listed else (),
            card=card,
            topics=tuple((term.kind, term.id) for term in filed.terms),
        )

    def leaf(self, path: str, leaf: Leaf[PageMatter], beside: Beside, pictures: tuple[Figure, ...]) -> Rendered:
        """Return a page such as "About"."""
        matter = leaf.matter
        view = PageView(
            title=matter.title,
            lang=matter.lang,
            dir=direction(matter.lang),
            body=markup(dressed(self.told(leaf.body(addresses.ROOT)), pictures, addresses.ROOT)),
            summary=matter.summary or "",
        )
        return self.page(path, "page", {"page": view}, title=matter.title, description=view.summary, beside=beside)

    def dossier(  # noqa: PLR0913, PLR0917 - what the page of a dossier is made of
        self,
        path: str,
        dossier: Dossier,
        filed: tuple[Filed, ...],
        authors: tuple[Link, ...],
        tag: Link | None,
        versions: tuple[Link, ...],
        beside: Beside,
        pictures: tuple[Figure, ...],
    ) -> Rendered:
        """Return the page of one dossier."""
        body = markup(dressed(self.told(dossier.body(addresses.ROOT)), pictures, addresses.ROOT))
        view = dossier_view(self, dossier, filed, body, authors=authors, tag=tag, versions=versions)
        return self.page(
            path,
            "dossier",
            {"dossier": view},
            title=view.title,
            description=view.summary,
            beside=beside,
            noindex=view.status != "published",
            topics=(("tag", dossier.matter.tag),) if dossier.matter.tag else (),
        )

    def dossiers(self, path: str, view: DossierIndexView, beside: Beside) -> Rendered:
        """Return the index of dossiers."""
        return self.page(path, "dossiers", {"index": view}, title=view.title, beside=beside, listing=view)

    def listed(  # noqa: PLR0913, PLR0917 - what a page of a list is made of
        self, path: str, whole: ListView, pager: Pager, filed: tuple[Filed, ...], title: str, beside: Beside
    ) -> Rendered:
        """Return one page of the list *whole*."""
        view = replace(whole, cards=self.cards(filed), stretches=self._stretches(whole, filed), pager=pager)
        return self.page(
            path,
            "list",
            {"listing": view},
            title=title,
            description=whole.description or self._figures(whole),
            beside=beside,
            listing=whole,
            graph=linked.of_list(self, view, path, title),
            topics=((whole.kind, whole.id),),
        )

    def _stretches(self, whole: ListView, filed: tuple[Filed, ...]) -> tuple[Stretch, ...]:
        """Return the articles of a page by year or month, each once, in the order in which they begin."""
        anchor_of, totals = stretches.anchor_in(whole.kind), dict(whole.totals)
        groups: dict[str, list[Filed]] = {}
        for one in filed:
            groups.setdefault(anchor_of(one.story), []).append(one)
        # A newest page without totals is of a list that has one stretch.
        is_parted = bool(totals) or whole.count is None
        return tuple(
            Stretch(
                label=stretches.label_of(anchor, self.words) if anchor and is_parted else "",
                anchor=anchor,
                count=totals.get(anchor),
                cards=self.cards(group),
            )
            for anchor, group in groups.items()
        )

    def _figures(self, whole: ListView) -> str:
        """Return how many articles a list has and what else is counted of it, in a sentence."""
        if not whole.count:
            return ""
        number = str(self.words.plural("%(num)s article", "%(num)s articles", whole.count))
        return self.text(", ").join(filter(None, (number, whole.figures)))

    def index(self, path: str, view: IndexView, beside: Beside) -> Rendered:
        """Return the index of all terms of a kind, or the archive."""
        return self.page(path, "index", {"index": view}, title=view.title, beside=beside)

    def front(self, path: str, shown: Shown, ways: Ways, beside: Beside) -> Rendered:
        """Return the front page."""
        view = self._front_view(shown, ways)
        site = self.site
        return self.page(
            path,
            "front",
            {"front": view},
            title=site.name,
            description=site.tagline,
            beside=beside,
            graph=linked.of_front(self),
        )

    def missing(self, path: str, shown: Shown, ways: Ways, others: tuple[Link, ...]) -> Rendered:
        """Return the page for addresses that lead nowhere; a server has one, and *others* lead to other editions."""
        subject = {"front": self._front_view(shown, ways), "others": others}
        return self.page(path, "missing", subject, title=self.text("Page not found"), noindex=True)

    def moved(self, path: str, to: str) -> Rendered:
        """Return the page at an old address, which leads *to* the new one."""
        return self.page(path, "moved", {"to": to}, title=self.text("This page has moved"), noindex=True)

    def gone(self, path: str) -> Rendered:
        """Return the page at the address of what was taken away on purpose."""
        return self.page(path, "moved", {"to": None}, title=self.text("This page was taken away"), noindex=True)

    def way_home(self) -> Link:
        """Return the way home for a reader who came to no page; its description says so."""
        edition, name = self.edition, self.text("Go to the front page")
        said = self.text("This page is not here")
        return Link(path=edition.prefix, name=name, lang=edition.lang, dir=edition.dir, description=said)

    def search(self, path: str, ways: tuple[tuple[str, tuple[Link, ...]], ...], beside: Beside) -> Rendered:
        """Return the search page; *ways* are the links of each facet."""
        subject = {"ways": dict(ways), "dates": self._sample_dates()}
        description = self.text("Search every article of the digest by its words, tags, authors, places and dates.")
        return self.page(path, "search", subject, title=self.text("Search"), description=description, beside=beside)

    def _sample_dates(self) -> tuple[tuple[str, str], ...]:
        """Return the 27th of each month of 2222 and the month itself: words in which a script puts other figures."""
        day = self.words.day
        return tuple((day(PartialDate(2222, month, 27)), day(PartialDate(2222, month))) for month in range(1, 13))

    def week(self, path: str, weekly: Weekly, older: Link | None, newer: Link | None, beside: Beside) -> Rendered:
        """Return the digest of a week, with the ones before and after it."""
        view = week_view(self, weekly, older, newer)
        figures = mailtext.figures(view, self.words)
        return self.page(
            path,
            "week",
            {"week": view, "figures": figures},
            title=full_title(weekly, self),
            description=(view.introduction and view.introduction.summary) or figures,
            beside=beside,
            listing=view,
        )

    def weeks(self, path: str, view: WeeksView, beside: Beside) -> Rendered:
        """Return the index of the weekly digests."""
        return self.page(path, "weeks", {"weeks": view}, title=view.title, beside=beside, listing=view)

    def corrections(  # noqa: PLR0913, PLR0917 - what a page of the corrections is made of
        self,
        path: str,
        policy: Leaf[PageMatter] | None,
        whole: CorrectionsView,
        pager: Pager,
        entries: tuple[Corrected, ...],
        pictures: tuple[Figure, ...],
        title: str,
        beside: Beside,
    ) -> Rendered:
        """Return one page of all corrections; the newest has what the editors say of them, if they do."""
        view = correction_pages.page_view(whole, pager, entries, policy, pictures, self)
        return self.page(
            path,
            "corrections",
            {"corrections": view},
            title=title,
            description=view.summary,
            beside=beside,
            listing=whole,
            graph=linked.of_corrections(self, view, path, title),
        )

    def mail(self, path: str, weekly: Weekly) -> Rendered:
        """Return the digest of a week as an e-mail in HTML."""
        view = mail_view(self, weekly)
        subject = {"week": view, "figures": mailtext.figures(view, self.words)}
        return self.page(path, "mail", subject, title=full_title(weekly, self), noindex=True)

    def mail_text(self, path: str, weekly: Weekly) -> Raw:
        """Return the digest of a week as an e-mail in plain text."""
        edition, options = self.edition, self.options
        text = mailtext.render_text(mail_view(self, weekly), self.site.name, options.url, self.words, edition.dir)
        return Raw(path, text.encode())

    def _front_view(self, shown: Shown, ways: Ways) -> FrontView:
        return FrontView(
            lead=self.card(shown.lead) if shown.lead else None,
            more=self.cards(shown.more),
            latest=self.cards(shown.latest),
            other_languages=self.cards(shown.other_languages),
            ways=ways,
        )

    def data(self, path: str, count: int, updated: str | None, beside: Beside) -> Rendered:
        """Return the page of the data set of all articles: its codebook and its files."""
        view = self.data_view(count, updated)
        description = self.text("All articles of this digest as one table, with what each column means")
        return self.page(
            path,
            "data",
            {"data": view},
            title=view.title,
            description=description,
            beside=beside,
            graph=linked.of_data(self, view, path, description),
        )

    def shares(self, path: str, view: SharesView, beside: Beside) -> Rendered:
        """Return the page that says who is speaking."""
        description = self.text("How much of this digest comes from which publication, funder and country.")
        return self.page(path, "shares", {"shares": view}, title=view.title, description=description, beside=beside)

    def help(self, path: str, view: HelpView, beside: Beside) -> Rendered:
        """Return the page of those who help."""
        description = self.text("Who helps people who want to leave extremism behind, and those close to them.")
        return self.page(path, "help", {"help": view}, title=view.title, description=description, beside=beside)

    def rules(self, path: str, view: RulesView, beside: Beside) -> Rendered:
        """Return the page of the rules against harm, and of every exception to them."""
        description = self.text("What this digest does not do to people, by which guideline, and every exception.")
        return self.page(path, "rules", {"rules": view}, title=view.title, description=description, beside=beside)

    # --- files ---

    def search_description(self, path: str) -> Raw:
        """Return what tells browsers how to search the edition."""
        short_name, search = self.text(self.options.short_name), self.url(self.site.search)
        return Raw(path, opensearch.render_description(self.site, self.edition, short_name, search))

    def names(self, path: str, names: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> Raw:
        """Return the names of everything that search can narrow to, as JSON by facet and id."""
        found = {facet: dict(pairs) for facet, pairs in names}
        return Raw(path, (json.dumps(found, ensure_ascii=False, sort_keys=True) + "\n").encode())
