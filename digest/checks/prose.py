"""The Markdown of a body as the rules over its words take it: what is code shows none, and every place has its line."""

from __future__ import annotations

import html
import re
from bisect import bisect
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from digest.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCES = ("```", "~~~")
_INDENTED = ("    ", "\t")
# `code`   ``co`de``; not over the end of a line
_CODE = re.compile(r"(?<!`)(?P<ticks>`{1,3})(?!`)[^\n]{1,1000}?(?<!`)(?P=ticks)(?!`)")
# \*   \<
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
# &#93;   &quot;
_REFERENCE = re.compile(r"&(?:#[0-9]{2,6}|[a-z]{2,8});")
# - item   * item   1. item   ## heading   | cell |   > quotation   [^1]: footnote   : definition
_OPENS_UNIT = re.compile(r"[ \t]*(?:[-*+•][ \t]|[0-9]{1,4}[.)][ \t]|#{1,6}|\||>|\[\^?[^\]\n]{1,100}\]:|:[ \t])")


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, an item of a list or a heading: where it begins in the text, and its words."""

    at: int
    text: str


@dataclass(frozen=True)
class Prose:
    """A body of the file *path* in the language *lang*; *first* is the line of the file at which it begins."""

    path: str
    lang: str
    body: str
    first: int = 1

    @cached_property
    def _without_code(self) -> str:
        text = _without_blocks(self.body)
        if "<!--" in text:
            text = _without_comments(text)
        return _CODE.sub(blank, text) if "`" in text else text

    @cached_property
    def text(self) -> str:
        """The body with spaces in place of code, comments and escaped characters: every place stays where it is."""
        return _ESCAPED.sub("  ", self._without_code) if "\\" in self.body else self._without_code

    @cached_property
    def shown(self) -> str:
        """The same, but for what is escaped: that is what readers see."""
        text = self._without_code
        text = _ESCAPED.sub(lambda match: f" {match.group()[1]}", text) if "\\" in text else text
        return _REFERENCE.sub(_spelled, text) if "&" in text else text

    def units(self, text: str) -> Iterator[Unit]:
        """Yield the paragraphs of *text*, which is this one's with more of it blanked."""
        at, begun, lines = 0, 0, list[str]()
        for line in text.splitlines(keepends=True):
            if lines and (not line.strip() or _OPENS_UNIT.match(line)):
                yield Unit(begun, "".join(lines))
                lines = []
            if line.strip():
                begun = begun if lines else at
                lines.append(line)
            at += len(line)
        if lines:
            yield Unit(begun, "".join(lines))

    def problem(self, at: int, code: str, message: str, hint: str) -> Problem:
        """Return a problem at a place of the text."""
        line = bisect(self._begins, at)
        return Problem(self.path, self.first + line - 1, code, message, hint, at - self._begins[line - 1] + 1)

    @cached_property
    def _begins(self) -> list[int]:
        """Where each line begins."""
        return [0, *(match.end() for match in re.finditer("\n", self.body))]


def blank(match: re.Match[str]) -> str:
    """Return spaces in place of what was found, and its ends of lines."""
    found = match.group()
    return " " * len(found) if "\n" not in found else re.sub(r"[^\n]", " ", found)


def _spelled(match: re.Match[str]) -> str:
    """Return the character that a reference stands for, and spaces in place of the rest."""
    found = match.group()
    char = html.unescape(found)
    return char + " " * (len(found) - len(char)) if len(char) < len(found) else found


def _without_comments(text: str) -> str:
    """Return *text* with spaces in place of `<!-- a note to colleagues -->`; one without an end is none."""
    parts, at = [], 0
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin)) >= 0:
        parts += [text[at:begin], re.sub(r"[^\n]", " ", text[begin : end + 3])]
        at = end + 3
    return "".join([*parts, text[at:]])


def _without_blocks(body: str) -> str:
    if not any(mark in body for mark in (*_FENCES, *_INDENTED)):
        return body
    lines = []
    fence, was_blank, was_code = "", True, False
    for line in body.splitlines(keepends=True):
        mark = line.lstrip()[:3]
        opens = not fence and mark in _FENCES
        is_code = bool(fence) or opens or (line.startswith(_INDENTED) and (was_blank or was_code))
        if opens:
            fence = mark
        elif fence and mark == fence:
            fence = ""
        lines.append(re.sub(r"[^\n]", " ", line) if is_code else line)
        was_blank, was_code = not line.strip(), is_code
    return "".join(lines)
