"""The small parts of the site: sitemap, order, related articles, terms, pictures."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.schema import PUBLIC, FrontMatter
from digest.site.related import MOST, Kinship, neighbours
from digest.site.sitemap import Place, render_robots, render_sitemap
from digest.site.stories import by_arrival, in_order, standing_of, versions
from digest.site.terms import Shelf, Terms
from tests.planning.helpers import registry, story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.site.stories import Story
    from digest.site.terms import Term

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def slugs(stories: Sequence[Story]) -> list[str]:
    return [one.matter.slug for one in stories]


def shelf_of(*stories: Story) -> Shelf:
    return Shelf(in_order(stories), Terms(registry()))


def related(story: Story, shelf: Shelf) -> list[Story]:
    return list(Kinship(shelf, "en", {}).of(story))


# --- order ---


def test_stories_stand_newest_first_and_those_of_one_day_by_slug() -> None:
    stories = [
        story("b"),
        story("a"),
        story("old", "2015"),
        story("vague", "2016-12"),
        story("undated", None, added=date(2026, 2, 1)),
    ]

    assert slugs(in_order(stories)) == ["undated", "a", "b", "vague", "old"]


@given(st.permutations([story(f"s{n}", f"20{10 + n % 3}", added=date(2026, 1, 1 + n % 2)) for n in range(7)]))
def test_order_never_depends_on_that_of_the_files(stories: list[Story]) -> None:
    expected = sorted(stories, key=lambda one: one.matter.slug)

    assert slugs(in_order(stories)) == slugs(in_order(expected))
    assert slugs(by_arrival(stories)) == slugs(by_arrival(expected))


def test_what_came_last_arrives_first() -> None:
    stories = [story("late", "2010", added=date(2026, 3, 1)), story("b", "2011"), story("a", "2012")]

    assert slugs(by_arrival(stories)) == ["late", "a", "b"]


def test_language_versions_are_found_under_the_original() -> None:
    stories = [
        story("b", lang="ru", translation_of="a"),
        story("a"),
        story("other"),
        story("c", lang="ar", translation_of="a"),
    ]

    assert {original: slugs(group) for original, group in versions(stories).items()} == {
        "a": ["c", "a", "b"],
        "other": ["other"],
    }


NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("keys", "visible"),
    [
        ({}, True),
        ({"status": "hidden"}, True),
        ({"status": "draft"}, False),
        ({"status": "review"}, False),
        ({"embargo": NOW.replace(hour=13)}, False),
        ({"embargo": NOW}, True),
        ({"expires": NOW}, False),
        ({"expires": NOW.replace(hour=13)}, True),
        ({"embargo": datetime.fromisoformat("2026-06-01T16:59:59+05:00")}, True),
        ({"embargo": datetime.fromisoformat("2026-06-01T11:59:59-05:00")}, False),
    ],
)
def test_readers_see_what_is_published_past_its_embargo_and_not_expired(keys: dict[str, Any], *, visible: bool) -> None:
    needed: dict[str, Any] = {"title": "T", "slug": "t", "lang": "en", "added": date(2026, 1, 5)}
    matter = FrontMatter(**(needed | keys))

    assert (standing_of(matter, NOW) in PUBLIC) is visible


# --- sitemap ---


def test_sitemap_has_every_place_by_address_with_what_is_known() -> None:
    alternates = (("en", "https://example.org/a/"), ("ru", "https://example.org/ru/a/"))
    places = [Place("https://example.org/b/?x&y"), Place("https://example.org/a/", date(2026, 1, 5), alternates)]
    root = ET.fromstring(render_sitemap(places))

    assert [url.findtext(f"{SITEMAP}loc") for url in root] == ["https://example.org/a/", "https://example.org/b/?x&y"]
    assert [url.findtext(f"{SITEMAP}lastmod") for url in root] == ["2026-01-05", None]
    assert [
        (link.get("hreflang"), link.get("href")) for link in root.iter("{http://www.w3.org/1999/xhtml}link")
    ] == list(alternates)


def test_sitemap_does_not_depend_on_the_order_of_the_places() -> None:
    places = [Place(f"https://example.org/{number}/") for number in range(9)]
    shuffled = random.Random(1).sample(places, len(places))

    assert render_sitemap(shuffled) == render_sitemap(places)


def test_robots_may_read_everything_and_are_told_of_the_sitemap() -> None:
    assert render_robots("https://example.org/sitemap.xml").decode().splitlines() == [
        "User-agent: *", "Allow: /", "", "Sitemap: https://example.org/sitemap.xml",
    ]  # fmt: skip


# --- related ---


def test_related_are_those_that_share_most_and_rarest() -> None:
    one = story("one", "2017", tags=("courts", "youth"), places=("aktobe",))
    rare = story("rare", tags=("courts",))
    near = story("near", tags=("courts", "youth"))
    common = [story(f"common-{number}", tags=("youth",)) for number in range(9)]

    assert slugs(related(one, shelf_of(one, rare, near, *common)))[:2] == ["near", "rare"]


def test_related_are_in_its_language_and_never_its_translations_or_itself() -> None:
    keys: dict[str, Any] = {"tags": ("courts",)}
    original, russian = story("a", **keys), story("b", lang="ru", translation_of="a", **keys)
    arabic, other = story("c", lang="ar", translation_of="a", **keys), story("d", lang="ru", **keys)
    second = story("a-2", translation_of="a", **keys)
    shelf = shelf_of(original, russian, arabic, other, second)

    assert slugs(related(original, shelf)) == []
    assert slugs(related(russian, shelf)) == ["d"]
    assert slugs(related(other, shelf)) == ["b"]


def test_related_are_few_and_the_same_in_whatever_order_stories_come() -> None:
    stories = [story(f"s-{at}", f"20{10 + at}", tags=("courts",), places=("aktobe",)) for at in range(20)]
    shuffled = random.Random(2).sample(stories, len(stories))
    found = slugs(related(stories[7], shelf_of(*stories)))

    assert found == slugs(related(stories[7], shelf_of(*shuffled))) == ["s-6", "s-5", "s-4", "s-3"]
    assert len(found) == MOST


def test_related_are_older_and_only_where_too_few_are_the_next_newer() -> None:
    stories = [story(f"s-{at}", f"20{10 + at}", tags=("courts",)) for at in range(9)]

    assert slugs(related(stories[1], shelf_of(*stories))) == ["s-0", "s-2", "s-3", "s-4"]
    assert slugs(related(stories[8], shelf_of(*stories))) == ["s-7", "s-6", "s-5", "s-4"]


def test_related_of_an_old_story_stay_when_newer_ones_come() -> None:
    stories = [story(f"s-{at}", f"20{10 + at}", tags=("courts", "youth")) for at in range(20)]
    before, after = shelf_of(*stories[:10]), shelf_of(*stories)

    assert [related(one, before) for one in stories[:10]] == [related(one, after) for one in stories[:10]]


def test_tag_that_newer_stories_have_made_common_is_as_rare_for_an_old_one_as_it_was() -> None:
    one, rare, common = story("one", "2017", tags=("courts", "youth")), story("rare", "2015", tags=("courts",)), "youth"
    others = [story(f"common-{at}", "2016", tags=(common,)) for at in range(3)]
    newer = [story(f"newer-{at}", "2018", tags=("courts",)) for at in range(30)]
    found = related(one, shelf_of(one, rare, *others))

    assert found[0] is rare
    assert related(one, shelf_of(one, rare, *others, *newer)) == found


def test_story_in_no_list_is_related_to_the_newest() -> None:
    hidden = story("hidden", "2010", tags=("courts",), status="hidden")
    stories = [story(f"s-{at}", f"20{10 + at}", tags=("courts",)) for at in range(9)]

    assert slugs(related(hidden, shelf_of(*stories))) == ["s-8", "s-7", "s-6", "s-5"]


def test_author_and_publication_alone_relate_nothing() -> None:
    one, other = (story(slug, section=None, authors=("Law desk",)) for slug in ("a", "b"))

    assert related(one, shelf_of(one, other)) == []


def test_neighbours_are_the_next_older_and_newer() -> None:
    new, middle, old = story("new", "2018"), story("middle", "2017"), story("old", "2016")
    near = neighbours([new, middle, old])

    assert near == {"new": (middle, None), "middle": (old, new), "old": (None, middle)}


# --- terms ---


def terms_of(*stories: Story) -> list[Term]:
    terms = Terms(registry())
    return [term for one in stories for term in terms.of(one)]


def test_every_spelling_of_a_name_is_one_term() -> None:
    found = terms_of(story("a", tags=("PVE", "prevention", "предупреждение"), section=None, publication=None))

    assert [(term.kind, term.id) for term in found] == [("tag", "prevention")]
    assert found[0].name("ru") == ("Предупреждение", "ru")
    assert found[0].name("kk") == ("Prevention", "en")


def test_author_that_no_registry_knows_has_an_address_made_of_the_name_as_printed() -> None:
    (term,) = terms_of(story("a", authors=("Айгүл Ә. O’Neill",), section=None, publication=None))

    assert (term.kind, term.entry, term.printed) == ("author", None, "Айгүл Ә. O’Neill")
    assert term.name("ru")[0] == "Айгүл Ә. O’Neill"
    assert term.id
    assert term.id.isascii()


@pytest.mark.parametrize("name", ["***", "—", "😀"])
def test_author_without_a_letter_has_an_address_of_its_own(name: str) -> None:
    one, other = terms_of(story("a", authors=(name, "?!"), section=None, publication=None))

    assert one.id
    assert other.id
    assert one.id != other.id


@pytest.mark.parametrize("authors", [("Law, Desk", "Law desk"), ("Law desk", "Law, Desk")])
def test_name_at_the_address_of_an_entry_is_that_entry_whoever_comes_first(authors: tuple[str, ...]) -> None:
    (term,) = terms_of(story("a", authors=authors, section=None, publication=None))

    assert term.entry is not None
    assert term.id == "law-desk"


def test_terms_stand_in_the_order_of_their_kinds_and_of_the_front_matter() -> None:
    found = terms_of(story("a", tags=("youth", "courts"), places=("aktobe",), authors=("Law desk",)))

    assert [(term.kind, term.id) for term in found] == [
        ("tag", "youth"), ("tag", "courts"), ("author", "law-desk"), ("place", "aktobe"), ("section", "law"),
        ("publication", "digest"),
    ]  # fmt: skip


def test_shelf_files_a_story_under_as_much_of_its_date_as_is_known() -> None:
    shelf = shelf_of(story("a"), story("b", "2016-12"), story("c", "2016"), story("d", None))

    assert {year: slugs(stories) for year, stories in shelf.by_year.items()} == {
        "2016": ["a", "b", "c"],
        "undated": ["d"],
    }
    assert {month: slugs(stories) for month, stories in shelf.by_month.items()} == {"2016-12": ["a", "b"]}
