"""Plain text as Markdown that shows exactly its words (rules 89 to 91).

Backslashes where Python-Markdown and CommonMark both know them, character references elsewhere, and neither where
the character cannot act: an editor has to read this. Each alternative of `_ACTIVE` names why it is there.
"""

from __future__ import annotations

import re

_ACTIVE = re.compile(
    r"(?P<backslash>[*_])"  # emphasis, rules, bullets, *[abbr]:
    r"|(?P<reference>[\\`|{<]|\](?=[(\[:]))"  # escapes, code, tables, |filename|, {: attributes}, {{ x }}, HTML, links
    r"|(?P<amp>&(?=\#|[0-9A-Za-z]+;))"  # &amp; and &#42 as they came
    r"|(?P<bracket>\[(?=\^|TOC\]))"  # [^note], [TOC]
    r"|(?P<tilde>~(?=~)|(?<=~)~|^~)"  # ~~~ fences, ~~struck~~
    r"|(?P<start>^(?:[#>+-]|:(?=\s)|!!!|=))",  # headings, quotations, bullets, definitions, admonitions, underlines
    re.MULTILINE,
)
# 1. item   1) item: CommonMark takes up to nine figures, Python-Markdown any number
_NUMBERED = re.compile(r"^(?P<number>\d+)(?P<mark>[.)])(?=\s|$)", re.MULTILINE)
# `Key: value` as the first line of a body is taken for metadata, `... ` for its end
_META = re.compile(r"^(?P<key>[A-Za-z0-9_-]+):")
_META_END = re.compile(r"^\.(?=\.\.)")
_TRAILING_HASHES = re.compile(r"(?<!\\)#+$")


def escape(text: str) -> str:
    """Return *text* as Markdown that renders as the same words and nothing else.

    It has single spaces, and several lines only as a table.
    """
    return _NUMBERED.sub(r"\g<number>\\\g<mark>", _ACTIVE.sub(_escaped, text))


def escape_first(text: str) -> str:
    """Return *text* as `escape` does, safe as the first line of a body too."""
    return _META_END.sub(r"\.", _META.sub(r"\g<key>&#58;", escape(text)))


def escape_heading(text: str) -> str:
    """Return *text* as `escape` does, safe after `## ` too, where closing `#` would be taken off."""
    return _TRAILING_HASHES.sub(lambda match: r"\#" * len(match.group()), escape(text))


def _escaped(match: re.Match[str]) -> str:
    found = match.group()
    if match.lastgroup in {"backslash", "bracket"} or found in {"#", ">", "+", "-"}:
        return f"\\{found}"
    if found == "<":
        return "&lt;"
    if found == "&":
        return "&amp;"
    return f"&#{ord(found[0])};{found[1:]}"
