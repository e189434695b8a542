"""Blocks to parts: every block gets exactly one role, in an order that one can see.

`parse` is that order: what can be told for certain comes first, and what nothing claims is a paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.importer.body.boilerplate import has_comments, label_boilerplate, label_embeds, label_separators
from digest.importer.body.paragraphs import find_holes, has_holes, label_items, label_subheads
from digest.importer.body.pullquotes import label_pullquotes
from digest.importer.head.byline import parse_reporting
from digest.importer.head.captions import collect_images, label_captions, label_placeholders, parse_caption
from digest.importer.head.dateline import parse_dateline
from digest.importer.head.dateline_head import find_wire_tags
from digest.importer.head.headline import label_headline, label_releases, label_standfirst
from digest.importer.head.signature import label_addresses, label_bare_bylines, label_signatures, read_signatures
from digest.importer.model import BODY_ROLES, Byline, Filed, Part, Role
from digest.importer.texts.marks import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.importer.head.printed_date import DateLine
    from digest.importer.model import Block, Hints, Profile
    from digest.model import Image

DATELINE_BLOCKS = 10  # the lede is among so many first blocks
LONG = 100_000  # characters
MIN_DATELINE = 160  # characters of a block that is no sentence; below, `SPOTLIGHT - Maps` is a headline
TAIL_BLOCKS = 3  # `(Reporting by …)` is among so many last blocks


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the blocks of a text are: its *parts*, and what they say; *unsure* counts blocks that may be subheads.

    *maybe_byline* is a name that stands where bylines do; *reporting* is who reported by the last line.
    """

    parts: tuple[Part, ...]
    filed: Filed | None
    byline: Byline
    date_lines: tuple[DateLine, ...]
    images: tuple[Image, ...]
    holes: tuple[tuple[int, str], ...]
    unsure: int = 0
    comments: bool = False
    maybe_byline: Part | None = None
    reporting: str | None = None

    def text_of(self, role: Role) -> str | None:
        """Return the words of all parts with this role, or None where there are none."""
        return " ".join(part.text for part in self.parts if part.role is role) or None


@dataclass(frozen=True, slots=True)
class _Labels:
    """The roles of all blocks but the paragraphs, what the dateline says and where it stands.

    *maybe* is a block that may be a byline; *unsure* counts those that may be subheads.
    """

    roles: Mapping[int, Role]
    filed: Filed | None
    dateline_at: int | None
    maybe: int | None
    unsure: int

    def maybe_byline(self, blocks: Sequence[Block]) -> Part | None:
        """Return the block that may be a byline, where nothing else claims it."""
        return None if self.maybe is None or self.maybe in self.roles else _part(blocks[self.maybe], Role.PARAGRAPH)


def parse(blocks: Sequence[Block], hints: Hints, *, has_headline: bool = False) -> Parsed:
    """Return what the blocks of one text are; what the source itself says of a block stands.

    With *has_headline* the headline is known from elsewhere, and none is looked for.
    """
    ends = list(map(_ends, blocks))
    labels = _label(ends, hints, has_headline=has_headline)
    parts = tuple(_parts(blocks, labels, hints.profile))
    byline, date_lines = read_signatures(parts, hints.profile.date_order)
    return Parsed(
        parts=parts,
        filed=labels.filed,
        byline=byline,
        date_lines=date_lines,
        images=collect_images(parts),
        holes=tuple(_find_holes(parts)),
        unsure=labels.unsure,
        comments=has_comments(ends, hints.profile),
        maybe_byline=labels.maybe_byline(blocks),
        reporting=_find_reporting(parts),
    )


def _ends(block: Block) -> Block:
    """Return a block that no person wrote with its ends alone, which tell its role as well."""
    return block if len(block.text) <= LONG else replace(block, text=f"{block.text[:LONG]} {block.text[-LONG:]}")


def _label(blocks: Sequence[Block], hints: Hints, *, has_headline: bool) -> _Labels:
    """Return the roles of all blocks but the paragraphs, and what was found on the way."""
    order = hints.profile.date_order
    given = {index: block.role for index, block in enumerate(blocks) if block.role}
    labels = given | label_separators(blocks)
    labels |= label_placeholders(blocks, labels)
    labels |= label_boilerplate(blocks, labels, hints.profile)
    labels |= label_addresses(blocks, labels)
    labels |= label_releases(blocks, labels)
    dateline_at, filed = _find_dateline(blocks, labels, hints)
    limit = len(blocks) if dateline_at is None else dateline_at
    has_headline = has_headline or Role.HEADLINE in given.values()
    labels |= label_signatures(blocks, labels, limit, order, has_headline=has_headline)
    labels |= {} if has_headline else label_headline(blocks, labels, limit)
    bare, maybe = label_bare_bylines(blocks, labels, limit, hints.profile)
    labels |= bare
    labels |= label_captions(blocks, labels, dateline_at)
    labels |= label_standfirst(blocks, labels)
    labels |= label_embeds(blocks, labels)
    labels |= label_items(blocks, labels)
    labels |= label_pullquotes(blocks, labels)
    subheads, unsure = label_subheads(blocks, labels)
    labels |= {index: role for index, role in subheads.items() if index != maybe and index not in given}
    return _Labels(labels, filed, dateline_at, maybe, unsure)


def _part(block: Block, role: Role) -> Part:
    return Part(role, block.line, block.text)


def _parts(blocks: Sequence[Block], labels: _Labels, profile: Profile) -> Iterator[Part]:
    """Yield the blocks with their roles; the marks of a wire are dropped where its profile asks, as a part before."""
    filed, tags_at = labels.filed, labels.dateline_at if profile.drop_wire_tags else None
    for index, block in enumerate(blocks):
        role = labels.roles.get(index, Role.PARAGRAPH)
        tags = find_wire_tags(block.text, filed.lede_at) if filed and index == tags_at else None
        if tags is None:
            yield _part(block, role)
            continue
        start, end = tags
        yield Part(Role.WIRE_TAG, block.line, block.text[start:end].rstrip())
        yield Part(role, block.line, block.text[:start] + block.text[end:])


def _find_dateline(
    blocks: Sequence[Block], labels: Mapping[int, Role], hints: Hints
) -> tuple[int | None, Filed | None]:
    """Return the block that begins with a dateline, and what it says."""
    free = [index for index in range(min(len(blocks), DATELINE_BLOCKS + len(labels))) if index not in labels]
    for index in free[:DATELINE_BLOCKS]:
        text = blocks[index].text
        filed = parse_dateline(text, hints.registry, hints.profile.date_order)
        if filed is None or _is_caption(text) or (index == free[0] and filed.lede_at == len(text)):
            continue
        certain = filed.agency or filed.date_evidence or any(map(str.isdigit, filed.dateline.text))
        ends = ends_sentence(text) and not (index == free[0] and text.endswith(("?", "!", "؟")))
        if certain or len(text) > MIN_DATELINE or ends:
            return index, filed
    return None, None


def _is_caption(text: str) -> bool:
    """Return whether a block ends in a credit that is marked as one: `ASTANA - The library. [Jane Roe/AFP]`."""
    caption = parse_caption(text)
    return caption is not None and caption.marked


def _find_reporting(parts: Sequence[Part]) -> str | None:
    """Return who reported, by one of the last lines, which stays in the body."""
    body = [part for part in parts[-2 * TAIL_BLOCKS :] if part.role in BODY_ROLES]
    return next((names for part in body[-TAIL_BLOCKS:] if (names := parse_reporting(part.text))), None)


def _find_holes(parts: Sequence[Part]) -> Iterator[tuple[int, str]]:
    prose = [part for part in parts if part.role in BODY_ROLES and part.role is not Role.TABLE]
    if has_holes(part.text for part in prose):
        for part in prose:
            for sentence in find_holes(part.text):
                yield part.line, sentence
