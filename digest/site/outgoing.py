"""Links of a body that lead out of the site: what they are to hand on, and those that nobody is to follow."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from digest.denied import inert_address

if TYPE_CHECKING:
    from digest.denied import Denied

REL = "external noopener noreferrer"

# <a href="https://example.org/" title="a > b">words</a>, as nh3 writes it: attributes in double quotation marks
_LINK = re.compile(r'<a(?P<attributes>(?: [^\s"=>]+="[^"]*")*)>(?P<words>.*?)</a>', re.DOTALL)
_ADDRESS = re.compile(r' href="(?P<address>[^"]*)"')
# The words between two tags; and what else of a body is read: <img alt="words">, <abbr title="words">
_TEXT = re.compile(r'(?P<before>^|>|\b(?:alt|title)=")(?P<text>[^<>"]+)')
_LEADS_OUT = re.compile(r"(?:https?:|[/\\]{2})", re.IGNORECASE)


def lead_out(body: str, denied: Denied) -> str:
    """Return a sanitised body whose links out of the site hand on nothing, and that leads to no denied host.

    What was a link there is its words, and after them the address as it can be read.
    """
    led = _LINK.sub(lambda found: _led(found, denied), body) if "href=" in body else body
    if not denied.is_in(led):
        return led
    return _TEXT.sub(lambda found: f"{found['before']}{denied.inert(found['text'])}", led)


def _led(found: re.Match[str], denied: Denied) -> str:
    there = _ADDRESS.search(found["attributes"])
    address = html.unescape(there["address"]) if there else ""
    if denied.hosts and denied.has(address):
        shown = f'<bdi dir="ltr">{html.escape(inert_address(address))}</bdi>'
        words = found["words"]
        return shown if html.unescape(words).strip() == address.strip() else f"{words} ({shown})"
    if not _LEADS_OUT.match(address):
        return found[0]
    return f'<a{found["attributes"]} rel="{REL}">{found["words"]}</a>'
