"""Links of a body that lead out of the site: what they are to hand on, and those that nobody is to follow."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import TYPE_CHECKING

from digest.denied import inert_address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from digest.deadlinks import Gone
    from digest.denied import Denied

REL = "external noopener noreferrer"

# <a href="https://example.org/" title="a > b">words</a>, as nh3 writes it: attributes in double quotation marks
_LINK = re.compile(r'<a(?P<attributes>(?: [^\s"=>]+="[^"]*")*)>(?P<words>.*?)</a>', re.DOTALL)
_ADDRESS = re.compile(r' href="(?P<address>[^"]*)"')
# The words between two tags; and what else of a body is read: <img alt="words">, <abbr title="words">
_TEXT = re.compile(r'(?P<before>^|>|\b(?:alt|title)=")(?P<text>[^<>"]+)')
_TAG = re.compile(r"<[^>]*>")
# <span data-gone="2026-11-26"></span>, which no text can have: what is in one has been sanitised
_GONE = re.compile(r'<span data-gone="(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"></span>')
_LEADS_OUT = re.compile(r"(?:https?:|[/\\]{2})", re.IGNORECASE)


def lead_out(body: str, denied: Denied, gone: Mapping[str, Gone] | None = None) -> str:
    """Return a sanitised body whose links out of the site hand on nothing, and that leads to no denied host.

    What was a link there is its words, and after them the address as it can be read. A link to what is *gone* leads to
    the copy; `say_gone` says so.
    """
    led = _LINK.sub(lambda found: _led(found, denied, gone or {}), body) if "href=" in body else body
    if not denied.is_in(led):
        return led
    return _TEXT.sub(lambda found: f"{found['before']}{denied.inert(found['text'])}", led)


def _led(found: re.Match[str], denied: Denied, gone: Mapping[str, Gone]) -> str:
    there = _ADDRESS.search(found["attributes"])
    address = html.unescape(there["address"]) if there else ""
    if denied and (denied.has(address) or (_LEADS_OUT.match(address) and denied.names(_bare(found["words"])))):
        shown = f'<bdi dir="ltr">{html.escape(inert_address(address))}</bdi>'
        words = found["words"]
        return shown if html.unescape(words).strip() == address.strip() else f"{words} ({shown})"
    if not _LEADS_OUT.match(address):
        return found[0]
    copied = gone.get(address.partition("#")[0]) or gone.get(address) if gone else None
    if copied is None:
        return f'<a{found["attributes"]} rel="{REL}">{found["words"]}</a>'
    shown = f'<bdi dir="ltr">{html.escape(address)}</bdi>'
    return f'<a href="{html.escape(copied.copy)}" rel="{REL}">{found["words"]}</a> ({shown}{_since(copied.since)})'


def _bare(words: str) -> str:
    return html.unescape(_TAG.sub(" ", words))


def _since(day: date) -> str:
    return f'<span data-gone="{day.isoformat()}"></span>'


def say_gone(body: str, say: Callable[[date], str]) -> str:
    """Return a body that says in words, which *say* has, since when the pages are gone that it used to lead to."""
    if "<span data-gone=" not in body:
        return body
    return _GONE.sub(lambda found: html.escape(say(date.fromisoformat(found["day"]))), body)
