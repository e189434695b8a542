"""What templates see: values with everything a page shows already worked out.

A template gets these and the names that docs/theme.md lists, and nothing else. Paths begin with `/` and are
those of the site's root; the filter `href` makes them relative to the page they stand on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.shapes import is_web_address

if TYPE_CHECKING:
    from datetime import date

    from markupsafe import Markup

    from digest.model import PartialDate, Quoted
    from digest.site.help_views import HelpPanel
    from digest.site.images import Source
    from digest.site.rule_views import TopicNote


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
class Criticised:
    """What is held against a publication, in the language that it is known in, and its citation."""

    text: str
    lang: str
    dir: str
    url: str
    date: PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """The publication that an article appeared in, with who owns and who pays for it; what is not known is empty.

    *licence* is the address of its terms, or what they are in words.
    """

    id: str
    name: str
    path: str
    url: str
    owner: str
    funder: str
    country: str
    languages: tuple[str, ...]
    licence: str
    criticism: tuple[Criticised, ...]
    description: str

    @property
    def licence_address(self) -> str:
        """The address of its terms, if that is what is known of them."""
        return self.licence if is_web_address(self.licence) else ""


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
class Amendment:
    """What was wrong in an article and put right, or, as *is_update*, what is new; *id* is its place on the page."""

    id: str
    date: date
    text: str
    is_update: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Licensed:
    """The licence of a text of others: what it is called, its address, and where it is *stated*."""

    name: str
    url: str
    stated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article as its own page shows it; *card* holds what its lists show too.

    *summary_is_lede* tells that nobody wrote a standfirst, so that the page need not say the lede twice.
    *facets* are the search filters of the article: name, value. *status* is published, hidden or, in a preview, draft,
    review, embargoed or expired. *is_own_text* tells that the digest restates an original in its own words: date
    and publication are the original's; *issued* is when the text that stands here was first published, as exactly as it
    is known. *withheld* is the address of an original that the site leads nobody to, as text; *archived* says of which
    day the copy is. *citations* are the files that reference managers read, *help* those who help with what it is
    about, *topic_notes* what readers of its topics should know. *gone* is since when the original is not there;
    *licence* is the free one that the text is under.
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
    archived: date | None
    withheld: str
    rights: str
    content_note: str
    corrections: tuple[Amendment, ...]
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
    help: HelpPanel | None = None
    topic_notes: tuple[TopicNote, ...] = ()
    gone: date | None = None
    licence: Licensed | None = None


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
    """The page of the data set: its codebook, its files, and what it takes to cite it.

    *correction_columns* and *correction_downloads* are those of the table of corrections, *share_columns* and
    *share_files* those of the table of shares.
    """

    title: str
    count: int
    updated: date | None
    columns: tuple[Column, ...]
    downloads: tuple[Download, ...]
    correction_columns: tuple[Column, ...]
    correction_downloads: tuple[Download, ...]
    share_columns: tuple[Column, ...]
    share_files: tuple[Download, ...]
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

    *offline* is the path of the offline edition, if the site has one; *shares* leads to who is speaking, *help* to
    those who help and *rules* to the rules against harm, if there are any. *publisher* is what is known of the digest
    itself.
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
    corrections: str
    editions: tuple[Link, ...]
    atom: str
    json: str
    offline: str | None
    opensearch: str
    data: str
    shares: Link
    help: Link | None
    rules: Link | None = None
    publisher: Outlet | None = None


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
    *graph* is what is said of the page in JSON-LD. *exit* is where its quick exit leads, if it has one, and
    *onion* is the page's address as one of an onion service.
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
    exit: str = ""
    onion: str = ""
