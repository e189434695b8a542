"""What lies within what: trails and trees of terms, and circles that a registry must not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.registry import Registry, circles, parse_table
from digest.site.stories import in_order
from digest.site.terms import Shelf, Terms
from digest.site.trees import Tree, above_of
from tests.planning.helpers import registry, story

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.site.stories import Story
    from digest.site.terms import Term

IDS = [f"t-{at}" for at in range(8)]
ABOVE = st.dictionaries(st.sampled_from(IDS), st.sampled_from(IDS))


def tree_of(*stories: Story) -> tuple[Tree, Mapping[str, Term]]:
    shelf = Shelf(in_order(stories), Terms(registry()))
    return Tree(shelf), {term.id: term for term in shelf.by_term}


def ids(terms: list[Term]) -> list[str]:
    return [term.id for term in terms]


def test_term_is_reached_by_those_above_it_and_leads_to_those_below() -> None:
    tree, by_id = tree_of(story("a", tags=("youth",)), story("b", tags=("prevention", "courts"), places=("aktobe",)))

    assert ids(tree.trail(by_id["youth"])) == ["prevention"]
    assert ids(list(tree.right_below(by_id["prevention"]))) == ["youth"]
    assert ids(tree.tops("tag")) == ["prevention"]
    assert tree.trail(by_id["courts"]) == list(tree.right_below(by_id["courts"])) == []


def test_term_without_articles_stands_in_a_trail_if_it_leads_to_one_that_has_some() -> None:
    tree, by_id = tree_of(story("a", places=("aktobe",)), story("b", tags=("prevention",)))

    assert ids(tree.trail(by_id["aktobe"])) == ["kazakhstan"]
    assert ids(tree.tops("place")) == ["kazakhstan"]
    assert list(tree.right_below(by_id["prevention"])) == []


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ({}, []),
        ({"a": "b", "b": "c"}, []),
        ({"a": "a"}, [("a",)]),
        ({"a": "b", "b": "a", "c": "a"}, [("a", "b")]),
        ({"c": "a", "a": "b", "b": "a", "x": "y", "y": "x"}, [("a", "b"), ("x", "y")]),
    ],
)
def test_circle_is_found_once_and_what_leads_into_it_is_not_in_it(
    above: dict[str, str], expected: list[tuple[str, ...]]
) -> None:
    assert circles(above) == expected


@given(ABOVE)
def test_no_trail_goes_in_a_circle(above: dict[str, str]) -> None:
    entries = "".join(
        f"{one}: {{name: {one}, description: d{f', broader: {above[one]}' if one in above else ''}}}\n" for one in IDS
    )
    table, problems = parse_table("tags", entries, "tags.yaml")
    shelf = Shelf([story("a", tags=tuple(IDS))], Terms(Registry(tags=table)))
    tree = Tree(shelf)

    def naive(at: str) -> bool:
        seen: list[str] = []
        while at in above and above[at] not in seen:
            at = above[at]
            seen.append(at)
        return at in above

    assert {problem.code for problem in problems} == ({"C170"} if any(map(naive, IDS)) else set())
    for term in shelf.by_kind["tag"]:
        trail = ids(tree.trail(term))
        assert len(trail) == len(set(trail))
        assert term.id not in trail
        assert [above_of(table).get(one) for one in [term.id, *reversed(trail)]] == [*reversed(trail), None]
