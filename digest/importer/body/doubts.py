"""What an editor should look at in a text, rule by rule: nothing here changes what is read."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from digest.importer.body.boilerplate import early_counter, is_embed
from digest.importer.body.pages import find_page
from digest.importer.body.private import find_private, may_hold_private
from digest.importer.body.several import second_article
from digest.importer.model import BODY_ROLES, Doubt, Role
from digest.importer.texts.hyphens import find_divided
from digest.importer.texts.lexicon import lexicon
from digest.importer.texts.scripts import find_languages, find_mixed_words, may_be_mixed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.importer.model import Block, Part
    from digest.registry import Registry

MAX_TOLD = 5  # of one kind; who has seen five looks at the rest too


def find_doubts(parts: Sequence[Part], blocks: Sequence[Block], registry: Registry) -> Iterator[Doubt]:
    """Yield what waits for an editor, then the notices."""
    yield from _about_the_file(parts, blocks, registry)
    yield from _first(Doubt("I321", block.line, (word,)) for block in blocks for word in block.rejoined)
    yield from _first(Doubt("I322", part.line) for part in parts if part.role is Role.PULLQUOTE)
    body = [part for part in parts if part.role in BODY_ROLES]
    whole, after_hyphens = "\n".join(part.text for part in body), _after_hyphens()
    for code, may_be, found in (  # one look at the whole text is quicker than one at each part
        ("I320", "- " in whole, lambda text: find_divided(text, after_hyphens)),
        ("I323", may_hold_private(whole), find_private),
        ("I325", may_be_mixed(whole), find_mixed_words),
    ):
        if may_be:
            yield from _first(Doubt(code, part.line, (words,)) for part in body for words in found(part.text))
    yield from _first(Doubt("I324", part.line, (_begin(part.text),)) for part in body if is_embed(part.text))


def _about_the_file(parts: Sequence[Part], blocks: Sequence[Block], registry: Registry) -> Iterator[Doubt]:
    page = find_page(parts)
    if page:
        yield Doubt("I220", page[0], page)
    second = second_article(parts, registry)
    if second and not page:
        yield Doubt("I221", second, (second,))
    languages = find_languages([part.text for part in parts if part.role in BODY_ROLES])
    if languages:
        yield Doubt("I222", 0, languages)
    counter = early_counter(blocks)
    if counter:
        yield Doubt("I223", counter)


def _first(doubts: Iterable[Doubt]) -> Iterator[Doubt]:
    for _, doubt in zip(range(MAX_TOLD), doubts, strict=False):
        yield doubt


def _begin(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40].rpartition(' ')[0] or text[:40]} …"  # noqa: PLR2004 - to know it by


@cache
def _after_hyphens() -> frozenset[str]:
    return frozenset(lexicon().words["after_hyphens"])
