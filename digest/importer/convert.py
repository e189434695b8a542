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
from digest.importer.model import BODY_ROLES, Article, Dropped, Role, Skip
from digest.importer.parse import parse
from digest.importer.problems import problem
from digest.importer.published import date_article, date_doubts
from digest.importer.tagging import suggest_tags
from digest.model import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.importer.model import Block, Hints, Part, SourceText
    from digest.importer.parse import Parsed
    from digest.model import Problem

# The council meets on Monday.   «Решение принято вчера вечером».   in any script: some words, then what ends a sentence
SENTENCE_WORDS = 4
LOOK = 400  # characters at either end of a paragraph
_ENDS, _AFTER_ENDS = tuple(".!?…؟۔।。"), "\"'”’»)]"

MAX_BYTES = 5_000_000
MAX_BLOCKS = 20_000


def convert(raw: bytes, source_file: str, hints: Hints) -> Article | Skip:
    """Return the article that the bytes of *source_file* hold, or why they hold none."""
    try:
        source, blocks = _read(raw, hints)
    except NotTextError as error:
        return Skip("skipped", (problem(error.code, source_file, 0, error.detail),))
    repairs = tuple(_repairs(source, source_file))
    if not any(char.isalnum() for block in blocks for char in block.text):
        dropped = tuple(Dropped(block.line, block.text) for block in blocks)
        return Skip("skipped", (problem("I108", source_file), *repairs), source.encoding, dropped)
    parsed = parse(blocks, hints)
    if not _has_article(parsed):
        dropped = tuple(Dropped(part.line, part.text) for part in parsed.parts)
        return Skip("review", (problem("I204", source_file, 1), *repairs), source.encoding, dropped)
    mark = Source(file=source_file, sha256=hashlib.sha256(raw).hexdigest(), encoding=source.encoding)
    notes = [*repairs, *_size(raw, blocks, source_file)]
    doubts = find_doubts(parsed.parts, blocks, hints.registry)
    notes += [problem(doubt.code, source_file, doubt.line, *doubt.details) for doubt in doubts]
    return _article(parsed, mark, hints, notes)


def _read(raw: bytes, hints: Hints) -> tuple[SourceText, list[Block]]:
    """Return the blocks that *raw* holds, and its source without the text: one copy of 20 MB is enough."""
    source = decode(raw, hints.profile.encoding)
    lines = split_lines(clean(source.text))
    source = replace(source, text="")
    return source, split_blocks(lines)


def _has_article(parsed: Parsed) -> bool:
    return any(part.role in {Role.PARAGRAPH, Role.ITEM, Role.HEADLINE} for part in parsed.parts)


def _article(parsed: Parsed, source: Source, hints: Hints, notes: Sequence[Problem]) -> Article:
    file, options = source.file or "", hints.options
    lang, doubt = _language(_sample(parsed), hints)
    published = date_article(parsed, file)
    problems = [*notes, *_doubts(parsed, file), *date_doubts(parsed, published, hints, file)]
    if doubt:
        problems.append(problem(doubt, file, 0, lang))
    return Article(
        source=source,
        parts=parsed.parts,
        headline=parsed.text_of(Role.HEADLINE),
        lang=lang,
        authors=parsed.byline.authors,
        agency=parsed.byline.agency or (parsed.filed.agency if parsed.filed else None),
        date=options.date or published.date,
        date_evidence=None if options.date and options.date != published.date else published.evidence,
        modified=published.modified,
        filed=parsed.filed,
        summary=parsed.text_of(Role.STANDFIRST),
        images=parsed.images,
        content_sha=_fingerprint(parsed.parts),
        problems=tuple(problems),
        asides=tuple(_asides(parsed, published.evidence if options.date in {None, published.date} else None)),
        suggested=suggest_tags(_readable(parsed), hints.registry.tags),
    )


def _language(body: str, hints: Hints) -> tuple[str, str | None]:
    """Return the language of a text, and the code of what to tell of it: a text of few letters has the profile's."""
    if hints.options.lang:
        return hints.options.lang, None
    lang, unsure = identify(body)
    if not unsure:
        return lang, None
    return (hints.profile.lang, "I351") if hints.profile.lang else (lang, "I306")


def _readable(parsed: Parsed) -> str:
    """Return the words that tell what the text is about: not who wrote it, nor what the page repeats around it."""
    about = BODY_ROLES | {Role.HEADLINE, Role.KICKER, Role.STANDFIRST, Role.CAPTION}
    return "\n".join(part.text for part in parsed.parts if part.role in about)


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
    if parsed.maybe_byline:
        yield problem("I310", file, parsed.maybe_byline.line, parsed.maybe_byline.text)
    for line, sentence in parsed.holes:
        yield problem("I301", file, line, sentence)
    if parsed.filed and parsed.filed.ambiguous:
        countries = " or ".join(parsed.filed.ambiguous)
        yield problem("I305", file, 0, parsed.filed.dateline.place, countries)


def _is_sentence(text: str) -> bool:
    words = text[:LOOK].split(maxsplit=SENTENCE_WORDS)
    return len(words) >= SENTENCE_WORDS and text[-LOOK:].rstrip(_AFTER_ENDS).endswith(_ENDS)


def _asides(parsed: Parsed, evidence: str | None) -> Iterator[str]:
    """Yield the words of the head that no key of the front matter has room for; *evidence* is that of the date."""
    kicker = parsed.text_of(Role.KICKER)
    if kicker:
        yield f"kicker: {kicker}"
    byline = parsed.text_of(Role.BYLINE)
    if byline and parsed.byline.rest:
        yield f"byline as printed: {byline}"
    if parsed.byline.place:
        yield f"byline place: {parsed.byline.place}"
    if parsed.reporting:
        yield f"reporting by: {parsed.reporting}"
    for part in parsed.parts:
        if part.role is Role.ADDRESS and part.text != evidence:
            yield f"address as printed: {part.text}"
    for line in parsed.date_lines:
        if line.updated or line.mention.text != evidence:
            yield f"date as printed: {line.mention.text}"
