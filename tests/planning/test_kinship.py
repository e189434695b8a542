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
    from digest.site.stories import Story
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


@settings(max_examples=150)
@given(WORLDS, st.lists(STEPS, min_size=1, max_size=5))
def test_what_is_remembered_changes_nothing(words: AllWords, world: World, edits: list[Steps]) -> None:
    memory: Memory = {}
    for steps in ([], *edits):
        world = after(world, steps)

        assert related(world, words, memory) == related(world, words, {})


# Few days, tags and languages, so that most stories share something, and as many older ones as are shown.
STORIES = st.lists(
    st.builds(
        lambda slug, day, tags, keys: story(slug, day, tags=tags, **keys),
        st.sampled_from([f"s-{at}" for at in range(16)]),
        st.sampled_from(["2014", "2015", "2016", "2017"]),
        st.sampled_from([("courts",), ("courts", "youth"), ("youth",)]),
        st.sampled_from(
            [{}, {}, {}, {"lang": "ru"}, {"translation_of": "s-1"}, {"status": "hidden"}, {"places": ("aktobe",)}]
        ),
    ),
    unique_by=lambda one: one.matter.slug,
    min_size=6,
    max_size=16,
)


@settings(max_examples=200)
@given(st.lists(STORIES, min_size=2, max_size=4))
def test_what_was_found_on_any_other_site_changes_nothing(sites: list[list[Story]]) -> None:
    memory: Memory = {}
    for stories in sites:
        listed = in_order(one for one in stories if one.is_listed)
        remembering, anew = (Kinship(Shelf(listed, Terms(registry())), "en", known) for known in (memory, {}))

        for one in stories:
            assert remembering.of(one) == anew.of(one)


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
