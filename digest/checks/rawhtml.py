"""Rules over HTML in Markdown: what the site would drop from it is told, rather than missed by readers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.allowed import ATTRIBUTES, SCHEMES, TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.checks.prose import Prose
    from digest.model import Problem

_HEADLINE = "h1"  # becomes an h2, and is told as a heading
# <p class="note">   <script>; not </p>, which says nothing that its start did not
_TAG = re.compile(r"<(?P<name>[A-Za-z][A-Za-z0-9-]{0,40})(?P<given>(?:\s[^<>]{0,2000})?)/?>")
# class="note"   hidden
_ATTRIBUTE = re.compile(r"""\s(?P<name>[A-Za-z_:][\w:.-]{0,60})(?:\s{0,3}=\s{0,3}(?:"[^"]*"|'[^']*'|[^\s"'>]*))?""")
# ](javascript:x)   href="data:x"   <tel:112>; not {filename}/a.md, which the site knows
_ADDRESS = re.compile(
    r"""(?:\]\(\s{0,3}<?|\b(?:href|src)\s{0,3}=\s{0,3}["']?|<)(?P<scheme>[A-Za-z][A-Za-z0-9+.-]{1,20}):(?=[^\s/]|//)"""
)


def check_raw_html(prose: Prose) -> Iterator[Problem]:
    """Yield the elements, attributes and addresses of a body that the site does not show."""
    text = prose.text
    if "<" in text:
        for match in _TAG.finditer(text):
            yield from _check_tag(prose, match)
    if ":" in text:
        for match in _ADDRESS.finditer(text):
            scheme = match["scheme"].lower()
            if scheme not in SCHEMES:
                message = f"an address that begins with {scheme}: is taken out of the link"
                hint = f"write one that begins with {', '.join(f'{one}:' for one in sorted(SCHEMES))}"
                yield prose.problem(match.start("scheme"), "C126", message, hint)


def _check_tag(prose: Prose, match: re.Match[str]) -> Iterator[Problem]:
    name = match["name"].lower()
    if name == _HEADLINE:
        return
    if name not in TAGS:
        message = f"the element <{name}> is left out where the text is shown"
        yield prose.problem(
            match.start(), "C125", message, "write it in Markdown, or \\< where the sign itself is meant"
        )
        return
    known = ATTRIBUTES["*"] | ATTRIBUTES.get(name, set())
    for given in _ATTRIBUTE.finditer(match["given"]):
        if given["name"].lower() not in known:
            message = f"the attribute {given['name']!r} of <{name}> is left out where the text is shown"
            hint = f"take it out; it can have {', '.join(sorted(known))}"
            yield prose.problem(match.start("given") + given.start("name"), "C125", message, hint)
