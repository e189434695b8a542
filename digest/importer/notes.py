"""What an editor is told of an article as it was read, and the words of its head that no key has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.importer.head.headline import is_embargo
from digest.importer.head.printed_date import section_beside
from digest.importer.model import Role
from digest.importer.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.importer.claims import Claims
    from digest.importer.model import Block
    from digest.importer.parse import Parsed
    from digest.importer.web.page import Page
    from digest.model import Problem

# The council meets on Monday.   «Решение принято вчера вечером».   in any script: some words, then what ends a sentence
SENTENCE_WORDS = 4
LOOK = 400  # characters at either end of a paragraph
_ENDS, _AFTER_ENDS = tuple(".!?…؟۔।。"), "\"'”’»)]"
_SAID = frozenset({Role.PARAGRAPH, Role.ITEM})

HEAD_PARTS, TAIL_PARTS = 8, 4  # among which a text says that it may not be printed yet
MAX_BYTES = 5_000_000
MAX_BLOCKS = 20_000


def tell_size(raw: bytes, blocks: Sequence[Block], file: str) -> Iterator[Problem]:
    """Yield that a file is too large for one article."""
    if len(raw) > MAX_BYTES:
        yield problem("I205", file, 0, f"{len(raw) // 1_000_000} MB")
    elif len(blocks) > MAX_BLOCKS:
        yield problem("I205", file, 0, f"{len(blocks)} paragraphs")


def tell_parsed(parsed: Parsed, headline: str | None, file: str) -> Iterator[Problem]:
    """Yield what an editor should look at in the text."""
    if headline is None:
        yield problem("I201", file, parsed.parts[0].line)
    if not any(part.role in _SAID and _is_sentence(part.text) for part in parsed.parts):
        yield problem("I211", file, parsed.parts[0].line)
    for part in (*parsed.parts[:HEAD_PARTS], *parsed.parts[HEAD_PARTS:][-TAIL_PARTS:]):
        if is_embargo(part.text):
            yield problem("I213", file, part.line, part.text)
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


def find_asides(parsed: Parsed, claims: Claims, page: Page | None, evidence: str | None) -> Iterator[str]:
    """Yield the words of the head that no key of the front matter has room for; *evidence* is that of the date."""
    kicker, headline = parsed.text_of(Role.KICKER), parsed.text_of(Role.HEADLINE)
    if kicker:
        yield f"kicker: {kicker}"
    if page is None and headline != claims.headline:
        yield f"headline as printed: {headline}"
    byline = parsed.text_of(Role.BYLINE)
    if byline and (parsed.byline.rest or _says_more(byline, parsed, claims)):
        yield f"byline as printed: {byline}"
    if parsed.byline.place:
        yield f"byline place: {parsed.byline.place}"
    if parsed.reporting:
        yield f"reporting by: {parsed.reporting}"
    for part in parsed.parts:
        if part.role is Role.ADDRESS and part.text != evidence:
            yield f"address as printed: {part.text}"
    yield from _about_dates(parsed, evidence)
    if page and page.data.site:
        yield f"site: {page.data.site}"


def _about_dates(parsed: Parsed, evidence: str | None) -> Iterator[str]:
    for line in parsed.date_lines:
        if line.updated or line.mention.text != evidence:
            yield f"date as printed: {line.mention.text}"
    for part in parsed.parts:
        if part.role is Role.DATE and (section := section_beside(part.text)):
            yield f"beside the date: {section}"


def _says_more(byline: str, parsed: Parsed, claims: Claims) -> bool:
    """Return whether a byline, whose authors are known from elsewhere, has other words too."""
    return parsed.byline.authors != claims.byline.authors and byline != ", ".join(claims.byline.authors)
