"""formats.js: a list of results as CSV, CSL-JSON, BibTeX and RIS, read again by what others wrote."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

import bibtexparser
import pytest
import rispy
from bibtexparser.bparser import BibTexParser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from playwright.sync_api import Page

RENDER = """async ([entries]) => {
  const { FORMATS } = await import("/search/formats.js");
  return Object.fromEntries(Object.entries(FORMATS).map(([format, { render }]) => [format, render(entries)]));
}"""
ENTRY: dict[str, Any] = {
    "id": "reading-rooms",
    "title": "Reading rooms reopen",
    "url": "https://digest.example.org/articles/reading-rooms/",
    "lang": "en",
    "date": "2016-12-26",
    "added": "2026-11-02",
    "authors": ["Aigerim Sadykova", "Culture and museums desk"],
    "outlet": "City Library Gazette",
    "isOwn": False,
    "ids": {"section": ["culture"], "tag": ["libraries", "museums"], "place": ["aktobe"]},
    "keywords": ["Libraries", "Museums"],
    "summary": "All of them.",
    "source": "https://gazette.example.org/1",
    "digest": "A Digest",
    "note": "A Digest, added 2026-11-02. Original: https://gazette.example.org/1",
}


def render(page: Page, *entries: dict[str, Any]) -> dict[str, str]:
    """Return the files of a list of *entries*, each of which says only how it differs from `ENTRY`."""
    found: dict[str, str] = page.evaluate(RENDER, [[ENTRY | entry for entry in entries]])
    return found


def read_csv(text: str) -> list[dict[str, str]]:
    """Return the rows of a table."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def read_bibtex(text: str) -> list[dict[str, str]]:
    """Return the entries of a bibliography as they stand, months by their names."""
    entries: list[dict[str, str]] = bibtexparser.loads(text, BibTexParser(common_strings=True)).entries
    return entries


# --- each ---


def test_table_has_a_row_an_article_with_lists_in_cells(warm_page: Page) -> None:
    text = render(warm_page, {}, {"id": "other", "isOwn": True, "date": ""})["csv"]

    assert text.startswith("\ufeffid,url,title,")
    assert text.count("\r\n") == 3
    first, second = read_csv(text)
    assert first == {
        "id": "reading-rooms",
        "url": ENTRY["url"],
        "title": "Reading rooms reopen",
        "language": "en",
        "date": "2016-12-26",
        "date_precision": "day",
        "added": "2026-11-02",
        "authors": "Aigerim Sadykova|Culture and museums desk",
        "publication": "City Library Gazette",
        "own_words": "false",
        "section": "culture",
        "tags": "libraries|museums",
        "places": "aktobe",
        "summary": "All of them.",
        "source_url": "https://gazette.example.org/1",
    }
    assert (second["own_words"], second["date"], second["date_precision"]) == ("true", "", "unknown")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "'", "＝", "＋", "－", "＠"])
def test_no_cell_is_run_as_a_formula(warm_page: Page, start: str) -> None:
    [row] = read_csv(render(warm_page, {"title": f'{start}HYPERLINK("https://x.example")', "summary": "1-2"})["csv"])

    assert row["title"] == f'\'{start}HYPERLINK("https://x.example")'
    assert row["summary"] == "1-2"


def test_csl_item_of_a_text_that_appeared_elsewhere(warm_page: Page) -> None:
    [item] = json.loads(render(warm_page, {})["json"])

    assert item == {
        "id": "reading-rooms",
        "type": "article-newspaper",
        "title": "Reading rooms reopen",
        "author": [{"literal": "Aigerim Sadykova"}, {"literal": "Culture and museums desk"}],
        "container-title": "City Library Gazette",
        "publisher": "City Library Gazette",
        "issued": {"date-parts": [[2016, 12, 26]]},
        "language": "en",
        "keyword": "Libraries, Museums",
        "abstract": "All of them.",
        "URL": ENTRY["url"],
        "note": ENTRY["note"],
    }


def test_what_the_digest_restates_appeared_there_when_it_was_added(warm_page: Page) -> None:
    files = render(warm_page, {"isOwn": True, "date": "2016-12"})

    [item] = json.loads(files["json"])
    assert (item["type"], item["publisher"], item["original-publisher"]) == (
        "webpage",
        "A Digest",
        "City Library Gazette",
    )
    assert (item["issued"], item["original-date"]) == ({"date-parts": [[2026, 11, 2]]}, {"date-parts": [[2016, 12]]})
    [entry] = read_bibtex(files["bib"])
    assert (entry["ENTRYTYPE"], entry["year"], entry["publisher"]) == ("misc", "2026", "{A Digest}".strip("{}"))
    [record] = rispy.loads(files["ris"])
    assert (record["type_of_reference"], record["year"], record["secondary_title"]) == ("ELEC", "2026", "A Digest")


@pytest.mark.parametrize(
    ("date", "bibtex", "ris"),
    [
        ("2016-12-06", {"year": "2016", "month": "December", "day": "6"}, "2016/12/06/"),
        ("2016-12", {"year": "2016", "month": "December"}, "2016/12//"),
        ("2016", {"year": "2016"}, "2016///"),
        ("", {}, None),
    ],
)
def test_dates_are_as_exact_as_they_are_known(
    warm_page: Page, date: str, bibtex: dict[str, str], ris: str | None
) -> None:
    files = render(warm_page, {"date": date})

    [item] = json.loads(files["json"])
    parts = [int(part) for part in date.split("-") if part]
    assert item.get("issued") == ({"date-parts": [parts]} if parts else None)
    [entry] = read_bibtex(files["bib"])
    assert {name: entry[name] for name in ("year", "month", "day") if name in entry} == bibtex
    [record] = rispy.loads(files["ris"])
    assert (record.get("year"), record.get("date")) == (bibtex.get("year"), ris)
    [row] = read_csv(files["csv"])
    assert row["date"] == date


def test_a_name_is_never_taken_apart(warm_page: Page) -> None:
    files = render(warm_page, {"authors": ["Culture and museums desk", "Әсел Нұрланқызы", "مكتب المتاحف"]})

    [entry] = read_bibtex(files["bib"])
    assert entry["author"] == "{Culture and museums desk} and {Әсел Нұрланқызы} and {مكتب المتاحف}"
    [record] = rispy.loads(files["ris"])
    assert record["authors"] == ["Culture and museums desk", "Әсел Нұрланқызы", "مكتب المتاحف"]


def test_ris_lines_end_as_they_must_and_records_follow_one_another(warm_page: Page) -> None:
    text = render(warm_page, {}, {"title": "Two\r\nER  - \nlines"})["ris"]

    assert "\n" not in text.replace("\r\n", "")
    assert [record["title"] for record in rispy.loads(text)] == ["Reading rooms reopen", "Two ER - lines"]


def test_an_empty_list_is_an_empty_file_of_its_kind(warm_page: Page) -> None:
    files = warm_page.evaluate(RENDER, [[]])

    assert read_csv(files["csv"]) == []
    assert json.loads(files["json"]) == []
    assert read_bibtex(files["bib"]) == rispy.loads(files["ris"]) == []


# --- any text ---

# Controls, quotes, braces, marks of other formats, both directions, letters beyond the first plane; no lone surrogates,
# which no file holds.
texts = st.text(
    st.one_of(
        st.sampled_from("\"{}\\%&$#_~^,;|=\r\n\t@-+'«»\u2028\u200fЖҚعб😀"), st.characters(exclude_categories=["Cs"])
    ),
    min_size=1,
    max_size=40,
)


def one_line(text: str) -> str:
    """Return *text* as a format of lines can hold it."""
    return " ".join(re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text).split())


TEX = {
    r"{\textbackslash}": "\\", r"{\textbraceleft}": "{", r"{\textbraceright}": "}", r"{\textasciitilde}": "~",
    r"{\textasciicircum}": "^", r"\&": "&", r"\%": "%", r"\$": "$", r"\#": "#", r"\_": "_",
}  # fmt: skip
_TEX = re.compile("|".join(map(re.escape, TEX)))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=texts, author=texts, summary=texts)
def test_any_text_comes_back_from_every_format(warm_page: Page, title: str, author: str, summary: str) -> None:
    files = render(warm_page, {"title": title, "authors": [author], "summary": summary}, {"id": "next"})

    row, after = read_csv(files["csv"])
    guard = "'" if re.match("['=+\\-@\t＝＋－＠]", title) else ""
    assert row["title"] == guard + title
    assert after["id"] == "next"
    item, after = json.loads(files["json"])
    assert (item["title"], item["author"], item["abstract"]) == (title, [{"literal": author}], summary)
    assert after["id"] == "next"
    entry, after = read_bibtex(files["bib"])
    plain = _TEX.sub(lambda found: TEX[found[0]], entry["title"].removeprefix("{").removesuffix("}"))
    assert plain.strip() == one_line(title)
    assert after["ID"] == "next"
    record, after = rispy.loads(files["ris"])
    assert record.get("title", "").strip() == one_line(title)
    assert after["id"] == "next"
