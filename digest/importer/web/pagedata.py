"""What a web page says of its article outside the text: JSON-LD, `<meta>`, `<link>`.

Nothing is guessed: a date or an author is used only as the page writes it, and the name of the place that says it goes
along as evidence. The first source in `_DATES` that says it wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from digest.importer.head.byline import parse_byline
from digest.importer.head.dates import find_date
from digest.importer.model import Byline
from digest.importer.texts.clean import clean, squash
from digest.importer.texts.lexicon import fold, lexicon
from digest.importer.web.jsonld import authors_of, find_article, names_of, read_nodes
from digest.model import PartialDate
from digest.shapes import is_web_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lxml.etree import _Element as Element

MAX_VALUE = 500  # characters of a value
MAX_AUTHOR = 120

TITLE_MARKS = " |-–—·•»«:/"  # what stands between a page's title and the name of its site

_DATES = (
    "article:published_time", "datepublished", "og:published_time", "article:published", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "pubdate",
    "publishdate", "publish_date", "publication_date", "date",
)  # fmt: skip
_CHANGES = ("article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "last-modified")
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl")

# 2016   2016-12   2016-12-26   2016-12-26T10:00:00Z   20161226
_ISO = re.compile(
    r"(?P<year>[0-9]{4})(?:-?(?P<month>[0-9]{2})(?:-?(?P<day>[0-9]{2}))?)?(?![0-9])(?:[T ][0-9:.,+Z -]{0,30})?"
)
# https://example.org/jane   www.example.org   jane@example.org   @jane
_ADDRESS = re.compile(r"https?:|www\.|//|@", re.IGNORECASE)
# en-GB   uz_Cyrl
_LANG = re.compile(r"(?P<lang>[A-Za-z]{2,3})(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date that a page gives: None where it has two readings; *evidence* is the place that says it, and its words."""

    date: PartialDate | None
    evidence: str


@dataclass(frozen=True, slots=True)
class PageData:
    """What a page says of its article; *titles* from the most to the least certain; *site* is whose page it is."""

    titles: tuple[str, ...] = ()
    title_tag: str | None = None
    byline: Byline = field(default_factory=Byline)
    published: tuple[PageDate, ...] = ()
    modified: PageDate | None = None
    url: str | None = None
    lang: str | None = None
    site: str | None = None
    description: str | None = None


def read_data(root: Element) -> PageData:
    """Return what the page says of its article."""
    metas, nodes = _metas(root), read_nodes(root)
    node = find_article(nodes)
    sites = _texts(
        [*names_of(node.get("publisher")), *metas.get("og:site_name", ()), *metas.get("application-name", ())]
    )
    named = parse_authors(authors_of(node, nodes), sites) or parse_authors(_meta_authors(metas), sites)
    return PageData(
        titles=tuple(_texts([node.get("headline"), *metas.get("og:title", ()), *metas.get("twitter:title", ())])),
        title_tag=next(iter(_texts(map(_inner, root.iterfind(".//head//title")))), None),
        byline=named or Byline(),
        published=tuple(_dates(node.get("datePublished"), "datePublished", metas, _DATES)),
        modified=next(_dates(node.get("dateModified"), "dateModified", metas, _CHANGES), None),
        url=_address(root, metas),
        lang=_lang(root, metas),
        site=sites[0] if sites else None,
        description=next(iter(_texts([*metas.get("og:description", ()), *metas.get("description", ())])), None),
    )


def title_of(data: PageData) -> str | None:
    """Return the headline that a page's data give; `<title>` only where nothing else does, without the site's name."""
    if data.titles or not data.title_tag:
        return data.titles[0] if data.titles else None
    title, site = data.title_tag, data.site or ""
    if site and title.endswith(site) and title[: -len(site)].rstrip(TITLE_MARKS):
        rest = title[: -len(site)]
        return rest.rstrip(TITLE_MARKS) if rest[-1:] in TITLE_MARKS else title
    if site and title.startswith(site) and title[len(site) :].lstrip(TITLE_MARKS):
        rest = title[len(site) :]
        return rest.lstrip(TITLE_MARKS) if rest[:1] in TITLE_MARKS else title
    return title


def parse_page_date(text: str, said_by: str) -> PageDate | None:
    """Return the date that *text* is, ISO 8601 or in words, as the page's *said_by* gives it; None when it is none."""
    text = squash(clean(text[:MAX_VALUE]))
    evidence = f"{said_by}: {text}"
    iso = _ISO.fullmatch(text)
    if iso:
        month, day = (int(part) if part else None for part in (iso["month"], iso["day"]))
        try:
            return PageDate(PartialDate(int(iso["year"]), month, day), evidence)
        except ValueError:
            return None
    mention = find_date(text)
    if mention is None or (mention.date is None and not mention.ambiguous):
        return None
    return PageDate(mention.date, evidence)


def parse_authors(names: Iterable[tuple[str, bool]], sites: Sequence[str]) -> Byline | None:
    """Return the authors among *names* (each with whether it is an organisation's), or None when there are none.

    The site itself is no author of its pages, and an address is no name.
    """
    authors: list[str] = []
    agency = None
    own = frozenset(map(fold, sites))
    for name, is_organisation in names:
        text = squash(clean(name))
        if not _is_name(text) or fold(text) in own or fold(text) in lexicon().roles:
            continue
        found = _split_names(text) if not is_organisation else parse_byline(text) or Byline((text,))
        authors += found.authors
        agency = agency or found.agency
    return Byline(tuple(dict.fromkeys(authors)), agency) if authors or agency else None


def _is_name(text: str) -> bool:
    """Return whether a value can be a name: no address, and not the name of an account such as `admin`."""
    account = text.islower() and " " not in text
    return 1 < len(text) <= MAX_AUTHOR and not account and not _ADDRESS.search(text) and any(map(str.isalpha, text))


def _split_names(text: str) -> Byline:
    """Return the people that a value names; one of `Roe, Jane` is not cut up."""
    found = parse_byline(text) or parse_byline(f"By: {text}") or Byline((text,))
    several = len(found.authors) > 1
    return Byline((text,)) if several and any(" " not in name for name in found.authors) else found


def _metas(root: Element) -> Mapping[str, list[str]]:
    """Return the contents of `<meta>` by their names in small letters."""
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = meta.get("content")
        for attribute in ("property", "name", "itemprop"):
            name = meta.get(attribute)
            if name and content:
                found.setdefault(name.strip().lower(), []).append(content[:MAX_VALUE])
    return found


def _meta_authors(metas: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, bool]]:
    for key in _AUTHORS:
        if key in metas:
            yield from ((name, False) for name in metas[key])
            return


def _dates(first: Any, name: str, metas: Mapping[str, Sequence[str]], keys: Sequence[str]) -> Iterator[PageDate]:
    """Yield the dates that JSON-LD and then `<meta>` give."""
    values = [(name, first)] if isinstance(first, str) else []
    values += [(key, value) for key in keys for value in metas.get(key, ())]
    for said_by, value in values:
        found = parse_page_date(value, said_by)
        if found:
            yield found


def _texts(values: Iterable[Any]) -> list[str]:
    """Return what of *values* is text with a word in it, once each, with single spaces."""
    texts = (squash(clean(value[:MAX_VALUE])) for value in values if isinstance(value, str))
    return list(dict.fromkeys(text for text in texts if any(map(str.isalnum, text))))


def _inner(element: Element) -> str:
    return "".join(element.itertext())


def _address(root: Element, metas: Mapping[str, Sequence[str]]) -> str | None:
    """Return the address that the page calls its own; that of the whole site only when there is no other."""
    links = [
        link.get("href") or "" for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split()
    ]
    found = [text for value in (*links, *metas.get("og:url", ())) if is_web_address(text := value.strip())]
    return next((text for text in found if urlsplit(text).path.strip("/")), found[0] if found else None)


def _lang(root: Element, metas: Mapping[str, Sequence[str]]) -> str | None:
    """Return the language that the page says it is in, without its country: `en` of `en-GB`."""
    values = [root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang")]
    values += metas.get("og:locale", ())
    return next((found["lang"].lower() for value in values if value and (found := _LANG.match(value.strip()))), None)
