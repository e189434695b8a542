"""The ways in, in a real browser: charts say what their tables say, and lists lead where they promise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.conftest import NewPage

# Where each bar stands and how high it is, from where reading begins; what is written above it; what the table says.
CHART = """chart => {
    const plot = chart.querySelector('svg').getBoundingClientRect(), rtl = document.dir === 'rtl';
    const bars = [...chart.querySelectorAll('.chart__bar')].map(bar => bar.getBoundingClientRect());
    const said = row => [...row.cells].map(cell => cell.textContent.trim());
    const rows = [...chart.querySelectorAll('tbody tr')].map(said);
    return {
        bars: bars.map(box => [Math.round(rtl ? plot.right - box.right : box.left - plot.left), box.height]),
        written: [...chart.querySelectorAll('.chart__figure')].map(text => text.textContent),
        name: chart.querySelector('svg').getAttribute('aria-label'),
        rows,
    };
}"""
LISTS = ("tags/*/index.html", "places/*/index.html", "archive/2*/index.html", "languages/*/index.html")


def charts_of(page: Page) -> list[dict[str, Any]]:
    return [chart.evaluate(CHART) for chart in page.locator("figure.chart:has(table)").all()]


def paths(site: Path, prefix: str) -> list[str]:
    folder = site / prefix
    files = [file for pattern in LISTS for file in sorted(folder.glob(pattern))[:6]]
    return [f"/{file.parent.relative_to(site).as_posix()}/" for file in files]


@pytest.mark.parametrize("prefix", ["", "ru", "ar"])
def test_chart_shows_the_figures_of_its_table(nojs_page: Page, site: Path, prefix: str) -> None:
    seen = 0
    for path in [f"/{prefix}/latest/".replace("//", "/"), *paths(site, prefix)]:
        nojs_page.goto(path)
        for chart in charts_of(nojs_page):
            placed = chart["rows"][: len(chart["bars"])]  # what has no place on the axis stands at the end
            counts = [int(row[1]) for row in placed]
            most = max(counts)
            assert [round(height / 64 * most) for _, height in chart["bars"]] == counts, path
            assert [int(text) for text in chart["written"]] in ([], counts), path
            assert [at for at, _ in chart["bars"]] == sorted(at for at, _ in chart["bars"]), path
            assert str(most) in chart["name"], path
            seen += 1

    assert seen > 1


def test_figures_of_a_chart_open_with_the_keyboard_and_lead_to_the_articles_of_a_year(nojs_page: Page) -> None:
    nojs_page.goto("/tags/prevention/")
    nojs_page.locator("figure.chart summary").focus()
    nojs_page.keyboard.press("Enter")
    way = nojs_page.locator("figure.chart tbody a").first
    year = way.inner_text()
    nojs_page.keyboard.press("Tab")
    expect(way).to_be_focused()
    nojs_page.keyboard.press("Enter")

    expect(nojs_page).to_have_url(re.compile(f"#y{year}$"))
    heading = nojs_page.locator(f"#y{year}")
    expect(heading).to_be_in_viewport()
    articles = nojs_page.locator(f"section[aria-labelledby='y{year}'] article")
    count = heading.locator(".count").inner_text()
    expect(articles).to_have_count(int(count))


@pytest.mark.parametrize("path", ["/tags/prevention/", "/latest/", "/places/kazakhstan/"])
def test_line_below_a_name_is_as_long_as_its_figure_says(nojs_page: Page, path: str) -> None:
    nojs_page.goto(path)
    for bars in nojs_page.locator("ul.bars").all():
        found = bars.evaluate(
            """list => [...list.children].map(line => {
                const [all, part] = ['svg', 'rect'].map(what => line.querySelector(what).getBoundingClientRect());
                const begins = document.dir === 'rtl' ? all.right - part.right : part.left - all.left;
                return [Number(line.querySelector('.count').textContent), part.width / all.width, begins];
            })"""
        )
        most = max(count for count, _, _ in found)
        for count, part, begins in found:
            assert part == pytest.approx(count / most, abs=0.01)
            assert begins == pytest.approx(0, abs=1)


def test_drawings_are_seen_in_forced_colours(new_page: NewPage) -> None:
    page = new_page(forced_colors="active")
    page.goto("/tags/prevention/")
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")

    for drawn in (".chart__bar", ".bars__now"):
        assert page.locator(drawn).first.evaluate("bar => getComputedStyle(bar).fill") != ground


def test_reader_walks_from_year_to_year_and_from_month_to_month(nojs_page: Page) -> None:
    nojs_page.goto("/archive/2015/")
    nojs_page.locator("a[rel=prev]").click()
    expect(nojs_page.locator("h1")).to_have_text("2014")
    nojs_page.locator("figure.chart summary").click()
    nojs_page.locator("figure.chart tbody a").first.click()
    expect(nojs_page.locator("h1")).to_have_text("September 2014")
    nojs_page.locator("a[rel=next]").click()

    expect(nojs_page.locator("h1")).to_have_text("December 2015")
    expect(nojs_page.locator("nav.trail a")).to_have_text(["Archive", "2015"])


def test_reader_finds_the_articles_of_a_language(nojs_page: Page) -> None:
    nojs_page.goto("/")
    nojs_page.locator("footer a", has_text="Languages").click()
    nojs_page.locator("main a", has_text="Қазақ тілі").click()

    expect(nojs_page.locator("h1")).to_have_text("Kazakh")
    langs = nojs_page.locator("article h3").evaluate_all("all => all.map(one => one.lang)")
    assert set(langs) == {"kk"}


def test_other_name_leads_to_its_list(nojs_page: Page) -> None:
    nojs_page.goto("/tags/")
    nojs_page.locator("li", has_text="PVE").locator("a").click()

    expect(nojs_page.locator("h1")).to_have_text("Prevention")


def test_lead_and_search_are_above_the_fold_of_a_phone(new_page: NewPage) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto("/")

    expect(page.get_by_role("searchbox")).to_be_in_viewport(ratio=1)
    expect(page.locator(".lead h2")).to_be_in_viewport(ratio=1)
