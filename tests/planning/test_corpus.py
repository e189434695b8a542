"""The data set: one table that its codebook explains, read back by the csv and json of the standard library."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import Correction, Dateline, PartialDate, Source
from digest.site.corpus import COLUMNS, Row, render_csv, render_json
from tests.planning.helpers import plan, story

if TYPE_CHECKING:
    from tests.planning.helpers import Planned

STARTS = st.sampled_from(["=", "+", "-", "@", "\t", "'", "＝", "a", "", '"', ",", "\n", "\r\n", "\ufeff", ";"])
TEXTS = st.builds(
    lambda start, text: start + text, STARTS, st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
)
LISTS = st.lists(TEXTS, max_size=3).map(tuple)
ROWS = st.builds(
    Row,
    **{name: TEXTS for name in Row._fields if name not in {"corrections", "own_words"}}
    | dict.fromkeys(("authors", "tags", "places", "countries"), LISTS),
    corrections=st.integers(0, 3),
    own_words=st.booleans(),
)
FULL = story(
    "full",
    "2016-12",
    title="=1+1",
    tags=("youth", "courts"),
    places=("aktobe",),
    authors=("Ann|Lee", "Bob Roe"),
    agency="Wire",
    dateline=Dateline("AKTOBE", "Aktobe", "KZ"),
    summary="In short.",
    modified=date(2026, 2, 1),
    corrections=(Correction(date(2026, 2, 1), "The name."),),
    source=Source(url="https://example.net/a", archive_url="https://example.net/b"),
    publication="wire",
    rights="link",
)


def cells(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def ids(site: Planned) -> list[str]:
    return [row["id"] for row in cells(site.raw("/data/articles.csv"))]


def test_every_column_is_explained_in_the_order_of_the_table() -> None:
    assert tuple(rule.name for rule in COLUMNS) == Row._fields
    assert all(rule.type and rule.meaning.endswith(".") and not rule.missing.endswith(".") for rule in COLUMNS)


def test_row_says_what_is_known() -> None:
    (row,) = json.loads(plan([FULL]).raw("/data/articles.json"))["articles"]

    assert row == {
        "id": "full", "url": "https://digest.example.org/articles/full/", "title": "=1+1", "language": "en",
        "date": "2016-12",
        "date_precision": "month",
        "added": "2026-01-05", "modified": "2026-02-01", "corrections": 1,
        "authors": ["Ann|Lee", "Bob Roe"], "agency": "Wire", "publication": "Wire", "own_words": False,
        "section": "law",
        "tags": ["youth", "courts"], "dateline": "AKTOBE", "places": ["aktobe"], "countries": ["KZ"],
        "summary": None,
        "shown": "link", "source_url": "https://example.net/a", "archive_url": "https://example.net/b",
        "translation_of": None,
    }  # fmt: skip


def test_what_is_not_known_is_null_and_empty() -> None:
    site = plan([story("a", None, section=None, publication=None)])
    (row,), (cell,) = json.loads(site.raw("/data/articles.json"))["articles"], cells(site.raw("/data/articles.csv"))

    empty = {"date", "modified", "agency", "publication", "section", "dateline", "source_url", "archive_url"}
    assert {name for name, value in row.items() if value is None} == empty | {"translation_of"}
    assert {name for name, value in row.items() if value == []} == {"authors", "tags", "places", "countries"}
    assert {name for name, text in cell.items() if not text} == {
        name for name, value in row.items() if value in (None, [])
    }
    assert (cell["date_precision"], cell["own_words"], cell["corrections"]) == ("unknown", "false", "0")


def test_table_has_what_lists_show_in_every_language_by_id() -> None:
    stories = [story("b", lang="ru"), story("a"), story("c", lang="fr"), story("secret", status="hidden")]
    site = plan(stories)

    assert ids(site) == ["a", "b", "c"]
    found = json.loads(site.raw("/data/articles.json"))
    assert (found["count"], found["updated"], found["url"]) == (3, "2026-01-05", "https://digest.example.org/data/")


def test_site_without_articles_has_an_empty_table() -> None:
    site = plan([])

    assert ids(site) == []
    assert json.loads(site.raw("/data/articles.json"))["articles"] == []
    assert site.page("/data/").context["data"].updated is None  # type: ignore[attr-defined]


def test_licence_is_said_where_the_settings_do() -> None:
    address = "https://example.org/by/"

    assert json.loads(plan([FULL], licence=address).raw("/data/articles.json"))["license"] == address
    assert json.loads(plan([FULL]).raw("/data/articles.json"))["license"] is None


def test_text_that_a_spreadsheet_would_run_is_guarded() -> None:
    (row,) = cells(plan([FULL]).raw("/data/articles.csv"))

    assert (row["title"], row["authors"]) == ("'=1+1", "Ann/Lee|Bob Roe")


@given(st.lists(ROWS, max_size=3))
def test_every_table_is_read_back_as_it_was(rows: list[Row]) -> None:
    found = cells(render_csv(rows).decode())
    as_json = json.loads(render_json({"count": len(rows)}, rows))["articles"]

    assert [{name: unguarded(name, text) for name, text in row.items()} for row in found] == [
        {name: as_text(value) for name, value in row._asdict().items()} for row in rows
    ]
    assert not any(
        text.startswith(("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")) for row in found for text in row.values()
    )
    assert [[value or "" for value in row.values()] for row in as_json] == [
        [list(value) or "" if isinstance(value, tuple) else value or "" for value in row] for row in rows
    ]


def unguarded(name: str, text: str) -> str:
    return text.removeprefix("'") if name not in {"corrections", "own_words"} else text


def as_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "|".join(item.replace("|", "/") for item in value) if isinstance(value, tuple) else str(value)


def test_csv_is_rfc_4180_with_a_mark_for_spreadsheets() -> None:
    content = render_csv([])

    assert content == b"\xef\xbb\xbf" + ",".join(Row._fields).encode() + b"\r\n"


@pytest.mark.parametrize("lang", ["ru", "ar"])
def test_codebook_of_an_edition_is_in_its_words(lang: str) -> None:
    site = plan([story("a", lang=lang), story("b")])
    english, own = (site.page(path).context["data"] for path in ("/data/", f"/{lang}/data/"))

    assert [one.name for one in english.columns] == [one.name for one in own.columns]  # type: ignore[attr-defined]
    assert all(
        one.meaning != other.meaning and one.type != other.type and bool(one.missing) == bool(other.missing)
        for one, other in zip(english.columns, own.columns, strict=True)  # type: ignore[attr-defined]
    )


def test_edited_body_changes_nothing_of_the_table() -> None:
    edited = replace(FULL, body=lambda _: "<p>Other.</p>", digest=b"other")

    assert plan([FULL]).raw("/data/articles.csv") == plan([edited]).raw("/data/articles.csv")


def test_date_of_the_table_is_the_last_on_which_an_article_came_or_changed() -> None:
    stories = [story("a", added=date(2026, 3, 1)), story("b", modified=date(2026, 4, 1)), story("c", "2030-01-01")]
    page = plan(stories).page("/data/").context["data"]

    assert page.updated == date(2026, 4, 1)  # type: ignore[attr-defined]
    assert PartialDate.of(page.updated) == PartialDate(2026, 4, 1)  # type: ignore[attr-defined]
