"""The line of a source beside the line of the Markdown that holds its words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.frontmatter import plain_lines, read
from digest.importer.review.waiting import Line
from digest.importer.texts.clean import clean, squash
from digest.importer.texts.decode import NotTextError, decode
from digest.importer.texts.words import shown_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.importer.review.waiting import Reason, Waiting

MAX_TEXT = 500  # characters of a line by which it is found, and which are shown
MAX_PAIRS = 50  # of one article; an editor has seen enough, and each looks through the whole text


def decode_lines(raw: bytes) -> list[str]:
    """Return the lines of a source with the numbers that problems have, whatever it is."""
    try:
        return decode(raw).text.split("\n")
    except NotTextError:
        return raw.decode("utf-8", "replace").splitlines()


def set_beside(waiting: Waiting, text: str | None, shown: str, source: Sequence[str]) -> Waiting:
    """Return *waiting* with the lines of *source*, shown as *shown*, and those of its Markdown that hold their words.

    *text* is the Markdown, None where there is none. What is about no line is shown by the words that it names, and
    else by those that the text begins with.
    """
    rows = _Rows(text) if text is not None else None
    pairs = [_set_beside(reason, waiting.path, rows, shown, source) for reason in waiting.reasons[:MAX_PAIRS]]
    return replace(waiting, reasons=(*pairs, *waiting.reasons[MAX_PAIRS:]))


def _set_beside(reason: Reason, path: str, rows: _Rows | None, shown: str, source: Sequence[str]) -> Reason:
    if not reason.code:
        return reason
    number = reason.number or _find_line(source, reason.words) or _first_line(source)
    words = squash(clean(source[number - 1][: 2 * MAX_TEXT]))[:MAX_TEXT] if 0 < number <= len(source) else ""
    at = rows.find(words) if rows and words else 0
    return replace(
        reason,
        source=Line(shown, number, words) if words else None,
        result=Line(path, at, rows.lines[at - 1][:MAX_TEXT]) if rows and at else None,
    )


def _find_line(lines: Sequence[str], words: Iterable[str]) -> int:
    """Return the first line that holds some of *words*, in the order of these; 0 when none does."""
    wanted = [clean(word) for word in words if any(map(str.isalpha, word))]
    return next((number for word in wanted for number, line in enumerate(lines, 1) if word in line), 0)


def _first_line(lines: Sequence[str]) -> int:
    return next((number for number, line in enumerate(lines, 1) if line.strip()), 0)


class _Rows:
    """The lines of a Markdown file and the words of each, to find in which of them some words stand."""

    def __init__(self, text: str) -> None:
        text = plain_lines(text)
        self.lines = text.split("\n")
        document = read(text)
        self._title = shown_words(str(document.metadata.get("title") or "")), document.lines.get("title", 0)
        # The body first: its words may stand in the summary too. The notes of the import repeat what they are about.
        head = range(1, document.lines.get("import", document.body_line))
        self._order = [*range(document.body_line, len(self.lines) + 1), *head]
        self._words = [f" {shown_words(line)} " for line in self.lines]

    def find(self, words: str) -> int:
        """Return the number of the first line that holds *words*, whatever stands between them; 0 for none."""
        wanted = shown_words(words)
        if len(words) == MAX_TEXT:  # it may be cut within a word
            wanted = wanted.rpartition(" ")[0]
        if not wanted or wanted == self._title[0]:
            return self._title[1] if wanted else 0
        return next((number for number in self._order if f" {wanted} " in self._words[number - 1]), 0)
