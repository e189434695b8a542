"""More than one article in a file (rule 106): where a second one begins; nothing is split."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.importer.head.byline import parse_byline
from digest.importer.head.dateline import parse_dateline
from digest.importer.model import Role
from digest.importer.texts.marks import BULLET, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.importer.model import Part
    from digest.registry import Registry

MIN_HEADLINE = 3  # words
MAX_HEADLINE = 120  # characters
BELOW = 3  # parts in which byline and dateline follow a headline
_CAN_BE_HEADLINE = frozenset({Role.PARAGRAPH, Role.SUBHEAD})


def second_article(parts: Sequence[Part], registry: Registry) -> int | None:
    """Return the line where another headline has a byline and a dateline, or one of them as the first had.

    A headline over a byline or a dateline is what only an article begins with.
    """
    first = next((index for index, part in enumerate(parts) if part.role is Role.PARAGRAPH), len(parts))
    if not any(part.role is Role.HEADLINE for part in parts[:first]):
        return None
    for index in range(first + 1, len(parts) - 1):
        part = parts[index]
        if part.role in _CAN_BE_HEADLINE and _is_headline(part.text) and _begins(parts, index, registry):
            return part.line
    return None


def _is_headline(text: str) -> bool:
    return (
        len(text) <= MAX_HEADLINE
        and not ends_sentence(text)
        and not BULLET.match(text)
        and not text[0].islower()
        and len(text.split(maxsplit=MIN_HEADLINE)) >= MIN_HEADLINE
        and parse_byline(text) is None
    )


def _begins(parts: Sequence[Part], index: int, registry: Registry) -> bool:
    below = parts[index + 1 : index + 1 + BELOW]
    has_byline = any(parse_byline(part.text) for part in below[:2]) and index + BELOW < len(parts)
    return has_byline or any(_is_filed(part.text, registry) for part in below)


def _is_filed(text: str, registry: Registry) -> bool:
    filed = parse_dateline(text, registry)
    if filed is None:
        return False
    place = filed.dateline.text.split(",")[0]
    return bool(filed.agency or filed.date or (place.isupper() and place.lower() != place.upper()))
