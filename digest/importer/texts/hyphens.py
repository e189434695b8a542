"""Lines of one paragraph put together again, and the words that their ends had divided (rule 22)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from digest.importer.model import Line

MAX_PART = 30  # letters of a word on either side of the end of a line

# … for the exam-
_DIVIDED = re.compile(rf"(?<![^\W\d_])(?P<part>[^\W\d_]{{2,{MAX_PART}}})-$")
# ple of …
_REST = re.compile(rf"(?P<part>[^\W\d_]{{2,{MAX_PART}}})(?![\w-])")
# any word, with the hyphens in it
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def words_of(lines: Sequence[Line]) -> AbstractSet[str]:
    """Return the words of a text, if one of them may be divided; it is what a divided word is looked up in."""
    if not any(line.text.endswith("-") for line in lines):
        return frozenset()
    return {word for line in lines for word in _WORD.findall(line.text.casefold())}


def join_lines(lines: Sequence[Line], words: AbstractSet[str]) -> tuple[str, tuple[str, ...]]:
    """Return the lines as one, and the divided words that *words* knew whole, with or without their hyphen."""
    if len(lines) == 1:
        return lines[0].text, ()
    if not words:
        return " ".join(line.text for line in lines), ()
    pieces = [lines[0].text]
    rejoined = []
    for line in lines[1:]:
        word = _whole(pieces[-1], line.text, words)
        if word:
            rejoined.append(word)
            pieces[-1] = pieces[-1] if "-" in word else pieces[-1][:-1]
        else:
            pieces.append(" ")
        pieces.append(line.text)
    return "".join(pieces), tuple(rejoined)


def _whole(line: str, after: str, words: AbstractSet[str]) -> str | None:
    """Return the word that the end of *line* divides, if it occurs elsewhere, else None."""
    if not line.endswith("-"):
        return None
    part = _DIVIDED.search(line[-MAX_PART - 2 :])
    rest = _REST.match(after[: MAX_PART + 2])
    if part is None or rest is None or not rest["part"][0].islower():
        return None
    whole = (f"{part['part']}{hyphen}{rest['part']}" for hyphen in ("", "-"))
    return next((word for word in whole if word.casefold() in words), None)


# the exam- ple of …   not: two- and three-storey
_LEFT = re.compile(rf"(?<![\w-])[^\W\d_]{{2,{MAX_PART}}}- [^\W\d_]{{2,{MAX_PART}}}(?![\w-])")


def find_divided(text: str, conjunctions: AbstractSet[str]) -> Iterator[str]:
    """Yield the words of *text* that an end of a line may have divided: `exam- ple`, not `two- and three-storey`."""
    if "- " not in text:
        return
    for match in _LEFT.finditer(text):
        after = match.group().partition("- ")[2]
        if after[0].islower() and after not in conjunctions:
            yield match.group()
