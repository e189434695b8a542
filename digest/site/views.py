"""What templates see: values with everything a page shows already worked out.

A template gets these and the names that docs/theme.md lists, and nothing else. Paths begin with `/` and are
those of the site's root; the filter `href` makes them relative to the page they stand on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from markupsafe import Markup

    from digest.model import Correction, PartialDate, Quoted
    from digest.site.images import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A way to another page: where, its words, and the language and direction of the words.

    *see* is the name that it is found under there, where *name* is another one for the same.
    """

    path: str
    name: str
    lang: str
    dir: str = "ltr"
    count: int | None = None
    description: str = ""
    see: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture, or with no *path* only the caption of one; *width* and *height* in CSS pixels where known.

    *files* are the paths and widths of the same in other sizes, *sources* the forms that a browser may like better,
    best first, and *sizes* says how wide it is on the page; a drawing has neither files nor sources.
    """

    path: str | None
    alt: str
    caption: str
    credit: str
    width: int | None = None
    height: int | None = None
    files: tuple[tuple[str, int], ...] = ()
    sources: tuple[Source, ...] = ()
    sizes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """The publication that an article appeared in, with who owns and who pays for it, where that is known."""

    id: str
    name: str
    path: str
    url: str
    owner: str
    funder: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An article as lists show it.

    *place* is where it was filed, or else the first place that it is about; *standfirst* is plain text in the article's
    language.
    """

    path: str
    slug: str
    title: str
    lang: str
    dir: str
    lang_name: str
    standfirst: str
    published: PartialDate | None
    added: date
    authors: tuple[Link, ...]
    section: Link | None
    outlet: Link | None
    place: Link | None
    tags: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file to take away: where it stands, what its format is called, its media type, the name to save it under."""

    path: str
    name: str
    type: str
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article as its own page shows it; *card* holds what its lists show too.

    *summary_is_lede* tells that nobody wrote a standfirst, so that the page need not say the lede twice.
    *facets* are the search filters of the article: name, value. *status* is published, hidden or, in a preview, draft,
    review, embargoed or expired. *is_own_text* tells that the digest restates an original in its own words: date
    and publication are the original's; *issued* is when the text that stands here was first published, as exactly as it
    is known. *citations* are the files that reference managers read.
    """

    card: Card
    body: Markup
    summary_is_lede: bool
    date_evidence: str
    modified: date | None
    agency: str
    dateline: str
    outlet: Outlet | None
    images: tuple[Picture, ...]
    places: tuple[Link, ...]
    source_url: str
    archive_url: str
    rights: str
    content_note: str
    corrections: tuple[Correction, ...]
    translations: tuple[Link, ...]
    translated_from: Link | None
    quoted: tuple[Quoted, ...]
    dossiers: tuple[Link, ...]
    older: Link | None
    newer: Link | None
    related: tuple[Card, ...]
    facets: tuple[tuple[str, str], ...]
    status: str
    is_own_text: bool
    issued: PartialDate | None
    citations: tuple[Download, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A page of a list by its number, counted from the oldest."""

    number: int
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where a page stands in its list, and the ways to its neighbours.

    *age* counts from the oldest page, 1, and is None for the newest, which alone knows the *total* and leads to all
    *pages*: an older page does not change when the list grows.
    """

    age: int | None
    total: int | None
    newer: str | None
    older: str | None
    newest: str
    oldest: str
    pages: tuple[PageLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One figure of a chart: a year or a month, how many articles, and where they are.

    *tick* is what stands below it on the axis, if anything does.
    """

    label: str
    count: int
    path: str | None
    tick: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """How many articles a list has by year or by month (*unit*); *said* tells it in words.

    *bars* stand for every year or month from the first to the last, also for those without articles, or the axis would
    lie; *apart* are articles that have no place on it, since their month or date is not known.
    """

    unit: str
    bars: tuple[Bar, ...]
    apart: tuple[Bar, ...]
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A term, and those that lie right below it."""

    link: Link
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The articles of a page that are of one year, or of one month; the whole list has *count* of them.

    *count* is None on all pages but the newest; without *label* the page has only this one and need not say so.
    """

    label: str
    anchor: str
    count: int | None
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """One page of a list of articles.

    *kind* is latest, tag, author, place, section, publication, language, year, month, undated or week. *trail* leads
    here from the index. What is said of the whole list stands on its newest page only, since it changes with every
    article: *count* (None on the others), *figures*, which says in words what else there is, *description*, *chart*,
    *companions* (the tags and the places that most often stand beside this one), and so on. *totals* says how many
    articles each `Stretch` has, by its anchor.
    """

    kind: str
    id: str
    title: str
    count: int | None
    path: str
    pager: Pager
    description: str = ""
    figures: str = ""
    cards: tuple[Card, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    totals: tuple[tuple[str, int], ...] = ()
    chart: Chart | None = None
    companions: tuple[Group, ...] = ()
    trail: tuple[Link, ...] = ()
    narrower: tuple[Branch, ...] = ()
    before: Link | None = None
    after: Link | None = None
    outlet: Outlet | None = None
    atom: str | None = None
    json: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The entries of an index under one letter, the months of one year, or the most frequent terms of one kind."""

    label: str
    links: tuple[Link, ...]
    path: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    """An index from A to Z, or `archive` by year; *kind* is tags, authors, places, sections, publications, languages.

    *tree* has those that lie within one another; *figures* says what the archive holds, *chart* shows it.
    """

    kind: str
    title: str
    groups: tuple[Group, ...]
    count: int
    tree: tuple[Branch, ...] = ()
    figures: str = ""
    chart: Chart | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A topic that more articles came in on this month (*now*) than in a month before (*before*, on average)."""

    link: Link
    now: int
    before: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """What an editor says before the digest of a week; *title* and *summary* may be empty."""

    title: str
    summary: str
    authors: tuple[Link, ...]
    body: Markup
    lang: str
    dir: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPart:
    """The articles of one section in the digest of a week, or without a section: those in the edition's language first.

    *count* is how many there are; where more than stand in *cards*, all are at *more*. *anchor* is its id on the page.
    """

    section: Link | None
    anchor: str
    cards: tuple[Card, ...]
    count: int
    more: str

    @property
    def rest(self) -> int:
        """How many articles it has beside those that are shown."""
        return self.count - len(self.cards)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    """The digest of a week: what was added in it, by section, with the introduction where there is one.

    *id* is the week as in its address, 2026-W47, *days* the same in words. *left* are the articles of sections that a
    mail has no room for; *how* leads to the page that says how all this is made, if the edition has one, *index* to all
    weeks, *text* to this one as plain text.
    """

    id: str
    days: str
    title: str
    path: str
    introduction: Introduction | None
    parts: tuple[WeekPart, ...]
    articles: int
    languages: int
    publications: int
    older: Link | None
    newer: Link | None
    how: Link | None
    index: str
    text: str
    atom: str
    json: str
    left: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeksView:
    """The index of the weekly digests: the weeks of each year, the newest first, with the feeds of them."""

    title: str
    groups: tuple[Group, ...]
    atom: str
    json: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTeaser:
    """The newest weekly digest as the front page shows it: its address, title and days, and its last articles."""

    path: str
    days: str
    title: str
    lang: str
    dir: str
    count: int
    headlines: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontView:
    """The front page: the lead, some more with their standfirsts, the latest as a list, and ways in.

    *moved* are the topics of *month*, the month in words in which the last article came; *languages* is where the
    articles are by language, if they are of several.
    """

    lead: Card | None
    more: tuple[Card, ...]
    latest: tuple[Card, ...]
    other_languages: tuple[Card, ...]
    languages: str | None
    moved: tuple[Moved, ...]
    month: str
    tags: tuple[Link, ...]
    places: tuple[Link, ...]
    publications: tuple[Link, ...]
    years: tuple[Link, ...]
    count: int
    week: WeekTeaser | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """A page such as "About"."""

    title: str
    lang: str
    dir: str
    body: Markup
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of the data set, as its codebook explains it; *missing* says what an empty cell means."""

    name: str
    type: str
    meaning: str
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataView:
    """The page of the data set: its codebook, its files, and what it takes to cite it."""

    title: str
    count: int
    updated: date | None
    columns: tuple[Column, ...]
    downloads: tuple[Download, ...]
    licence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The site in one language: the words around the articles, and which articles its lists show.

    The default edition stands at the root and lists the articles of every language; another stands under its tag
    and lists those of its own. *prefix* is `/` or `/ru/`.
    """

    lang: str
    dir: str
    name: str
    prefix: str
    is_default: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What every page of an edition shows: its name, what it is, and the ways in the masthead and the foot.

    *offline* is the path of the offline edition, if the site has one.
    """

    name: str
    tagline: str
    url: str
    home: str
    search: str
    latest: str
    sections: tuple[Link, ...]
    indexes: tuple[Link, ...]
    pages: tuple[Link, ...]
    editions: tuple[Link, ...]
    atom: str
    json: str
    offline: str | None
    opensearch: str
    data: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardImage:
    """The picture that goes with a shared link: its whole address, its size, and what is written on it."""

    url: str
    alt: str
    width: int = 1200
    height: int = 630


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What is said of one page: *canonical* and *alternates* (language tag, address) are whole addresses.

    *languages* are the editions, each at the counterpart of the page if it has one; *section* is the page's own path if
    it is the list of a section, which the masthead then marks.
    *kind* names the template's subject (article, list, index, dossier, front, …) for the body class.
    *locale* and *locales* are the language of the title and those of the alternates, as Open Graph writes them;
    *graph* is what is said of the page in JSON-LD.
    """

    kind: str
    title: str
    description: str
    path: str
    canonical: str
    card: CardImage
    section: str = ""
    languages: tuple[Link, ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()
    feeds: tuple[tuple[str, str, str], ...] = ()
    noindex: bool = False
    locale: str = ""
    locales: tuple[str, ...] = ()
    graph: Markup | None = None
