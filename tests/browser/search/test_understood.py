"""What was understood of a search, what was looked for instead, why a hit is one, and what follows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.search.support import PREFIXES, WIDE, found, number_found, open_search, results, settle, told

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

EVERYTHING_TYPED = 'prevention school OR youth -radio "violent extremism" tag:Jugend tag:Жастар lang:en year:2014..2016'
ISOLATES = re.compile("[\u2066-\u2069]")


def chips(page: Page) -> list[str]:
    """Return the texts of what was understood."""
    return [ISOLATES.sub("", text) for text in page.locator(".chosen__one").all_inner_texts()]


def notes(page: Page) -> str:
    """Return the sentences under what was found."""
    return ISOLATES.sub("", page.locator(".search__notes").inner_text())


def why(entry: Locator) -> str:
    """Return why the page says that *entry* was found."""
    return ISOLATES.sub("", " ".join(entry.locator(".search__why").all_inner_texts()))


def test_what_was_understood_is_shown_and_typed_filters_are_chosen_ones(page: Page) -> None:
    page.set_viewport_size(WIDE)
    open_search(page)
    page.locator("#q").fill(EVERYTHING_TYPED)
    page.keyboard.press("Enter")
    settle(page)

    assert chips(page) == [
        *("prevention", "school or youth", "without radio", "“violent extremism”"),
        *("Tag: Jugend", "Tag: Youth", "Language: English", "Year: 2014–2016"),
    ]
    assert page.url.endswith("&tag=Jugend&tag=youth&language=en&year=2014..2016")
    expect(page.locator("#q")).to_have_value('prevention school OR youth -radio "violent extremism"')
    expect(page.locator(".facet input[name=tag][value=youth]")).to_be_checked()
    expect(page.locator("#year-to")).to_have_value("2016")
    expect(told(page)).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("Tag: Youth; Language: English")


def test_each_part_can_be_taken_away_with_the_keyboard_alone(page: Page) -> None:
    found(page, '/search/#q=prevention school OR youth -radio "violent extremism"&tag=youth')
    labels = page.locator(".chosen__one").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert labels == [
        *("Remove “prevention”", "Remove “school or youth”", "Remove “without radio”"),
        *("Remove “violent extremism”", "Remove Tag: Youth"),
    ]

    page.locator(".chosen__one").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#q")).to_have_value('prevention -radio "violent extremism"')
    settle(page)
    expect(page.get_by_role("button", name="Remove “without radio”")).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("article")
    for name in ("Remove “violent extremism”", "Remove Tag: Youth", "Remove “prevention”"):
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=name)).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#search-found")).to_be_hidden()
    expect(page.locator("#q")).to_be_focused()
    page.go_back()
    expect(page.locator(".chosen__one")).to_have_count(1)


def test_a_pasted_sentence_is_folded(page: Page) -> None:
    sentence = "the Council adopts its first resolution on youth peace and security in the whole of its history"
    found(page, f"/search/#q={sentence}")
    expect(page.locator(".chosen__one")).to_have_count(12)

    page.get_by_role("button", name="Show all 17").click()

    expect(page.locator(".chosen__one")).to_have_count(17)
    expect(page.get_by_role("button", name="Show fewer")).to_be_focused()


def test_words_side_by_side_stand_in_one_pair_of_marks_in_the_heading(page: Page) -> None:
    found(page, '/search/#q="human rights"')
    expect(told(page)).to_have_text(re.compile(r"^\d+ articles for “.human rights.”$"))
    found(page, '/search/#q="human rights" council')
    expect(told(page)).to_have_text(re.compile(r'^\d+ articles for “."human rights" council.”$'))


def test_a_correction_is_said_with_a_way_to_what_was_typed(page: Page) -> None:
    open_search(page)
    page.locator("#q").fill("Atkobe")
    page.keyboard.press("Enter")
    expect(told(page)).to_have_text(re.compile(r"^\d+ articles for “.Aktobe.”$"))
    assert notes(page) == "Shown are articles with “Aktobe”. Search for “Atkobe” instead"
    expect(page.get_by_role("status")).to_contain_text("Shown are articles with")
    expect(page.locator("#q")).to_have_value("Atkobe")

    page.get_by_role("link", name="instead").click()

    expect(page).to_have_url(re.compile("#q=Atkobe&exact=on$"))
    expect(told(page)).to_contain_text("No article for “")
    assert chips(page) == ["Atkobe", "Exactly as typed"]
    page.get_by_role("button", name="Remove: exactly as typed").click()
    expect(results(page).first).to_be_visible()
    page.go_back()
    page.locator("#q").fill("Atobe")
    page.locator("#q").press("Enter")
    expect(page).to_have_url(re.compile("#q=Atobe$"))


def test_what_no_article_has_as_a_whole_is_said_and_what_each_lacks(page: Page) -> None:
    found(page, "/search/#q=Aktobe museum xyzzyxyzzy")

    assert "No article has all of this; those shown have most of it." in notes(page)
    assert why(page.locator(".entry").first).endswith("Not in it: museum and xyzzyxyzzy")


@pytest.mark.parametrize("lang", PREFIXES)
def test_another_name_finds_its_entry_in_all_languages_and_the_hits_say_so(page: Page, lang: str) -> None:
    page.set_viewport_size(WIDE)
    found(page, f"{PREFIXES[lang]}search/#q=Tselinograd")
    name = {"en": "Astana", "ru": "Астана", "kk": "Астана", "ar": "أستانا"}[lang]

    counts = dict(
        page.locator(".facet__value:has(input[name=language])").evaluate_all(
            "all => all.map(one => [one.querySelector('input').value, Number(one.querySelector('.count').textContent)])"
        )
    )
    assert sum(counts.values()) == results(page).count() > 1
    assert f"“Tselinograd” is also {name}." in notes(page) or name in notes(page)
    for entry in page.locator(".entry").all():
        assert name in why(entry)
        assert (entry.locator("h3").get_attribute("lang") or lang) in counts
    if lang in counts:
        assert page.locator(".entry h3").first.get_attribute("lang") is None  # the page's own language comes first


def test_a_hit_in_another_script_says_how_it_spells_the_word(page: Page) -> None:
    found(page, "/search/#q=Shaumetov&language=ru&language=kk")

    spelled = [why(entry) for entry in page.locator(".entry").all()]

    assert spelled
    assert all(re.match("“Shaumetov” is written “Ш.+” here", one) for one in spelled)


def test_a_search_of_facets_leads_to_the_feeds_of_their_lists(page: Page) -> None:
    def feeds() -> list[str]:
        settle(page)
        hrefs: list[str] = page.locator(".feeds a").evaluate_all("links => links.map(link => link.pathname)")
        assert [page.request.get(href).status for href in hrefs] == [200] * len(hrefs)
        return [href for href in hrefs if href.endswith("feed.atom")]

    found(page, "/ru/search/#tag=youth")
    assert feeds() == ["/tags/youth/feed.atom"]
    found(page, "/search/#language=ru&section=law")
    number = number_found(page)
    assert feeds() == ["/ru/sections/law/feed.atom"]
    assert page.request.get("/ru/sections/law/feed.json").json()["items"].__len__() == number
    found(page, "/search/#tag=youth&tag=prevention&year=2014..2016&year=unknown")
    expect(page.locator(".feeds").first).to_have_text(re.compile("^Nothing follows all of this at once"))
    assert feeds() == ["/tags/youth/feed.atom", "/tags/prevention/feed.atom", "/archive/undated/feed.atom"]
    found(page, "/search/#year=2014..2016")
    expect(page.locator(".feeds")).to_have_text("No feed follows this search.")
    found(page, "/search/#q=tag:youth")
    assert feeds() == ["/tags/youth/feed.atom"]
    found(page, "/search/#q=resolution&tag=youth")
    assert feeds() == []


def test_names_are_offered_while_one_types_and_nothing_is_fetched_or_said(page: Page) -> None:
    open_search(page)
    with page.expect_response("**/facets.bin"):
        page.locator("#q").focus()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.keyboard.type("resolution астан")

    offers = page.locator(".search__offer")
    expect(offers).to_have_text(["Astana Place"])
    assert asked == []
    expect(page.get_by_role("status")).to_have_text("")
    expect(page.locator("#q")).to_be_focused()
    assert page.url.endswith("/search/")

    page.keyboard.press("ArrowDown")
    expect(offers).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#q=resolution&place=astana$"))
    expect(told(page)).to_be_focused()
    expect(offers).to_have_count(0)
    page.locator("#q").fill("tag:преду")
    expect(offers).to_have_text(["Prevention Tag"])
    page.locator("#q").press("Escape")
    expect(offers).to_have_count(0)
