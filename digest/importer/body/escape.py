"""Plain text as Markdown that shows exactly its words (rules 89 to 91).

Backslashes where Python-Markdown and CommonMark both know them, character references elsewhere, and neither where
the character cannot act: an editor has to read this. Each alternative of `_ACTIVE` names why it is there.
"""

from __future__ import annotations

import re

# Every alternative begins with a plain character, by which Python's engine finds it ten times as fast
_ACTIVE = re.compile(
    r"\*|_"  # emphasis, rules, bullets, *[abbr]:
    r"|\\|`|\||\{|<|\](?=[(\[:])"  # escapes, code, tables, |filename|, {: attributes}, {{ x }}, HTML, links
    r"|&(?=\#|[0-9A-Za-z]+;)"  # &amp; and &#42 as they came, and what has no meaning: Python-Markdown leaves all alike
    r"|\[(?=\^|TOC\])"  # [^note], [TOC]
    r"|~(?=~)|~(?<=~~)"  # ~~~ fences, ~~struck~~
)
_WRITTEN = {char: f"\\{char}" for char in "*_["} | {"<": "&lt;", "&": "&amp;"}
_WRITTEN |= {char: f"&#{ord(char)};" for char in "\\`|{]~"}
# What acts at the head of a line: headings, quotations, bullets, definitions, admonitions, underlines, fences
_STARTS = frozenset("#>+-:!=~")
_START = re.compile(r"[#>+-]|:(?=\s)|!!!|=|~")
# 1. item   1) item: CommonMark takes up to nine figures, Python-Markdown any number
_NUMBERED = re.compile(r"^(?P<number>\d+)(?P<mark>[.)])(?=\s|$)")
# `Key: value` as the first line of a body is taken for metadata, `... ` for its end
_META = re.compile(r"^(?P<key>[A-Za-z0-9_-]+):")
_META_END = re.compile(r"^\.(?=\.\.)")
_TRAILING_HASHES = re.compile(r"(?<!\\)#+$")


def escape(text: str) -> str:
    """Return *text* as Markdown that renders as the same words and nothing else.

    It has single spaces, and several lines only as a table.
    """
    return "\n".join(map(_escape_line, text.split("\n"))) if "\n" in text else _escape_line(text)


def _escape_line(text: str) -> str:
    escaped = _ACTIVE.sub(_escaped, text)
    if text[:1] in _STARTS and _START.match(escaped):
        return f"\\{escaped}" if text[0] in "#>+-" else f"&#{ord(text[0])};{escaped[1:]}"
    return _NUMBERED.sub(r"\g<number>\\\g<mark>", escaped) if text[:1].isdigit() else escaped


def escape_first(text: str) -> str:
    """Return *text* as `escape` does, safe as the first line of a body too."""
    return _META_END.sub(r"\.", _META.sub(r"\g<key>&#58;", escape(text)))


def escape_heading(text: str) -> str:
    """Return *text* as `escape` does, safe after `## ` too, where closing `#` would be taken off."""
    return _TRAILING_HASHES.sub(lambda match: r"\#" * len(match.group()), escape(text))


def _escaped(match: re.Match[str]) -> str:
    return _WRITTEN[match.group()]
