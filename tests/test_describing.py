"""The schema for others: JSON Schema has the verdict of the checks, a form has every key, the table is in the docs."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from digest import frontmatter
from digest.describing import (
    DRAFT,
    FormField,
    form_of,
    json_schema,
    profile_schema,
    registry_schema,
    table_of,
    with_tables,
)
from digest.profiles import parse_profile
from digest.registry import FILES as REGISTRIES
from digest.registry import Registry, load_registry, parse_table
from digest.schema import ARTICLES, DIGESTS, DOSSIERS, KINDS, PAGES
from digest.shapes import DAY
from tests.support.project import ROOT
from tests.test_schema import RIGHT, WRONG, WRONG_WITHIN

NEEDED: dict[str, dict[str, Any]] = {
    ARTICLES: {"title": "A title", "slug": "a-title", "added": "2026-01-05", "lang": "en"},
    PAGES: {"title": "About", "slug": "about", "lang": "en"},
    DOSSIERS: {"title": "A", "slug": "a", "added": "2026-01-05", "lang": "en", "articles": ["a", {"slug": "b"}]},
    DIGESTS: {"week": "2026-W47", "lang": "en"},
}
ENTRIES, _ = load_registry(ROOT / "content/registry")
VALIDATORS = {kind: Draft202012Validator(json_schema(kind, Registry.empty())) for kind in KINDS}

# What JSON Schema cannot say, and the checks refuse: days that are in no calendar, languages, countries and hosts that
# are none.
TOO_MUCH: list[tuple[str, str, Any]] = [
    (ARTICLES, "date", "2015-02-29"),
    (ARTICLES, "added", "2026-04-31"),
    (ARTICLES, "lang", "xx"),
    (ARTICLES, "dateline", {"text": "A", "country": "XX"}),
    (ARTICLES, "embargo", "2026-13-01T06:00:00Z"),
    (ARTICLES, "source", {"url": "https://[bad"}),
    (DIGESTS, "week", "2025-W53"),
]
# What it says more strictly than the checks: spaces around a value, and seldom forms of ISO 8601.
TOO_LITTLE: list[tuple[str, str, Any]] = [
    (ARTICLES, "slug", " a "),
    (ARTICLES, "date", "2016 "),
    (ARTICLES, "embargo", "20261201T060000Z"),
    (ARTICLES, "embargo", "2026-W49-2T06:00Z"),
]
RIGHT_OF: dict[str, list[Any]] = {
    "week": ["2026-W47", "2020-W53"],
    "tag": ["youth"],
    "articles": [[], ["a", "b"], [{"slug": "a", "note": "n", "heading": None}]],
}
WRONG_OF: dict[str, list[Any]] = {
    "week": ["2026-47", "2026-W60", "W47", 47],
    "tag": [" ", ["youth"], True],
    "articles": ["a", ["A b"], [{"note": "n"}], [{"slug": "a", "notes": "n"}], [None], {}],
}
for key, right, *_ in RIGHT:
    RIGHT_OF.setdefault(key, []).append(right)
for key, wrong, *_ in WRONG + WRONG_WITHIN:
    WRONG_OF.setdefault(key, []).append(wrong)
UNSAID = [value for _, _, value in TOO_MUCH + TOO_LITTLE]
ANYTHING = [None, True, "", "x", "2016", [], ["x"], [None], [[]], {}, {"text": "x"}, {"a": None}]
ANYTHING += [{"text": "x", "place": None, "date": None}, [{"caption": None}], [{"name": None}]]


def refused_by_checks(kind: str, metadata: dict[str, Any]) -> bool:
    return bool(KINDS[kind].parse(metadata, dict.fromkeys(metadata, 1))[1])


def refused_by_schema(kind: str, metadata: dict[str, Any]) -> bool:
    return not VALIDATORS[kind].is_valid(metadata)


@st.composite
def matters(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Draw front matter of right, wrong and any values, some needed keys missing, some keys of no kind."""
    kind = draw(st.sampled_from(list(KINDS)))
    keys = draw(st.lists(st.sampled_from([field.key for field in KINDS[kind].fields]), max_size=4, unique=True))
    missing = draw(st.sets(st.sampled_from(list(NEEDED[kind])), max_size=1)) if draw(st.booleans()) else set()
    metadata = {key: value for key, value in NEEDED[kind].items() if key not in missing}
    for key in keys:
        said = [value for value in RIGHT_OF[key] + WRONG_OF[key] if value not in UNSAID]
        metadata[key] = draw(st.sampled_from(RIGHT_OF[key]) | st.sampled_from(said) | st.sampled_from(ANYTHING))
    strange = draw(st.sampled_from([None, None, None, "tagz", "import"]))
    return kind, metadata | ({strange: "x"} if strange else {})


@pytest.mark.parametrize(("kind", "key"), [(kind, key) for kind in KINDS for key in KINDS[kind].by_key])
def test_json_schema_has_the_verdict_of_the_checks_on_every_key(kind: str, key: str) -> None:
    for value in (*RIGHT_OF[key], *WRONG_OF[key], *ANYTHING):
        metadata = NEEDED[kind] | {key: value}
        is_said = value not in UNSAID

        assert not is_said or refused_by_schema(kind, metadata) == refused_by_checks(kind, metadata), value


@given(matters())
def test_json_schema_has_the_verdict_of_the_checks(matter: tuple[str, dict[str, Any]]) -> None:
    kind, metadata = matter

    assert refused_by_schema(kind, metadata) == refused_by_checks(kind, metadata)


@pytest.mark.parametrize(("kind", "key", "value"), TOO_MUCH)
def test_what_json_schema_cannot_say_is_refused_by_the_checks(kind: str, key: str, value: object) -> None:
    assert not refused_by_schema(kind, NEEDED[kind] | {key: value})
    assert refused_by_checks(kind, NEEDED[kind] | {key: value})


@pytest.mark.parametrize(("kind", "key", "value"), TOO_LITTLE)
def test_what_json_schema_refuses_beyond_the_checks_is_seldom_written(kind: str, key: str, value: object) -> None:
    assert refused_by_schema(kind, NEEDED[kind] | {key: value})
    assert not refused_by_checks(kind, NEEDED[kind] | {key: value})


@pytest.mark.parametrize("kind", KINDS)
def test_json_schema_is_one_and_accepts_every_file_of_the_content(kind: str) -> None:
    schema = json_schema(kind, ENTRIES)
    Draft202012Validator.check_schema(schema)
    paths = sorted((ROOT / "content" / kind).rglob("*.md"))
    read = {path: frontmatter.read(path.read_text("utf-8")).metadata for path in paths}

    assert schema["$schema"] == DRAFT
    assert len(paths) > 0
    assert [path for path, metadata in read.items() if not Draft202012Validator(schema).is_valid(metadata)] == []


@pytest.mark.parametrize("kind", REGISTRIES)
def test_json_schema_of_a_registry_accepts_ours(kind: str) -> None:
    schema = registry_schema(kind)
    Draft202012Validator.check_schema(schema)
    text = (ROOT / f"content/registry/{kind}.yaml").read_text("utf-8")

    assert Draft202012Validator(schema).is_valid(frontmatter.read_mapping(text)[0])
    assert Draft202012Validator(schema).is_valid(frontmatter.read_data(text))


@pytest.mark.parametrize(
    "entry",
    [
        "a b: {name: x, description: y}",
        "a: words",
        "a: {name: x}",
        "a: {name: x, description: y, naem: z}",
        "a: {name: {en: x, english: z}, description: y}",
        "a: {name: x, description: y, aliases: z}",
        "a: {name: x, description: y, country: KAZ}",
        "a: {name: x, description: y, rights: all}",
        "a: {name: x, description: y, url: example.org}",
    ],
)
def test_json_schema_of_a_registry_refuses_what_the_checks_refuse(entry: str) -> None:
    values, _ = frontmatter.read_mapping(entry)

    assert parse_table("publications", entry, "publications.yaml")[1] != []
    assert not Draft202012Validator(registry_schema("publications")).is_valid(values)


PROFILES = [
    "encoding: cp1251\nlang: ru\ndate_order: dmy\nbare_bylines: true\nkeep:\n- a line\n",
    "lang:\nboilerplate: []\n",
    "encodng: cp1251\n",
    "lang: russian\n",
    "date_order: ymd\n",
    "bare_bylines: maybe\n",
    "keep: a line\n",
    "boilerplate: ['']\n",
]


@pytest.mark.parametrize("text", PROFILES)
def test_json_schema_of_a_profile_has_the_verdict_of_the_checks(text: str) -> None:
    schema = profile_schema()
    Draft202012Validator.check_schema(schema)
    values, _ = frontmatter.read_mapping(text)

    assert Draft202012Validator(schema).is_valid(values) == (parse_profile(text, "a.yaml")[1] == [])


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_described_with_examples_that_it_takes(kind: str) -> None:
    for field in KINDS[kind].fields:
        assert field.label
        assert len(field.help.split()) > 2
        assert field.examples or field.key == "import"
        assert [
            example for example in field.examples if refused_by_checks(kind, NEEDED[kind] | {field.key: example})
        ] == []


def test_entries_are_offered_and_a_section_is_one_of_them() -> None:
    article = Draft202012Validator(json_schema(ARTICLES, ENTRIES))
    needed = NEEDED[ARTICLES]

    assert article.schema["properties"]["tags"]["items"]["anyOf"][0]["enum"] == list(ENTRIES.tags.entries)
    assert article.is_valid(needed | {"category": "law", "tags": ["Молодёжь"]})
    assert not article.is_valid(needed | {"category": "sport"})
    assert not article.is_valid(needed | {"publication": "nowhere"})


def test_figures_that_a_program_reads_as_such_are_taken() -> None:
    assert not refused_by_schema(ARTICLES, NEEDED[ARTICLES] | {"date": 2016, "title": 7, "slug": 2178})
    assert refused_by_schema(ARTICLES, NEEDED[ARTICLES] | {"date": 16})


@pytest.mark.parametrize("kind", KINDS)
def test_form_has_every_key_in_order_and_says_which_must_be_there(kind: str) -> None:
    form = form_of(kind, ENTRIES)

    assert [field.key for field in form] == [field.key for field in KINDS[kind].fields]
    assert {field.key for field in form if field.required} == set(NEEDED[kind])


def test_form_offers_words_and_the_parts_of_lists_and_records() -> None:
    form = {field.key: field for field in form_of(ARTICLES, ENTRIES)}
    correction = form["corrections"].parts[0]

    assert form["status"].words[0] == ("published", "published")
    assert ("law", "Law and policy") in form["category"].words
    assert (form["corrections"].shape, correction.shape) == ("list", "record")
    assert correction.parts[0] == FormField(
        "date",
        "Date",
        "day",
        required=True,
        help="the day on which it was put right: 2026-11-22",
        pattern=DAY.schema["pattern"],
    )


def test_table_of_the_document_is_that_of_the_schema() -> None:
    text = (ROOT / "docs/frontmatter.md").read_text("utf-8")

    assert table_of(ARTICLES) in text
    assert with_tables(text) == text


def test_table_that_is_old_is_written_anew_and_the_rest_stays() -> None:
    old = "Before.\n<!-- keys: pages -->\n| key | value |\n|---|---|\n| `old` | x |\n<!-- end of keys -->\nAfter.\n"
    new = with_tables(old)

    assert new == old.replace("| key | value |\n|---|---|\n| `old` | x |\n", table_of(PAGES))
