"""One source to one article: pure, so that one core or a thousand give the same bytes."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from digest.importer.blocks import split_blocks
from digest.importer.clean import clean, split_lines
from digest.importer.decode import NotTextError, decode
from digest.importer.doubts import find_doubts
from digest.importer.language import SAMPLE, identify
from digest.importer.model import Article, Dropped, Role, Skip
from digest.importer.parse import parse
from digest.importer.problems import problem
from digest.model import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from digest.importer.model import Block, Hints, Part, SourceText
    from digest.importer.parse import Parsed
    from digest.model import PartialDate, Problem

# The council meets on Monday.   «Решение принято вчера вечером».   in any script: some words, then what ends a sentence
SENTENCE_WORDS = 4
LOOK = 400  # characters at either end of a paragraph
_ENDS, _AFTER_ENDS = tuple(".!?…؟۔।。"), "\"'”’»)]"

MAX_BYTES = 5_000_000
MAX_BLOCKS = 20_000


def convert(raw: bytes, source_file: str, hints: Hints) -> Article | Skip:
    """Return the article that the bytes of *source_file* hold, or why they hold none."""
    try:
        source, blocks = _read(raw)
    except NotTextError as error:
        return Skip("skipped", (problem(error.code, source_file, 0, error.detail),))
    if not any(char.isalnum() for block in blocks for char in block.text):
        dropped = tuple(Dropped(block.line, block.text) for block in blocks)
        return Skip("skipped", (problem("I108", source_file),), source.encoding, dropped)
    parsed = parse(blocks, hints)
    if not _has_article(parsed):
        dropped = tuple(Dropped(part.line, part.text) for part in parsed.parts)
        return Skip("review", (problem("I204", source_file, 1),), source.encoding, dropped)
    mark = Source(file=source_file, sha256=hashlib.sha256(raw).hexdigest(), encoding=source.encoding)
    notes = [*_repairs(source, source_file), *_size(raw, blocks, source_file)]
    doubts = find_doubts(parsed.parts, blocks, hints.registry)
    notes += [problem(doubt.code, source_file, doubt.line, *doubt.details) for doubt in doubts]
    return _article(parsed, mark, hints, notes)


def _read(raw: bytes) -> tuple[SourceText, list[Block]]:
    """Return the blocks that *raw* holds, and its source without the text: one copy of 20 MB is enough."""
    source = decode(raw)
    lines = split_lines(clean(source.text))
    source = replace(source, text="")
    return source, split_blocks(lines)


def _has_article(parsed: Parsed) -> bool:
    return any(part.role in {Role.PARAGRAPH, Role.ITEM, Role.HEADLINE} for part in parsed.parts)


def _article(parsed: Parsed, source: Source, hints: Hints, notes: Sequence[Problem]) -> Article:
    file, options = source.file or "", hints.options
    lang, unsure = (options.lang, False) if options.lang else identify(_sample(parsed))
    published, evidence = _published(parsed)
    modified = next((line.mention.date for line in parsed.date_lines if line.updated), None)
    problems = [*notes, *_doubts(parsed, file), *_date_doubts(parsed, published, options.date, options.added, file)]
    if unsure:
        problems.append(problem("I306", file, 0, lang))
    return Article(
        source=source,
        parts=parsed.parts,
        headline=parsed.text_of(Role.HEADLINE),
        lang=lang,
        authors=parsed.byline.authors,
        agency=parsed.byline.agency or (parsed.filed.agency if parsed.filed else None),
        date=options.date or published,
        date_evidence=None if options.date and options.date != published else evidence,
        modified=modified.first_day if modified and modified.day else None,
        filed=parsed.filed,
        summary=parsed.text_of(Role.STANDFIRST),
        images=parsed.images,
        content_sha=_fingerprint(parsed.parts),
        problems=tuple(problems),
        asides=tuple(_asides(parsed)),
    )


def _sample(parsed: Parsed) -> str:
    """Return as much of the text as its language is told by."""
    words = (part.text for part in parsed.parts if part.role in {Role.PARAGRAPH, Role.HEADLINE, Role.ITEM})
    return "\n".join(text[:SAMPLE] for text in islice(words, SAMPLE))


def _fingerprint(parts: Sequence[Part]) -> str:
    """Return the sha256 of the words, one block after the other."""
    fingerprint = hashlib.sha256(parts[0].text.encode())
    for part in parts[1:]:
        fingerprint.update(b"\n")
        fingerprint.update(part.text.encode())
    return fingerprint.hexdigest()


def _published(parsed: Parsed) -> tuple[PartialDate | None, str | None]:
    """Return the date of publication and the words that say it: a line of its own before the dateline."""
    for line in parsed.date_lines:
        if not line.updated and line.mention.date:
            return line.mention.date, line.mention.text
    return (parsed.filed.date, parsed.filed.date_evidence) if parsed.filed else (None, None)


def _repairs(source: SourceText, file: str) -> Iterator[Problem]:
    for repair in source.repairs:
        yield problem(repair.code, file, repair.line, repair.detail)


def _size(raw: bytes, blocks: Sequence[Block], file: str) -> Iterator[Problem]:
    if len(raw) > MAX_BYTES:
        yield problem("I205", file, 0, f"{len(raw) // 1_000_000} MB")
    elif len(blocks) > MAX_BLOCKS:
        yield problem("I205", file, 0, f"{len(blocks)} paragraphs")


def _doubts(parsed: Parsed, file: str) -> Iterator[Problem]:
    """Yield what an editor should look at in the text."""
    if parsed.text_of(Role.HEADLINE) is None:
        yield problem("I201", file, parsed.parts[0].line)
    if not any(part.role in {Role.PARAGRAPH, Role.ITEM} and _is_sentence(part.text) for part in parsed.parts):
        yield problem("I211", file, parsed.parts[0].line)
    if parsed.unsure:
        yield problem("I206", file, 0, parsed.unsure)
    if parsed.comments:
        yield problem("I207", file)
    for line, sentence in parsed.holes:
        yield problem("I301", file, line, sentence)
    if parsed.filed and parsed.filed.ambiguous:
        countries = " or ".join(parsed.filed.ambiguous)
        yield problem("I305", file, 0, parsed.filed.dateline.place, countries)


def _is_sentence(text: str) -> bool:
    words = text[:LOOK].split(maxsplit=SENTENCE_WORDS)
    return len(words) >= SENTENCE_WORDS and text[-LOOK:].rstrip(_AFTER_ENDS).endswith(_ENDS)


def _date_doubts(
    parsed: Parsed, published: PartialDate | None, given: PartialDate | None, added: date, file: str
) -> Iterator[Problem]:
    for line in parsed.date_lines:
        if line.mention.ambiguous:
            yield problem("I308", file, 0, line.mention.text)
    if given and published and given != published:
        yield problem("I309", file, 0, published)
    used = given or published
    if used and used.first_day > added:
        yield problem("I209", file, 0, used)


def _asides(parsed: Parsed) -> Iterator[str]:
    """Yield the words of the head that no key of the front matter has room for."""
    kicker = parsed.text_of(Role.KICKER)
    if kicker:
        yield f"kicker: {kicker}"
    byline = parsed.text_of(Role.BYLINE)
    if byline and parsed.byline.rest:
        yield f"byline as printed: {byline}"
    for line in parsed.date_lines:
        if line.mention.ambiguous or line.updated:
            yield f"date as printed: {line.mention.text}"
