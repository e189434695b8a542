"""Boilerplate learned from a batch (rule 85): lines that many files of one outlet repeat at their head or end.

`zone_lines` is what one file may add, `Counts` what files add up to in any order, `learned_lines` what follows.
What differs from article to article is never learned: headlines, names, dates, datelines, credits.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.importer.blocks import SENTENCE_END, split_blocks
from digest.importer.boilerplate import HEAD_BLOCKS, MAX_LINE
from digest.importer.byline import parse_byline
from digest.importer.captions import parse_caption
from digest.importer.clean import clean, split_lines
from digest.importer.dateline import parse_dateline
from digest.importer.dates import parse_date_line
from digest.importer.decode import NotTextError, decode
from digest.importer.headline import is_headline
from digest.importer.lexicon import fold_line, lexicon

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
class Counts:
    """In how many files each line stands, by how it is printed and whether it is at the head."""

    files: Mapping[tuple[str, bool], int] = field(default_factory=dict)


def zone_lines(raw: bytes, hints: Hints) -> tuple[ZoneLine, ...]:
    """Return the lines at the head and at the end of one file that may be boilerplate, each once."""
    if len(raw) > MAX_BYTES:
        return ()
    try:
        source = decode(raw, hints.profile.encoding)
    except NotTextError:
        return ()
    blocks = split_blocks(split_lines(clean(source.text)))
    lede = _lede(blocks)
    headline = _only_headline(blocks[:lede])
    found: dict[str, ZoneLine] = {}
    for index in _zones(len(blocks)):
        text = blocks[index].text
        if index != headline and len(text) <= MAX_LINE and not text.isnumeric():
            line = ZoneLine(_key(text), text, index < lede)
            found.setdefault(line.key, line)
    return tuple(found.values())


def _key(text: str) -> str:
    """Return what *text* is compared by: prose by every letter, for two sentences may differ in a number alone."""
    return text if _is_prose(text) else fold_line(text)


def _zones(blocks: int) -> Iterator[int]:
    """Yield the places of the blocks at the head, and of those at the end."""
    yield from range(min(HEAD_BLOCKS, blocks))
    yield from range(max(HEAD_BLOCKS, blocks - TAIL_BLOCKS), blocks)


def _lede(blocks: Sequence[Block]) -> int:
    """Return where the text begins below its head: at the first block that is a sentence of some length."""
    head = blocks[:HEAD_BLOCKS]
    is_prose = (len(block.text) > PROSE and SENTENCE_END.search(block.text) is not None for block in head)
    return next((index for index, prose in enumerate(is_prose) if prose), len(head))


def _only_headline(head: Sequence[Block]) -> int | None:
    """Return the one block above the text that can be its headline: `The week in books` may stand above many texts."""
    found = [
        index
        for index, block in enumerate(head)
        if is_headline(block.text, "") and not (parse_date_line(block.text) or parse_byline(block.text))
    ]
    return found[0] if len(found) == 1 else None


def learn(files: Iterable[Iterable[ZoneLine]]) -> Counts:
    """Return in how many of *files* each line stands."""
    return Counts(Counter((line.printed, line.head) for lines in files for line in lines))


def merge(one: Counts, other: Counts) -> Counts:
    """Return the counts of two sets of files together."""
    return Counts(Counter(one.files) + Counter(other.files))


def least_files(files: int) -> int:
    """Return in how many of so many files a line has to stand."""
    return max(MIN_FILES, -(-files * MIN_PERCENT // 100))


def learned_lines(counts: Counts, files: int, hints: Hints) -> tuple[str, ...]:
    """Return the boilerplate among the lines of *files* texts that no list has yet, as most of them print it."""
    known = hints.profile.boilerplate | hints.profile.keep | lexicon().boilerplate
    found = []
    for forms in _by_key(counts).values():
        line = min(forms, key=lambda printed: (-forms[printed].total(), printed))
        share = _Share(sum(form.total() for form in forms.values()), sum(form[True] for form in forms.values()), files)
        if share.seen >= least_files(files) and fold_line(line) not in known and _is_boilerplate(line, share, hints):
            found.append(line)
    return tuple(sorted(found))


def _by_key(counts: Counts) -> Mapping[str, Mapping[str, Counter[bool]]]:
    """Return the counts by what lines are compared by, how they are printed, and whether at the head."""
    found: dict[str, dict[str, Counter[bool]]] = defaultdict(lambda: defaultdict(Counter))
    for (printed, head), number in counts.files.items():
        found[_key(printed)][printed][head] += number
    return found


@dataclass(frozen=True, slots=True)
class _Share:
    """In how many of the *files* of a batch a line is *seen*, and in how many of these at the *head*."""

    seen: int
    head: int
    files: int


def _is_boilerplate(line: str, share: _Share, hints: Hints) -> bool:
    """Return whether a line that many files have is a part of their pages, and not of their articles."""
    if not any(map(str.isalpha, line)) or _is_name(line) or _is_article(line, hints):
        return False
    if _is_prose(line):
        return share.seen >= PROSE_SHARE * share.files
    return not (share.head and _is_label(line)) or share.seen >= LABEL_SHARE * share.files


def _is_article(line: str, hints: Hints) -> bool:
    """Return whether a line says who wrote, when, where, or whose the picture is."""
    caption = parse_caption(line)
    return bool(
        parse_date_line(line)
        or parse_byline(line)
        or (caption and caption.marked)
        or parse_dateline(line, hints.registry)
    )


def _is_prose(line: str) -> bool:
    return len(line.split()) >= PROSE_WORDS and SENTENCE_END.search(line) is not None


def _is_label(line: str) -> bool:
    return len(line.split()) <= LABEL_WORDS and all(char.isalpha() or char in " -" for char in line)


def _is_name(line: str) -> bool:
    """Return whether a line may be a name alone: `Jane van Roe`; in a script without capitals any few words may."""
    words = line.split()
    plain = all(char.isalpha() or char in " .-'’" for char in line)
    return len(words) in NAME_WORDS and plain and not any(word[0].islower() for word in (words[0], words[-1]))
