"""Where everything stands: the one place that knows the site's paths; they begin and, for pages, end with `/`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from digest.schema import DossierMatter, PageMatter, WeekMatter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.model import Week

ROOT = "\0"
"""Stands in a rendered page for the way from there to the site's root: no text, no markup can hold this character."""

MISSING = "/404.html"
OFFLINE = "/offline.zip"

DATA = "/data/"
"""The folder of the data set; each edition has its own page of it, and all have the same files."""
DATA_FILES = (f"{DATA}articles.csv", f"{DATA}articles.json")
CORRECTIONS_FILES = (f"{DATA}corrections.csv", f"{DATA}corrections.json")
EXCEPTIONS_FILES = (f"{DATA}exceptions.csv", f"{DATA}exceptions.json")
SHARE_FILES = (f"{DATA}shares.csv", f"{DATA}shares.json")

# The folder of each kind of list; the archive's lists stand below one folder.
FOLDERS = {
    "tag": "tags",
    "author": "authors",
    "place": "places",
    "section": "sections",
    "publication": "publications",
    "language": "languages",
}

# Where each kind of leaf stands in its edition.
LEAF_FOLDERS: Mapping[type[Any], str] = {PageMatter: "", DossierMatter: "dossiers/", WeekMatter: "digest/"}


def edition_prefix(lang: str, default_lang: str) -> str:
    """Return the path of an edition's front page."""
    return "/" if lang == default_lang else f"/{lang}/"


def article_path(prefix: str, slug: str) -> str:
    """Return the path of an article; *prefix* is that of its language."""
    return f"{prefix}articles/{slug}/"


def page_path(prefix: str, slug: str) -> str:
    """Return the path of a page such as "About"."""
    return f"{prefix}{slug}/"


def leaf_path(prefix: str, matter: Any) -> str:
    """Return the path of a page such as "About", or of what else an editor writes around the articles."""
    return f"{prefix}{LEAF_FOLDERS[type(matter)]}{matter.slug}/"


def list_path(prefix: str, kind: str, identifier: str) -> str:
    """Return the path of a list: *kind* is a key of FOLDERS, or year, month, undated, latest."""
    if kind == "latest":
        return f"{prefix}latest/"
    if kind in {"year", "month", "undated"}:
        return f"{prefix}archive/{identifier.replace('-', '/')}/"
    return f"{prefix}{FOLDERS[kind]}/{identifier}/"


def index_path(prefix: str, kind: str) -> str:
    """Return the path of the index of *kind*: a key of FOLDERS, or `archive`."""
    return f"{prefix}{FOLDERS.get(kind, kind)}/"


def search_path(prefix: str) -> str:
    """Return the path of the search page."""
    return f"{prefix}search/"


def corrections_path(prefix: str) -> str:
    """Return the path of the list of all corrections."""
    return f"{prefix}corrections/"


def weeks_path(prefix: str) -> str:
    """Return the path of the index of the weekly digests."""
    return f"{prefix}digest/"


def week_path(prefix: str, week: Week) -> str:
    """Return the path of the digest of a week."""
    return f"{weeks_path(prefix)}{week}/"


def week_part_path(prefix: str, week: Week, section: str | None) -> str:
    """Return the path of the list of all that a week has of a section, or without one."""
    return f"{week_path(prefix, week)}{f'sections/{section}' if section else 'without-section'}/"


MAIL = "mail.html"
"""The name of a page that is sent as an e-mail."""


def mail_path(prefix: str, week: Week, form: str) -> str:
    """Return the path of the e-mail with the digest of a week; *form* is `html` or `txt`."""
    return f"{week_path(prefix, week)}mail.{form}"


def list_page_path(first: str, age: int | None) -> str:
    """Return the path of one page of the list at *first*.

    *age* counts from the oldest page, 1, so that a page keeps its address when newer ones come; None is the newest.
    """
    return first if age is None else f"{first}page/{age}/"


def search_description_path(prefix: str) -> str:
    """Return the path of what tells browsers how to search here (OpenSearch)."""
    return f"{prefix}search/opensearch.xml"


def data_path(prefix: str) -> str:
    """Return the path of the page of the data set."""
    return prefix + DATA[1:]


def shares_path(prefix: str) -> str:
    """Return the path of the page that says who is speaking: the shares of publications, funders and countries."""
    return f"{prefix}about/publications/"


def rules_path(prefix: str) -> str:
    """Return the path of the page of the rules against harm, and of the exceptions to them."""
    return f"{prefix}about/exceptions/"


def help_path(prefix: str) -> str:
    """Return the path of the page of those who help."""
    return f"{prefix}help/"


def feed_path(of: str, form: str) -> str:
    """Return the path of the feed of the list at *of*; *form* is `atom` or `json`."""
    return f"{of}feed.{form}"


def card_path(of: str) -> str:
    """Return the path of the card of the page at *of*: a picture for links to it that are shared."""
    return f"{of}card.png"


def save_as(path: str) -> str:
    """Return the file that answers at *path*, relative to the output folder."""
    return path.removeprefix("/") + ("index.html" if path.endswith("/") else "")


def root_from(path: str, site_url: str) -> str:
    """Return the way from the page at *path* to the site's root, without a slash at its end: the site works anywhere.

    The page for missing addresses is shown at any of them, where a relative address would lead astray; a mail is read
    where there is no site at all.
    """
    if path.endswith(f"/{MAIL}"):
        return site_url
    if path == MISSING:
        return urlsplit(site_url).path.rstrip("/")
    return "/".join([".."] * (path.count("/") - 1)) or "."
