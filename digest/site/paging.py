"""Lists in pages that do not shift: a page of older articles keeps its address and its articles when new ones come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from digest.site.addresses import list_page_path
from digest.site.list_views import PageLink, Pager

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Item = TypeVar("Item")

# So many of its pages the newest page of a list leads to; of more, every second, every third and so on. So with 20
# articles a page each of 5,000 articles of one year is two steps from the list of the year.
MOST_LINKED = 250


@dataclass(frozen=True, slots=True)
class ListPage(Generic[Item]):
    """The items of one page of a list, as articles, and where it stands."""

    path: str
    items: Sequence[Item]
    pager: Pager


def pages(items: Sequence[Item], first: str, size: int) -> Iterator[ListPage[Item]]:
    """Yield the pages of a list, the newest first; *items* are newest first, *first* is the path of the list.

    The oldest *size* items are page 1 by address, the next are page 2, and so on; what is left, from *size* to
    twice that less one, is the newest page and stands at *first*. So a new item changes one page, not all.
    """
    full = _full_pages(len(items), size)
    ages: list[int | None] = [None, *range(full, 0, -1)]
    paths = [list_page_path(first, age) for age in ages]
    newest = len(items) - full * size
    for at, path in enumerate(paths):
        end = newest + at * size
        pager = Pager(
            age=ages[at],
            total=None if at else len(paths),
            newer=paths[at - 1] if at else None,
            older=paths[at + 1] if at + 1 < len(paths) else None,
            newest=paths[0],
            oldest=paths[-1],
            pages=() if at else _links(first, full),
        )
        yield ListPage(path, items[max(0, end - size) if at else 0 : end], pager)


def page_path(first: str, length: int, size: int, at: int) -> str:
    """Return the path of the page on which a list of *length* stories shows the one at place *at*, the newest at 0."""
    full = _full_pages(length, size)
    newest = length - full * size
    return list_page_path(first, None if at < newest else full - (at - newest) // size)


def _full_pages(length: int, size: int) -> int:
    return max(0, length // size - 1)


def _links(first: str, full: int) -> tuple[PageLink, ...]:
    """Return links to the numbered pages of a list, or, where they are very many, to some and the oldest."""
    step = -(-full // MOST_LINKED) or 1
    ages = [*range(full, 1, -step), *([1] if full else [])]
    return tuple(PageLink(number=age, path=list_page_path(first, age)) for age in ages)
