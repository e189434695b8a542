"""Related articles out of what an earlier plan found: the same as if they had been looked for anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.site.editions import Editions
from digest.site.related import MOST, Kinship
from digest.site.stories import in_order
from digest.site.terms import Shelf, Terms
from tests.planning.helpers import registry, story
from tests.planning.worlds import STEPS, WORLDS, after, all_words

if TYPE_CHECKING:
    from tests.planning.worlds import AllWords, Memory, Steps, World


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> AllWords:
    return all_words(tmp_path_factory.mktemp("locale"))


def related(world: World, words: AllWords, memory: Memory) -> dict[tuple[str, str], list[str]]:
    """Return the slugs of the related articles of each article of each edition."""
    editions = Editions(world.given(words, memory))
    return {
        (lang, story.matter.slug): [filed.story.matter.slug for filed in presenter.related(story)]
        for lang, presenter in editions.presenters.items()
        for story in editions.given.stories
        if presenter.is_own_language(story)
    }


@settings(deadline=None, max_examples=150)
@given(WORLDS, st.lists(STEPS, min_size=1, max_size=5))
def test_what_is_remembered_changes_nothing(words: AllWords, world: World, edits: list[Steps]) -> None:
    memory: Memory = {}
    for steps in ([], *edits):
        world = after(world, steps)

        assert related(world, words, memory) == related(world, words, {})


def test_what_was_found_is_not_looked_for_again() -> None:
    stories = [story(f"s-{at}", f"20{10 + at}", tags=("courts",)) for at in range(9)]
    memory: Memory = {}
    shelf = Shelf(in_order(stories), Terms(registry()))
    first = Kinship(shelf, "en", memory)
    found = [first.of(one) for one in stories]
    assert set(memory) == {f"en/s-{at}" for at in range(MOST, 9)}

    memory["en/s-8"] = (memory["en/s-8"][0], ("s-0",))
    again = [Kinship(shelf, "en", memory).of(one) for one in stories]

    assert again[:8] == found[:8]
    assert [one.matter.slug for one in again[8]] == ["s-0"]
