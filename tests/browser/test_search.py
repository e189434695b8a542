"""The search page over the built site, in a real browser."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.support.pages import read_page
from tests.support.project import article
from tests.support.server import serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page, Route, ViewportSize

    from tests.conftest import MakeSite, NewPage, Watch

PREFIXES = {"en": "/", "ru": "/ru/", "kk": "/kk/", "ar": "/ar/"}
LISTS = {"tag": "tags", "author": "authors", "place": "places", "section": "sections", "publication": "publications"}
EVERYTHING = "?" + "&".join(f"language={lang}" for lang in PREFIXES)
CLICKS = 3
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 360, "height": 740}

SENTENCES = {
    "failed": "The search did not load. Try again in a moment, or go by one of the ways in below.",
    "nojs": "needs JavaScript",
}


def told(page: Page) -> Locator:
    """Return the sentence that says what was found."""
    return page.locator("#told")


def results(page: Page) -> Locator:
    """Return the headlines of the results."""
    return page.locator(".entry__headline a")


def found(page: Page, address: str) -> list[str]:
    """Return the headlines that the search at *address* finds."""
    page.goto(address)
    expect(page.locator(".search__hits[aria-busy=false]")).to_be_attached()
    return results(page).all_inner_texts()


def headline(path: Path) -> str:
    """Return the headline of the article at *path*."""
    page = read_page(str(path), path.read_text("utf-8"))
    return " ".join("".join(next(page.all("h1")).itertext()).split())


def count_on_list(path: Path) -> int:
    """Return how many articles the list at *path* says it has."""
    page = read_page(str(path), path.read_text("utf-8"))
    [line] = [element for element in page.tree.iter() if element.get("class") == "listing__count"]
    return int(re.sub(r"\D", "", "".join(line.itertext())))


# --- finding ---------------------------------------------------------------------------------------------------


def test_aktobe_finds_its_article_with_the_word_marked(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("Aktobe")
    page.keyboard.press("Enter")

    expect(told(page)).to_contain_text("Aktobe")
    expect(results(page).filter(has_text="Aktobe").first).to_be_visible()
    expect(page.locator(".entry mark").first).to_have_text(re.compile("^Aktobe", re.IGNORECASE))
    assert page.url.endswith("/search/?q=Aktobe")

    results(page).filter(has_text="Aktobe").first.click()
    expect(page.locator("h1")).to_contain_text("Aktobe")


@pytest.mark.parametrize("edition", ["en", "ar"])
def test_headlines_of_every_language_find_their_articles_first(page: Page, site: Path, edition: str) -> None:
    missed = []
    for prefix in PREFIXES.values():
        for path in sorted((site / prefix.strip("/")).glob("articles/*/index.html"))[:3]:
            title = headline(path)
            first = found(page, f"{PREFIXES[edition]}search/?q={quote(title)}")[:1]
            if first != [title]:
                missed.append((title, first))

    assert missed == []


@pytest.mark.parametrize(
    ("query", "lang"), [("экстремизма", "ru"), ("терроризмге", "kk"), ("الإرهاب", "ar"), ("foreign fighters", "en")]
)
def test_words_of_each_language_are_found_and_marked_from_the_english_page(page: Page, query: str, lang: str) -> None:
    page.goto(f"/search/?q={query}&language={lang}")

    expect(results(page).first).to_be_visible()
    expect(page.locator(".entry mark").first).to_be_visible()
    if lang != "en":
        for entry in page.locator(".entry__headline").all():
            assert entry.get_attribute("lang") == lang
            assert entry.get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")


def test_nothing_found_is_said_with_what_to_do_and_ways_in(page: Page) -> None:
    assert found(page, "/search/?q=xyzzyxyzzy") == []

    expect(told(page)).to_contain_text("No article for “")
    expect(page.locator(".search__notes")).to_contain_text("Check the spelling")
    expect(page.locator(".search__ways a").first).to_be_visible()


def test_nothing_asked_shows_ways_in_and_loads_no_index(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/search/?colour=blue&page=7")

    expect(page.locator(".search__ways a").first).to_be_visible()
    expect(page.locator("#search-found")).to_be_hidden()
    assert not any("/pagefind/" in url for url in asked)


def test_date_is_shown_as_on_the_article(page: Page, site: Path) -> None:
    found(page, "/search/?language=en&sort=newest")

    shown = {
        entry.locator("a").evaluate("link => link.pathname"): entry.locator(".entry__date").inner_text()
        for entry in page.locator(".entry").all()
    }
    assert "Date unknown" in shown.values()
    for path, date in shown.items():
        markup = (site / path.strip("/") / "index.html").read_text("utf-8")
        is_dated = 'data-pagefind-sort="date' in markup
        assert is_dated != (date == "Date unknown"), path
        assert not is_dated or date in markup, path


def test_index_holds_nothing_that_readers_do_not_search_for(site: Path) -> None:
    """All metadata is searched: a date in it, or the file name of a picture, would find what nobody asked for."""
    for path in (site / "pagefind" / "fragment").iterdir():
        fragment = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        filled = {name for name, value in fragment["meta"].items() if value}
        assert filled <= {"title", "authors", "place", "section", "publication", "standfirst"}, fragment["url"]


# --- facets ----------------------------------------------------------------------------------------------------


def facet_counts(page: Page) -> dict[str, dict[str, int]]:
    """Return the count beside every value of every facet."""
    buttons = page.locator("[data-unfold]")
    for facet in buttons.evaluate_all("buttons => buttons.map(button => button.dataset.unfold)"):
        page.locator(f'[data-unfold="{facet}"]').click()
        expect(page.locator(f'[data-unfold="{facet}"]')).to_have_count(0)
    script = (
        """boxes => boxes.map(box => [box.name, box.value, box.closest("label").querySelector(".count").innerText])"""
    )
    counts: dict[str, dict[str, int]] = {}
    for facet, value, count in page.locator(".facet input").evaluate_all(script):
        counts.setdefault(facet, {})[value] = int(count)
    return counts


def test_counts_of_every_facet_equal_those_of_the_lists(page: Page, site: Path) -> None:
    found(page, f"/search/{EVERYTHING}")

    counts = facet_counts(page)

    for facet, folder in LISTS.items():
        lists = {path.parent.name: count_on_list(path) for path in site.glob(f"{folder}/*/index.html")}
        assert counts[facet] == lists
    years = {path.parent.name: count_on_list(path) for path in site.glob("archive/[0-9]*/index.html")}
    undated = site / "archive" / "undated" / "index.html"
    assert counts["year"] == years | ({"unknown": count_on_list(undated)} if undated.is_file() else {})
    assert counts["language"] == {
        lang: len(list((site / prefix.strip("/")).glob("articles/*/index.html"))) for lang, prefix in PREFIXES.items()
    }


@pytest.mark.parametrize("facet", LISTS)
def test_a_chosen_value_finds_as_many_as_its_list_has(page: Page, site: Path, facet: str) -> None:
    path = min(site.glob(f"{LISTS[facet]}/*/index.html"))

    found(page, f"/search/?{facet}={path.parent.name}")

    expect(told(page)).to_have_text(re.compile(rf"^{count_on_list(path)} articles?$"))


def test_ticking_narrows_and_each_choice_can_be_taken_back(page: Page) -> None:
    page.set_viewport_size(WIDE)
    before = len(found(page, "/search/?q=resolution"))
    box = page.locator(".facet input[name=tag]").first
    value = box.get_attribute("value")
    count = int(page.locator(".facet__value:has(input[name=tag]) .count").first.inner_text())

    box.check()

    expect(page).to_have_url(re.compile(rf"\?q=resolution&tag={value}$"))
    expect(told(page)).to_have_text(re.compile(rf"^{count} "))
    expect(page.locator(f".facet input[name=tag][value='{value}']")).to_be_focused()

    page.locator(".chosen a").click()

    expect(page).to_have_url(re.compile(r"\?q=resolution$"))
    expect(results(page)).to_have_count(before)
    expect(page.locator(f".facet input[name=tag][value='{value}']")).not_to_be_checked()


def test_an_unknown_value_is_named_and_can_be_taken_away(page: Page) -> None:
    assert found(page, "/search/?q=resolution&tag=no-such-tag") == []

    page.locator(".chosen a", has_text="no-such-tag").click()

    expect(results(page).first).to_be_visible()


def test_on_a_phone_the_facets_are_folded_above_the_results(page: Page) -> None:
    page.set_viewport_size(NARROW)
    found(page, "/search/?q=resolution")
    expect(page.locator(".facet").first).to_be_hidden()

    page.locator(".search__panel summary").click()

    expect(page.locator(".facet").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


# --- the address -----------------------------------------------------------------------------------------------


def test_address_holds_the_whole_state_over_back_forward_and_reload(page: Page) -> None:
    page.set_viewport_size(WIDE)
    open_search(page)
    page.locator("#q").fill("resolution")
    page.locator("#search-form button").click()
    expect(page).to_have_url(re.compile(r"\?q=resolution$"))
    expect(told(page)).to_be_focused()
    first = told(page).inner_text()

    page.locator(".facet input[name=language]").first.check()
    page.locator("#sort").select_option("oldest")
    expect(page).to_have_url(re.compile(r"\?q=resolution&language=en&sort=oldest$"))
    expect(page.locator(".facet input:checked")).to_have_count(1)
    second = told(page).inner_text()

    page.go_back()
    expect(page).to_have_url(re.compile(r"\?q=resolution&language=en$"))
    expect(page.locator("#sort")).to_have_value("relevance")
    page.go_back()
    expect(told(page)).to_have_text(first)
    expect(page.locator(".facet input:checked")).to_have_count(0)
    page.go_back()
    expect(page.locator("#search-found")).to_be_hidden()
    expect(page.locator("#q")).to_have_value("")
    for _ in range(3):
        page.go_forward()
    expect(told(page)).to_have_text(second)
    expect(page.locator("#q")).to_have_value("resolution")

    page.reload()
    expect(told(page)).to_have_text(second)
    expect(page.locator("#sort")).to_have_value("oldest")
    expect(page.locator(".facet input:checked")).to_have_count(1)


def test_results_come_in_pages_of_twenty_that_lead_on_and_back(page: Page) -> None:
    first = found(page, f"/search/{EVERYTHING}")
    assert len(first) == 20

    page.get_by_role("link", name="Next page").click()

    expect(page).to_have_url(re.compile("page=2$"))
    expect(page.locator(".pager__where")).to_have_text(re.compile(r"Page 2 of \d+"))
    second = results(page).all_inner_texts()
    assert 0 < len(second) <= 20
    assert set(first).isdisjoint(second)

    page.get_by_role("link", name="Previous page").click()
    expect(results(page).first).to_have_text(first[0])
    assert len(found(page, f"/search/{EVERYTHING}&page=99")) > 0


# --- keyboard and those who hear the page ----------------------------------------------------------------------


def open_search(page: Page) -> None:
    """Open the search page and wait until its scripts are there, and with them the keys."""
    page.goto("/search/")
    expect(page.locator(".search__status")).to_be_attached()


def test_keyboard_alone_is_enough(page: Page) -> None:
    open_search(page)
    page.keyboard.press("/")
    page.keyboard.type("resolution")
    page.keyboard.press("Enter")
    expect(results(page).nth(1)).to_be_visible()
    expect(page.locator("#told")).to_be_focused()

    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(results(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(results(page).first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#q")).to_be_focused()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_have_value("")
    page.keyboard.press("Escape")
    expect(page.locator("#q")).not_to_be_focused()

    page.keyboard.press("/")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_have_value("/")


def test_what_was_found_is_announced(page: Page) -> None:
    found(page, "/search/?q=resolution")

    assert page.get_by_role("status").inner_text().startswith(told(page).inner_text())
    assert "articles for “" in page.get_by_role("status").inner_text()


@pytest.mark.parametrize(
    ("lang", "scheme", "viewport"),
    [("en", "light", WIDE), ("en", "dark", NARROW), ("ar", "dark", WIDE), ("ar", "light", NARROW)],
)
def test_axe_finds_nothing_with_results(new_page: NewPage, lang: str, scheme: str, viewport: ViewportSize) -> None:
    page = new_page(color_scheme=scheme, reduced_motion="reduce", viewport=viewport)
    addresses = [f"{EVERYTHING}&sort=oldest&page=2", "?q=2178&year=2014&year=2015", "?q=xyzzyxyzzy&tag=prevention"]
    for address in addresses:
        page.goto(f"{PREFIXES[lang]}search/{address}")
        expect(told(page)).to_be_visible()
        expect(page.locator(".chosen")).to_be_visible()

        violations = Axe().run(page).response["violations"]

        assert [(one["id"], one["nodes"][0]["target"]) for one in violations] == [], address


def test_arabic_page_runs_from_right_to_left(page: Page) -> None:
    page.set_viewport_size(WIDE)
    page.goto("/ar/search/?q=2178")
    expect(results(page).first).to_be_visible()

    facets, entry = (page.locator(one).first.bounding_box() for one in (".facet", ".entry"))
    assert facets
    assert entry
    assert facets["x"] + facets["width"] < entry["x"]


def test_counts_take_the_form_that_the_language_asks_for(page: Page) -> None:
    """Numbers of the Arabic and Russian forms that the page has no sample of; CLDR says which form each takes."""
    page.goto("/ru/search/")
    script = """async (numbers) => {
      const { openWords } = await import("/theme/search/words.js");
      const words = openWords(document.documentElement.lang, document.getElementById("search-words"), {});
      return numbers.map((number) => words.counted("articles", number));
    }"""
    one, few, many = page.evaluate(script, [1, 2, 5])

    shown = page.evaluate(script, [21, 22, 25, 111])

    assert len({one[1:], few[1:], many[1:]}) == 3
    assert shown == ["21" + one[1:], "22" + few[1:], "25" + many[1:], "111" + many[1:]]


# --- without JavaScript ----------------------------------------------------------------------------------------


def test_without_javascript_the_page_says_why_and_leads_to_every_article_in_three_clicks(
    nojs_page: Page, site: Path
) -> None:
    nojs_page.goto("/search/?q=Aktobe")
    expect(nojs_page.locator(".search__plain")).to_be_visible()
    assert SENTENCES["nojs"] in nojs_page.locator("noscript").inner_html()
    expect(nojs_page.locator("#search-form")).to_be_hidden()
    ways = nojs_page.locator(".search__ways a").evaluate_all("links => links.map(link => link.href)")

    reached: set[str] = set()
    for way in ways:
        nojs_page.goto(way)
        reached |= set(
            nojs_page.locator(".listing__articles a").evaluate_all("links => links.map(link => link.pathname)")
        )

    articles = {f"/{path.parent.relative_to(site)}/" for path in site.glob("**/articles/*/index.html")}
    assert articles - reached == set()


def test_without_javascript_every_facet_has_its_ways_with_counts(nojs_page: Page, site: Path) -> None:
    nojs_page.goto("/search/")
    nojs_page.locator("#ways-tag").scroll_into_view_if_needed()

    for facet, folder in LISTS.items():
        lines = nojs_page.locator(f"section[aria-labelledby=ways-{facet}] .ledger__line")
        assert lines.count() == len(list(site.glob(f"{folder}/*/index.html")))
        assert all(text.strip().isdigit() for text in lines.locator(".count").all_inner_texts())


# --- when something is wrong -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        '"unbalanced',
        "''\"“„»",
        "<script>window.ran = 1</script>",
        '"><img src=x onerror="window.ran = 1">',
        "<b>Aktobe</b>",
        "${window.ran = 1} {{ 7 * 7 }} {query}",
        "\x00\x07\x1b[31m",
        "\u202eebotkA\u2066",
        "   ",
        "-tag:x OR (a AND",
        "a" * 10_000,
        "Aktobe " * 1_500,
        "%",
        "\\",
        "😀" * 300,
    ],
)
def test_hostile_query_gets_a_plain_answer(page: Page, query: str) -> None:
    page.goto("/search/")
    page.locator("#q").fill(query)
    page.locator("#search-form button").click()

    if re.sub(r"[\x00-\x20]", "", query):
        expect(told(page)).to_have_text(re.compile(r"\d+ articles?|No article"))
    if len(query) > 300:
        expect(page.locator(".search__notes")).to_contain_text("first 200 characters")
    assert page.evaluate("window.ran") is None
    assert page.locator("main img, main script").count() == 0
    expect(page.locator(".search__ways a").first).to_be_visible()


def test_words_typed_before_the_scripts_are_there_stay_and_are_searched_for(page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/names.json", hold)
    with page.expect_request("**/names.json"):
        page.goto("/search/", wait_until="commit")
    page.locator("#q").fill("Aktobe")
    held.pop().continue_()
    expect(page.locator(".search__hits")).to_be_attached()

    expect(page.locator("#q")).to_have_value("Aktobe")
    page.locator("#q").press("Enter")

    expect(told(page)).to_have_text(re.compile(r"\d+ articles"))


def test_a_request_line_full_of_query_is_answered_too(page: Page) -> None:
    page.goto("/search/?q=" + "Aktobe+" * 1_400)

    expect(page.locator(".search__notes")).to_contain_text("first 200 characters")


PARTS = ["**/pagefind-entry.json*", "**/pagefind/pagefind.js", "**/wasm.*.pagefind", "**/theme/search/index-worker.js*"]


@pytest.mark.parametrize("part", PARTS)
def test_index_that_does_not_load_is_said_plainly(page: Page, watch: Watch, part: str) -> None:
    watch.allow("error in the console")
    page.route(part, lambda route: route.abort())
    page.goto("/search/?q=Aktobe")

    expect(told(page)).to_have_text(SENTENCES["failed"])
    expect(page.locator(".search__ways a").first).to_be_visible()

    page.unroute(part)
    page.locator("#search-form button").click()
    expect(results(page).first).to_be_visible()


def test_a_browser_that_refuses_webassembly_is_told(page: Page, watch: Watch) -> None:
    watch.allow("error in the console")
    page.route("**/index-worker.js*", _without_wasm)

    page.goto("/search/?q=Aktobe")

    expect(told(page)).to_have_text(SENTENCES["failed"])


def _without_wasm(route: Route) -> None:
    response = route.fetch()
    headers = {**response.headers, "content-security-policy": "script-src 'self'"}
    route.fulfill(response=response, headers=headers)


def test_one_language_that_does_not_load_is_named(page: Page, watch: Watch) -> None:
    watch.allow("error in the console")
    page.route("**/pagefind.ru_*.pf_meta", lambda route: route.abort())

    found(page, "/search/?q=2178")

    expect(page.locator(".search__notes")).to_contain_text("Russian")
    expect(results(page).first).to_be_visible()


def test_without_the_names_ids_are_shown(page: Page, watch: Watch) -> None:
    watch.allow("error in the console")
    page.route("**/names.json", lambda route: route.fulfill(status=500, body="<html>"))

    found(page, "/search/?tag=prevention")

    expect(page.locator(".chosen")).to_contain_text("prevention")


HOSTILE = "<img src=x onerror=window.ran=1><script>window.ran=1</script>"


@pytest.fixture
def hostile_url(make_site: MakeSite) -> Iterator[str]:
    """Return the address of a site with an article full of markup that came as text."""
    escaped = HOSTILE.replace("<", "&lt;").replace(">", "&gt;")
    text = article(
        "hostile", f"The hostile words {escaped} and &amp;lt;b&amp;gt; end.", title=json.dumps(f"Hostile {HOSTILE}")
    )
    with serve(make_site({"content/articles/2016/hostile.md": text})) as address:
        yield address


def test_markup_in_an_article_is_shown_and_never_run(browser: Browser, hostile_url: str) -> None:
    with browser.new_context(base_url=hostile_url) as context:
        page = context.new_page()
        page.goto("/search/?q=hostile")

        expect(results(page)).to_have_text([f"Hostile {HOSTILE}"])
        expect(page.locator(".search__excerpt")).to_contain_text(f"words {HOSTILE} and &lt;b&gt; end.")
        assert page.evaluate("window.ran") is None
        assert page.locator("main img, main script").count() == 0


def test_a_new_search_overtakes_a_slow_one(page: Page) -> None:
    open_search(page)
    page.locator("#q").fill("resolution")
    page.keyboard.press("Enter")
    page.locator("#q").fill("xyzzyxyzzy")
    page.keyboard.press("Enter")

    expect(told(page)).to_contain_text("xyzzyxyzzy")
    page.wait_for_timeout(500)
    expect(told(page)).to_contain_text("xyzzyxyzzy")
    expect(results(page)).to_have_count(0)
