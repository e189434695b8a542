"""The form: every field of it is one of the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from digest import schema
from digest.editor.form import BODY, collection_of, configuration, hint_of
from digest.registry import Registry, load_registry
from digest.schema import ARTICLES, DOSSIERS, KINDS, Field, Kind
from digest.shapes import TEXT
from tests.support.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGS = ("en", "ru")
REGISTRY, _ = load_registry(ROOT / "content/registry")
WIDGETS = {"string", "text", "select", "datetime", "list", "object", "image", "relation"}


def fields(kind: str, registry: Registry = REGISTRY) -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in collection_of(kind, registry, LANGS)["fields"]}


def everything(widgets: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for widget in widgets:
        yield widget
        yield from everything([*widget.get("fields", []), *([widget["field"]] if "field" in widget else [])])


@pytest.mark.parametrize("kind", KINDS)
def test_form_has_every_key_that_an_editor_may_set_with_its_label_and_help(kind: str) -> None:
    shown = fields(kind)
    wanted = [field for field in KINDS[kind].fields if field.key != "import"]

    assert [key for key in shown if key != BODY] == [field.key for field in wanted]
    assert BODY in shown
    assert [shown[field.key]["label"] for field in wanted] == [field.label for field in wanted]
    for field in wanted:
        assert shown[field.key]["hint"].startswith(hint_of(field.help))


@pytest.mark.parametrize(
    ("told", "hint"),
    [
        ("the headline, as `printed`", "The headline, as printed."),
        ("`[{file: images/x.svg}]`; a caption is shown", "A caption is shown."),
        ("`[{date: 2026-11-22, text: …}]`", ""),
        (
            "`published`, `draft` or `review`. Drafts are not written",
            "Published, draft or review. Drafts are not written.",
        ),
    ],
)
def test_hint_is_the_help_without_how_it_is_written_in_a_file(told: str, hint: str) -> None:
    assert hint_of(told) == hint


def test_new_key_of_the_schema_appears_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    new = Field("shelf", TEXT, "Shelf", "where it stands", ("A 12",))
    pages = KINDS["pages"]
    with_new = Kind(pages.matter, (*pages.fields, new), pages.about)
    monkeypatch.setitem(schema.KINDS, "pages", with_new)  # type: ignore[arg-type] # a dict, where it is made

    assert fields("pages")["shelf"] == {
        "name": "shelf", "label": "Shelf", "hint": "Where it stands.", "required": False, "widget": "string"
    }  # fmt: skip


def test_what_must_be_there_must_be_filled_in_unless_it_is_made() -> None:
    required = {name for name, field in fields(ARTICLES).items() if field["required"]}

    assert required == {"title", "lang"}
    assert "Made for you" in fields(ARTICLES)["slug"]["hint"]


def test_entries_of_registries_are_to_be_chosen() -> None:
    shown = fields(ARTICLES)

    assert {"label": "Law and policy", "value": "law"} in shown["category"]["options"]
    assert shown["tags"]["multiple"]
    assert len(shown["tags"]["options"]) == len(REGISTRY.tags.entries)
    assert [option["value"] for option in shown["lang"]["options"]] == list(LANGS)


def test_dates_of_any_precision_are_written_and_days_are_chosen() -> None:
    shown = fields(ARTICLES)

    assert (shown["date"]["widget"], shown["added"]["widget"]) == ("string", "datetime")
    assert shown["date"]["pattern"][0].startswith("^[1-9]")
    assert shown["added"]["format"] == "YYYY-MM-DD"


def test_parts_of_lists_and_records_have_fields_of_their_own() -> None:
    shown = fields(ARTICLES)

    assert [part["widget"] for part in shown["images"]["fields"]] == ["image", "text", "string", "text"]
    assert shown["authors"]["field"]["widget"] == "string"
    assert [part["required"] for part in shown["dateline"]["fields"]] == [False] * 3
    assert [part["required"] for part in fields(DOSSIERS)["articles"]["fields"]] == [True, False, False]


def test_texts_are_chosen_by_their_headlines() -> None:
    assert (fields(ARTICLES)["translation_of"]["widget"], fields(ARTICLES)["translation_of"]["collection"]) == (
        "relation", ARTICLES
    )  # fmt: skip
    assert fields(DOSSIERS)["translation_of"]["collection"] == DOSSIERS
    assert [part["widget"] for part in fields(DOSSIERS)["articles"]["fields"]] == ["relation", "text", "string"]


def test_new_text_begins_as_a_draft_in_the_language_of_the_site() -> None:
    assert fields(ARTICLES)["status"]["default"] == "draft"
    assert fields(ARTICLES)["lang"]["default"] == "en"


def test_every_widget_is_one_that_decap_has_and_says_whether_it_must_be_filled_in() -> None:
    widgets = [
        widget for kind in configuration(REGISTRY, LANGS)["collections"] for widget in everything(kind["fields"])
    ]

    assert {widget["widget"] for widget in widgets} <= WIDGETS
    assert all("required" in widget for widget in widgets if widget["name"] != "item")


def test_nothing_is_deleted_and_nothing_is_asked_of_another_server() -> None:
    told = configuration(REGISTRY, LANGS)

    assert not any(collection["delete"] for collection in told["collections"])
    assert told["backend"] == {"name": "proxy", "proxy_url": "/admin/api/v1"}
