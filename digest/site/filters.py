"""The filters of the templates; each finds the page, its address and its words in the template's context."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jinja2 import pass_context

from digest.languages import direction
from digest.site import addresses

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from jinja2.runtime import Context

    from digest.model import PartialDate

MISSING_PATH = "/404.html"


def address_on(page: str, path: str, site_url: str) -> str:
    """Return a site path as an address for the page at *page*: relative, so that the site works under any address.

    The page for missing addresses is shown at any of them, where a relative address would lead astray.
    """
    if page == MISSING_PATH:
        return urlsplit(site_url).path.rstrip("/") + path
    return addresses.relative(path, page)


@pass_context
def href(context: Context, path: str) -> str:
    """Return a site path as an address for this page."""
    return address_on(context["head"].path, path, context["site"].url)


@pass_context
def day(context: Context, value: PartialDate | date) -> str:
    """Return a date in the words of the page, as exactly as it is known."""
    return str(context["words"].day(value))


@pass_context
def number(context: Context, value: float) -> str:
    """Return a number as the language of the page writes it."""
    return str(context["words"].number(value))


@pass_context
def lang_name(context: Context, lang: str) -> str:
    """Return the name of a language in the language of the page."""
    return str(context["words"].lang_name(lang))


def lang_dir(lang: str) -> str:
    """Return `ltr` or `rtl`."""
    return direction(lang)


FILTERS: Mapping[str, Callable[..., str]] = {
    "href": href,
    "day": day,
    "number": number,
    "lang_name": lang_name,
    "lang_dir": lang_dir,
}
