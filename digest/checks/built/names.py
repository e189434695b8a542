"""Looking for names that a rule keeps out in every file of the site: in its text, its address, its headlines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from digest.checks.built.faults import Fault
from digest.checks.built.withheld import has_words, unpacked
from digest.masking import Names

if TYPE_CHECKING:
    from collections.abc import Iterator

_HINT = "build again; if it stays, see harm.yaml and report it"
# Where names do not stand that a rule keeps out of headlines: what is said of a page by its headline.
_HEADLINE = re.compile(r"<title>(?P<title>[^<]*)</title>|<h1\b[^>]*>(?P<headline>.*?)</h1>", re.DOTALL)
_JSON_LETTER = re.compile(r"\\u(?P<code>[0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class KeptOut:
    """The names that stand in no file (*masked*), and those that stand in no headline and no address."""

    masked: Names = field(default_factory=Names)
    headlines: Names = field(default_factory=Names)

    def judge(self, path: str, content: bytes) -> Iterator[Fault]:
        """Yield where the file *path* has a name; which one is not told, since others read it."""
        if self.headlines and self.headlines.in_address(path):
            yield Fault(0, "O160", "a name that a rule of harm.yaml keeps out stands in the address", _HINT)
        if not has_words(path):
            return
        for inside, piece in unpacked(content) if self.headlines else ():
            text = piece.decode("utf-8", "replace")
            yield from self._judge_text(text, f" in {inside}" if inside else "")

    def _judge_text(self, text: str, where: str) -> Iterator[Fault]:
        if self.masked:
            said = _JSON_LETTER.sub(lambda found: chr(int(found["code"], 16)), text) if "\\u" in text else text
            said = unescape(said) if "&" in said else said
            for hit in self.masked.find(said)[:1]:
                line = said.count("\n", 0, hit.start) + 1 if not where else 0
                yield Fault(line, "O160", f"a name that a rule of harm.yaml masks stands here{where}", _HINT)
        for found in _HEADLINE.finditer(text):
            if self.headlines.is_in(unescape(found["title"] or found["headline"] or "")):
                line = text.count("\n", 0, found.start()) + 1 if not where else 0
                message = f"a headline{where} has a name that a rule of harm.yaml keeps out"
                yield Fault(line, "O160", message, _HINT)
