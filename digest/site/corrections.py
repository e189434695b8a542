"""What was put right in articles after they were published: of all that an edition lists, the last first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digest.schema import PageMatter
from digest.site.fingerprints import fingerprint
from digest.site.stories import leaves_of
from digest.site.views import Amendment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from digest.model import Correction
    from digest.site.stories import Leaf, Story
    from digest.site.views import Link

SLUG = "corrections"
"""The slug of the page on which editors say how they correct; what was corrected stands there, too."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """An entry under `corrections` of an article, with all that is shown of it where all are listed.

    *slug* is that of the article.
    """

    slug: str
    article: Link
    amendment: Amendment

    @property
    def path(self) -> str:
        """Where it stands on the page of its article."""
        return f"{self.article.path}#{self.amendment.id}"


def amendments_of(corrections: Sequence[Correction]) -> tuple[Amendment, ...]:
    """Return the entries of one article in their order, each once, with the id that it has on the page.

    The id follows from what the entry says, which stays: no other entry can move it.
    """
    return tuple(
        Amendment(
            id=f"correction-{one.date}-{fingerprint(one.text, one.kind).hex()[:6]}",
            date=one.date,
            text=one.text,
            is_update=one.kind == "update",
        )
        for one in dict.fromkeys(corrections)
    )


def corrected(stories: Iterable[Story], link_of: Callable[[Story], Link]) -> list[Corrected]:
    """Return what was put right in *stories*, the last first; what is of one day by article, as it stands there."""
    found = [
        Corrected(story.matter.slug, link_of(story), one)
        for story in stories
        if story.matter.corrections
        for one in amendments_of(story.matter.corrections)
    ]
    return sorted(found, key=lambda one: (-one.amendment.date.toordinal(), one.article.path))


def policy_among(leaves: Iterable[Leaf[Any]], lang: str) -> Leaf[PageMatter] | None:
    """Return the page of an edition on which its editors say how they correct, if there is one."""
    return next((leaf for leaf in leaves_of(PageMatter, leaves) if is_policy(leaf, lang)), None)


def is_policy(leaf: Leaf[PageMatter], lang: str) -> bool:
    """Return whether a page is that on which the editors of the edition in *lang* say how they correct."""
    return leaf.matter.slug == SLUG and leaf.matter.lang == lang
