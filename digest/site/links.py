"""Links of a body to other content, `{filename}/articles/2016/b.md`: which there are, and the addresses they lead to.

They mean what Pelican takes them for, to the byte, so that a site is the same whoever resolves them.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import ParseResult, unquote, urlparse, urlunparse

from digest.shapes import did_you_mean
from digest.site.addresses import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

# Takes the word in the braces and a path in the content folder, or what else stands behind the braces: a tag. Returns
# the site's path of it, /articles/b/, or None where there is none.
AddressOf: TypeAlias = Callable[[str, str], str | None]

FILES = frozenset({"filename", "static", "attach"})
OTHERS = frozenset({"category", "tag", "author", "index"})

# <a href="{filename}../2016/b.md#s-part">   <img alt="A chart" src="|static|/images/chart.svg">
# As Pelican has it, which finds the last one of a tag; but what is in braces has an end, lest a line of links without
# closing braces be read again for each of them.
_LINK = re.compile(
    r"(?P<before><[^>]+(?:href|src|poster|data|cite|formaction|action|content)\s*=\s*(?P<quote>[\"']))"
    r"(?P<placeholder>[{|](?P<what>[^|}\n]{0,1000})[|}](?P<value>.*?))(?P=quote)"
)


@dataclass(frozen=True, slots=True)
class BadLink:
    """A link that leads nowhere, or not in the right words: how it stands in the body, what is wrong, what to do."""

    placeholder: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class _Lead:
    """Where a link leads: the site's path, the link's parts that go behind it, and what is wrong with it."""

    path: str | None
    parts: ParseResult
    wrong: BadLink | None = None


def targets(body: str) -> tuple[str, ...]:
    """Return the links of a rendered body to other content, as they stand there."""
    return tuple(link["placeholder"] for link in _links(body))


def resolve(body: str, source: str, address_of: AddressOf, root: str = ROOT) -> str:
    """Return a rendered body with addresses, which begin with *root*, for its links to other content.

    *source* is the path of its file in the content folder, for links that are relative to it. One that leads nowhere
    stays, with what follows its path twice, as Pelican leaves it: `bad_links` tells.
    """
    if not _may_have_links(body):
        return body

    def replaced(link: re.Match[str]) -> str:
        try:
            lead = _lead(link, source, address_of)
        except ValueError:  # {filename}//[bad
            return link.group()
        path = link["placeholder"] if lead.path is None else posixpath.join(root, lead.path.removeprefix("/"))
        return f"{link['before']}{urlunparse(lead.parts._replace(path=path))}{link['quote']}"

    return _LINK.sub(replaced, body)


def bad_links(body: str, source: str, address_of: AddressOf) -> tuple[BadLink, ...]:
    """Return the links of a rendered body that lead nowhere, or not in the right words, each once."""
    found: dict[str, BadLink] = {}
    for link in _links(body):
        try:
            wrong = _lead(link, source, address_of).wrong
        except ValueError:
            wrong = _nowhere(link)
        if wrong:
            found.setdefault(wrong.placeholder, wrong)
    return tuple(found.values())


def line_of(link: BadLink, text: str, first: int = 1) -> int:
    """Return the line of a link in the Markdown text of its body, whose first is *first*; 0 where it is not seen."""
    at = text.find(html.unescape(link.placeholder))
    return 0 if at < 0 else first + text.count("\n", 0, at)


def _may_have_links(body: str) -> bool:
    return "{" in body or "|" in body


def _links(body: str) -> Iterator[re.Match[str]]:
    return _LINK.finditer(body) if _may_have_links(body) else iter(())


def _lead(link: re.Match[str], source: str, address_of: AddressOf) -> _Lead:
    what, parts = link["what"], urlparse(link["value"])
    if what in OTHERS:
        path = address_of(what, parts.path)
        return _Lead(path, parts, None if path else _nowhere(link))
    if what not in FILES:
        return _Lead(None, parts, _unknown(link))
    lead = _to_file(what, parts, source, address_of)
    if lead is None and what == "filename":
        lead = _to_file("static", parts, source, address_of)
        return replace(lead, wrong=_file_as_article(link)) if lead else _Lead(None, parts, _nowhere(link))
    return lead or _Lead(None, parts, _nowhere(link))


def _to_file(what: str, parts: ParseResult, source: str, address_of: AddressOf) -> _Lead | None:
    """Return where a link to a file leads: as it stands, else with what stands for characters in addresses or HTML."""
    unescaped = urlparse(html.unescape(parts.geturl()))
    for path, kept in ((parts.path, parts), (unquote(parts.path), parts), (unescaped.path, unescaped)):
        found = address_of(what, _in_content(path, source))
        if found is not None:
            return _Lead(found, kept)
    return None


def _in_content(path: str, source: str) -> str:
    """Return the path in the content folder of what *path* names in the file *source*."""
    if path.startswith("/"):
        return path[1:]
    joined = posixpath.join(posixpath.dirname(source), path)
    return posixpath.normpath(joined) if joined else source


def _nowhere(link: re.Match[str]) -> BadLink:
    message = f"the link {link['placeholder']!r} leads nowhere"
    return BadLink(link["placeholder"], message, "name a file that is there, as in {filename}/articles/2016/y.md")


def _file_as_article(link: re.Match[str]) -> BadLink:
    message = f"the link {link['placeholder']!r} leads to a file that is no article and no page"
    return BadLink(link["placeholder"], message, "write {static} before its path")


def _unknown(link: re.Match[str]) -> BadLink:
    known = sorted(FILES)
    hint = did_you_mean(link["what"], known) or f"write one of {', '.join(known)} in the braces"
    return BadLink(link["placeholder"], f"the link {link['placeholder']!r} begins with no known word", hint)
