"""What the fingerprint of a file covers: whatever changes the file changes the fingerprint, and little else does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.engine.planning import made_from
from digest.engine.rendering import content_of
from digest.engine.theme import Printer
from digest.site.filters import Once
from digest.site.given import Options, Raw
from digest.site.plan import plan_site
from tests.planning.helpers import URL, theme_in
from tests.planning.worlds import (
    HOUR,
    NOW,
    STEPS,
    USUAL_REGISTRY,
    WORLDS,
    World,
    after,
    all_words,
    new_drafts,
    shuffled,
)  # fmt: skip
from tests.support.project import ROOT

if TYPE_CHECKING:
    from digest.engine.theme import Theme
    from digest.site.given import Job
    from tests.planning.worlds import AllWords, Memory, Steps


def examples(number: int) -> settings:
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=number, suppress_health_check=slow)


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> AllWords:
    return all_words(tmp_path_factory.mktemp("locale"))


@pytest.fixture(scope="module")
def theme() -> Theme:
    return theme_in(ROOT / "theme")


def planned(world: World, words: AllWords, memory: Memory) -> dict[str, Job]:
    """Return the jobs of a site by path."""
    return {job.path: job for job in plan_site(world.given(words, memory))}


def fingerprints(jobs: dict[str, Job]) -> dict[str, bytes]:
    return {path: made_from(job, b"", (job.template or "").encode()) for path, job in jobs.items()}


def values_of(job: Job) -> object:
    """Return what a job makes: the content, or what its template sees."""
    made = job.output()
    return made.content if isinstance(made, Raw) else (made.template, made.head, dict(made.context))


def unchanged(one: dict[str, Job], other: dict[str, Job]) -> list[str]:
    """Return the paths that have the same fingerprint on both sites."""
    before, now = fingerprints(one), fingerprints(other)
    return [path for path in before if now.get(path) == before[path]]


@examples(200)
@given(WORLDS, STEPS)
def test_same_fingerprint_means_the_same_values(words: AllWords, world: World, steps: Steps) -> None:
    memory: Memory = {}
    before, now = planned(world, words, memory), planned(after(world, steps), words, memory)

    for path in unchanged(before, now):
        assert values_of(before[path]) == values_of(now[path]), path


@examples(100)
@given(WORLDS, STEPS)
def test_what_is_remembered_is_what_would_be_found_anew(words: AllWords, world: World, steps: Steps) -> None:
    memory: Memory = {}
    planned(world, words, memory)
    edited = after(world, steps)
    remembering, anew = planned(edited, words, memory), planned(edited, words, {})

    assert fingerprints(remembering) == fingerprints(anew)
    for path, job in anew.items():
        assert values_of(remembering[path]) == values_of(job), path


@examples(20)
@given(WORLDS)
def test_nothing_is_remembered_of_a_site_with_other_settings(words: AllWords, world: World) -> None:
    memory: Memory = {}
    planned(world, words, memory)
    moved = replace(world, options=replace(world.options, url="https://elsewhere.example", page_size=3))

    assert fingerprints(planned(moved, words, memory)) == fingerprints(planned(moved, words, {}))


@examples(12)
@given(WORLDS, STEPS)
def test_same_fingerprint_means_the_same_page(words: AllWords, theme: Theme, world: World, steps: Steps) -> None:
    edited = after(world, steps)
    before, now = planned(world, words, {}), planned(edited, words, {})
    old, new = Printer(theme, Once), Printer(theme, Once)

    for path in unchanged(before, now):
        assert content_of(before[path], old, world.options.url) == content_of(now[path], new, edited.options.url), path


@examples(40)
@given(WORLDS, STEPS, st.integers(0, 99))
def test_order_in_which_files_are_found_is_in_no_fingerprint(
    words: AllWords, world: World, steps: Steps, number: int
) -> None:
    edited = after(world, steps)

    assert fingerprints(planned(edited, words, {})) == fingerprints(planned(shuffled(edited, number), words, {}))


def test_article_that_expires_instead_of_waiting_is_another_in_a_preview(words: AllWords) -> None:
    (draft,) = new_drafts([1])
    times = {"published": None, "status": "published", "embargo": NOW - HOUR, "expires": NOW + HOUR}
    draft = replace(draft, matter=replace(draft.matter, lang="en", **times))
    world = World(
        drafts=(draft,),
        leaves=(),
        registry=USUAL_REGISTRY,
        options=Options(name="D", tagline="N", url=URL),
        preview=True,
    )
    early, late = (planned(replace(world, now=NOW + hours * HOUR), words, {}) for hours in (-2, 2))

    assert "/articles/s-0/" in early
    assert "/articles/s-0/" not in unchanged(early, late)
