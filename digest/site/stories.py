"""An article as the site knows it, the order of articles, and which of them readers may see."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from digest.schema import PUBLIC

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from digest.schema import FrontMatter

Matter = TypeVar("Matter")


@dataclass(frozen=True, eq=False)
class Story:
    """An article: what its front matter says, its lede, and its body as HTML for a page at a given site root.

    *body* takes the address of the site's root as the page sees it (`../..`), for the links of the body; *source* is
    the file it came from; *standing* is what `standing_of` says; *pictures* are the names of those that the body shows
    or leads to. *rights* says how much of the text it has, once `held_to_rights` has seen it. *digest* changes
    whenever any of it does, and is empty where nobody will ask.
    """

    matter: FrontMatter
    body: Callable[[str], str]
    lede: str
    source: str
    standing: str = "published"
    digest: bytes = b""
    pictures: tuple[str, ...] = ()
    rights: str = "full"

    @cached_property
    def day(self) -> date:
        """The day that it stands under in lists: as published, or as added where that is not known."""
        return self.matter.published.first_day if self.matter.published else self.matter.added

    @cached_property
    def year(self) -> str | None:
        """The year it was published in, where that is known: 2016."""
        return f"{self.matter.published.year:04}" if self.matter.published else None

    @property
    def is_listed(self) -> bool:
        """Whether lists, feeds, the sitemap and search show it."""
        return self.standing == "published"

    @property
    def standfirst(self) -> str:
        """What stands under its headline in lists: the summary, or the lede where nobody wrote one."""
        return self.matter.summary or self.lede


@dataclass(frozen=True)
class Leaf(Generic[Matter]):
    """What an editor writes around the articles, such as a page: what its front matter says, its body as for a story.

    The type of *matter* tells which kind it is of; all have a title, slug, lang and status.
    """

    matter: Matter
    body: Callable[[str], str]
    source: str
    digest: bytes = b""
    pictures: tuple[str, ...] = ()


def leaves_of(kind: type[Matter], leaves: Iterable[Leaf[Any]]) -> list[Leaf[Matter]]:
    """Return those of *leaves* whose front matter is of *kind*."""
    return [leaf for leaf in leaves if isinstance(leaf.matter, kind)]


def in_order(stories: Iterable[Story]) -> list[Story]:
    """Return the stories newest first; those of one day by slug, so that the order never depends on the files'."""
    return sorted(stories, key=lambda story: (-story.day.toordinal(), story.matter.slug))


def by_arrival(stories: Iterable[Story]) -> list[Story]:
    """Return the stories last added first; those added on one day as `in_order`."""
    return sorted(in_order(stories), key=lambda story: story.matter.added, reverse=True)


def original_slug(story: Story) -> str:
    """Return the slug of the original of which *story* is a language version; its own if it is the original."""
    return story.matter.translation_of or story.matter.slug


def versions(stories: Iterable[Story]) -> dict[str, list[Story]]:
    """Return the language versions of every story, by language, under the slug of the original."""
    groups: dict[str, list[Story]] = {}
    for story in stories:
        groups.setdefault(original_slug(story), []).append(story)
    for group in groups.values():
        group.sort(key=lambda story: (story.matter.lang, story.matter.slug))
    return groups


def standing_of(matter: FrontMatter, now: datetime) -> str:
    """Return where an article stands at the moment *now*: its status, or for a public one `embargoed` or `expired`."""
    if matter.status in PUBLIC and matter.embargo is not None and now < matter.embargo:
        return "embargoed"
    if matter.status in PUBLIC and matter.expires is not None and now >= matter.expires:
        return "expired"
    return matter.status
