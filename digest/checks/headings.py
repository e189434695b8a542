"""Rules over the headings of a body: they stand below the headline, and none is left out between two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.checks.prose import Prose
    from digest.model import Problem

HEADLINE = 1  # the level that belongs to the title of the article
# ## What was said, or the same underlined with === or ---; as Python-Markdown has it, no space need follow the #
_HEADING = re.compile(
    r"^(?P<marks>\#{1,6})(?=[^\n]*[^\s\#])"
    r"|(?:(?<=\n\n)|\A)(?P<words>[^\s|>-][^\n]{0,300})\n(?P<line>=+|-{2,})[ ]*$"
    r"|<h(?P<raw>[1-6])\b",
    re.MULTILINE,
)


def check_headings(prose: Prose) -> Iterator[Problem]:
    """Yield each heading that is of the headline's level, or that skips a level."""
    if not any(mark in prose.body for mark in ("#", "<h", "\n==", "\n--")):
        return
    above = HEADLINE
    for match in _HEADING.finditer(prose.text):
        level = _level(match)
        if level == HEADLINE:
            hint = "begin it with ##: the title is the one heading above"
            yield prose.problem(match.start(), "C121", "a heading of the text stands as high as the title", hint)
        elif level > above + 1:
            message = f"a heading of level {level} follows one of level {above}"
            hint = f"begin it with {'#' * (above + 1)}"
            yield prose.problem(match.start(), "C122", message, hint)
        above = max(level, HEADLINE + 1)


def _level(match: re.Match[str]) -> int:
    if match["marks"]:
        return len(match["marks"])
    if match["raw"]:
        return int(match["raw"])
    return 1 if match["line"].startswith("=") else 2
