"""Why an article says what it says: for each field the rule that gave it, the line, and how sure that is.

The numbers are those of `docs/importer.md`. How sure a rule is comes in three words and not as a figure: nobody has
measured on pages of the whole world how often each is right, and a figure would claim that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.importer.model import CERTAIN, DROPPED_ROLES, GUESS, LIKELY, Evidence, Role
from digest.importer.texts.marks import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from digest.importer.claims import Claims
    from digest.importer.model import Dropped, Hints
    from digest.importer.parse import Parsed
    from digest.importer.web.page import Page

GIVEN = "given"
"""In place of a rule: the person who imported said so."""

RULES = {
    Role.HEADLINE: "26",
    Role.KICKER: "31",
    Role.STANDFIRST: "34",
    Role.BYLINE: "36",
    Role.DATE: "62",
    Role.ADDRESS: "62",
    Role.CAPTION: "47",
    Role.CREDIT: "50",
    Role.REPEAT: "29",
    Role.COPY: "51",
    Role.SEPARATOR: "25",
    Role.BOILERPLATE: "83",
    Role.COMMENT: "87",
    Role.PLACEHOLDER: "52",
    Role.EMBED: "80",
    Role.WIRE_TAG: "61",
    Role.LEARNED: "85",
    Role.FURNITURE: "14",
    Role.SUBHEAD: "70",
    Role.ITEM: "75",
    Role.PARAGRAPH: "18",
    Role.TABLE: "23",
    Role.PULLQUOTE: "74",
}
"""The rule by which a block got its role."""


def rule_of(dropped: Dropped) -> str:
    """Return the rule by which a block was left out; 86 where the whole source was, for it holds no article."""
    role = Role(dropped.role)
    return RULES[role] if role in DROPPED_ROLES else "86"


def trace(
    parsed: Parsed, page: Page | None, claims: Claims, hints: Hints, unsure: AbstractSet[str]
) -> Iterator[Evidence]:
    """Yield what each field that has a value rests on; *unsure* are the codes of what is told of the language."""
    yield _title(parsed, page, claims)
    if parsed.text_of(Role.STANDFIRST):
        yield Evidence("summary", "34", _line(parsed, Role.STANDFIRST), LIKELY)
    yield from _authors(parsed, claims)
    if hints.options.date or claims.dated.date:
        yield _date(parsed, page, claims, hints)
    if claims.dated.modified:
        yield _modified(parsed)
    if parsed.filed:
        yield from _dateline(parsed)
    if parsed.images:
        first = min(_line(parsed, role) or len(parsed.parts) for role in (Role.CAPTION, Role.CREDIT))
        yield Evidence("images", "47", first)
    if claims.url:
        yield Evidence("url", "14", 0)
    yield _language(hints, unsure)


def _line(parsed: Parsed, role: Role) -> int:
    return next((part.line for part in parsed.parts if part.role is role), 0)


def _title(parsed: Parsed, page: Page | None, claims: Claims) -> Evidence:
    headline = parsed.text_of(Role.HEADLINE)
    if headline is None:
        return Evidence("title", "14", 0, LIKELY) if claims.headline else Evidence("title", "28", 0, GUESS)
    line = _line(parsed, Role.HEADLINE)
    if page:
        return Evidence("title", "14", line)
    if sum(part.role is Role.HEADLINE for part in parsed.parts) > 1:
        return Evidence("title", "30", line, LIKELY)
    return Evidence("title", "27", line, LIKELY) if ends_sentence(headline) else Evidence("title", "26", line)


def _authors(parsed: Parsed, claims: Claims) -> Iterator[Evidence]:
    printed = _line(parsed, Role.BYLINE)
    if claims.byline.authors:
        yield Evidence("authors", "36" if printed else "14", printed)
    if claims.byline.agency:
        yield Evidence("agency", "37" if printed else "14", printed)
    elif parsed.filed and parsed.filed.agency:
        yield Evidence("agency", "55", _filed_at(parsed))


def _date(parsed: Parsed, page: Page | None, claims: Claims, hints: Hints) -> Evidence:
    if hints.options.date:
        return Evidence("date", GIVEN, 0)
    dated = claims.dated
    line = next((part.line for part in parsed.parts if dated.evidence and dated.evidence in part.text), 0)
    if parsed.filed and dated.date == parsed.filed.date and line == _filed_at(parsed):
        return Evidence("date", "56", line)
    if line:
        return Evidence("date", "62", line)
    return Evidence("date", "14", 0) if page and dated.date != dated.by_name else Evidence("date", "62", 0, LIKELY)


def _modified(parsed: Parsed) -> Evidence:
    """Return what the last change rests on: a printed line, else the page."""
    printed = [found.mention.text for found in parsed.date_lines if found.updated]
    line = next((part.line for part in parsed.parts if printed and printed[0] in part.text), 0)
    return Evidence("modified", "68" if line else "14", line)


def _filed_at(parsed: Parsed) -> int:
    filed = parsed.filed
    return next((part.line for part in parsed.parts if filed and part.text.startswith(filed.dateline.text)), 0)


def _dateline(parsed: Parsed) -> Iterator[Evidence]:
    filed = parsed.filed
    if filed is None:
        return
    is_certain = filed.agency or filed.date or filed.place_id or filed.dateline.country
    yield Evidence("dateline", "53", _filed_at(parsed), CERTAIN if is_certain else LIKELY)
    if filed.dateline.country:
        yield Evidence("country", "59", _filed_at(parsed), CERTAIN if filed.place_id else LIKELY)
    if filed.place_id:
        yield Evidence("places", "59", _filed_at(parsed))


def _language(hints: Hints, unsure: AbstractSet[str]) -> Evidence:
    if hints.options.lang:
        return Evidence("lang", GIVEN, 0)
    return Evidence("lang", "104", 0, GUESS if unsure & {"I306", "I351"} else LIKELY if unsure else CERTAIN)
