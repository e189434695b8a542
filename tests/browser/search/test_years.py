"""The facet of years: the chart, the choice of a span, the figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.search.support import EVERYTHING, WIDE, count_on_list, found, number_found, settle, told

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

BARS = """bars => bars.map(bar => [Number(bar.dataset.slot), Number(bar.getAttribute("height"))])"""


def figures(page: Page) -> dict[int, int]:
    """Return the count of each year in the table, the earliest first."""
    rows = page.locator(".years tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(c => c.textContent))"
    )
    return {int(year): int(count) for year, count in reversed(rows)}


def test_chart_and_table_have_the_figures_of_the_archive(page: Page, site: Path) -> None:
    found(page, f"/search/{EVERYTHING}")
    years = {int(path.parent.name): count_on_list(path) for path in site.glob("archive/[0-9]*/index.html")}

    assert figures(page) == dict(sorted(years.items()))
    step, start = (int(page.locator(".years__plot").get_attribute(f"data-{name}") or "") for name in ("step", "start"))
    drawn = dict(page.locator(".years__bar").evaluate_all(BARS))
    sums: dict[int, int] = {}
    for year, count in years.items():
        sums[(year - start) // step] = sums.get((year - start) // step, 0) + count
    most = max(sums.values())
    assert drawn == {slot: pytest.approx(max(2, count / most * 64), abs=0.06) for slot, count in sums.items()}


def test_first_and_last_year_choose_a_span_and_the_chart_keeps_all_figures(page: Page) -> None:
    page.set_viewport_size(WIDE)
    found(page, "/search/#q=resolution")
    whole = figures(page)

    page.locator("#year-from").focus()
    page.locator("#year-from").select_option("2005")
    expect(page).to_have_url(re.compile(r"#q=resolution&year=2005..$"))
    expect(page.locator("#year-from")).to_be_focused()
    page.locator("#year-to").select_option("2014")

    expect(page).to_have_url(re.compile(r"#q=resolution&year=2005..2014$"))
    expect(page.locator(".chosen__one")).to_have_text(["resolution", "Year: 2005–2014"])
    assert number_found(page) == sum(count for year, count in whole.items() if 2005 <= year <= 2014)
    assert figures(page) == whole
    expect(page.locator(".years__bar:not(.years__bar--out)")).to_have_count(
        len([y for y in whole if 2005 <= y <= 2014])
    )
    page.locator("#year-from").select_option("2015")
    expect(page).to_have_url(re.compile(r"#q=resolution&year=2014..2015$"))


@pytest.mark.parametrize(
    ("value", "words"), [("2014", "Year: 2014"), ("2014..", "Year: from 2014"), ("..2005", "Year: up to 2005")]
)
def test_open_spans_are_said_in_words(page: Page, value: str, words: str) -> None:
    found(page, f"/search/#q=resolution&year={value}")

    expect(page.locator(".chosen__one")).to_have_text(["resolution", words])
    expect(page.locator(".entry").first).to_be_visible()


def test_a_year_in_the_table_leads_to_its_articles_alone(page: Page) -> None:
    page.set_viewport_size(WIDE)
    found(page, "/search/#q=resolution")
    page.locator("#year-figures").click()

    page.locator(".years__year", has_text="2015").click()

    expect(page).to_have_url(re.compile(r"&year=2015$"))
    assert number_found(page) == figures(page)[2015]
    expect(page.locator(".years__year", has_text="2015")).to_be_focused()


def test_undated_articles_are_a_choice_of_their_own_beside_the_span(page: Page) -> None:
    page.set_viewport_size(WIDE)
    found(page, f"/search/{EVERYTHING}")
    undated = int(page.locator(".facet__value:has(input[name=year]) .count").inner_text())

    page.locator(".facet input[name=year]").check()
    expect(page).to_have_url(re.compile("year=unknown$"))
    assert number_found(page) == undated > 0
    page.locator("#year-from").select_option("2014")
    expect(page).to_have_url(re.compile(r"year=2014..&year=unknown$"))

    assert number_found(page) == undated + sum(count for year, count in figures(page).items() if year >= 2014)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_drawing_over_the_bars_chooses_their_years_in_either_direction(page: Page, lang: str) -> None:
    page.set_viewport_size(WIDE)
    found(page, f"{'/ar' if lang == 'ar' else ''}/search/{EVERYTHING}")
    bars = page.locator(".years__bar")
    first, last = bars.first.bounding_box(), bars.last.bounding_box()
    assert first
    assert last
    assert (first["x"] < last["x"]) == (lang == "en")

    for begin, end in ((first, last), (last, first)):
        page.mouse.move(begin["x"] + begin["width"] / 2, begin["y"] + 1)
        page.mouse.down()
        page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 1)
        page.mouse.up()
        expect(page).to_have_url(re.compile(r"year=1948..2021$"))
        settle(page)
        page.locator(".chosen__one").last.click()
        expect(page).not_to_have_url(re.compile("year="))
        settle(page)
    page.mouse.click(first["x"] + first["width"] / 2, first["y"] + 1)

    expect(page).to_have_url(re.compile(r"year=1948(..1949)?$"))
    expect(told(page)).to_have_text(re.compile("^1 |واحد"))
