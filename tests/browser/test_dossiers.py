"""A dossier in a real browser: its timeline says the same drawn and written, on every screen and on paper."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pytest
from playwright.sync_api import expect

from digest.model import PartialDate

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import NewPage

ENGLISH = "/dossiers/prevention-from-the-texts-to-the-ground/"
DOSSIERS = {
    "en": ENGLISH,
    "ru": "/ru/dossiers/ot-dokumentov-k-praktike/",
    "kk": "/kk/dossiers/aldyn-alu-matinderden-tazhiribege/",
    "ar": "/ar/dossiers/al-wiqaya-min-al-nusus-ila-al-waqi/",
}
# What is drawn: the words of each mark, and in parts of the axis where it begins and how wide it is.
MARKS = """() => {
    const axis = document.querySelector('.timeline__axis').getBoundingClientRect();
    return [...document.querySelectorAll('.timeline__axis :is(circle, rect)')].map((mark) => {
        const box = mark.getBoundingClientRect();
        const title = mark.querySelector('title').textContent;
        const place = [(box.left - axis.left) / axis.width, box.width / axis.width];
        return [title, ...place, mark.tagName, box.top, box.left, box.bottom, box.right];
    });
}"""
LISTED = """() => [...document.querySelectorAll('ol.timeline__list > li')].map((item) => [
    item.querySelector('time').getAttribute('datetime'),
    `${item.querySelector('time').textContent}: ${item.querySelector('h3').textContent}`,
])"""
IN_VIEW = "() => document.scrollingElement.scrollWidth <= document.documentElement.clientWidth"


class Drawn(NamedTuple):
    """A mark as it is drawn; *start* and *width* are in parts of the axis, from the left."""

    title: str
    start: float
    width: float
    shape: str
    box: tuple[float, float, float, float]


def drawn(page: Page) -> list[Drawn]:
    return [Drawn(*mark[:4], tuple(mark[4:])) for mark in page.evaluate(MARKS)]


def listed(page: Page) -> list[tuple[PartialDate, str]]:
    return [(PartialDate.parse(day), said) for day, said in page.evaluate(LISTED)]


@pytest.mark.parametrize("lang", DOSSIERS)
@pytest.mark.parametrize("width", [320, 1280])
def test_axis_shows_the_dates_of_the_list_each_where_it_belongs(new_page: NewPage, lang: str, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    page.goto(DOSSIERS[lang])
    marks, items = drawn(page), listed(page)
    begin = date(min(day.year for day, _ in items), 1, 1).toordinal()
    days = date(max(day.year for day, _ in items), 12, 31).toordinal() + 1 - begin

    assert [mark.title for mark in marks] == [said for _, said in items]
    for mark, (day, _) in zip(marks, items, strict=True):
        first, last = day.first_day.toordinal() - begin, day.last_day.toordinal() + 1 - begin
        middle = (first + last) / 2 / days
        found = mark.start + mark.width / 2
        assert abs((1 - found if lang == "ar" else found) - middle) < 0.003
        assert mark.shape == ("circle" if day.day else "rect")
        if not day.day:
            assert mark.width >= (last - first) / days - 0.003


@pytest.mark.parametrize("lang", DOSSIERS)
@pytest.mark.parametrize("width", [320, 1280])
def test_no_mark_lies_on_another_and_nothing_pushes_the_page_sideways(new_page: NewPage, lang: str, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    page.goto(DOSSIERS[lang])
    boxes = [mark.box for mark in drawn(page)]

    assert page.evaluate(IN_VIEW)
    for at, (top, left, bottom, right) in enumerate(boxes):
        for other in boxes[:at]:
            assert bottom <= other[0] or other[2] <= top or right <= other[1] or other[3] <= left


def test_undated_stand_apart_and_have_no_mark(page: Page) -> None:
    page.goto(ENGLISH)
    undated = page.locator(".timeline__item--undated")

    expect(page.get_by_text("When these were published is not known:")).to_be_visible()
    expect(undated).to_have_count(2)
    titles = {mark.title for mark in drawn(page)}
    assert [text for text in undated.all_inner_texts() if any(text in title for title in titles)] == []


def test_how_exactly_a_date_is_known_is_said_in_words(page: Page) -> None:
    page.goto(ENGLISH)
    item = page.locator("ol.timeline__list > li", has_text="Rome Memorandum")

    expect(item.locator(".timeline__date")).to_have_text(re.compile(r"^\s*2012\s+month and day unknown\s*$"))
    expect(page.get_by_text("only known to the month or year")).to_be_visible()


def test_axis_is_one_picture_with_a_name_for_those_who_hear_the_page(page: Page) -> None:
    page.goto(ENGLISH)

    name = "Axis of time from 2001 to 2017 with the dated articles; the list below says the same."
    expect(page.get_by_role("img", name=name)).to_be_visible()
    assert page.locator(".timeline__axis a, .timeline__axis [tabindex]").count() == 0


@pytest.mark.parametrize("lang", DOSSIERS)
def test_marks_are_seen_with_the_colours_that_a_reader_has_chosen(new_page: NewPage, lang: str) -> None:
    page = new_page(forced_colors="active", viewport={"width": 1280, "height": 900})
    page.goto(DOSSIERS[lang])
    colours: list[str] = page.evaluate(
        """() => [getComputedStyle(document.body).backgroundColor,
            getComputedStyle(document.querySelector('.timeline__axis circle')).fill,
            getComputedStyle(document.querySelector('.timeline__axis rect')).stroke,
            getComputedStyle(document.querySelector('.timeline__axis line')).stroke]"""
    )

    assert colours[0] not in colours[1:]


def test_dossier_is_printed_with_its_timeline_whole_and_the_addresses_of_the_originals(page: Page) -> None:
    page.goto(ENGLISH)
    page.emulate_media(media="print")

    for furniture in (".masthead__ways", ".finder", ".foot__ways"):
        expect(page.locator(furniture).first).to_be_hidden()
    whole: list[str] = page.evaluate(
        "() => ['.timeline', '.chapter__entry'].map((one) => getComputedStyle(document.querySelector(one)).breakInside)"
    )
    assert whole == ["avoid", "avoid"]
    expect(page.get_by_text("https://undocs.org/S/RES/2178(2014)")).to_be_visible()
    expect(page.locator(".timeline__axis")).to_be_visible()


def test_article_leads_to_the_dossier_and_back_without_javascript(nojs_page: Page) -> None:
    page = nojs_page
    page.goto(ENGLISH)
    page.locator(".timeline").get_by_role("link", name="Rome Memorandum").click()
    page.get_by_role("link", name="Prevention, from the texts to the ground").click()

    assert page.url.endswith(ENGLISH)
    page.get_by_role("link", name="Dossier", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dossiers")
    expect(page.locator("article.entry")).to_have_count(1)


@pytest.mark.parametrize("lang", DOSSIERS)
def test_dossier_leads_to_its_other_versions(page: Page, lang: str) -> None:
    page.goto(DOSSIERS[lang])
    for other in DOSSIERS.keys() - {lang}:
        assert (
            page.locator(f".article__record a[hreflang={other}]").evaluate("(link) => link.pathname") == DOSSIERS[other]
        )
        assert (
            page.locator(f".bar--languages a[hreflang={other}]").evaluate("(link) => link.pathname") == DOSSIERS[other]
        )
