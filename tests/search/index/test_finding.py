"""What the engine finds in a few articles of all languages, and how it says so."""

from __future__ import annotations

import gzip
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error

from digest.search import ENTRY
from tests.search.asking import slugs
from tests.search.index.support import document, page_beside, search, search_exactly, write_index

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

PARSE = 'async (text) => { const { parseQuery } = await import("/search/reader/query.js"); return parseQuery(text); }'


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("families", "families"),
        ("FAMILY", "families"),
        ("молодёжью", "symbols"),
        ("МОЛОДЕЖЬ", "symbols"),
        ("60/288", "symbols"),
        ("A/RES/60/288", "symbols"),
        ("мектеп", "centre"),
        ("кітапхана", "centre"),
        ("القراء", "council"),
        ("2178", "council"),
        ("٢١٧٨", "council"),
        ('"come back"', "families"),
        ("«come back»", "families"),
        ("“come back”", "families"),
        ("onerror", "markup"),
        ("famlies", "families"),
        ("afmilies", "families"),
        ("offcials", "families"),
        ("молдежь", "symbols"),
        ("library -2178 OR nothing", "halls"),
        ("famil", "families"),
        ("speak tag:law", "families"),
        ('readers tag:"Заң"', "families"),
        ("reading year:2013..2015", "halls"),
        ("officials nonsenseword", "families"),
    ],
)
def test_a_query_finds_its_article_first(asking: Page, query: str, slug: str) -> None:
    assert slugs(search(asking, query))[:1] == [slug]


@pytest.mark.parametrize("query", ["Aktobe", "Актобе", "Ақтөбе", "Aqtobe", "أكتوبي", "Aktyubinsk"])
def test_a_place_is_found_by_any_of_its_names_in_any_script(asking: Page, query: str) -> None:
    found = set(slugs(search(asking, query)))

    assert "council" in found
    if query != "Aktyubinsk":
        assert found >= {"families", "halls", "city", "centre"}


def test_a_slip_in_the_name_of_a_place_finds_what_its_right_name_does(asking: Page) -> None:
    found = search(asking, "Atkobe")

    assert set(slugs(found)) >= {"families", "halls", "council"}
    assert found["corrected"] == [["atkobe", "aktobe"]]
    assert slugs(search_exactly(asking, "Atkobe")) == []


@pytest.mark.parametrize("query", ["Bishkek", "Бишкек", "Bişkek", "Бішкек"])
def test_a_name_that_no_registry_has_is_found_in_other_scripts(asking: Page, query: str) -> None:
    assert set(slugs(search(asking, query))) == {"bishkek", "museum"}


def test_a_name_without_its_short_vowels_is_found_and_words_that_share_its_consonants_are_not(
    browser: Browser, tmp_path: Path
) -> None:
    documents = [
        document("museum", "A museum in Mosul"),
        document("guide", "Michelle Masala, a guide"),
        document("city", "Музей города Мосул", lang="ru"),
        document("halls", "متحف الموصل", lang="ar"),
    ]
    with page_beside(write_index(tmp_path, documents), browser) as page:
        assert set(slugs(search(page, "الموصل"))) == {"museum", "city", "halls"}
        assert set(slugs(search(page, "Мосул"))) == {"museum", "city", "halls"}
        assert set(slugs(search(page, "Michelle"))) == {"guide"}


def test_a_name_that_few_write_small_is_one_and_a_word_that_begins_a_sentence_is_none(
    browser: Browser, tmp_path: Path
) -> None:
    named = [f"One hall in {name}." for name in ("mosul", *["Mosul"] * 11)]
    city = [document(f"city-{at}", f"Hall {at}", text) for at, text in enumerate(named)]
    shelf = [document(f"shelf-{at}", f"Shelf {at}", "We read of a mosel there.") for at in range(64 - len(city))]
    last = document("last", "A guide", "Mosel is read.", added="2020-02-01")  # in a segment of its own
    with page_beside(write_index(tmp_path, [*city, *shelf, last]), browser) as page:
        assert search(page, "Мосул")["count"] == len(city)
        assert search(page, "Mosel")["count"] == len(shelf) + 1


@pytest.mark.parametrize("query", ["xyzzyxyzzy", "...", '"', '"back come"', "tag:nothing", "library year:1900..1901"])
def test_what_no_article_has_finds_none(asking: Page, query: str) -> None:
    found = search(asking, query)

    if query not in {"...", '"'}:
        assert found["count"] == 0
        assert found["hits"] == []


def test_what_was_typed_with_a_minus_is_left_out_and_its_figures_with_it(asking: Page) -> None:
    found = search(asking, "Aktobe -lang:EN -читатель -place:Актобе")

    assert slugs(found) == ["centre"]
    assert found["facets"]["language"] == {"en": 0, "ru": 0, "kk": 1, "ar": 0}
    assert found["typed"] == {}


def test_typed_filters_are_told_by_their_ids(asking: Page) -> None:
    found = search(asking, 'readers tag:"Заң" LANG:EN year:2016')

    assert found["typed"] == {"tag": ["law"], "language": ["en"], "year": ["2016"]}
    assert search(asking, "tag:nothing")["typed"] == {"tag": ["nothing"]}


def test_filters_alone_show_the_newest_first(asking: Page) -> None:
    years = [hit["date"] for hit in search(asking, "lang:en")["hits"]]

    assert years == sorted(years, reverse=True)


def test_exactly_what_was_typed_is_looked_for(asking: Page) -> None:
    assert search_exactly(asking, "famlies")["count"] == 0
    assert slugs(search_exactly(asking, "family")) == ["families"]
    assert set(slugs(search_exactly(asking, "Aktobe"))) == {"families", "halls"}
    assert search_exactly(asking, "families halls")["count"] == 0


def test_a_hit_says_why_it_is_one_where_its_words_do_not(asking: Page) -> None:
    def why(query: str) -> dict[str, list[dict[str, str]]]:
        found = search(asking, query)
        return {slug: hit["why"] for slug, hit in zip(slugs(found), found["hits"], strict=True)}

    assert why("families")["families"] == []
    assert why("famlies")["families"] == []  # the page says that the whole search was corrected
    assert why("Bishkek")["museum"] == [{"kind": "spelling", "text": "Bishkek", "other": "Бишкека"}]
    assert why("Aktyubinsk")["council"] == [{"kind": "entry", "text": "Aktyubinsk", "facet": "place", "id": "aktobe"}]
    assert why("families Заң") == {"families": [{"kind": "entry", "text": "Заң", "facet": "tag", "id": "law"}]}
    assert why("families halls")["halls"] == [{"kind": "without", "text": "families"}]
    assert why("families OR halls")["halls"] == []


def test_the_beginning_of_a_name_offers_its_entry(asking: Page) -> None:
    script = "async (text) => (await Object.values(engines)[0].offer(text))"
    search(asking, pages=[])

    assert asking.evaluate(script, "Акт") == [["place", "aktobe"]]
    assert asking.evaluate(script, "statutes") == [["tag", "law"]]
    assert asking.evaluate(script, "reading") == []  # no article has it
    assert asking.evaluate(script, "a") == []
    assert asking.evaluate(script, "constructor") == []


def test_what_was_corrected_and_relaxed_is_told(asking: Page) -> None:
    assert search(asking, "famlies")["corrected"] == [["famlies", "families"]]
    assert search(asking, "families")["corrected"] == []
    assert search(asking, "families halls")["isRelaxed"] is True
    assert search(asking, "officials readers")["isRelaxed"] is False


def test_hits_are_marked_in_every_form_and_stay_text(asking: Page) -> None:
    [hit] = search(asking, "family reader")["hits"]
    assert [text for text, is_hit in hit["excerpt"] if is_hit] == ["families", "Readers"]
    [hit] = search(asking, "onerror")["hits"]
    assert hit["title"] == "On <b>markup</b>"
    assert (
        "".join(text for text, _ in hit["excerpt"])
        == ("They wrote <img src=x onerror=alert(1)> &lt;mark&gt; here. ").strip() + " "
    )


def test_items_of_a_list_are_kept_apart_in_an_excerpt_and_are_no_phrase(browser: Browser, tmp_path: Path) -> None:
    items = document("list", "A list", "Invited\nreaders\nwriters and\nthose who print.\nThey came.")
    with page_beside(write_index(tmp_path, [items]), browser) as page:
        [hit] = search(page, "readers")["hits"]

        assert hit["excerpt"] == [
            ["Invited · ", False],
            ["readers", True],
            [" · writers and · those who print. They came. ", False],
        ]
        assert search(page, '"those who print"')["count"] == 1
        assert search(page, '"readers writers"')["count"] == 0


def test_the_language_of_the_page_comes_first_among_equals(asking: Page) -> None:
    for lang in ("en", "ru", "kk", "ar"):
        hits = search(asking, lang=lang, sort="relevance")["hits"]
        assert len(hits) == 10
    assert search(asking, "Бишкек")["hits"][0]["lang"] == "ru"


def test_counts_of_a_chosen_facet_say_what_each_value_would_add(asking: Page) -> None:
    found = search(asking, language=["ru"], year=["2016"])

    assert slugs(found) == ["museum", "symbols"] or set(slugs(found)) == {"museum", "symbols"}
    assert found["facets"]["language"] == {"en": 4, "ru": 2, "kk": 1, "ar": 1}
    assert found["facets"]["year"] == {"2014": 0, "2016": 2, "unknown": 1}


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("a b", {"all": [["a"], ["b"]], "none": [], "filters": {}, "outside": {}}),
        ('"a b" c', {"all": [["a b"], ["c"]], "none": [], "filters": {}, "outside": {}}),
        ("a OR b c", {"all": [["a", "b"], ["c"]], "none": [], "filters": {}, "outside": {}}),
        ("OR a OR", {"all": [["a"]], "none": [], "filters": {}, "outside": {}}),
        ('a -b -"c d"', {"all": [["a"]], "none": ["b", "c d"], "filters": {}, "outside": {}}),
        ('"a b', {"all": [["a"], ["b"]], "none": [], "filters": {}, "outside": {}}),
        ("60/288", {"all": [["60"], ["288"]], "none": [], "filters": {}, "outside": {}}),
        ('TAG:law tag:"two words"', {"all": [], "none": [], "filters": {"tag": ["law", "two words"]}, "outside": {}}),
        (
            "lang:kk year:2014..2016",
            {"all": [], "none": [], "filters": {"language": ["kk"], "year": ["2014..2016"]}, "outside": {}},
        ),
        ("a -lang:en", {"all": [["a"]], "none": [], "filters": {}, "outside": {"language": ["en"]}}),
        ("a OR 60/288 OR b", {"all": [["a", "60 288", "b"]], "none": [], "filters": {}, "outside": {}}),
        ("http://x", {"all": [["http"], ["x"]], "none": [], "filters": {}, "outside": {}}),
        ("- -- \" ''", {"all": [], "none": [], "filters": {}, "outside": {}}),
        ("<script>", {"all": [["script"]], "none": [], "filters": {}, "outside": {}}),
    ],
)
def test_a_query_is_taken_apart(asking: Page, text: str, parsed: dict[str, object]) -> None:
    found = asking.evaluate(PARSE, text)

    plain = {
        "all": [[" ".join(one["words"]) for one in group] for group in found["all"]],
        "none": [" ".join(one["words"]) for one in found["none"]],
        "filters": found["filters"],
        "outside": found["outside"],
    }
    assert plain == parsed


@pytest.mark.parametrize(
    "query",
    [
        "constructor",
        "constructor:x",
        "tag:constructor",
        "x" * 10_000,
        "a " * 5000,
        '"' * 999,
        "\0\u202e\ud800",
        "-" * 500,
        "OR " * 100,
    ],
)
def test_nothing_that_is_typed_breaks_it(asking: Page, query: str) -> None:
    assert search(asking, query[:200])["count"] >= 0
    asking.evaluate(PARSE, query)


def test_an_index_that_was_made_anew_is_opened_anew(browser: Browser, tmp_path: Path) -> None:
    folder = write_index(tmp_path, [document("old", "An old hall", "Old shelves.")])
    with page_beside(folder, browser) as page:
        search(page, pages=[])
        shutil.rmtree(folder / "search")
        write_index(tmp_path, [document("new", "A new hall", "New shelves.")])
        entry = folder / ENTRY
        later = entry.stat().st_mtime + 60  # the server knows a file by its second, and an index is made more slowly
        os.utime(entry, (later, later))

        found = search(page, "shelves")

    assert slugs(found) == ["new"]


def test_a_sentence_is_found_first_where_it_stands(browser: Browser, tmp_path: Path) -> None:
    documents = [
        document("often", "Hall open late", "Late hall open today. Today late open hall."),
        document("once", "Shelves", "Many words about shelves. A guide says: hall today late open."),
    ]
    with page_beside(write_index(tmp_path, documents), browser) as page:
        assert slugs(search(page, "open late today hall")) == ["often", "once"]
        assert slugs(search(page, "hall today late open")) == ["once", "often"]
        assert slugs(search(page, "today late open")) == ["often", "once"]


def test_that_not_every_article_was_read_for_words_side_by_side_is_told(browser: Browser, tmp_path: Path) -> None:
    documents = [document(f"hall-{at}", "A hall", f"The open hall of {at}.") for at in range(70)]
    with page_beside(write_index(tmp_path, documents), browser) as page:
        assert (search(page, '"open hall"')["count"], search(page, '"open hall"')["isPartial"]) == (60, True)
        assert (search(page, '"open hall of 7"')["count"], search(page, "open hall")["isPartial"]) == (1, False)


def test_words_side_by_side_are_found_behind_many_that_have_them_apart(browser: Browser, tmp_path: Path) -> None:
    apart = [document(f"hall-{at}", "Open", f"The hall of {at} is open. Open is the hall.") for at in range(70)]
    documents = [*apart, document("far", "A guide", f"Many {'other words about shelves ' * 40} and one open hall.")]
    with page_beside(write_index(tmp_path, documents), browser) as page:
        found = search(page, '"open hall"')

        assert slugs(search(page, "open hall"))[0] != "far"
        assert (slugs(found), found["isPartial"]) == (["far"], False)


@pytest.mark.parametrize("part", ["**/index.json", "**/names-*.bin", "**/segment.bin", "**/facets.bin", "**/0.bin"])
def test_a_part_that_does_not_load_is_a_failure_and_tried_again(browser: Browser, own_url: str, part: str) -> None:
    with browser.new_context(base_url=own_url) as context:
        page = context.new_page()
        page.goto("/")
        page.route(part, lambda route: route.abort())
        with pytest.raises(Error, match="IndexError"):
            search(page, "Bishkek 2178")

        page.unroute(part)

        assert slugs(search(page, "Bishkek"))[:1] == ["bishkek"]


@pytest.mark.parametrize(
    ("part", "content", "reason"),
    [
        ("**/index.json", b'{"version":1,"names":"names.bin","segments":[]}', "another version"),
        ("**/index.json", b"<html>", "damaged"),
        ("**/names-*.bin", b"no gzip", "damaged"),
        ("**/0.bin", gzip.compress(b"\x05abc", mtime=0), "damaged"),
        ("**/0.bin", gzip.compress(b"\xff\xff", mtime=0), "damaged"),
        ("**/index.json", None, "not there"),
    ],
)
def test_why_the_index_cannot_be_read_is_told(
    browser: Browser, own_url: str, part: str, content: bytes | None, reason: str
) -> None:
    with browser.new_context(base_url=own_url) as context:
        page = context.new_page()
        page.goto("/")
        page.route(part, lambda route: route.abort() if content is None else route.fulfill(body=content))

        assert page.evaluate(REASON) == reason


REASON = """async () => {
  const { openEngine } = await import("/search/engine.js");
  const engine = openEngine(`${location.origin}/search/`, "en", `${location.origin}/`);
  return engine.search("Bishkek 2178", {}, "relevance").then(() => "", (error) => error.reason);
}"""
