"""The quick exit: which pages have it, where it leads, and settings that readers could not trust in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from digest.site.exits import ExitError, exit_of
from digest.site.given import Options
from tests.planning.helpers import dossier, leaf, plan, story

if TYPE_CHECKING:
    from tests.planning.helpers import Planned

WEATHER = "https://weather.example/"
STORIES = [
    story("youth", tags=("youth",)),
    story("courts", tags=("courts",), section="news"),
    story("ru", lang="ru", tags=("youth",)),
]
LEAVES = [leaf("about"), dossier("of-youth", "youth", tag="youth"), dossier("of-all", "courts")]


def site(**said: Any) -> Planned:
    return plan(STORIES, LEAVES, exit=exit_of({"url": WEATHER, **said}, "en"))


def with_exit(planned: Planned) -> set[str]:
    return {page.path for page in planned.pages if page.head.exit}


def test_site_whose_settings_name_no_exit_has_none() -> None:
    assert with_exit(plan(STORIES, LEAVES)) == set()
    assert Options.of({"name": "D", "tagline": "N"}, "https://example.org/").exit is None


def test_exit_without_topics_is_on_every_page() -> None:
    planned = site()

    assert with_exit(planned) == {page.path for page in planned.pages}


def test_exit_with_topics_is_on_their_articles_lists_and_dossiers() -> None:
    expected = {"/articles/youth/", "/ru/articles/ru/", "/tags/youth/", "/ru/tags/youth/", "/dossiers/of-youth/"}

    assert with_exit(site(tags=["youth"])) == expected
    assert with_exit(site(sections=["news"])) == {"/articles/courts/", "/sections/news/"}


def test_exit_leads_to_a_page_in_the_language_of_the_reader() -> None:
    planned = site(url={"en": WEATHER, "ru": f"{WEATHER}ru"})

    assert planned.page("/ru/about/publications/").head.exit == f"{WEATHER}ru"
    assert planned.page("/articles/youth/").head.exit == WEATHER


def test_language_without_a_page_of_its_own_has_that_of_the_default() -> None:
    assert site().page("/ru/articles/ru/").head.exit == WEATHER


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "leads nowhere"),
        ({"url": "weather.example"}, "leads nowhere"),
        ({"url": "javascript:alert(1)"}, "leads nowhere"),
        ({"url": {"ru": WEATHER}}, "leads nowhere"),
        ({"url": {"en": WEATHER, "ru": "/"}}, "leads nowhere"),
        ({"url": WEATHER, "tag": ["youth"]}, "unknown setting 'tag'"),
    ],
)
def test_exit_that_leads_nowhere_is_refused(said: dict[str, Any], words: str) -> None:
    with pytest.raises(ExitError, match=words):
        exit_of(said, "en")


def test_exit_for_a_topic_that_no_registry_has_is_refused() -> None:
    with pytest.raises(ExitError, match=r"tag that is not there: 'yuoth'\. Hint: did you mean 'youth'"):
        site(tags=["yuoth"])
