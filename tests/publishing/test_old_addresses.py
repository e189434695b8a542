"""Which addresses a new release has lost, and which of these are a fault."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.moves import Moves
from digest.publishing.old_addresses import find_lost

NOWHERE = Moves()
PAGES = st.sets(st.sampled_from(["index.html", "about/index.html", "tags/a/index.html", "articles/a/index.html"]))


def pages(*addresses: str) -> list[str]:
    return [f"{address[1:]}index.html" for address in addresses]


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        (["/articles/a/", "/about/"], [], ["/about/", "/articles/a/"]),
        (["/articles/a/"], ["/articles/a/"], []),
        (["/about/", "/about/us/"], [], ["/about/"]),
        (["/about/", "/about/us/"], ["/about/"], ["/about/us/"]),
        (
            ["/ru/articles/a/", "/digest/2026-W02/", "/dossiers/x/"],
            [],
            ["/digest/2026-W02/", "/dossiers/x/", "/ru/articles/a/"],
        ),
    ],
)
def test_page_that_is_gone_is_told_once_with_all_below_it(before: list[str], after: list[str], lost: list[str]) -> None:
    assert find_lost(pages(*before), pages(*after), NOWHERE) == (lost, [])


@pytest.mark.parametrize(
    "address",
    ["/tags/a/", "/ru/archive/2016/12/", "/languages/fr/", "/digest/2026-W02/sections/law/", "/places/x/page/2/"],
)
def test_list_that_is_gone_is_no_page_that_somebody_wrote(address: str) -> None:
    assert find_lost(pages(address), [], NOWHERE) == ([], [address])


def test_list_may_become_shorter() -> None:
    assert find_lost(pages("/tags/a/", "/tags/a/page/2/"), pages("/tags/a/"), NOWHERE) == ([], [])


def test_address_that_leads_on_or_is_said_to_be_gone_is_not_lost() -> None:
    moves = Moves({"/articles/a/": "/articles/b/", "/tags/a/": "/tags/b/"}, {"/articles/c/": "/articles/c/"})

    assert find_lost(pages("/articles/a/", "/articles/c/", "/tags/a/", "/tags/a/page/2/"), [], moves) == ([], [])


def test_files_beside_pages_are_not_asked_for() -> None:
    assert find_lost(["tags/a/feed.atom", "images/a.png", "search/index/a.bin", "about.html"], [], NOWHERE) == (
        [],
        [],
    )


def test_loss_is_told_where_it_can_be_mended_but_for_what_was_meant() -> None:
    lost = find_lost(pages("/articles/a/", "/articles/b/"), [], NOWHERE)

    (problem,) = lost.problems({"/articles/a/"})

    assert (problem.path, problem.code) == ("content/registry/redirects.yaml", "B120")
    assert "/articles/b/" in problem.message
    assert "`/articles/b/: `" in problem.hint


@given(PAGES, PAGES)
def test_nothing_is_lost_that_is_there(before: set[str], after: set[str]) -> None:
    lost = find_lost(before, after, NOWHERE)

    assert {f"{address[1:]}index.html" for address in (*lost.pages, *lost.lists)} <= before - after
    assert bool(lost.pages or lost.lists) == bool(before - after)
