"""engine.js over a real index of four languages, in the browser that it runs in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.search.asking import asking, slugs
from tests.search.conftest import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.search.pages import MarkedPage

SEARCH = """async ([query, filters, sort, lang, pages]) => {
  const { openEngine } = await import("/search/engine.js");
  globalThis.engines ??= {};
  const engine = engines[lang] ??= openEngine(`${location.origin}/search/`, lang, `${location.origin}/`);
  const { hits, pages: total, ...found } = await engine.search(query, filters, sort);
  return { ...found, total, hits: (await Promise.all(pages.map(hits))).flat() };
}"""


search = asking(SEARCH)


def values(page: MarkedPage) -> list[tuple[str, str]]:
    """Return the facets of *page* as pairs."""
    own = [("language", page.lang), ("year", page.date[:4] or "unknown")]
    return own + [(name, value) for name, found in page.facets.items() for value in found]


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("Aktobe", "families"),
        ("aktobe FAMILIES", "families"),
        ("family", "families"),
        ("молодёжью", "symbols"),
        ("экстремизма", "symbols"),
        ("МОЛОДЕЖЬ", "symbols"),
        ("оңалту", "centre"),
        ("الأمن", "council"),
        ("المقاتلون", "council"),
        ("٢١٧٨", "council"),
        ("60/288", "symbols"),
        ("fight", "families"),
        ('"come back"', "families"),
        ("«come back»", "families"),
        ("“come back”", "families"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_word_of_any_language_finds_its_article(warm_page: Page, query: str, slug: str, lang: str) -> None:
    found = search(warm_page, query, lang=lang)

    assert slugs(found) == [slug]
    assert found["count"] == 1
    assert found["missing"] == []


@pytest.mark.parametrize(
    "query",
    [
        "nonsenseword",
        "Aktobezzz",
        "articles",
        '"back come"',
        "...",
        '"',
        "26",
    ],
)
def test_what_no_article_has_finds_none(warm_page: Page, query: str) -> None:
    found = search(warm_page, query)

    assert found["count"] == 0
    assert found["hits"] == []


@pytest.mark.parametrize(("query", "slug"), [("Aktobe nonsenseword", "families"), ("60/289", "symbols")])
def test_what_has_most_of_it_is_found_where_nothing_has_all_and_that_is_told(
    warm_page: Page, query: str, slug: str
) -> None:
    found = search(warm_page, query)

    assert slugs(found) == [slug]
    assert found["isRelaxed"]


def test_hits_are_marked_and_the_headline_is_not_said_twice(warm_page: Page) -> None:
    [hit] = search(warm_page, "families fighters")["hits"]

    assert [text for text, is_hit in hit["excerpt"] if is_hit] == ["families", "Fighters"]
    assert "".join(text for text, _ in hit["excerpt"]).strip() == "Officials speak with families. Fighters come back."
    assert hit["title"] == "Families in Aktobe"
    assert (hit["lang"], hit["date"]) == ("en", "2016-12-26")


def test_what_is_only_shown_comes_with_the_hit_and_is_no_facet(warm_page: Page) -> None:
    [hit] = search(warm_page, "Оңалтудың")["hits"]
    assert (hit["added"], hit["original"], hit["isOwn"]) == ("2026-11-02", "https://example.org/1", True)
    assert set(hit["filters"]) == {"language", "year"}
    assert search(warm_page, "2026-11-02")["count"] == 0


def test_markup_in_an_article_stays_text(warm_page: Page) -> None:
    [hit] = search(warm_page, "onerror")["hits"]

    assert hit["title"] == "On <b>markup</b>"
    text = "".join(text for text, _ in hit["excerpt"]).strip()
    assert text == "They wrote <img src=x onerror=alert(1)> &lt;mark&gt; here."


def test_language_of_the_page_comes_first_among_equals(warm_page: Page) -> None:
    for lang in ("en", "ru", "kk", "ar"):
        assert search(warm_page, "prevention", lang=lang)["hits"][0]["lang"] == lang


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_dates_are_in_order_over_all_languages_and_pages_and_undated_come_last(warm_page: Page, sort: str) -> None:
    found = search(warm_page, "prevention", sort=sort, pages=[1, 2, 3])

    dates = [hit["date"] for hit in found["hits"]]
    dated = [date for date in dates if date]
    assert found["count"] == len(found["hits"]) == 60
    assert len(set(slugs(found))) == 60
    assert dated == sorted((page.date for page in PAGES[:60] if page.date), reverse=sort == "newest")
    assert dates[len(dated) :] == [""] * 10


def test_a_page_far_on_is_the_same_as_when_one_walks_there(module_page: Page) -> None:
    whole = search(module_page, sort="oldest", pages=[1, 2, 3, 4])
    module_page.reload()

    assert slugs(search(module_page, sort="oldest", pages=[3])) == slugs(whole)[40:60]
    assert slugs(search(module_page, sort="oldest", pages=[4])) == slugs(whole)[60:]
    assert whole["total"] == 4


def test_counts_of_every_value_without_a_query(warm_page: Page) -> None:
    found = search(warm_page)

    expected: dict[str, Counter[str]] = {}
    for facet, value in (pair for page in PAGES for pair in values(page)):
        expected.setdefault(facet, Counter())[value] += 1
    assert found["count"] == len(PAGES)
    assert found["facets"] == {facet: dict(counts) for facet, counts in expected.items()}


def test_of_chosen_tags_an_article_has_any_and_the_counts_say_what_each_has(warm_page: Page) -> None:
    found = search(warm_page, tag=["prisons", "online"], place=["place-1"])

    there = [page for page in PAGES if "place-1" in page.facets.get("place", ())]
    assert found["count"] == len([page for page in there if {"prisons", "online"} & set(page.facets["tag"])]) > 0
    expected = Counter(tag for page in there for tag in page.facets["tag"])
    assert {tag: count for tag, count in found["facets"]["tag"].items() if count} == expected


def test_of_several_facets_an_article_has_a_value_of_each_and_the_counts_say_what_each_would_add(
    warm_page: Page,
) -> None:
    found = search(warm_page, language=["ru", "kk"], year=["2012"])

    expected = [page for page in PAGES if page.lang in {"ru", "kk"} and page.date.startswith("2012")]
    assert found["count"] == len(expected) > 0
    assert {lang: n for lang, n in found["facets"]["language"].items() if n} == Counter(
        page.lang for page in PAGES if page.date.startswith("2012")
    )
    assert {year: n for year, n in found["facets"]["year"].items() if n} == Counter(
        page.date[:4] or "unknown" for page in PAGES if page.lang in {"ru", "kk"}
    )


@pytest.mark.parametrize(
    ("years", "wanted"),
    [
        (["2012..2014"], {"2012", "2013", "2014"}),
        (["2016.."], {"2016", "2017", "2018"}),
        (["..2011"], {"2010", "2011"}),
        (["2014"], {"2014"}),
        (["2012..2012", "unknown"], {"2012", "unknown"}),
        (["2010..2011", "2017"], {"2010", "2011", "2017"}),
        (["1900..1901"], set()),
        (["2014..2012"], set()),
        (["nonsense.."], set()),
    ],
)
def test_years_can_be_spans(warm_page: Page, years: list[str], wanted: set[str]) -> None:
    found = search(warm_page, year=years)

    assert found["count"] == sum((page.date[:4] or "unknown") in wanted for page in PAGES)
    assert sum(found["facets"]["year"].values()) == len(PAGES)


def test_undated_articles_can_be_chosen(warm_page: Page) -> None:
    found = search(warm_page, year=["unknown"])

    assert found["count"] == sum(not page.date for page in PAGES)
