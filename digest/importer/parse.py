"""Blocks to parts: every block gets exactly one role, in an order that one can see.

`parse` is that order: what can be told for certain comes first, and what nothing claims is a paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.importer.blocks import SENTENCE_END
from digest.importer.body import are_unsure, find_holes, label_items, label_subheads
from digest.importer.boilerplate import has_comments, label_boilerplate, label_separators
from digest.importer.byline import parse_byline
from digest.importer.captions import collect_images, label_captions, parse_caption
from digest.importer.dateline import parse_dateline
from digest.importer.dates import DateLine, parse_date_line
from digest.importer.headline import label_byline, label_headline, label_standfirst
from digest.importer.model import BODY_ROLES, Byline, Filed, Part, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.importer.model import Block, Hints
    from digest.model import Image
    from digest.registry import Registry

DATELINE_BLOCKS = 7  # the lede is among so many first blocks
MIN_FIRST_DATELINE = 160  # characters of a first block that is no sentence; below, `SPOTLIGHT - Maps` is a headline


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the blocks of a text are: its *parts*, and what they say; *unsure* counts blocks that may be subheads."""

    parts: tuple[Part, ...]
    filed: Filed | None
    byline: Byline
    date_lines: tuple[DateLine, ...]
    images: tuple[Image, ...]
    holes: tuple[tuple[int, str], ...]
    unsure: int = 0
    comments: bool = False

    def text_of(self, role: Role) -> str | None:
        """Return the words of all parts with this role, or None where there are none."""
        return " ".join(part.text for part in self.parts if part.role is role) or None


def parse(blocks: Sequence[Block], hints: Hints, *, has_headline: bool = False) -> Parsed:
    """Return what the blocks of one text are; what the source itself says of a block stands.

    With *has_headline* the headline is known from elsewhere, and none is looked for.
    """
    given = {index: block.role for index, block in enumerate(blocks) if block.role}
    labels = given | label_separators(blocks)
    labels |= label_boilerplate(blocks, labels)
    dateline_at, filed = _find_dateline(blocks, labels, hints.registry)
    limit = len(blocks) if dateline_at is None else dateline_at
    labels |= label_byline(blocks, labels, limit)
    has_headline = has_headline or Role.HEADLINE in given.values()
    labels |= {} if has_headline else label_headline(blocks, labels, limit)
    labels |= label_captions(blocks, labels, dateline_at)
    labels |= label_standfirst(blocks, labels)
    labels |= label_items(blocks, labels)
    subheads = {index: role for index, role in label_subheads(blocks, labels).items() if index not in given}
    unsure = len(subheads) if are_unsure(len(subheads), len(blocks) - len(labels)) else 0
    labels |= {} if unsure else subheads
    parts = tuple(Part(labels.get(i, Role.PARAGRAPH), block.line, block.text) for i, block in enumerate(blocks))
    return Parsed(
        parts=parts,
        filed=filed,
        byline=_read_byline(parts),
        date_lines=tuple(line for part in parts if part.role is Role.DATE and (line := parse_date_line(part.text))),
        images=collect_images(parts),
        holes=tuple(_find_holes(parts)),
        unsure=unsure,
        comments=has_comments(blocks),
    )


def _find_dateline(
    blocks: Sequence[Block], labels: Mapping[int, Role], registry: Registry
) -> tuple[int | None, Filed | None]:
    """Return the block that begins with a dateline, and what it says."""
    free = [index for index in range(len(blocks)) if index not in labels][:DATELINE_BLOCKS]
    for index in free:
        text = blocks[index].text
        filed = parse_dateline(text, registry)
        if filed is None or _is_caption(text):
            continue
        certain = filed.agency or filed.date_evidence or any(map(str.isdigit, filed.dateline.text))
        if index != free[0] or certain or len(text) > MIN_FIRST_DATELINE or SENTENCE_END.search(text):
            return index, filed
    return None, None


def _is_caption(text: str) -> bool:
    """Return whether a block ends in a credit that is marked as one: `ASTANA - The library. [Jane Roe/AFP]`."""
    caption = parse_caption(text)
    return caption is not None and caption.marked


def _read_byline(parts: Sequence[Part]) -> Byline:
    """Return what the bylines say together."""
    bylines = [found for part in parts if part.role is Role.BYLINE and (found := parse_byline(part.text))]
    return Byline(
        tuple(dict.fromkeys(name for byline in bylines for name in byline.authors)),
        next((byline.agency for byline in bylines if byline.agency), None),
        any(byline.rest for byline in bylines),
    )


def _find_holes(parts: Sequence[Part]) -> Iterator[tuple[int, str]]:
    for part in parts:
        if part.role in BODY_ROLES:
            for sentence in find_holes(part.text):
                yield part.line, sentence
