"""Which blocks say who wrote a text and when, in its head and at its end (rules 36 to 45 and 62)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.importer.head.byline import (
    BARE_WORDS,
    MAX_BYLINE,
    agency_named,
    are_bare_names,
    is_cased,
    is_empty_byline,
    is_marked,
    parse_byline,
    parse_names,
)
from digest.importer.head.captions import parse_caption
from digest.importer.head.headline import HEAD_BLOCKS, MAX_HEADLINE, TAIL_COPIES, is_headline
from digest.importer.head.printed_date import DateLine, cut_date, parse_date_lines
from digest.importer.model import Byline, Part, Role
from digest.importer.texts.lexicon import fold, lexicon
from digest.importer.texts.marks import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.importer.model import Block, Profile

MAX_BYLINES = 2
MAX_PROSE = 2  # paragraphs above a byline: the standfirst, of two at most; above a date one less
TAIL_BLOCKS = 3  # at the end a byline that is marked as one is among so many
PROSE = 60  # characters; what is longer begins the body

# https://example.org/2016/12/26/library   Source: https://example.org/library
_ADDRESS = re.compile(r"(?:\w{2,12}:\s?)?(?P<address>https?://\S{4,500})", re.IGNORECASE)


def parse_address(text: str) -> str | None:
    """Return the address that a line is nothing but."""
    match = _ADDRESS.fullmatch(text) if "://" in text[:30] else None
    return match["address"] if match else None


def label_addresses(blocks: Sequence[Block], labels: Mapping[int, Role]) -> dict[int, Role]:
    """Return the lines of the head that are an address: before the first long block."""
    found: dict[int, Role] = {}
    for index, block in enumerate(blocks[:HEAD_BLOCKS]):
        if index in labels:
            continue
        if parse_address(block.text):
            found[index] = Role.ADDRESS
        elif _is_prose(block.text) and index:
            break
    return found


def read_byline(text: str, order: str | None) -> tuple[Byline | None, DateLine | None]:
    """Return what a line with a byline says, and the date beside it: `By Jane Roe | 26 December 2016`."""
    dated = cut_date(text, order) if any(map(str.isdigit, text)) else None
    if dated and (byline := parse_byline(dated[0])):
        return byline, dated[1]
    return parse_byline(text), None


def label_signatures(
    blocks: Sequence[Block], labels: Mapping[int, Role], limit: int, order: str | None, *, has_headline: bool = False
) -> dict[int, Role]:
    """Return the byline and date lines among the first blocks.

    The first block is a headline if it can be one, and the article has none yet.
    """
    free = [index for index in range(min(limit, HEAD_BLOCKS)) if index not in labels]
    prose = _count_prose(blocks, free) if limit == len(blocks) else dict.fromkeys(free, 0)
    found: dict[int, Role] = _label_dates(blocks, prose, order)
    for index in free:
        is_near = prose[index] <= MAX_PROSE or is_marked(blocks[index].text)
        is_name = _is_signature(blocks, index, free, order) or (index - 1 in found and _is_empty(blocks[index - 1]))
        if index not in found and is_near and is_name:
            found[index] = Role.BYLINE
    bylines = [index for index in free if found.get(index) is Role.BYLINE and not _is_empty(blocks[index])]
    if not has_headline and bylines and bylines[0] == free[0] and not _is_above_headline(blocks, free, found):
        del found[bylines.pop(0)]  # `By Land and Sea`
    for index in bylines[MAX_BYLINES:]:
        del found[index]
    return found if Role.BYLINE in found.values() else found | _label_tail(blocks, labels, limit, order)


def _count_prose(blocks: Sequence[Block], free: Sequence[int]) -> dict[int, int]:
    """Return for each block below the first how many paragraphs stand above it, captions not counted."""
    counts: dict[int, int] = {}
    prose = 0
    for index in free:
        counts[index] = prose
        text = blocks[index].text
        is_title = len(text) <= MAX_HEADLINE and (not ends_sentence(text) or text.endswith(("?", "!", "…", "؟")))
        prose += index != free[0] and not is_title and _is_prose(text) and parse_caption(text) is None
    return counts


def _label_dates(blocks: Sequence[Block], prose: Mapping[int, int], order: str | None) -> dict[int, Role]:
    """Return the date lines: those that say of what they are, and one that stands above the body.

    Several dates with paragraphs between them are the parts of a chronicle.
    """
    lines = {index: found for index in prose if (found := parse_date_lines(blocks[index].text, order))}
    bare = [index for index, found in lines.items() if not any(line.labelled for line in found)]
    most = MAX_PROSE - 1 if len(bare) == 1 else 0
    return {index: Role.DATE for index in lines if index not in bare or prose[index] <= most}


def _is_empty(block: Block) -> bool:
    return is_empty_byline(block.text)


def _is_signature(blocks: Sequence[Block], index: int, free: Sequence[int], order: str | None) -> bool:
    """Return whether a block is a byline, or `By —` alone above a short block of names."""
    if read_byline(blocks[index].text, order)[0]:
        return True
    return (
        _is_empty(blocks[index])
        and index + 1 in free
        and len(blocks[index + 1].text) <= MAX_BYLINE
        and read_byline(f"By {blocks[index + 1].text}", order)[0] is not None
    )


def _is_above_headline(blocks: Sequence[Block], free: Sequence[int], found: Mapping[int, Role]) -> bool:
    """Return whether the byline that a text begins with stands above its headline."""
    first = blocks[free[0]].text
    rest = [index for index in free if index not in found]
    if sum(role is Role.BYLINE for role in found.values()) > 1 or not (is_marked(first) or is_cased(first)):
        return False
    return len(rest) > 1 and is_headline(blocks[rest[0]].text, blocks[rest[1]].text)


def _label_tail(blocks: Sequence[Block], labels: Mapping[int, Role], limit: int, order: str | None) -> dict[int, Role]:
    """Return the byline at the end of a text that has none in its head: one with a mark, or an agency."""
    end = [index for index in range(max(0, len(blocks) - 40), len(blocks)) if index not in labels][-TAIL_BLOCKS:]
    start = max(limit if limit < len(blocks) else 0, 2)
    for index in end:
        text = blocks[index].text
        if index > start and len(text) <= PROSE and (is_marked(text) or (index == end[-1] and agency_named(text))):
            byline, _ = read_byline(text, order)
            if byline:
                return {index: Role.BYLINE}
    return {}


def label_bare_bylines(
    blocks: Sequence[Block], labels: Mapping[int, Role], limit: int, profile: Profile
) -> tuple[dict[int, Role], int | None]:
    """Return the names without `By` that are bylines, and else the block that may be one.

    It is one when the same line stands at another place of head or tail, or when the profile says that the
    publication prints them so; a guess is only told.
    """
    if Role.BYLINE in labels.values():
        return {}, None
    head = [index for index in range(min(limit, HEAD_BLOCKS)) if index not in labels]
    tail = range(max(HEAD_BLOCKS, len(blocks) - TAIL_COPIES), len(blocks))
    for index in head:
        text = blocks[index].text
        if _is_prose(text):
            break
        if _may_be_name(text, uncased=profile.bare_bylines) and Role.HEADLINE in labels.values():
            copies = [other for other in (*head, *tail) if other not in labels and blocks[other].text == text]
            sure = profile.bare_bylines or len(copies) > 1
            return (dict.fromkeys(copies, Role.BYLINE), None) if sure else ({}, index)
    return {}, None


def _may_be_name(text: str, *, uncased: bool) -> bool:
    if uncased and not is_cased(text):
        return len(text.split()) in BARE_WORDS and parse_names(text) is not None
    return are_bare_names(text) and fold(text.partition(" ")[0]) not in lexicon().function_words


def _is_prose(text: str) -> bool:
    return len(text) > PROSE or (len(text) > PROSE // 2 and ends_sentence(text))


def read_signatures(parts: Sequence[Part], order: str | None) -> tuple[Byline, tuple[DateLine, ...]]:
    """Return what the bylines and date lines say together."""
    bylines: list[Byline] = []
    dates: list[DateLine] = []
    for text, role in _joined(parts):
        if role is Role.DATE:
            dates += parse_date_lines(text, order)
            continue
        byline, date = read_byline(text, order)
        byline = byline or parse_names(text)
        bylines += [byline] if byline else []
        dates += [date] if date else []
    agencies = [byline.agency for byline in bylines if byline.agency]
    authors = tuple(dict.fromkeys(name for byline in bylines for name in byline.authors))
    place = next((byline.place for byline in bylines if byline.place), None)
    rest = any(byline.rest for byline in bylines) or len(set(agencies)) > 1
    return Byline(authors, agencies[0] if agencies else None, rest, place), tuple(dates)


def _joined(parts: Sequence[Part]) -> Iterator[tuple[str, Role]]:
    """Yield the words of the bylines and date lines; `By —` together with the names on the line below it."""
    before = ""
    for part in parts:
        if part.role is Role.BYLINE and is_empty_byline(part.text):
            before = part.text
        elif part.role is Role.BYLINE or part.role is Role.DATE:
            is_split = before and part.role is Role.BYLINE
            yield (f"By {part.text}" if is_split else part.text), part.role
            before = ""
