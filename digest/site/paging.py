"""Lists in pages that do not shift: a page of older articles keeps its address and its articles when new ones come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.site.addresses import list_page_path
from digest.site.views import Pager

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.site.stories import Story


@dataclass(frozen=True, slots=True)
class ListPage:
    """The stories of one page of a list, and where it stands."""

    path: str
    stories: Sequence[Story]
    pager: Pager


def pages(stories: Sequence[Story], first: str, size: int) -> Iterator[ListPage]:
    """Yield the pages of a list, the newest first; *stories* are newest first, *first* is the path of the list.

    The oldest *size* stories are page 1 by address, the next are page 2, and so on; what is left, from *size* to
    twice that less one, is the newest page and stands at *first*. So a new story changes one page, not all.
    """
    full = max(0, len(stories) // size - 1)
    ages: list[int | None] = [None, *range(full, 0, -1)]
    paths = [list_page_path(first, age) for age in ages]
    newest = len(stories) - full * size
    for at, path in enumerate(paths):
        end = newest + at * size
        pager = Pager(
            age=ages[at],
            total=None if at else len(paths),
            newer=paths[at - 1] if at else None,
            older=paths[at + 1] if at + 1 < len(paths) else None,
            newest=paths[0],
            oldest=paths[-1],
        )
        yield ListPage(path, stories[max(0, end - size) if at else 0 : end], pager)
