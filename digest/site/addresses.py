"""Where everything stands: the one place that knows the site's paths; they begin and, for pages, end with `/`."""

from __future__ import annotations

from urllib.parse import urlsplit

ROOT = "\0"
"""Stands in a rendered page for the way from there to the site's root: no text, no markup can hold this character."""

MISSING = "/404.html"

# The folder of each kind of list; the archive's lists stand below one folder.
FOLDERS = {
    "tag": "tags",
    "author": "authors",
    "place": "places",
    "section": "sections",
    "publication": "publications",
    "language": "languages",
}


def edition_prefix(lang: str, default_lang: str) -> str:
    """Return the path of an edition's front page."""
    return "/" if lang == default_lang else f"/{lang}/"


def article_path(prefix: str, slug: str) -> str:
    """Return the path of an article; *prefix* is that of its language."""
    return f"{prefix}articles/{slug}/"


def page_path(prefix: str, slug: str) -> str:
    """Return the path of a page such as "About"."""
    return f"{prefix}{slug}/"


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


def list_page_path(first: str, age: int | None) -> str:
    """Return the path of one page of the list at *first*.

    *age* counts from the oldest page, 1, so that a page keeps its address when newer ones come; None is the newest.
    """
    return first if age is None else f"{first}page/{age}/"


def feed_path(of: str, form: str) -> str:
    """Return the path of the feed of the list at *of*; *form* is `atom` or `json`."""
    return f"{of}feed.{form}"


def save_as(path: str) -> str:
    """Return the file that answers at *path*, relative to the output folder."""
    return path.removeprefix("/") + ("index.html" if path.endswith("/") else "")


def root_from(path: str, site_url: str) -> str:
    """Return the way from the page at *path* to the site's root, without a slash at its end: the site works anywhere.

    The page for missing addresses is shown at any of them, where a relative address would lead astray.
    """
    if path == MISSING:
        return urlsplit(site_url).path.rstrip("/")
    return "/".join([".."] * (path.count("/") - 1)) or "."
