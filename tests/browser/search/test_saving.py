"""Taking a list of results along: as a file, or as a link."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Any

import bibtexparser
import pytest
import rispy
from playwright.sync_api import expect

from tests.browser.search.support import EVERYTHING, PREFIXES, found, number_found

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, Route

    from tests.conftest import NewPage, Watch


def save(page: Page, format_name: str, folder: Path) -> Path:
    """Save the list that *page* shows as the format called *format_name*; return the file."""
    if not page.locator(".search__buttons").is_visible():
        page.locator(".search__save > summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=format_name, exact=True).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def ids(path: Path) -> list[str]:
    """Return what the articles in the file are called."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [row["id"] for row in csv.DictReader(file)]
    if path.suffix == ".json":
        return [item["id"] for item in json.loads(path.read_text("utf-8"))]
    if path.suffix == ".bib":
        return [entry["ID"] for entry in bibtexparser.loads(path.read_text("utf-8")).entries]
    return [record["id"] for record in rispy.loads(path.read_bytes().decode())]


@pytest.mark.parametrize("name", ["CSV", "JSON", "BibTeX", "RIS"])
def test_the_whole_list_is_saved_in_its_order(page: Page, tmp_path: Path, name: str) -> None:
    found(page, f"/search/{EVERYTHING}&sort=oldest")
    total = number_found(page)
    first = page.locator(".entry__headline a").evaluate_all(
        "links => links.map(link => link.pathname.split('/').at(-2))"
    )

    path = save(page, name, tmp_path)

    saved = ids(path)
    assert len(saved) == total > 20
    assert saved[:20] == first
    said = page.locator(".search__save .search__note")
    expect(said).to_have_text(f"{path.name} holds the whole list: {total} articles.")
    expect(page.get_by_role("status")).to_have_text(said.inner_text())


FACTS = ("added", "source_url", "own_words")


def test_saved_are_authors_places_and_original_in_every_script(page: Page, tmp_path: Path, site: Path) -> None:
    found(page, f"/ru/search/{EVERYTHING}")

    path = save(page, "CSV", tmp_path)

    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["language"] for row in rows} == {"en", "ru", "kk", "ar"}
    with (site / "data" / "articles.csv").open(encoding="utf-8-sig", newline="") as file:
        table = {row["id"]: row for row in csv.DictReader(file)}
    for row in rows:
        assert [row[name] for name in FACTS] == [table[row["id"]][name] for name in FACTS]
    assert all(any(row[column] for row in rows) for column in ("authors", "places", "tags", "section", "source_url"))
    assert any("desk" not in row["authors"] and row["authors"] for row in rows)  # named in the words of the page
    assert all(re.fullmatch(r"(\d{4}(-\d\d){0,2})?", row["date"]) for row in rows)


@pytest.mark.parametrize("lang", PREFIXES)
def test_the_list_says_what_the_files_beside_each_article_say(
    page: Page, tmp_path: Path, site: Path, lang: str
) -> None:
    folder = site / PREFIXES[lang].strip("/") / "articles"
    found(page, f"{PREFIXES[lang]}search/#language={lang}")

    items = json.loads(save(page, "JSON", tmp_path).read_text("utf-8"))
    entries = bibtexparser.loads(save(page, "BibTeX", tmp_path).read_text("utf-8")).entries
    records = rispy.loads(save(page, "RIS", tmp_path).read_bytes().decode())

    assert len(items) == len(entries) == len(records) == len(list(folder.glob("*/cite.json")))
    for item, entry, record in zip(items, entries, records, strict=True):
        beside = folder / item["id"]
        [cited] = json.loads((beside / "cite.json").read_text("utf-8"))
        assert without(item, "keyword", "abstract", "URL") == without(cited, "URL")
        [cited] = bibtexparser.loads((beside / "cite.bib").read_text("utf-8")).entries
        assert without(entry, "keywords", "url") == without(cited, "url")
        [cited] = rispy.loads((beside / "cite.ris").read_bytes().decode())
        assert without(record, "keywords", "abstract", "urls") == without(cited, "urls")


def test_the_columns_mean_what_those_of_the_whole_table_mean(page: Page, tmp_path: Path, site: Path) -> None:
    found(page, f"/search/{EVERYTHING}")
    with (site / "data" / "articles.csv").open(encoding="utf-8-sig", newline="") as file:
        whole = {row["id"]: row for row in csv.DictReader(file)}

    with save(page, "CSV", tmp_path).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))

    assert {row["id"] for row in rows} == set(whole)
    for row in rows:
        said = without(row, "url", "authors")  # authors are named in the words of the page, and there as printed
        said |= {"tags": set(said["tags"].split("|")), "places": set(said["places"].split("|"))}
        meant = {column: whole[row["id"]][column] for column in said}
        assert said == meant | {"tags": set(meant["tags"].split("|")), "places": set(meant["places"].split("|"))}


def without(record: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return *record* without the fields *names*."""
    return {name: value for name, value in record.items() if name not in names}


def test_the_name_of_the_file_tells_nothing_of_the_search(page: Page, tmp_path: Path) -> None:
    found(page, "/search/#q=resolution")

    assert save(page, "RIS", tmp_path).name == "search-results.ris"


def test_saving_asks_nobody_else_and_loads_its_part_only_then(page: Page, tmp_path: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("?")[0].rpartition("/")[2]))
    found(page, "/search/#q=resolution")
    assert not {"save.js", "formats.js"} & set(asked)

    save(page, "JSON", tmp_path)

    assert {"save.js", "formats.js"} <= set(asked)


def test_a_list_that_cannot_be_saved_says_so_and_can_be_saved_later(page: Page, watch: Watch, tmp_path: Path) -> None:
    watch.allow("error in the console")
    found(page, "/search/#q=resolution")
    page.locator(".search__save > summary").click()
    page.route("**/formats.js*", lambda route: route.abort())

    page.get_by_role("button", name="CSV").click()
    expect(page.locator(".search__save .search__note")).to_have_text(re.compile("could not be saved"))

    page.unroute("**/formats.js*")
    page.reload()
    expect(page.locator(".search__hits[aria-busy=false]")).to_be_attached()
    assert len(ids(save(page, "CSV", tmp_path))) == number_found(page)


def test_a_longer_list_is_saved_up_to_a_number_that_is_said(page: Page, tmp_path: Path) -> None:
    def fewer(route: Route) -> None:
        response = route.fetch()
        text = response.text().replace("MOST_SAVED = 500", "MOST_SAVED = 21")
        route.fulfill(response=response, body=text)

    page.route("**/save.js*", fewer)
    found(page, f"/search/{EVERYTHING}")

    path = save(page, "BibTeX", tmp_path)

    assert len(ids(path)) == 21
    expect(page.locator(".search__save .search__note")).to_have_text(
        "search-results.bib holds the beginning of the list, and no more than that: 21 articles."
    )


def test_the_link_to_the_search_can_be_copied(new_page: NewPage) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    found(page, "/search/?q=resolution&year=2014..2016")
    page.locator(".search__save > summary").click()

    page.get_by_role("button", name="Copy the link").click()

    expect(page.get_by_role("status")).to_have_text("The link to this search is copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url
    assert copied.endswith("/search/#q=resolution&year=2014..2016")
