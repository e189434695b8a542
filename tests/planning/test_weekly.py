"""The weekly digests: which weeks there are, what stands in each and in what order, and when a feed has one."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import feedparser

from digest.site import weekly
from digest.site.given import Raw
from digest.site.plan import plan_site
from tests.planning.helpers import URL, given, introduction, leaf, plan, story
from tests.planning.test_growth import changed as changed_between

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.site.stories import Story
    from digest.site.week_views import WeekView
    from tests.planning.helpers import Planned

MONDAY = date(2026, 11, 16)  # of 2026-W47
ATOM = "{http://www.w3.org/2005/Atom}"


def added(slug: str, day: int = 0, published: str | None = "2016-12-26", /, **keys: Any) -> Story:
    """Return a story that was added so many days after MONDAY."""
    return story(slug, published, added=MONDAY + timedelta(days=day), **keys)


def week(site: Planned, path: str = "/digest/2026-W47/") -> WeekView:
    return site.page(path).context["week"]  # type: ignore[return-value]


def slugs(view: WeekView) -> list[list[str]]:
    return [[card.slug for card in part.cards] for part in view.parts]


def weeks_of(site: Planned, path: str = "/digest/") -> dict[str, list[str]]:
    groups = site.page(path).context["weeks"].groups  # type: ignore[attr-defined]
    return {group.label: [link.path for link in group.links] for group in groups}


def announced(site: Planned, path: str = "/digest/feed.json") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(site.raw(path))["items"]
    return found


# --- what there is ---


def test_week_has_what_was_added_from_monday_to_sunday() -> None:
    site = plan([added("before", -1), added("monday"), added("sunday", 6), added("after", 7)])

    assert weeks_of(site) == {"2026": ["/digest/2026-W48/", "/digest/2026-W47/", "/digest/2026-W46/"]}
    assert slugs(week(site)) == [["sunday", "monday"]]


def test_week_at_the_turn_of_a_year_belongs_to_the_year_of_its_thursday() -> None:
    site = plan([story("old", added=date(2024, 12, 29)), story("new", added=date(2024, 12, 30))])

    assert weeks_of(site) == {"2025": ["/digest/2025-W01/"], "2024": ["/digest/2024-W52/"]}
    assert week(site, "/digest/2025-W01/").days == "30 December 2024\u2009–\u20095 January 2025"


def test_articles_stand_by_section_in_the_order_of_the_registry_and_those_without_one_last() -> None:
    site = plan(
        [added("a", section=None), added("b", section="news"), added("c", section="law"), added("d", section="x")]
    )
    parts = week(site).parts

    assert slugs(week(site)) == [["c"], ["b"], ["d"], ["a"]]
    assert [part.section.name if part.section else None for part in parts] == ["Law", "News", "x", None]
    assert len({part.anchor for part in parts}) == 4


def test_what_came_last_stands_first_and_before_it_what_the_reader_can_read() -> None:
    site = plan([added("a", 1), added("b", 2), added("c-ru", 3, lang="ru"), added("d", 2, "2020")])

    assert slugs(week(site)) == [["d", "b", "a", "c-ru"]]


def test_edition_has_the_weeks_in_which_something_was_added_in_its_language() -> None:
    site = plan([added("a"), added("b", 7), added("b-ru", 7, lang="ru")])

    assert weeks_of(site, "/ru/digest/") == {"2026": ["/ru/digest/2026-W48/"]}
    assert dict(site.page("/digest/2026-W48/").head.alternates)["ru"] == f"{URL}/ru/digest/2026-W48/"
    assert site.page("/digest/2026-W47/").head.alternates == ()


def test_what_is_in_no_list_is_in_no_week() -> None:
    site = plan([added("a"), added("b", 7, status="hidden")])

    assert weeks_of(site) == {"2026": ["/digest/2026-W47/"]}


def test_figures_count_articles_languages_and_publications() -> None:
    site = plan([added("a"), added("b", publication="wire"), added("c-ru", lang="ru", publication=None)])

    assert site.page("/digest/2026-W47/").context["figures"] == "3 articles in 2 languages from 2 publications"
    assert site.page("/ru/digest/2026-W47/").context["figures"] == "1 статья"


def test_week_leads_to_the_ones_before_and_after_it_and_to_how_it_is_made() -> None:
    site = plan([added("a"), added("b", 14), added("c", 35)], [leaf("how-we-work"), leaf("about")])
    view = week(site, "/digest/2026-W49/")

    assert (view.older and view.older.path, view.newer and view.newer.path) == (
        "/digest/2026-W47/",
        "/digest/2026-W52/",
    )
    assert view.how is not None
    assert view.how.path == "/how-we-work/"
    assert week(plan([added("a")], [leaf("about")])).how is None


def test_front_page_has_the_newest_week_with_its_last_headlines() -> None:
    site = plan(
        [added("a"), *(added(f"b-{at}", 7 + at) for at in range(5))], [introduction("2026-W48", title="On halls")]
    )
    teaser = site.page("/").context["front"].ways.week  # type: ignore[attr-defined]

    assert (teaser.path, teaser.title, teaser.days, teaser.count) == (
        "/digest/2026-W48/", "On halls", "23–29 November 2026", 5,
    )  # fmt: skip
    assert [link.name for link in teaser.headlines] == ["Title of b-4", "Title of b-3", "Title of b-2"]


def test_site_without_articles_has_an_index_of_no_weeks() -> None:
    site = plan([])

    assert weeks_of(site) == {}
    assert announced(site) == []
    assert site.page("/").context["front"].ways.week is None  # type: ignore[attr-defined]


# --- introductions ---


def test_introduction_stands_in_the_edition_of_its_language_with_its_desk() -> None:
    leaves = [introduction("2026-W47", title="On halls", summary="In short.", authors=("Law desk", "Nobody"))]
    site = plan([added("a", authors=("Law desk",)), added("a-ru", lang="ru")], leaves)
    found = week(site).introduction

    assert found is not None
    assert (found.title, found.summary, found.body) == ("On halls", "In short.", "<p>To begin with.</p>")
    assert [(author.name, author.path) for author in found.authors] == [
        ("Law desk", "/authors/law-desk/"),
        ("Nobody", ""),
    ]
    assert week(site, "/ru/digest/2026-W47/").introduction is None
    assert site.page("/digest/2026-W47/").head.title == "On halls – Weekly digest, 16–22 November 2026"


def test_introduction_to_a_week_without_articles_makes_no_page() -> None:
    site = plan(
        [added("a")], [introduction("2026-W46"), introduction("2026-W47", "ru"), introduction("2026-W47", "fr")]
    )

    assert weeks_of(site) == {"2026": ["/digest/2026-W47/"]}
    assert week(site).introduction is None
    assert not any("W46" in path for path in site.paths)


# --- feeds ---


def test_feed_has_a_week_once_the_site_has_an_article_of_a_later_one() -> None:
    one, other = added("a"), added("b-ru", 7, lang="ru")

    assert announced(plan([one])) == []
    assert [item["url"] for item in announced(plan([one, other]))] == [f"{URL}/digest/2026-W47/"]
    assert announced(plan([one, other]), "/ru/digest/feed.json") == []


def test_feed_has_a_week_that_an_editor_has_introduced() -> None:
    site = plan([added("a"), added("a-ru", lang="ru")], [introduction("2026-W47", authors=("Law desk",))])
    (item,) = announced(site)

    assert item["authors"] == [{"name": "Law desk"}]
    assert item["content_html"].startswith("<p>To begin with.</p>")
    assert announced(site, "/ru/digest/feed.json") == []


def test_entry_is_as_old_as_the_last_change_of_its_articles() -> None:
    later = added("later", 14)
    usual, modified = plan([added("a"), added("b", 2), later]), plan([added("a", modified=date(2027, 1, 3)), later])

    assert announced(usual)[0]["date_modified"] == "2026-11-18T00:00:00Z"
    assert announced(modified)[0]["date_modified"] == "2027-01-03T00:00:00Z"
    assert "date_published" not in announced(usual)[0]


def test_entry_lists_the_articles_by_section_with_whole_addresses() -> None:
    body = '<p>See <a href="ROOT/articles/a/">it</a>.</p>'
    stories = [added("a", title="A <b> & more"), added("b-ru", lang="ru", section="news")]
    root = ET.fromstring(plan(stories, [introduction("2026-W47", html=body)]).raw("/digest/feed.atom"))
    content = root.findtext(f"{ATOM}entry/{ATOM}content") or ""

    assert "<h2>Law</h2>" in content
    assert f'<a href="{URL}/articles/a/">A &lt;b&gt; &amp; more</a>' in content
    assert f'<a href="{URL}/ru/articles/b-ru/" lang="ru" dir="ltr">Title of b-ru</a>' in content
    assert content.count(f'href="{URL}/articles/a/"') == 2
    assert 'href="/' not in content


def test_feeds_are_read_by_a_reader_that_others_wrote() -> None:
    site = plan([added("a"), added("b", 7), added("c", 14)], [introduction("2026-W47", title="On halls")])
    found = feedparser.parse(site.raw("/digest/feed.atom"))

    assert not found.bozo
    assert [entry.title for entry in found.entries] == [
        "Weekly digest, 23–29 November 2026", "On halls – Weekly digest, 16–22 November 2026",
    ]  # fmt: skip
    assert [entry.updated for entry in found.entries] == ["2026-11-23T00:00:00Z", "2026-11-16T00:00:00Z"]


# --- what changes ---


def changed(before: Iterable[Story], after: Iterable[Story]) -> set[str]:
    """Return the weekly files that another site of these stories has new or otherwise."""
    return {path for path in changed_between(before, after) if path.startswith("/digest/")}


def of(name: str) -> set[str]:
    return {f"/digest/{name}/{file}" for file in ("", "mail.html", "mail.txt")}


INDEX = {"/digest/"}
FEEDS = {"/digest/feed.atom", "/digest/feed.json"}
MANY = [added(f"s-{at:02}", -2 * at) for at in range(60)]


def test_new_article_of_the_open_week_changes_that_week_and_the_index() -> None:
    assert changed(MANY, [*MANY, added("new", 1)]) == of("2026-W47") | INDEX


def test_first_article_of_a_new_week_also_announces_the_one_before_it_which_leads_to_it() -> None:
    assert changed(MANY, [*MANY, added("new", 7)]) == of("2026-W48") | INDEX | FEEDS | {"/digest/2026-W47/"}


def test_new_article_of_an_old_week_changes_the_feed_that_has_that_week() -> None:
    assert changed(MANY, [*MANY, added("new", -10)]) == of("2026-W45") | INDEX | FEEDS


def test_edited_introduction_changes_its_week_and_the_feed() -> None:
    one, other = introduction("2026-W45"), introduction("2026-W45", html="<p>Other.</p>")

    assert changed_between(MANY, MANY, [one], [other]) == of("2026-W45") | FEEDS


def test_title_of_the_newest_introduction_stands_in_the_index_and_on_the_front_page_too() -> None:
    one, other = introduction("2026-W47"), introduction("2026-W47", title="On halls")

    assert changed_between(MANY, MANY, [one], [other]) == of("2026-W47") | INDEX | FEEDS | {"/"}


# --- large weeks ---


def test_section_with_more_articles_than_a_page_shows_has_a_list_of_its_own() -> None:
    many = [added(f"s-{at:03}", section="law") for at in range(weekly.SHOWN + 5)]
    site = plan([*many, added("x", section=None)], page_size=20)
    law, without = week(site).parts

    assert (len(law.cards), law.count, law.rest, law.more) == (
        weekly.SHOWN, weekly.SHOWN + 5, 5, "/digest/2026-W47/sections/law/",
    )  # fmt: skip
    assert (without.rest, without.more) == (0, "/digest/2026-W47/#without-section")
    assert site.page("/digest/2026-W47/sections/law/").head.title == "Law, 16–22 November 2026"
    paths = [path for path in site.paths if path.startswith("/digest/2026-W47/sections/law/")]
    assert sorted(slug for path in paths for slug in site.slugs(path)) == sorted(one.matter.slug for one in many)


def test_new_article_of_a_large_week_changes_no_older_page_of_its_list() -> None:
    many = [added(f"s-{at:03}") for at in range(weekly.SHOWN + 3)]
    found = changed(many, [*many, added("t", 1)])

    assert found == of("2026-W47") | INDEX | {"/digest/2026-W47/sections/law/"}


def test_order_in_which_files_are_found_changes_nothing() -> None:
    stories = [added(f"s-{at}", at % 9, lang="en" if at % 3 else "ru") for at in range(20)]
    leaves = [introduction("2026-W47"), introduction("2026-W47", "ru")]
    one, other = (
        {job.path: made.content for job in plan_site(given(*files)) if isinstance(made := job.output(), Raw)}
        for files in ((stories, leaves), (stories[::-1], leaves[::-1]))
    )

    assert one == other
