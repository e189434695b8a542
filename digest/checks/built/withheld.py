"""Looking for what is not for readers in every file of the site: by its words, wherever they stand, and by its address.

A text is looked for by its headline, its address and some runs of its words: by those that no published text has. Of
all texts only letters and figures are compared, so that it does not matter whether a word stands in a page, in JSON, in
a mail that is broken into lines or in a feed. A file is looked at once, however many texts are looked for.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from html import unescape
from typing import TYPE_CHECKING, Any

import ahocorasick

from digest.checks.built.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

# Bytes, without what is between words. What is shorter can come about by chance, where one word stands beside another.
LEAST_HEADLINE, LEAST_SLUG, LEAST_RUN = 20, 14, 30
_LEAST_WORDS = 4  # of a headline
_RUN = 8  # words
_MOST_RUNS = 5  # of a text; it is found by one
_PLAIN = bytes(range(256)).lower()
_BETWEEN = bytes(sign for sign in range(128) if not chr(sign).isalnum())
# What is looked for first is only what is rare in pages, a fifth of their bytes: that takes half the time. Of other
# scripts the bytes go that nearly all of their letters begin with, and those of the most frequent ones.
_RARE = frozenset(b"bcfghkmpuvwyzBCFGHKMPUVWYZ") | frozenset(range(128, 256)) - frozenset(
    b"\xd0\xd1\xd8\xd9\xc2\xe2\x80\x81\x82\xb0\xb5\xb8\xbd\xbe"
)
_FREQUENT = bytes(sign for sign in range(256) if sign not in _RARE)
_LEAST_RARE = 5  # of these bytes, in a mark; where they are there all of it is compared
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
# Of these nothing is looked at: they hold no words that we have written.
_NO_WORDS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".js", ".css")
_TAG = re.compile(r"<[^>]*>")
# What programs write in other ways than it was written: &amp;  \"  an apostrophe in YAML.
_ODD = re.compile(r"""[&<>"'\\’]""")


@dataclass(frozen=True, slots=True)
class Withheld:
    """A text that is not for readers: its file, *why* it is not, the file of the site where it would stand, its marks.

    *marks* are what it is known by in other files, as `plain` has it.
    """

    source: str
    why: str
    file: str | None
    marks: tuple[bytes, ...]


def plain(content: bytes) -> bytes:
    """Return the letters and figures of *content*, small where they are Latin, and nothing of what is between them."""
    return content.translate(_PLAIN, _BETWEEN)


def _rare(content: bytes) -> bytes:
    """Return what is rare in *content*: a part of what `plain` returns."""
    return content.translate(_PLAIN, _FREQUENT)


def marks_of(headline: str, slug: str, body: str) -> tuple[bytes, ...]:
    """Return what a text with the *body* (HTML) may be known by: its headline, its address, runs of its words.

    *slug* is that of an article; of others, which may be called `about`, the address says too little.
    """
    found = [plain(headline.encode())] if len(headline.split()) >= _LEAST_WORDS else []
    found = [mark for mark in found if len(mark) >= LEAST_HEADLINE]
    found += [plain(f"articles/{slug}".encode())] if len(slug) >= LEAST_SLUG else []
    runs = list(dict.fromkeys(_runs(body)))
    step = max(1, len(runs) // _MOST_RUNS)
    found += runs[::step][:_MOST_RUNS]
    return tuple(dict.fromkeys(mark for mark in found if len(_rare(mark)) >= _LEAST_RARE))


def _runs(body: str) -> Iterator[bytes]:
    """Yield runs of words that stand in every form of a text as they are."""
    for piece in _TAG.split(body):
        for said in _ODD.split(unescape(piece)):
            words = said.split()
            for at in range(0, len(words) - _RUN + 1, _RUN):
                mark = plain(" ".join(words[at : at + _RUN]).encode())
                if len(mark) >= LEAST_RUN:
                    yield mark


class Seeker:
    """What looks for *texts*: each is found by any of its marks."""

    def __init__(self, texts: Sequence[Withheld]) -> None:
        self.texts = texts
        self._of: dict[bytes, list[int]] = defaultdict(list)
        by_rare: dict[bytes, list[bytes]] = defaultdict(list)
        for number, text in enumerate(texts):
            for mark in text.marks:
                if mark not in self._of:
                    by_rare[_rare(mark)].append(mark)
                self._of[mark].append(number)
        self._seeks = ahocorasick.Automaton()
        for rare, marks in by_rare.items():
            self._seeks.add_word(rare.decode("latin-1"), marks)
        if by_rare:
            self._seeks.make_automaton()

    def seek(self, content: bytes) -> list[tuple[Withheld, bytes]]:
        """Return which texts have marks in *content*, each with one of these."""
        found = {number: mark for mark in sorted(self.marks_in(content)) for number in self._of[mark]}
        return [(self.texts[number], mark) for number, mark in sorted(found.items())]

    def marks_in(self, content: bytes) -> set[bytes]:
        """Return all marks that *content* has."""
        if not self._of:
            return set()
        rare = _rare(content).decode("latin-1")
        may_be = {mark for _, marks in self._seeks.iter(rare) for mark in marks}
        if not may_be:
            return may_be
        whole = plain(content)
        return {mark for mark in may_be if mark in whole}


def has_words(path: str) -> bool:
    """Return whether words of texts can stand in the file *path*."""
    return not path.endswith(_NO_WORDS)


def own_words(path: str, content: bytes) -> bytes:
    """Return what of a file that is made is looked at: of a page not the frame that all have, of two feeds one.

    It is for builds, which look at what they make as they make it; whoever looks at a whole site looks at all of it.
    """
    if not has_words(path) or path.endswith("feed.json"):  # the Atom feed beside it says the same
        return b""
    body, main, end = content.find(b"<body"), content.find(b"<main"), content.rfind(b"</main>")
    return content[:body] + content[main:end] if 0 < body < main < end else content


def without(texts: Iterable[Withheld], marks: set[bytes]) -> list[Withheld]:
    """Return *texts*, known by other marks than these."""
    return [
        Withheld(one.source, one.why, one.file, tuple(mark for mark in one.marks if mark not in marks)) for one in texts
    ]


def judge_words(path: str, content: bytes, seeker: Seeker) -> Iterator[Fault]:
    """Yield which texts that are not for readers the file *path* has words of."""
    if not has_words(path):
        return
    for inside, piece in unpacked(content):
        for text, mark in seeker.seek(piece):
            where = f" in {inside}" if inside else ""
            message = f"words of {text.source} are there{where}, which is not for readers ({text.why})"
            yield Fault(
                _line_of(mark, piece) if not inside else 0, "O160", message, "build again; if they stay, report it"
            )


def unpacked(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what *content* holds, unpacked where it is packed; of an archive each file with its name."""
    if content.startswith(_ZIP):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                if has_words(name):
                    yield name, archive.read(name)
    elif content.startswith(_GZIP):
        try:
            yield "", gzip.decompress(content)
        except (OSError, EOFError, zlib.error):
            yield "", content
    else:
        yield "", content


def _line_of(mark: bytes, content: bytes) -> int:
    """Return the line of *content* in which the *mark* begins."""
    seen = 0
    whole = plain(content).find(mark)
    for number, line in enumerate(content.split(b"\n"), 1):
        seen += len(plain(line))
        if seen > whole:
            return number
    return 0


@dataclass(frozen=True)
class HeldFiles:
    """Files that only texts show that are not for readers: who shows each, by name, and their content by size."""

    users: Mapping[str, str]
    contents: Mapping[int, Mapping[bytes, str]]

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(self.users)

    def judge(self, path: str, content: bytes) -> Iterator[Fault]:
        """Yield whether the file *path* of the site is, or is made of, one of them."""
        name = path if path in self.users else _ORIGINAL.sub("", path)
        if name not in self.users and (known := self.contents.get(len(content))):
            name = known.get(blake2b(content).digest(), "")
        if name in self.users:
            message = f"{name} is there, which only {self.users[name]} shows, and that is not for readers"
            yield Fault(0, "O162", message, "build again; if it stays, report it")


# images/hall.jpg.480.avif
_ORIGINAL = re.compile(r"\.[0-9]+\.[a-z]+\Z")


def judge_addresses(texts: Iterable[Withheld], files: Any) -> Iterator[tuple[str, Fault]]:
    """Yield the files of the site that stand where texts would that are not for readers."""
    for text in texts:
        if text.file is not None and text.file in files:
            message = f"{text.source} can be read here, which is not for readers ({text.why})"
            yield text.file, Fault(0, "O161", message, "build again; if it stays, report it")
