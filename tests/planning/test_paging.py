"""Lists in pages: every story once, and old pages that do not shift."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.site.paging import ListPage, pages
from tests.planning.helpers import story

if TYPE_CHECKING:
    from digest.site.stories import Story

STORIES = [story(f"s-{number}") for number in range(200)]
LENGTHS = st.integers(0, len(STORIES))
SIZES = st.integers(1, 25)


def paged(length: int, size: int) -> list[ListPage[Story]]:
    """Return the pages of the *length* oldest stories, of which the last is the oldest."""
    return list(pages(STORIES[len(STORIES) - length :], "/tags/a/", size))


@given(LENGTHS, SIZES)
def test_every_story_stands_on_one_page_in_order(length: int, size: int) -> None:
    shown = [one.matter.slug for page in paged(length, size) for one in page.items]

    assert shown == [one.matter.slug for one in STORIES[len(STORIES) - length :]]


@given(LENGTHS, SIZES)
def test_newest_page_holds_one_to_two_pages_and_every_other_just_one(length: int, size: int) -> None:
    newest, *older = paged(length, size)

    assert {len(page.items) for page in older} <= {size}
    if length < size:
        assert (len(newest.items), older) == (length, [])
    else:
        assert size <= len(newest.items) < 2 * size


@given(LENGTHS, LENGTHS, SIZES)
def test_older_page_keeps_address_and_stories_when_newer_stories_come(length: int, more: int, size: int) -> None:
    before = {page.path: page for page in paged(min(length, more), size)[1:]}
    after = {page.path: page for page in paged(max(length, more), size)}

    for path, page in before.items():
        assert after[path].items == page.items
        # The page before the newest one has another neighbour once the newest overflows.
        kept = {"age", "total", "older", "oldest", "newest"}
        assert {name: getattr(page.pager, name) for name in kept} == {
            name: getattr(after[path].pager, name) for name in kept
        }


@given(LENGTHS, SIZES)
def test_pages_stand_at_addresses_of_their_own_and_lead_to_each_other(length: int, size: int) -> None:
    found = paged(length, size)
    paths = [page.path for page in found]

    assert paths[0] == "/tags/a/"
    assert len(set(paths)) == len(paths)
    assert [page.pager.newer for page in found] == [None, *paths[:-1]]
    assert [page.pager.older for page in found] == [*paths[1:], None]
    assert {(page.pager.newest, page.pager.oldest) for page in found} == {(paths[0], paths[-1])}
    assert [page.pager.age for page in found] == [None, *range(len(paths) - 1, 0, -1)]


@given(LENGTHS, SIZES)
def test_only_the_newest_page_says_how_many_there_are(length: int, size: int) -> None:
    found = paged(length, size)

    assert [page.pager.total for page in found] == [len(found), *[None] * (len(found) - 1)]


@pytest.mark.parametrize(("length", "paths"), [(3, ["/tags/a/"]), (4, ["/tags/a/", "/tags/a/page/1/"])])
def test_oldest_page_is_the_first_by_its_address(length: int, paths: list[str]) -> None:
    assert [page.path for page in paged(length, 2)] == paths


def test_list_without_stories_has_one_empty_page() -> None:
    (page,) = pages([], "/tags/a/", 20)

    assert (page.path, list(page.items)) == ("/tags/a/", [])
