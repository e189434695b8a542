"""Cards: what stands on the picture of each article, and of the site, and what makes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.cards.letters import drawable
from digest.cards.words import Text, Words
from digest.languages import direction
from digest.site import addresses
from digest.site.fingerprints import SIZE
from digest.site.given import Job, Raw
from digest.site.views import CardImage

if TYPE_CHECKING:
    from digest.site.filing import Filed
    from digest.site.press import Press
    from digest.site.stories import Story

_VERSION = b"card 2"  # goes up whenever the same words give another picture


@dataclass(frozen=True, slots=True)
class Easel:
    """What makes cards from their words and from nothing else: no card changes when the site around it does."""

    @property
    def digest(self) -> bytes:
        """Its fingerprint."""
        return _VERSION.ljust(SIZE)

    def card(self, path: str, words: Words) -> Raw:
        """Return the card that says *words*."""
        from digest.cards.drawing import draw  # noqa: PLC0415 - most builds draw none, and it takes a while to load

        return Raw(path, draw(words))


_EASEL = Easel()


def site_card(press: Press) -> Job:
    """Return the card of an edition, for all pages that have none of their own: its name and what it is."""
    edition, site = press.edition, press.site
    name, tagline, nothing = (Text(words, edition.lang, edition.dir) for words in (site.name, site.tagline, ""))
    headline = drawable(tagline.words) or drawable(name.words) or ""
    words = Words(name, Text(headline, edition.lang, edition.dir), nothing, nothing, nothing)
    return Job(addresses.card_path(edition.prefix), _EASEL.card, (words,))


def article_card(press: Press, filed: Filed) -> Job:
    """Return the card of an article that has one."""
    edition, matter = press.edition, filed.story.matter
    section, outlet = (next(iter(filed.of_kind(kind)), None) for kind in ("section", "publication"))

    def text(words: str) -> Text:
        return Text(words, edition.lang, edition.dir)

    words = Words(
        name=text(press.site.name),
        headline=Text(drawable(matter.title) or "", matter.lang, direction(matter.lang)),
        kicker=text(section.name(edition.lang)[0] if section else ""),
        foot=text(outlet.name(edition.lang)[0] if outlet else ""),
        end=text(press.words.day(matter.published) if matter.published else press.text("Date unknown")),
    )
    return Job(addresses.card_path(press.story_path(filed.story)), _EASEL.card, (words,))


def own_card(press: Press, story: Story) -> CardImage | None:
    """Return the card that an article has: one that is listed, with a headline in letters that can be drawn."""
    if not (press.options.cards and story.is_listed and drawable(story.matter.title)):
        return None
    return CardImage(url=press.url(addresses.card_path(press.story_path(story))), alt=story.matter.title)
