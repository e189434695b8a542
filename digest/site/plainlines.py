"""Plain text as mail programs show it: lines of at most 72 columns, whatever the script, and addresses unbroken.

Columns are counted as a terminal shows them: a Chinese character takes two, a vowel sign above a letter none.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from html.parser import HTMLParser

from wcwidth import wcswidth
from wcwidth import wrap as break_anywhere

from digest.allowed import BLOCKS

WIDTH = 72
_RIGHT_TO_LEFT_MARK = "\u200f"
_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}


def columns(text: str) -> int:
    """Return how many columns *text* takes; a sign that a terminal would act on takes none."""
    if text.isascii() and text.isprintable():
        return len(text)
    found = wcswidth(text)
    return found if found >= 0 else wcswidth("".join(char for char in text if char.isprintable()))


def wrap(text: str, first: str = "", others: str | None = None) -> list[str]:
    """Return *text* in lines; *first* stands before the first of them, *others* or as much room before the rest.

    A word that is longer than a line, as in a script that writes no spaces, is broken; an address is not.
    """
    others = " " * columns(first) if others is None else others
    words = _words(text, WIDTH - max(columns(first), columns(others)))
    size_of = len if text.isascii() else columns
    lines: list[str] = []
    line: list[str] = []
    used = columns(first)
    for word in words:
        size = size_of(word)
        if line and used + len(line) + size > WIDTH:  # with a space before each word but the first
            lines.append(" ".join(line))
            line, used = [], columns(others)
        line.append(word)
        used += size
    lines += [" ".join(line)] if line else []
    return [f"{others if at else first}{words}" for at, words in enumerate(lines)]


def _words(text: str, room: int) -> list[str]:
    if not text.isprintable():
        text = "".join(char if char.isprintable() or char.isspace() else "" for char in text)
    if columns(text) <= room:
        return text.split()
    found: list[str] = []
    for word in text.split():
        is_whole = (
            2 * len(word) <= room or columns(word) <= room or is_address(word)
        )  # no character takes more than two
        found += [word] if is_whole else break_anywhere(word, room)
    return found


def is_address(text: str) -> bool:
    """Return whether *text* is an address that stands unbroken on a line of its own."""
    return text.startswith(("https://", "http://", "mailto:"))


def ruled(heading: str, sign: str) -> list[str]:
    """Return a heading with a line of *sign* below it as long as the words."""
    lines = wrap(heading)
    return [*lines, sign * max(map(columns, lines), default=0)]


def directed(line: str, direction: str) -> str:
    """Return *line* so that it runs in *direction*: a line of Arabic that begins with a Latin word would not."""
    if direction != "rtl" or is_address(line):
        return line
    strong = next((kind for char in line if (kind := unicodedata.bidirectional(char)) in {"L", "R", "AL"}), "")
    return _RIGHT_TO_LEFT_MARK + line if strong == "L" else line


def body_lines(markup: str) -> list[str]:
    """Return a sanitised HTML fragment in lines, its blocks parted by empty ones; addresses follow their block."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    reader.end_block()
    return reader.lines


@dataclass(slots=True)
class _List:
    """A list that is open: the number of its next item, if they are numbered, and whether it has one already."""

    number: int | None
    is_begun: bool = False


@dataclass(slots=True)
class _Block:
    """What is read of the block that is open; before it stands *sign*, and no empty line where it *follows* an item."""

    words: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    tag: str = ""
    sign: str = ""
    follows: bool = False


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._block = _Block()
        self._lists: list[_List] = []
        self._quotes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in BLOCKS:
            before = self._block if not "".join(self._block.words).strip() else _Block()
            self.end_block()
            self._block = _Block(tag=tag, sign=before.sign, follows=before.follows)  # `<li><p>`: the item's first
            self._open(tag, values)
        elif tag == "a" and is_address(values.get("href", "")):
            self._block.addresses.append(values["href"])
        elif tag == "img":
            self._block.words.append(values.get("alt", ""))
        elif tag in {"br", "td", "th"}:
            self._block.words.append(" ")

    def _open(self, tag: str, values: dict[str, str]) -> None:
        if tag in {"ul", "ol"}:
            start = values.get("start", "1")
            number = int(start) if start.isdecimal() else 1
            self._lists.append(_List(number if tag == "ol" else None, is_begun=bool(self._lists)))
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "li":
            last = self._lists[-1] if self._lists else _List(None)
            self._block.sign = "- " if last.number is None else f"{last.number}. "
            self._block.follows, last.is_begun = last.is_begun, True
            last.number = None if last.number is None else last.number + 1

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.end_block()
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        if tag == "blockquote":
            self._quotes = max(0, self._quotes - 1)

    def handle_data(self, data: str) -> None:
        self._block.words.append(data)

    def end_block(self) -> None:
        """Write the block that is open, if it says anything."""
        block, self._block = self._block, _Block()
        text = " ".join("".join(block.words).split())
        if not text:
            return
        indent = "> " * self._quotes + "  " * max(0, len(self._lists) - 1)
        rest = indent + " " * len(block.sign)
        lines = wrap(text, indent + block.sign, rest)
        if lines and block.tag in _HEADINGS:  # there are none where nothing of the text can be shown
            lines.append("-" * max(map(columns, lines)))
        whole = [address for address in dict.fromkeys(block.addresses) if address not in text]
        self.lines += [*([] if block.follows or not self.lines else [""]), *lines, *whole]
