"""The body of an article: from Markdown to HTML that cannot hurt, its lede, and as much of it as may be shown."""

from __future__ import annotations

import html
import re
from functools import cache

import markdown
import nh3
from markdown.extensions.toc import TocExtension

from digest.allowed import ATTRIBUTES, SCHEMES, TAGS
from digest.site.plainbody import anchor, render_plain

# What may be wider than a phone scrolls by itself there, and is scrolled by keyboard only if that can come to it.
_SET = {"table": {"tabindex": "0"}, "pre": {"tabindex": "0"}}
_EXTENSIONS = ("tables", "footnotes", "def_list", "abbr", "attr_list", "fenced_code", "sane_lists")
_LEDE_LENGTH = 300


@cache
def _engine() -> markdown.Markdown:
    toc = TocExtension(slugify=anchor)
    return markdown.Markdown(extensions=[*_EXTENSIONS, toc], output_format="html")


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS, attributes=ATTRIBUTES, set_tag_attribute_values=_SET, url_schemes=SCHEMES, link_rel=None
    )


def render_body(text: str, *, reference: bool = False) -> str:
    """Return the HTML of a Markdown body; a first-level heading becomes a second, since the headline is the first.

    With *reference*, Python-Markdown is asked about the common kind of body too.
    """
    rendered = None if reference else render_plain(text)
    return _cleaner().clean(render_reference(text) if rendered is None else rendered)


def render_reference(text: str) -> str:
    """Return the HTML that Python-Markdown makes of a body, not sanitised."""
    return re.sub(r"<(/?)h1\b", r"<\1h2", _engine().reset().convert(text))


# <p>ASTANA -- The first paragraph.</p>
_PARAGRAPH = re.compile(r"<p(?: [^>]*)?>(?P<inner>.*?)</p>", re.DOTALL)


# <sup id="fnref:1"><a href="#fn:1">1</a></sup>
_FOOTNOTE_MARK = re.compile(r'<sup id="fnref[^>]*>.*?</sup>', re.DOTALL)


# <img alt="A hall" src="…">
_PICTURE = re.compile(r"<img\b[^>]*>")


# <a href="#s-end">below</a>: in an excerpt it would lead nowhere
_LINK_WITHIN = re.compile(r'<a\b[^>]*\bhref="#[^"]*"[^>]*>(?P<words>.*?)</a>', re.DOTALL)


def plain_text(markup: str) -> str:
    """Return the words of an HTML fragment, in one line."""
    spaced = re.sub(r"<br\b[^>]*>", " ", markup)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", spaced)).split())


def lede(body: str, dateline: str | None) -> str:
    """Return the first paragraph in plain text, without the dateline before it, cut at a word."""
    first = _PARAGRAPH.search(body)
    text = plain_text(_FOOTNOTE_MARK.sub("", first["inner"])) if first else ""
    if dateline and text.startswith(dateline):
        text = re.sub(r"^\s*(?:--|[-–—―:])?\s*", "", text[len(dateline) :])
    if len(text) <= _LEDE_LENGTH:
        return text
    cut = text[:_LEDE_LENGTH]
    return (cut.rpartition(" ")[0] or cut).rstrip(",;:–—-") + " …"


def excerpt(body: str) -> str:
    """Return the lede, for an article of which no more may be shown; no footnote and no picture is among it."""
    for paragraph in _PARAGRAPH.finditer(body):
        shown = _PICTURE.sub("", _FOOTNOTE_MARK.sub("", paragraph.group()))
        if plain_text(shown):
            return _LINK_WITHIN.sub(r"\g<words>", shown)
    return ""
