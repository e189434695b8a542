"""Markdown of the common kind as Python-Markdown renders it, byte for byte, in a twentieth of its time.

Most bodies are paragraphs, subheads and simple lists with some emphasis and links. Whatever is not surely that, and be
it one character of a long text, is left to Python-Markdown, which says what a body means.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.extensions.toc import slugify_unicode, unique

if TYPE_CHECKING:
    from collections.abc import Sequence

# Characters that mean nothing to Markdown wherever they stand in a line, and that no step of it changes
_PLAIN = r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff<>&\\`{|*_\[\]]"
# What begins a block, or would change the one before: # heading, === underline, - item, : definition, ~~~ fence
_NO_START = r"(?![\s#=+:~-]|\d+[.)]\s)"
# A line of a paragraph ends without spaces, two of which are a line break
_NEWLINE = rf"(?<!\s)\n{_NO_START}"
# R & D   &#124;   &amp;   \*
_CHARACTER = r"&(?=\ )|&(?:\#[0-9]{1,6}|[A-Za-z][A-Za-z0-9]{1,9});|\\[*_\[#+.-]"
_WORDS = rf"(?:{_PLAIN}++|{_NEWLINE}|{_CHARACTER}|(?<=[^\W_])_(?=[^\W_]))"
# **strong**   *em*   _em_
_EMPHASIS = (
    rf"\*\*(?![\s*])(?>(?:{_WORDS})+)(?<![\s*])\*\*(?!\*)"
    rf"|\*(?![\s*])(?>(?:{_WORDS})+)(?<![\s*])\*(?!\*)"
    rf"|(?<!\w)_(?=[^\W_])(?>(?:{_WORDS})+)(?<=[^\W_])_(?!\w)"
)
# {filename}/articles/2016/a.md   https://example.org/a?b=1&c=2#d   https://example.org/2178(2014)
_ADDRESS = r"(?:\{[a-z]{1,9}\})?(?>(?:[\w/:.?=\#%~+,@!$;-]|&(?=[a-z]{1,9}=)|\([\w.-]*+\))+)"
# [words](address)
_LINK = rf"(?<!!)\[(?!\^)(?>(?:{_WORDS}|{_EMPHASIS})+)\]\({_ADDRESS}\)"
# [the speaker]: with no definitions in the text, brackets are brackets
_BRACKETS = rf"(?<!!)\[(?!\^|TOC\])(?>(?:{_WORDS})*)\](?![\[(]|\ ?:)"
_INLINE = rf"(?>(?:{_WORDS}|{_EMPHASIS}|{_LINK}|{_BRACKETS})+)(?<!\s)"

_PARAGRAPH = re.compile(_NO_START + _INLINE)
# ## Subhead
_HEADING = re.compile(rf"(?P<level>\#{{2,6}})\ +(?P<words>(?!\s)(?>(?:(?!\#){_PLAIN})+)(?<!\s))")
# - item   * item   12. item
_ITEM = re.compile(rf"(?:(?P<bullet>[*+-])|(?P<number>[0-9]{{1,9}})\.)\ +(?P<words>{_NO_START}{_INLINE})")
_LIST_START = re.compile(r"[*+-]\ |[0-9]+\.\ ")

# What is written otherwise than it stands there; `_PARAGRAPH` has seen that nothing else can be meant. Each alternative
# begins with a plain character, by which Python's engine finds it ten times as fast.
_MARKED = re.compile(
    r"\\(?P<escaped>.)|&(?P<ampersand>)(?=\ )"
    rf"|\[(?P<label>(?>(?:{_WORDS}|{_EMPHASIS})+))\]\((?P<address>{_ADDRESS})\)"
    rf"|\*\*(?P<strong>(?>(?:{_WORDS})+))\*\*|\*(?P<em>(?>(?:{_WORDS})+))\*"
    rf"|_(?<!\w_)(?=[^\W_])(?P<em_>(?>(?:{_WORDS})+))_(?!\w)"
)


class _NotPlainError(ValueError):
    """A block that Python-Markdown has to render."""


def anchor(value: str, separator: str) -> str:
    """Return the id of a heading, kept apart from the ids that the theme's own elements have."""
    return f"s-{slugify_unicode(value, separator)}"


class _Anchors:
    """The ids of the headings of one body, each given once."""

    def __init__(self) -> None:
        self.given: set[str] = set()
        self.counts: dict[str, int] = {}

    def new(self, words: str) -> str:
        """Return the id of the next heading, as the extension `toc` gives it."""
        name = anchor(" ".join(words.split()), "-")
        # Without the counts, a thousand headings of one text take a million steps; the types do not know them yet
        return unique(name, self.given, self.counts)  # type: ignore[call-arg]


def render_plain(text: str) -> str | None:
    """Return the HTML of a Markdown text, not sanitised, or None where Python-Markdown has to be asked."""
    anchors = _Anchors()
    written: list[str] = []
    try:
        for block in text.split("\n\n"):
            after_list = bool(written) and written[-1].endswith(("</ul>", "</ol>"))
            written += _blocks(block.strip("\n"), anchors, after_list=after_list)
    except _NotPlainError:
        return None
    return "\n".join(written)


def _blocks(block: str, anchors: _Anchors, *, after_list: bool) -> list[str]:
    """Return what stands between two blank lines: headings, each a line of its own, then one block of another kind."""
    headings = []
    while block.startswith("##"):
        line, _, block = block.partition("\n")
        headings.append(_heading(line, anchors))
    if not block:
        return headings
    if _LIST_START.match(block):
        if after_list and not headings:  # a blank line between items changes those before it too
            raise _NotPlainError
        return [*headings, _list(block.split("\n"))]
    if not _PARAGRAPH.fullmatch(block):
        raise _NotPlainError
    return [*headings, f"<p>{_inline(block)}</p>"]


def _heading(line: str, anchors: _Anchors) -> str:
    found = _HEADING.fullmatch(line)
    if not found:
        raise _NotPlainError
    words, level = found["words"], len(found["level"])
    return f'<h{level} id="{anchors.new(words)}">{words}</h{level}>'


def _list(lines: Sequence[str]) -> str:
    items = [_ITEM.fullmatch(line) for line in lines]
    found = [item for item in items if item]
    if len(found) < len(lines) or len({item["bullet"] is None for item in found}) > 1:
        raise _NotPlainError
    inner = "\n".join(f"<li>{_inline(item['words'])}</li>" for item in found)
    start = found[0]["number"]
    if start is None:
        return f"<ul>\n{inner}\n</ul>"
    return f"<ol>\n{inner}\n</ol>" if start == "1" else f'<ol start="{start}">\n{inner}\n</ol>'


def _inline(text: str) -> str:
    return _MARKED.sub(_written, text)


def _written(found: re.Match[str]) -> str:
    kind = found.lastgroup
    if kind == "address":
        address = found["address"].replace("&", "&amp;")
        return f'<a href="{address}">{_inline(found["label"])}</a>'
    if kind == "ampersand":
        return "&amp;"
    inner = found[kind or 0]
    if kind == "escaped":
        return inner
    tag = "strong" if kind == "strong" else "em"
    return f"<{tag}>{_inline(inner)}</{tag}>"
