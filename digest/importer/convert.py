"""One source to one article: pure, so that one core or a thousand give the same bytes."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from digest.importer.body.doubts import find_doubts
from digest.importer.claims import read_claims
from digest.importer.evidence import trace
from digest.importer.model import BODY_ROLES, Article, Doubt, Dropped, Part, Role, Skip
from digest.importer.notes import find_asides, tell_parsed, tell_size
from digest.importer.parse import parse
from digest.importer.problems import problem
from digest.importer.published import date_doubts
from digest.importer.tagging import SAMPLE as TAGGED
from digest.importer.tagging import suggest_tags
from digest.importer.texts.blocks import split_blocks
from digest.importer.texts.clean import clean, split_lines
from digest.importer.texts.decode import NotTextError, decode
from digest.importer.texts.language import SAMPLE, identify
from digest.importer.texts.words import first_of
from digest.importer.web.page import PageError, is_page, read_page
from digest.importer.web.pagedata import title_of
from digest.model import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.importer.model import Block, Hints, SourceText
    from digest.importer.parse import Parsed
    from digest.importer.web.page import Page
    from digest.model import Problem

_READABLE = BODY_ROLES | {Role.HEADLINE, Role.KICKER, Role.STANDFIRST, Role.CAPTION}
_SAMPLED = frozenset({Role.PARAGRAPH, Role.HEADLINE, Role.ITEM})


def convert(raw: bytes, source_file: str, hints: Hints) -> Article | Skip:
    """Return the article that the bytes of *source_file* hold, or why they hold none."""
    try:
        source, page, blocks = _read(raw, source_file, hints)
    except NotTextError as error:
        return Skip("skipped", (problem(error.code, source_file, 0, error.detail),))
    except PageError as error:
        return Skip("skipped", (problem("I103", source_file, 0, error),))
    repairs = tuple(_problems(source.repairs, source_file))
    if not any(char.isalnum() for block in blocks for char in block.text):
        return _skip("skipped", problem("I108", source_file), repairs, source, blocks)
    known = page is not None and title_of(page.data) is not None
    article = [block for block in blocks if block.role is not Role.FURNITURE]
    parsed = parse(article, _hints_for(page, hints), has_headline=known)
    if not any(part.role in _SAMPLED for part in parsed.parts):
        if page:
            why = problem("I103", source_file, 0, "no article was found on it")
            return _skip("skipped", why, repairs, source, blocks)
        return _skip("review", problem("I204", source_file, 1), repairs, source, blocks)
    mark = Source(file=source_file, sha256=hashlib.sha256(raw).hexdigest(), encoding=source.encoding)
    told = _problems(find_doubts(parsed.parts, article, hints.registry), source_file)
    return _article(parsed, page, mark, hints, [*repairs, *tell_size(raw, blocks, source_file), *told])


def _read(raw: bytes, file: str, hints: Hints) -> tuple[SourceText, Page | None, Sequence[Block]]:
    """Return the blocks that *raw* holds, and its source without the text: one copy of 20 MB is enough."""
    source = decode(raw, hints.profile.encoding)
    bare = replace(source, text="")
    if is_page(source.text, file):
        page = read_page(source.text)
        return bare, page, page.blocks
    lines = split_lines(clean(source.text))
    del source
    return bare, None, split_blocks(lines)


def _skip(outcome: str, why: Problem, repairs: Sequence[Problem], source: SourceText, blocks: Sequence[Block]) -> Skip:
    dropped = tuple(Dropped(block.line, block.text) for block in blocks)
    return Skip(outcome, (why, *repairs), source.encoding, dropped)


def _hints_for(page: Page | None, hints: Hints) -> Hints:
    """Return the hints; on a page a block stays whole, for its furniture is set between its parts again."""
    return replace(hints, profile=replace(hints.profile, drop_wire_tags=False)) if page else hints


def _article(parsed: Parsed, page: Page | None, source: Source, hints: Hints, notes: Sequence[Problem]) -> Article:
    file, options = source.file or "", hints.options
    claims = read_claims(parsed, page, file)
    dated = claims.dated
    lang, tongue = _language(parsed, page, hints)
    doubts = (*(page.notes if page else ()), *claims.doubts, *tongue)
    told = (*notes, *tell_parsed(parsed, claims.headline, file), *_problems(doubts, file))
    is_own = options.date in {None, dated.date}
    return Article(
        source=replace(source, url=claims.url),
        parts=_with_furniture(parsed.parts, page.blocks) if page else parsed.parts,
        headline=claims.headline,
        lang=lang,
        authors=claims.byline.authors,
        agency=claims.byline.agency or (parsed.filed.agency if parsed.filed else None),
        date=options.date or dated.date,
        date_evidence=dated.evidence if is_own else None,
        modified=dated.modified,
        filed=parsed.filed,
        summary=parsed.text_of(Role.STANDFIRST),
        images=parsed.images,
        content_sha=_fingerprint(parsed.parts),
        problems=(*told, *date_doubts(parsed, dated, hints, file)),
        asides=tuple(find_asides(parsed, claims, page, dated.evidence if is_own else None)),
        suggested=suggest_tags(_readable(parsed), hints.registry.tags),
        evidence=tuple(trace(parsed, page, claims, hints, {doubt.code for doubt in tongue})),
    )


def _with_furniture(parts: Sequence[Part], blocks: Sequence[Block]) -> tuple[Part, ...]:
    """Return the parts of an article with what stands around it on its page, in the order of the page."""
    rest = iter(parts)
    is_around = (block.role is Role.FURNITURE for block in blocks)
    return tuple(
        Part(Role.FURNITURE, block.line, block.text) if around else next(rest)
        for block, around in zip(blocks, is_around, strict=True)
    )


def _language(parsed: Parsed, page: Page | None, hints: Hints) -> tuple[str, list[Doubt]]:
    """Return the language, and what to tell of it.

    It is as given, else by the text's own words, else, where these are too few, as its page or its profile says.
    """
    if hints.options.lang:
        return hints.options.lang, []
    lang, unsure = identify(_sample(parsed))
    said = page.data.lang if page else None
    if not unsure:
        return lang, [Doubt("I333", 0, (said,))] if said and said != lang else []
    if said:
        return said, []
    return (
        (hints.profile.lang, [Doubt("I351", 0, (hints.profile.lang,))])
        if hints.profile.lang
        else (lang, [Doubt("I306", 0, (lang,))])
    )


def _readable(parsed: Parsed) -> str:
    """Return the words that tell what the text is about: not who wrote it, nor what the page repeats around it."""
    words = (part.text for part in parsed.parts if part.role in _READABLE)
    return "\n".join(first_of(words, TAGGED))


def _sample(parsed: Parsed) -> str:
    """Return as much of the text as its language is told by."""
    words = (part.text for part in parsed.parts if part.role in _SAMPLED)
    return "\n".join(text[:SAMPLE] for text in islice(words, SAMPLE))


def _fingerprint(parts: Sequence[Part]) -> str:
    """Return the sha256 of the words, one block after the other."""
    fingerprint = hashlib.sha256(parts[0].text.encode())
    for part in parts[1:]:
        fingerprint.update(f"\n{part.text}".encode())
    return fingerprint.hexdigest()


def _problems(doubts: Iterable[Doubt], file: str) -> Iterator[Problem]:
    for doubt in doubts:
        yield problem(doubt.code, file, doubt.line, *doubt.details)
