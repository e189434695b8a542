"""Dossiers in the plan: what each shows and where, what never leaves the house, and what changes with an edit."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import feedparser
import pytest

from digest.engine.planning import made_from
from digest.model import Listed, Quoted, Source
from digest.site.plan import plan_site
from tests.planning.helpers import URL, Planned, dossier, given, leaf, plan, story, story_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.site.dossier_views import DossierIndexView, DossierView
    from digest.site.stories import Leaf, Story

ROOMS = story(
    "rooms", "2016-03-05", places=("aktobe",), quoted=(Quoted("Ann Lee", "keeper of maps"), Quoted("B. Reader")),
    source=Source(url="https://example.net/a", archive_url="https://example.net/b"),
)  # fmt: skip
MUSEUM = story(
    "museum", "2016", lang="ru", publication="wire", places=("aktobe", "kazakhstan"), tags=("youth",),
    quoted=(Quoted("Ann Lee", "reader"),),
)  # fmt: skip
HALL = story("hall", "2014-07", lang="ru", publication=None, places=("kazakhstan",))
CARD = story("card", None, lang="ru")
SECRET = story("secret", status="hidden", quoted=(Quoted("Nobody Else", "keeper of secrets"),), places=("kazakhstan",))
STORIES = [ROOMS, MUSEUM, HALL, CARD, SECRET]
ENGLISH = dossier(
    "halls", "secret", Listed("museum", "Why it is here."), "card", Listed("hall", heading="Before"),
    Listed("rooms", "Also this."), "nowhere",
    tag="youth", authors=("Law desk", "Nobody"), summary="In short.", modified=date(2026, 2, 1),
)  # fmt: skip
RUSSIAN = dossier("zaly", "museum", lang="ru", translation_of="halls", tag="courts")
DRAFT = dossier("plans", "rooms", status="draft", title="Not done")
LEAVES = [ENGLISH, RUSSIAN, leaf("about")]
EN, RU = "/dossiers/halls/", "/ru/dossiers/zaly/"


@pytest.fixture(scope="module")
def site() -> Planned:
    return plan(STORIES, LEAVES)


def view(site: Planned, path: str = EN) -> DossierView:
    return site.page(path).context["dossier"]  # type: ignore[return-value]


def index(site: Planned, path: str) -> DossierIndexView:
    return site.page(path).context["index"]  # type: ignore[return-value]


def slugs(cards: Iterable[Any]) -> list[str]:
    return [card.slug for card in cards]


# --- what a dossier shows ---


def test_chapters_have_the_articles_in_the_order_of_the_editor_with_the_notes(site: Planned) -> None:
    first, second = view(site).chapters

    assert (first.heading, second.heading) == ("", "Before")
    assert slugs(entry.card for entry in first.entries) == ["museum", "card"]
    assert [(entry.card.slug, entry.note) for entry in second.entries] == [("hall", ""), ("rooms", "Also this.")]
    assert view(site).count == 4


def test_chapter_whose_first_article_cannot_be_found_begins_with_its_next() -> None:
    found = view(plan(STORIES, [dossier("halls", "rooms", Listed("secret", heading="Later"), "hall")]))

    assert [(part.heading, slugs(entry.card for entry in part.entries)) for part in found.chapters] == [
        ("", ["rooms"]), ("Later", ["hall"])
    ]  # fmt: skip


def test_timeline_has_the_dated_in_the_order_of_time_and_the_others_apart(site: Planned) -> None:
    found = view(site).timeline

    assert slugs(found.dated) == ["hall", "museum", "rooms"]
    assert slugs(found.undated) == ["card"]
    assert found.axis is not None
    assert len(found.axis.marks) == 3


def test_places_languages_and_sources_are_counted(site: Planned) -> None:
    found = view(site)

    assert [(link.name, link.count) for link in found.places] == [("Aktobe", 2), ("Kazakhstan", 2)]
    assert found.languages == (("Russian", 3), ("English", 1))
    names = [source.outlet.name if source.outlet else "" for source in found.sources]
    assert list(zip(names, (len(source.entries) for source in found.sources), strict=True)) == [
        ("Digest", 2), ("Wire", 1), ("", 1)
    ]  # fmt: skip
    assert found.sources[0].outlet is not None
    assert found.sources[0].outlet.owner == "Us."
    addresses = [(entry.source_url, entry.archive_url) for source in found.sources for entry in source.entries]
    assert ("https://example.net/a", "https://example.net/b") in addresses


def test_people_stand_once_with_what_the_articles_say_they_are(site: Planned) -> None:
    people = [(one.name, one.roles, slugs(one.cards)) for one in view(site).people]

    assert people == [("Ann Lee", ("reader", "keeper of maps"), ["museum", "rooms"]), ("B. Reader", (), ["rooms"])]


def test_authors_and_tag_lead_to_their_lists_where_there_are_any(site: Planned) -> None:
    found = view(site)

    assert [(link.name, link.path) for link in found.authors] == [("Law desk", ""), ("Nobody", "")]
    assert found.tag is not None
    assert (found.tag.path, found.tag.count) == ("/tags/youth/", None)
    assert view(site, RU).tag is None  # nothing in Russian has that tag


def test_name_of_a_term_that_the_edition_has_no_list_of_leads_nowhere() -> None:
    found = view(plan([ROOMS, CARD], [dossier("zaly", "rooms", lang="ru")]), RU)

    assert [(link.name, link.path) for link in found.places] == [("Актобе", "")]
    assert found.sources[0].outlet is not None
    assert found.sources[0].outlet.path == "/ru/publications/digest/"


def test_picture_of_the_introduction_has_its_size() -> None:
    def body_at(root: str) -> str:
        return f'<img alt="A hall" src="{root}/images/known.png">'

    shown = replace(dossier("halls", "rooms"), body=body_at, pictures=("images/known.png",))
    body = view(plan(STORIES, [shown])).body

    assert 'width="640"' in body
    assert 'height="360"' in body


# --- where it stands ---


def test_versions_lead_to_each_other(site: Planned) -> None:
    assert [link.path for link in view(site).translations] == [RU]
    assert [link.path for link in view(site, RU).translations] == [EN]
    found = dict(site.page(EN).head.alternates)
    assert found == {"en": f"{URL}{EN}", "ru": f"{URL}{RU}", "x-default": f"{URL}{EN}"}
    assert dict(site.page(RU).head.alternates) == found


def test_article_says_in_which_dossiers_it_stands(site: Planned) -> None:
    def links(path: str) -> list[str]:
        return [link.path for link in site.page(path).context["article"].dossiers]  # type: ignore[attr-defined]

    assert links("/articles/rooms/") == [EN]
    assert links("/ru/articles/hall/") == [EN]
    assert links("/ru/articles/museum/") == [RU]  # of two versions the one in its language
    assert links("/articles/secret/") == []


def test_index_lists_what_is_at_home_and_in_the_default_edition_what_has_no_version_there() -> None:
    alone = dossier("odin", "hall", lang="ru", added=date(2026, 3, 1))
    site = plan(STORIES, [*LEAVES, alone])

    assert [card.path for card in index(site, "/dossiers/").cards] == ["/ru/dossiers/odin/", EN]
    assert [card.path for card in index(site, "/ru/dossiers/").cards] == ["/ru/dossiers/odin/", RU]
    (card,) = (card for card in index(site, "/dossiers/").cards if card.path == EN)
    assert (card.count, card.first, card.last, card.summary) == (4, 2014, 2016, "In short.")
    assert "/ar/dossiers/" not in site.paths


def test_every_page_leads_to_the_index_where_there_are_dossiers_and_else_says_nothing_of_them(site: Planned) -> None:
    def ways(site: Planned) -> list[str]:
        return [link.path for link in site.page("/about/").context["site"].indexes]  # type: ignore[attr-defined]

    without = plan(STORIES, [leaf("about")])

    assert "/dossiers/" in ways(site)
    assert [path for path in (*ways(without), *without.paths) if "dossier" in path] == []


def test_feeds_have_the_introduction_of_each(site: Planned) -> None:
    atom, items = (
        feedparser.parse(site.raw("/dossiers/feed.atom")),
        json.loads(site.raw("/dossiers/feed.json"))["items"],
    )

    assert [entry.link for entry in atom.entries] == [f"{URL}{EN}"]
    assert atom.entries[0].updated == "2026-02-01T00:00:00Z"
    assert [(item["url"], item["content_html"]) for item in items] == [(f"{URL}{EN}", "<p>Dossier.</p>")]


# --- what is not for readers ---


@pytest.mark.parametrize("stories", [STORIES, [one for one in STORIES if one is not SECRET]])
def test_article_that_no_list_names_is_not_named_by_a_dossier(stories: list[Story]) -> None:
    site = plan(stories, LEAVES)
    said = [repr((page.path, page.head, page.context)) for page in site.pages if "/dossiers/" in page.path]
    said += [site.raw("/dossiers/feed.atom"), site.raw("/dossiers/feed.json")]

    for word in ("Title of secret", "articles/secret", "Nobody Else", "keeper of secrets"):
        assert [text for text in said if word in text] == []
    assert view(site).count == 4


def test_draft_of_a_dossier_has_a_page_in_a_preview_and_nothing_leads_there() -> None:
    site = plan(STORIES, [DRAFT])  # what a preview is given; a build is not

    page = site.page("/dossiers/plans/")
    assert page.head.noindex
    assert page.context["dossier"].home == ""  # type: ignore[attr-defined]
    others = [repr((other.head, other.context)) for other in site.pages if other is not page]
    assert [text for text in others if "plans" in text or "Not done" in text] == []
    assert "/dossiers/" not in site.paths


def test_dossier_of_which_nothing_can_be_found_is_a_page_all_the_same() -> None:
    found = view(plan(STORIES, [dossier("halls", "secret")]))

    assert (found.count, found.chapters, found.people, found.timeline.dated, found.sources) == (0, (), (), (), ())


# --- what changes ---


def changed(before: tuple[list[Story], list[Leaf[Any]]], after: tuple[list[Story], list[Leaf[Any]]]) -> set[str]:
    one, other = ({job.path: made_from(job, b"", b"") for job in plan_site(given(*site))} for site in (before, after))
    return {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}


def of_dossiers(paths: set[str]) -> set[str]:
    return {path for path in paths if "/dossiers/" in path}


def test_new_article_changes_no_dossier() -> None:
    new = story("new", "2026-01-02", added=date(2026, 1, 2), tags=("youth",), places=("aktobe",))

    assert of_dossiers(changed((STORIES, LEAVES), ([*STORIES, new], LEAVES))) == set()


def test_edited_article_changes_the_dossiers_that_show_it_and_no_other() -> None:
    new = story_of(replace(ROOMS.matter, title="Corrected"), "<p>Body.</p>", ROOMS.lede, "published")

    assert of_dossiers(changed((STORIES, LEAVES), ([new, *STORIES[1:]], LEAVES))) == {EN}


def test_edited_dossier_changes_itself_and_the_feed_and_no_article() -> None:
    edited = dossier("zaly", "museum", lang="ru", translation_of="halls", tag="courts", html="<p>Other.</p>")

    assert changed((STORIES, LEAVES), (STORIES, [ENGLISH, edited, LEAVES[2]])) == {
        RU, "/ru/dossiers/feed.atom", "/ru/dossiers/feed.json"
    }  # fmt: skip


def test_article_taken_into_a_dossier_says_so_and_no_other_article_changes() -> None:
    edited = dossier("zaly", "museum", "hall", lang="ru", translation_of="halls", tag="courts")
    found = changed((STORIES, LEAVES), (STORIES, [ENGLISH, edited, LEAVES[2]]))

    assert found == {RU, "/ru/dossiers/", "/ru/dossiers/feed.atom", "/ru/dossiers/feed.json", "/ru/articles/hall/"}
