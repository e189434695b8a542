"""Narrowing by tags, places and the like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.search.support import (
    EVERYTHING,
    LISTS,
    NARROW,
    PREFIXES,
    WIDE,
    count_on_list,
    found,
    number_found,
    results,
    told,
)

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page


def facet_counts(page: Page) -> dict[str, dict[str, int]]:
    """Return the count beside every value of every facet, all of them unfolded, and of every year in the table."""
    folded = page.locator("[data-unfold][aria-expanded=false]")
    for facet in folded.evaluate_all("buttons => buttons.map(button => button.dataset.unfold)"):
        page.locator(f"#{facet}-all").click()
    script = """() => [
      ...[...document.querySelectorAll(".facet input[type=checkbox]")].map(box => [
        box.name, box.value, box.closest("label").querySelector(".count").textContent]),
      ...[...document.querySelectorAll(".years tbody tr")].map(
        row => ["year", ...[...row.cells].map(cell => cell.textContent)]),
    ]"""
    counts: dict[str, dict[str, int]] = {}
    for facet, value, count in page.evaluate(script):
        counts.setdefault(facet, {})[value] = int(count)
    return counts


def test_counts_of_every_facet_equal_those_of_the_lists(page: Page, site: Path) -> None:
    found(page, f"/search/{EVERYTHING}")

    counts = facet_counts(page)

    for facet, folder in LISTS.items():
        lists = {path.parent.name: count_on_list(path) for path in site.glob(f"{folder}/*/index.html")}
        assert counts[facet] == {value: count for value, count in lists.items() if count}  # publications may have none
    years = {path.parent.name: count_on_list(path) for path in site.glob("archive/[0-9]*/index.html")}
    undated = site / "archive" / "undated" / "index.html"
    assert counts["year"] == years | ({"unknown": count_on_list(undated)} if undated.is_file() else {})
    assert counts["language"] == {
        lang: len(list((site / prefix.strip("/")).glob("articles/*/index.html"))) for lang, prefix in PREFIXES.items()
    }


@pytest.mark.parametrize("facet", LISTS)
def test_a_chosen_value_finds_as_many_as_its_list_has(page: Page, site: Path, facet: str) -> None:
    path = min(site.glob(f"{LISTS[facet]}/*/index.html"))

    found(page, f"/search/#{facet}={path.parent.name}")

    expect(told(page)).to_have_text(re.compile(rf"^{count_on_list(path)} articles?$"))


def test_ticking_narrows_and_each_choice_can_be_taken_back(page: Page) -> None:
    page.set_viewport_size(WIDE)
    before = len(found(page, "/search/#q=resolution"))
    box = page.locator(".facet input[name=tag]").first
    value = box.get_attribute("value")
    count = int(page.locator(".facet__value:has(input[name=tag]) .count").first.inner_text())

    box.check()

    expect(page).to_have_url(re.compile(rf"#q=resolution&tag={value}$"))
    expect(told(page)).to_have_text(re.compile(rf"^{count} "))
    expect(page.locator(f".facet input[name=tag][value='{value}']")).to_be_focused()

    page.locator(".chosen__one", has_text="Tag:").click()

    expect(page).to_have_url(re.compile(r"#q=resolution$"))
    expect(results(page)).to_have_count(before)
    expect(page.locator(f".facet input[name=tag][value='{value}']")).not_to_be_checked()


def test_several_values_of_a_facet_widen_and_those_of_another_narrow(page: Page) -> None:
    page.set_viewport_size(WIDE)
    one = set(found(page, "/search/#q=resolution&section=prevention"))
    other = set(found(page, "/search/#q=resolution&section=rights"))

    both = set(found(page, "/search/#q=resolution&section=prevention&section=rights"))
    narrowed = set(found(page, "/search/#q=resolution&section=prevention&section=rights&tag=youth"))

    assert both == one | other
    assert len(one) > 0 < len(other)
    assert narrowed < both


def test_the_count_beside_a_value_is_what_a_click_on_it_gives(page: Page) -> None:
    found(page, "/search/#q=resolution&section=law")
    counts = facet_counts(page)

    for facet in ("tag", "place", "author", "publication", "language"):
        for value, count in list(counts[facet].items())[:3]:
            found(page, f"/search/#q=resolution&section=law&{facet}={value}")
            assert number_found(page) == count, value


def test_values_without_results_are_not_offered(page: Page) -> None:
    found(page, "/search/#q=resolution&language=ru")

    counts = facet_counts(page)

    assert counts["language"].pop("ru") == 0  # chosen, and so to be taken back
    assert all(count > 0 for values in counts.values() for count in values.values())


def test_a_long_facet_is_cut_unfolded_searched_and_folded(page: Page) -> None:
    page.set_viewport_size(WIDE)
    found(page, f"/search/{EVERYTHING}")
    values = page.locator(".facet__value:has(input[name=tag])")
    expect(values).to_have_count(8)

    page.locator("#tag-all").click()
    expect(page.locator("#tag-find")).to_be_focused()
    number = values.count()
    assert number > 20

    page.keyboard.type("CONVENTI")
    expect(values.filter(visible=True)).to_have_count(0)
    page.locator("#tag-find").fill("Treat")
    expect(values.filter(visible=True)).to_have_text([re.compile("Treaties")])
    assert "treat" not in page.url.lower()
    values.locator("input").check()
    expect(page.locator(".chosen button")).to_have_count(len(PREFIXES) + 2)  # the tag, and the way to remove all
    expect(page.locator("#tag-find")).to_have_value("Treat")
    values.locator("input").uncheck()
    page.locator("#tag-find").fill("")
    expect(values.filter(visible=True)).to_have_count(number)

    page.locator("#tag-all").click()
    expect(values).to_have_count(8)
    expect(page.locator("#tag-all")).to_be_focused()


def test_an_unknown_value_is_named_and_can_be_taken_away(page: Page) -> None:
    assert found(page, "/search/#q=resolution&tag=no-such-tag") == []

    page.locator(".chosen button", has_text="no-such-tag").click()

    expect(results(page).first).to_be_visible()


def test_on_a_phone_the_facets_are_folded_above_the_results(page: Page) -> None:
    page.set_viewport_size(NARROW)
    found(page, "/search/#q=resolution")
    expect(page.locator(".facet").first).to_be_hidden()

    page.locator(".search__panel > summary").click()

    expect(page.locator(".facet").first).to_be_visible()
    page.locator(".facet").nth(2).evaluate("facet => facet.scrollIntoView({ block: 'start', behavior: 'instant' })")
    done = page.locator(".search__done")
    expect(done).to_be_in_viewport()
    expect(done).to_have_text(re.compile(r"^Show \d+ articles$"))
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]

    done.click()
    expect(told(page)).to_be_focused()
    expect(page.locator(".facet").first).to_be_hidden()
