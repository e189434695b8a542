"""Boilerplate learned from a batch (rule 85): lines that many files of one outlet repeat at their head or end.

`zone_lines` is what one file may add, `Counts` what files add up to in any order, `learned_lines` what follows.
What differs from article to article is never learned: headlines, names, dates, datelines, credits.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.importer.body.boilerplate import HEAD_BLOCKS, MAX_LINE
from digest.importer.head.byline import parse_byline
from digest.importer.head.captions import parse_caption
from digest.importer.head.dateline import parse_dateline
from digest.importer.head.headline import is_headline
from digest.importer.head.printed_date import parse_date_line
from digest.importer.texts.blocks import split_blocks
from digest.importer.texts.clean import clean, split_lines
from digest.importer.texts.decode import NotTextError, decode
from digest.importer.texts.lexicon import fold_line, lexicon
from digest.importer.texts.marks import ends_sentence
from digest.importer.web.page import is_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from digest.importer.model import Block, Hints

TAIL_BLOCKS = 12
MIN_FILES = 3
MIN_PERCENT = 2  # of the files of the batch
LABEL_SHARE = 0.5  # `Politics` at the head of fewer files is their section, and not a part of the page
PROSE_SHARE = 0.1
LABEL_WORDS = 3
NAME_WORDS = range(2, 5)
PROSE_WORDS = 5
PROSE = 60  # characters of a block that is the text itself, when it is a sentence
MAX_BYTES = 5_000_000  # a larger file is not one article


@dataclass(frozen=True, slots=True)
class ZoneLine:
    """A line near the beginning or the end of a file: *key* is what it is compared by, *printed* how it stands there.

    It is of the *head* when it stands above the text.
    """

    key: str
    printed: str
    head: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """In how many *files* a line stands, in how many of these at the head, and the first of its forms as *printed*."""

    files: int
    heads: int
    printed: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What is known of each line of so many *files*, by what lines are compared by."""

    lines: Mapping[str, Seen] = field(default_factory=dict)
    files: int = 0


def zone_lines(raw: bytes, file: str, hints: Hints) -> tuple[ZoneLine, ...] | None:
    """Return the lines at the head and at the end of one file that may be boilerplate, each once.

    None of what is no text or too large for one, and of a web page: its elements tell what is around its article.
    """
    if len(raw) > MAX_BYTES:
        return None
    try:
        source = decode(raw, hints.profile.encoding)
    except NotTextError:
        return None
    if is_page(source.text, file):
        return None
    blocks = split_blocks(split_lines(clean(source.text)))
    lede = _lede(blocks)
    headline = _only_headline(blocks[:lede])
    found: dict[str, ZoneLine] = {}
    for index in _zones(len(blocks)):
        text = blocks[index].text
        if index != headline and len(text) <= MAX_LINE and not text.isnumeric():
            line = ZoneLine(_key(text, head=index < lede), text, index < lede)
            found.setdefault(line.key, line)
    return tuple(found.values())


def _key(text: str, *, head: bool) -> str:
    """Return what *text* is compared by.

    Prose, and what stands above it, by every letter: two sentences, and the headlines of a series such as `Situation
    report 12`, may differ in a number alone.
    """
    return text if head or is_prose(text) else fold_line(text)


def _zones(blocks: int) -> Iterator[int]:
    """Yield the places of the blocks at the head, and of those at the end."""
    yield from range(min(HEAD_BLOCKS, blocks))
    yield from range(max(HEAD_BLOCKS, blocks - TAIL_BLOCKS), blocks)


def _lede(blocks: Sequence[Block]) -> int:
    """Return where the text begins below its head: at the first block that is a sentence of some length."""
    head = blocks[:HEAD_BLOCKS]
    is_prose = (len(block.text) > PROSE and ends_sentence(block.text) for block in head)
    return next((index for index, prose in enumerate(is_prose) if prose), len(head))


def _only_headline(head: Sequence[Block]) -> int | None:
    """Return the one block above the text that can be its headline: `The week in books` may stand above many texts."""
    found = [
        index
        for index, block in enumerate(head)
        if is_headline(block.text, "") and not (parse_date_line(block.text) or parse_byline(block.text))
    ]
    return found[0] if len(found) == 1 else None


def learn(files: Iterable[Iterable[ZoneLine] | None]) -> Counts:
    """Return in how many of *files* each line stands; those that have none to tell (None) do not count."""
    found: dict[str, Seen] = {}
    total = 0
    for lines in files:
        if lines is None:
            continue
        total += 1
        for line in lines:
            found[line.key] = _add(found.get(line.key), Seen(1, int(line.head), line.printed))
    return Counts(found, total)


def merge(one: Counts, other: Counts) -> Counts:
    """Return the counts of two sets of files together."""
    added = {key: _add(one.lines.get(key), seen) for key, seen in other.lines.items()}
    return Counts({**one.lines, **added}, one.files + other.files)


def _add(one: Seen | None, other: Seen) -> Seen:
    if one is None:
        return other
    return Seen(one.files + other.files, one.heads + other.heads, min(one.printed, other.printed))


def least_files(files: int) -> int:
    """Return in how many of so many files a line has to stand."""
    return max(MIN_FILES, -(-files * MIN_PERCENT // 100))


def learned_lines(lines: Iterable[Seen], files: int, hints: Hints) -> tuple[str, ...]:
    """Return the boilerplate among the *lines* of so many *files* that no list has yet, in a fixed order."""
    known = hints.profile.boilerplate | hints.profile.keep | lexicon().boilerplate
    return tuple(
        sorted(
            seen.printed
            for seen in lines
            if seen.files >= least_files(files)
            and fold_line(seen.printed) not in known
            and _is_boilerplate(seen, files, hints)
        )
    )


def _is_boilerplate(seen: Seen, files: int, hints: Hints) -> bool:
    """Return whether a line that many files have is a part of their pages, and not of their articles."""
    line = seen.printed
    if not any(map(str.isalpha, line)) or _is_name(line) or _is_article(line, hints):
        return False
    if is_prose(line):
        return seen.files >= PROSE_SHARE * files
    return not (seen.heads and _is_label(line)) or seen.files >= LABEL_SHARE * files


def _is_article(line: str, hints: Hints) -> bool:
    """Return whether a line says who wrote, when, where, or whose the picture is."""
    caption = parse_caption(line)
    return bool(
        parse_date_line(line)
        or parse_byline(line)
        or (caption and caption.marked)
        or parse_dateline(line, hints.registry)
    )


def is_prose(line: str) -> bool:
    """Return whether a line reads as a sentence of an article."""
    return len(line.split()) >= PROSE_WORDS and ends_sentence(line)


def _is_label(line: str) -> bool:
    return len(line.split()) <= LABEL_WORDS and all(char.isalpha() or char in " -" for char in line)


def _is_name(line: str) -> bool:
    """Return whether a line may be a name alone: `Jane van Roe`; in a script without capitals any few words may."""
    words = line.split()
    plain = all(char.isalpha() or char in " .-'’" for char in line)
    return len(words) in NAME_WORDS and plain and not any(word[0].islower() for word in (words[0], words[-1]))
