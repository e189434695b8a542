"""One source to one article: pure, so that one core or a thousand give the same bytes."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.importer.blocks import split_blocks
from digest.importer.claims import read_claims
from digest.importer.clean import clean, split_lines
from digest.importer.decode import NotTextError, decode
from digest.importer.html import PageError, is_page, read_page
from digest.importer.language import identify
from digest.importer.model import Article, Dropped, Part, Repair, Role, Skip
from digest.importer.pagedata import title_of
from digest.importer.parse import parse
from digest.importer.problems import problem
from digest.model import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from digest.importer.claims import Claims
    from digest.importer.html import Page
    from digest.importer.model import Block, Hints, SourceText
    from digest.importer.parse import Parsed
    from digest.model import PartialDate, Problem

# The council meets on Monday.   «Решение принято вчера вечером».   in any script: some words, then what ends a sentence
SENTENCE_WORDS = 4
_ENDS, _AFTER_ENDS = tuple(".!?…؟۔।。"), "\"'”’»)]"

MAX_BYTES = 5_000_000
MAX_BLOCKS = 20_000


def convert(raw: bytes, source_file: str, hints: Hints) -> Article | Skip:
    """Return the article that the bytes of *source_file* hold, or why they hold none."""
    try:
        source = decode(raw)
        page = read_page(source.text) if is_page(source.text, source_file) else None
    except NotTextError as error:
        return Skip("skipped", (problem(error.code, source_file, 0, error.detail),))
    except PageError as error:
        return Skip("skipped", (problem("I103", source_file, 0, error),))
    blocks = page.blocks if page else split_blocks(split_lines(clean(source.text)))
    if not any(char.isalnum() for block in blocks for char in block.text):
        return _skip("skipped", problem("I108", source_file), source, blocks)
    known = page is not None and title_of(page.data) is not None
    parsed = parse([block for block in blocks if block.role is not Role.FURNITURE], hints, has_headline=known)
    if not _has_article(parsed):
        if page:
            return _skip("skipped", problem("I103", source_file, 0, "no article was found on it"), source, blocks)
        return _skip("review", problem("I204", source_file, 1), source, blocks)
    mark = Source(file=source_file, sha256=hashlib.sha256(raw).hexdigest(), encoding=source.encoding)
    notes = [*_repairs(source.repairs, source_file), *_size(raw, blocks, source_file)]
    return _article(parsed, page, mark, hints, notes)


def _skip(outcome: str, why: Problem, source: SourceText, blocks: Sequence[Block]) -> Skip:
    dropped = tuple(Dropped(block.line, block.text) for block in blocks)
    return Skip(outcome, (why,), source.encoding, dropped)


def _has_article(parsed: Parsed) -> bool:
    return any(part.role in {Role.PARAGRAPH, Role.ITEM, Role.HEADLINE} for part in parsed.parts)


def _article(parsed: Parsed, page: Page | None, source: Source, hints: Hints, notes: Sequence[Problem]) -> Article:
    file, options = source.file or "", hints.options
    claims = read_claims(parsed, page)
    lang, tongue = _language(parsed, page, options.lang)
    doubts = (*(page.notes if page else ()), *claims.doubts, *tongue)
    problems = [*notes, *_doubts(parsed, claims.headline, file), *_repairs(doubts, file)]
    return Article(
        source=replace(source, url=claims.url),
        parts=_with_furniture(parsed.parts, page.blocks) if page else parsed.parts,
        headline=claims.headline,
        lang=lang,
        authors=claims.byline.authors,
        agency=claims.byline.agency or (parsed.filed.agency if parsed.filed else None),
        date=options.date or claims.published,
        date_evidence=None if options.date and options.date != claims.published else claims.evidence,
        modified=claims.modified,
        filed=parsed.filed,
        summary=parsed.text_of(Role.STANDFIRST),
        images=parsed.images,
        content_sha=hashlib.sha256("\n".join(part.text for part in parsed.parts).encode()).hexdigest(),
        problems=(*problems, *_date_doubts(parsed, claims.published, options.date, options.added, file)),
        asides=tuple(_asides(parsed, claims, page)),
    )


def _with_furniture(parts: Sequence[Part], blocks: Sequence[Block]) -> tuple[Part, ...]:
    """Return the parts of an article with what stands around it on its page, in the order of the page."""
    rest = iter(parts)
    is_around = (block.role is Role.FURNITURE for block in blocks)
    return tuple(
        Part(Role.FURNITURE, block.line, block.text) if around else next(rest)
        for block, around in zip(blocks, is_around, strict=True)
    )


def _language(parsed: Parsed, page: Page | None, given: str | None) -> tuple[str, list[Repair]]:
    """Return the language: as given, else by the text's own words, else, where these are too few, as the page says."""
    if given:
        return given, []
    body = "\n".join(part.text for part in parsed.parts if part.role in {Role.PARAGRAPH, Role.HEADLINE, Role.ITEM})
    lang, unsure = identify(body)
    said = page.data.lang if page else None
    if unsure:
        return (said, []) if said else (lang, [Repair("I306", lang)])
    return lang, [Repair("I333", said)] if said and said != lang else []


def _repairs(repairs: Iterable[Repair], file: str) -> Iterator[Problem]:
    for repair in repairs:
        yield problem(repair.code, file, repair.line, repair.detail)


def _size(raw: bytes, blocks: Sequence[Block], file: str) -> Iterator[Problem]:
    if len(raw) > MAX_BYTES:
        yield problem("I205", file, 0, f"{len(raw) // 1_000_000} MB")
    elif len(blocks) > MAX_BLOCKS:
        yield problem("I205", file, 0, f"{len(blocks)} paragraphs")


def _doubts(parsed: Parsed, headline: str | None, file: str) -> Iterator[Problem]:
    """Yield what an editor should look at in the text."""
    if headline is None:
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
    words = text.split(maxsplit=SENTENCE_WORDS)
    return len(words) >= SENTENCE_WORDS and text.rstrip(_AFTER_ENDS).endswith(_ENDS)


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


def _says_more(byline: str, parsed: Parsed, claims: Claims) -> bool:
    """Return whether a byline, whose authors are known from elsewhere, has other words too."""
    return parsed.byline.authors != claims.byline.authors and byline != ", ".join(claims.byline.authors)


def _asides(parsed: Parsed, claims: Claims, page: Page | None) -> Iterator[str]:
    """Yield the words of the head that no key of the front matter has room for."""
    kicker = parsed.text_of(Role.KICKER)
    if kicker:
        yield f"kicker: {kicker}"
    byline = parsed.text_of(Role.BYLINE)
    if byline and (parsed.byline.rest or _says_more(byline, parsed, claims)):
        yield f"byline as printed: {byline}"
    for line in parsed.date_lines:
        if line.mention.ambiguous or line.updated:
            yield f"date as printed: {line.mention.text}"
    if page and page.data.site:
        yield f"site: {page.data.site}"
