"""What is said of a page in the words of schema.org, as JSON-LD: only what is known, and what the page itself says.

Each function returns nodes; `script` makes one script element of them, which runs nothing: a Content-Security-Policy
without inline scripts lets it be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from msgspec import json

from digest.site import addresses
from digest.site.corrections import SLUG as CORRECTIONS
from digest.site.naming import HERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.site.correction_views import CorrectionsView
    from digest.site.filing import Filed
    from digest.site.list_views import ListView
    from digest.site.press import Press
    from digest.site.terms import Term
    from digest.site.views import Amendment, ArticleView, DataView, Link, Outlet, Picture

Node = dict[str, Any]

TYPE = "application/ld+json"
CONTEXT = "https://schema.org"
# The pages on which a digest says how it works, if it has them: Organization's property, slug.
_POLICIES = (
    ("publishingPrinciples", "how-we-work"),
    ("correctionsPolicy", CORRECTIONS),
    ("ownershipFundingInfo", "about"),
)
_PLACES = {"country": "Country", "city": "City", "province": "AdministrativeArea"}
# What could end the element, or begin another, or be no line of a script; JSON has other spellings for them.
_ESCAPES = (("&", r"\u0026"), ("<", r"\u003c"), (">", r"\u003e"), ("\u2028", r"\u2028"), ("\u2029", r"\u2029"))


def script(nodes: Sequence[Node]) -> Markup:
    """Return a script element that holds *nodes*."""
    text = json.encode({"@context": CONTEXT, "@graph": nodes}).decode()
    for char, escape in _ESCAPES:
        text = text.replace(char, escape)
    return Markup(f'<script type="{TYPE}">{text}</script>')  # noqa: S704 - nothing in it can end it


# --- articles ---


def of_article(by: Press, filed: Filed, view: ArticleView, path: str) -> list[Node]:
    """Return an article, and the way to it.

    What the digest restates in its own words is an article of the digest, based on an original; any other text is news
    of the publication that it appeared in, which the digest publishes again.
    """
    card, url = view.card, by.url(path)
    article = _known(
        {
            "@type": "Article" if view.is_own_text else "NewsArticle",
            "@id": url,
            "url": url,
            "headline": card.title,
            "description": card.standfirst,
            "inLanguage": card.lang,
            "datePublished": view.issued and str(view.issued),
            "dateModified": view.modified and view.modified.isoformat(),
            "author": [_author(by, link, term) for link, term in zip(card.authors, filed.authors, strict=True)],
            "sourceOrganization": view.agency and {"@type": "Organization", "name": view.agency},
            "publisher": publisher(by),
            "isAccessibleForFree": True,
            "license": by.options.licence if view.is_own_text else view.licence and view.licence.url,
            "articleSection": card.section and card.section.name,
            "keywords": [tag.name for tag in card.tags],
            "about": [_term(by, tag, "DefinedTerm") for tag in card.tags],
            "contentLocation": [_place(by, term) for term in filed.listed("place")],
            "dateline": "" if view.is_own_text else view.dateline,
            "image": [_picture(by, image) for image in view.images if image.path],
            "isBasedOn": _original(view),
            "citation": view.source_url if view.is_own_text else "",
            "correction": [_correction(url, one) for one in view.corrections if not one.is_update],
            "translationOfWork": view.translated_from and _version(by, view.translated_from),
            "workTranslation": [] if view.translated_from else [_version(by, one) for one in view.translations],
        }
    )
    sections = [(card.section.path, card.section.name)] if card.section else []
    return [article, trail(by, [*sections, (path, card.title)])]


def _correction(url: str, one: Amendment) -> Node:
    return {
        "@type": "CorrectionComment",
        "url": f"{url}#{one.id}",
        "datePublished": one.date.isoformat(),
        "text": one.text,
    }


def _author(by: Press, link: Link, term: Term) -> Node:
    kind = "Organization" if term.entry and term.entry.kind == "desk" else "Person"
    return _known({"@type": kind, "name": link.name, "url": link.path and by.url(link.path)})


def _term(by: Press, link: Link, kind: str) -> Node:
    return {"@type": kind, "name": link.name, "url": by.url(link.path)}


def _place(by: Press, term: Term) -> Node:
    link, entry = by.term_link(term), term.entry
    kind = _PLACES.get((entry and entry.kind) or "", "Place")
    country = entry.country if entry and kind != "Country" else None
    address = country and {"@type": "PostalAddress", "addressCountry": country}
    return _known({**_term(by, link, kind), "address": address})


def _picture(by: Press, image: Picture) -> Node:
    return _known(
        {
            "@type": "ImageObject",
            "contentUrl": image.path and by.url(image.path),
            "caption": image.caption,
            "creditText": image.credit,
        }
    )


def _original(view: ArticleView) -> Node | None:
    """Return the original of an article that appeared elsewhere first, as far as anything is known of it."""
    outlet = view.outlet if view.outlet and view.outlet.url != HERE else None
    if outlet is None and not view.source_url:
        return None
    date = view.card.published
    return _known(
        {
            "@type": "CreativeWork",
            "url": view.source_url,
            "archivedAt": view.archive_url,
            "datePublished": str(date) if date and view.is_own_text else "",
            "publisher": outlet and _organization(outlet),
        }
    )


def _organization(outlet: Outlet) -> Node:
    return _known({"@type": "Organization", "name": outlet.name, "url": outlet.url})


def _version(by: Press, link: Link) -> Node:
    url = by.url(link.path)
    return {"@type": "Article", "@id": url, "url": url, "inLanguage": link.lang}


# --- the digest itself ---


def publisher(by: Press) -> Node:
    """Return the digest as one who publishes, with the pages on which it says how it works."""
    pages = {link.path for link in by.site.pages}
    policies = [(name, addresses.page_path(by.edition.prefix, slug)) for name, slug in _POLICIES]
    home = by.url(by.default.prefix)
    named = {"@type": "Organization", "@id": f"{home}#publisher", "name": by.site.name, "url": home}
    return named | {name: by.url(path) for name, path in policies if path in pages}


def of_front(by: Press) -> list[Node]:
    """Return the site in the edition's language, and how it is searched."""
    target = {"@type": "EntryPoint", "urlTemplate": f"{by.url(by.site.search)}?q={{search_term_string}}"}
    action = {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}
    return [
        _known(
            {
                "@type": "WebSite",
                "@id": _site_id(by),
                "url": by.url(by.site.home),
                "name": by.site.name,
                "description": by.site.tagline,
                "inLanguage": by.edition.lang,
                "publisher": publisher(by),
                "potentialAction": action,
            }
        )
    ]


def _site_id(by: Press) -> str:
    return f"{by.url(by.site.home)}#website"


# --- lists ---


def of_list(by: Press, view: ListView, path: str, title: str) -> list[Node]:
    """Return a page of a list with the articles on it, and the way to the list."""
    above = [(link.path, link.name) for link in view.trail if link.path]  # one without articles of its own has no list
    page = _collection(by, path, title, view.description, [card.path for card in view.cards])
    return [page, trail(by, [*above, (view.path, view.title)])]


def of_corrections(by: Press, view: CorrectionsView, path: str, title: str) -> list[Node]:
    """Return a page of all corrections with those on it, and the way to it."""
    paths = [one.path for year in view.years for one in year.entries]
    return [_collection(by, path, title, view.summary, paths), trail(by, [(view.path, view.title)])]


def _collection(by: Press, path: str, title: str, description: str, paths: Sequence[str]) -> Node:
    items = [{"@type": "ListItem", "position": at, "url": by.url(one)} for at, one in enumerate(paths, start=1)]
    ordered = {"@type": "ItemList", "itemListOrder": f"{CONTEXT}/ItemListOrderDescending", "itemListElement": items}
    return _known(
        {
            "@type": "CollectionPage",
            "@id": by.url(path),
            "url": by.url(path),
            "name": title,
            "description": description,
            "inLanguage": by.edition.lang,
            "isPartOf": {"@type": "WebSite", "@id": _site_id(by), "name": by.site.name, "url": by.url(by.site.home)},
            "mainEntity": ordered if items else None,
        }
    )


# --- data ---


def of_data(by: Press, view: DataView, path: str, description: str) -> list[Node]:
    """Return the data set of all articles."""
    files = [
        {"@type": "DataDownload", "encodingFormat": one.type, "contentUrl": by.url(one.path), "name": one.file}
        for one in (*view.downloads, *view.correction_downloads)
    ]
    return [
        _known(
            {
                "@type": "Dataset",
                "@id": by.url(addresses.DATA) + "#data",
                "url": by.url(path),
                "name": f"{by.site.name}: {view.title}",
                "description": description,
                "inLanguage": by.edition.lang,
                "license": view.licence,
                "dateModified": view.updated and view.updated.isoformat(),
                "isAccessibleForFree": True,
                "creator": publisher(by),
                "distribution": files,
                "variableMeasured": [column.name for column in view.columns],
            }
        ),
        trail(by, [(path, view.title)]),
    ]


# --- of all ---


def trail(by: Press, steps: Iterable[tuple[str, str]]) -> Node:
    """Return the way from the front page by *steps*: path, name."""
    ways = [(by.site.home, by.site.name), *steps]
    items = [
        {"@type": "ListItem", "position": at, "name": name, "item": by.url(path)}
        for at, (path, name) in enumerate(ways, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _known(values: Node) -> Node:
    """Return *values* without those that are not known."""
    return {key: value for key, value in values.items() if value}
