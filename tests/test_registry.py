"""The registries: names that lead to one entry, and what is wrong in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.registry import FILES, Registry, fold, load_registry, parse_table
from tests.support.project import REGISTRIES, ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from digest.model import Problem

LAW = "law: {name: {en: Law, ru: Право}, aliases: [Legal, ' the  LAW '], description: {en: Rules.}}\n"


def told(problems: list[Problem]) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in problems]


def problems_of(kind: str, text: str) -> list[Problem]:
    return parse_table(kind, text, "tags.yaml")[1]


@pytest.mark.parametrize("name", ["law", "Law", "LAW", "Право", "право", "legal", "The Law", "  the law", "Ｌａｗ"])
def test_entry_is_found_by_id_name_and_alias_in_any_spelling(name: str) -> None:
    table, problems = parse_table("tags", LAW, "tags.yaml")
    entry = table.find(name)

    assert problems == []
    assert entry is not None
    assert entry.id == "law"


@pytest.mark.parametrize("name", ["lawful", "", "la w"])
def test_name_that_no_entry_goes_by_finds_none(name: str) -> None:
    assert parse_table("tags", LAW, "tags.yaml")[0].find(name) is None


@given(st.text())
def test_folding_twice_changes_nothing_more(name: str) -> None:
    # Some letters fold to others that fold again (U+0345): only what the eye takes for one name has to agree.
    assert fold(f" {name}\t") == fold(name)


def test_entries_keep_the_order_of_the_file() -> None:
    text = "".join(f"{name}: {{name: {{en: {name}}}, description: {{en: x}}}}\n" for name in ("c", "a", "b"))

    assert list(parse_table("sections", text, "s.yaml")[0].entries) == ["c", "a", "b"]


def test_plain_name_is_english() -> None:
    table, problems = parse_table("tags", "law:\n  name: Law\n  description: Rules.\n", "tags.yaml")

    assert problems == []
    assert table.entries["law"].name.in_lang("kk") == "Law"


def test_keys_of_a_kind_are_read() -> None:
    text = """\
a: {name: {en: A}, description: {en: x}, kind: city, country: KZ, within: b}
b: {name: {en: B}, description: {en: x}}
"""
    table, problems = parse_table("places", text, "places.yaml")
    entry = table.entries["a"]

    assert problems == []
    assert (entry.kind, entry.country, entry.within, entry.broader) == ("city", "KZ", "b", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LAW}rules: {{name: {{en: Rules}}, aliases: [legal], description: {{en: x}}}}\n", [(2, "R105")]),
        (f"{LAW}order: {{name: {{en: Order, kk: право}}, description: {{en: x}}}}\n", [(2, "R105")]),
        ("a: {name: {en: b}, description: {en: x}}\nb: {name: {en: B2}, description: {en: x}}\n", [(2, "R105")]),
        ("a: {name: {en: A}, description: {en: x}, colour: red}\n", [(1, "R103")]),
        ("a: {name: {ru: А}, description: {en: x}}\n", [(1, "R104")]),
        ("a: {description: {en: x}}\n", [(1, "R104")]),
        ("a: {name: {en: A}}\n", [(1, "R104")]),
        ("a: word\n", [(1, "R102")]),
        ("a:\nb: {name: {en: B}, description: {en: x}}\n", [(1, "R102")]),
        ("a: {name: {en: A}, description: {en: x}, broader: z}\n", [(1, "R106")]),
        ("a: {name: {en: A}\n", [(2, "R101")]),
        ("# none\na: {name: {en: A}, description: {en: x}}\na: {name: {en: B}, description: {en: x}}\n", [(3, "R101")]),
        ("- a\n- b\n", [(1, "R101")]),
    ],
)
def test_fault_is_told_at_its_line(text: str, expected: list[tuple[int, str]]) -> None:
    problems = problems_of("tags", text)

    assert told(problems) == expected
    assert all(problem.hint and problem.message for problem in problems)


@pytest.mark.parametrize(
    "text",
    [
        "a: {name: {en: [A]}, description: {en: x}}\n",
        "a: {name: [A], description: {en: x}}\n",
        "a: {name: {en: A}, description: {en: x}, aliases: {b: c}}\n",
        "a: {name: {en: A}, description: {en: x}, broader: [a]}\n",
        "'A b': {name: {en: A}, description: {en: x}}\n",
        "../a: {name: {en: A}, description: {en: x}}\n",
    ],
)
def test_value_of_the_wrong_shape_is_told(text: str) -> None:
    assert [problem.code[0] for problem in problems_of("tags", text)] == ["R"]


CRITICISM = "{text: {en: Late., ru: Поздно.}, url: 'https://example.org/a', date: 2016-12}"


@pytest.mark.parametrize(
    "text",
    [
        "rights: some",
        "url: 'javascript:alert(1)'",
        "country: XX",
        "country: [KZ]",
        "country: {KZ: KZ}",
        "languages: en",
        "languages: [english]",
        "licence: [a]",
        "criticism: bad",
        "criticism: [bad]",
        "criticism: [{text: {ru: Плохо.}, url: 'https://example.org/', date: 2016}]",
        "criticism: [{text: Bad., url: example.org, date: 2016}]",
        "criticism: [{text: Bad., url: 'https://example.org/', date: soon}]",
        "criticism: [{text: Bad., url: 'https://example.org/', date: 2016, by: me}]",
    ],
)
def test_publication_with_a_value_that_no_page_could_use_is_told(text: str) -> None:
    problems = problems_of("publications", f"a: {{name: {{en: A}}, description: {{en: x}}, {text}}}\n")

    assert [problem.line for problem in problems] == [1]


def publication(text: str) -> str:
    return f"a: {{name: {{en: A}}, description: {{en: x}}, {text}}}\n"


def test_what_is_known_of_a_publication_is_read() -> None:
    text = publication(f"country: international, languages: [en, kk], licence: CC BY., criticism: [{CRITICISM}]")
    table, problems = parse_table("publications", text, "p.yaml")
    entry = table.entries["a"]
    (criticism,) = entry.criticism

    assert problems == []
    assert (entry.country, entry.languages, entry.licence.in_lang("kk")) == ("international", ("en", "kk"), "CC BY.")
    assert criticism.text.in_lang("ru") == "Поздно."
    assert (criticism.url, str(criticism.date)) == ("https://example.org/a", "2016-12")


@pytest.mark.parametrize("missing", ["url", "date"])
def test_criticism_without_its_citation_is_told_and_left_out(missing: str) -> None:
    said = {"text": "Late.", "url": "'https://example.org/'", "date": "2016"}
    one = ", ".join(f"{key}: {value}" for key, value in said.items() if key != missing)
    table, problems = parse_table("publications", publication(f"criticism: [{CRITICISM}, {{{one}}}]"), "p.yaml")

    assert told(problems) == [(1, "R120")]
    assert table.entries["a"].criticism == ()


def test_what_was_looked_for_and_not_found_is_not_known() -> None:
    text = publication("owner: unknown, funder: unknown, country: unknown")
    table, problems = parse_table("publications", text, "p.yaml")
    entry = table.entries["a"]

    assert problems == []
    assert (entry.owner.in_lang("en"), entry.funder.in_lang("en"), entry.country) == ("", "", None)


def helpline(text: str) -> str:
    return f"a: {{name: {{en: A}}, description: {{en: x}}, {text}}}\n"


def test_what_is_known_of_a_helpline_is_read() -> None:
    text = helpline(
        "phone: '+49 30 12', languages: [de], country: DE, hours: Daily., checked: 2026-11-01, topics: [law]"
    )
    table, problems = parse_table("helplines", text, "h.yaml", parse_table("tags", LAW, "tags.yaml")[0])
    entry = table.entries["a"]

    assert problems == []
    assert (entry.phone, entry.languages, entry.country, entry.topics) == ("+49 30 12", ("de",), "DE", ("law",))
    assert (entry.hours.in_lang("ru"), str(entry.checked)) == ("Daily.", "2026-11-01")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("languages: [de]", "R121"),
        ("phone: ", "R121"),
        ("phone: call us", "R110"),
        ("phone: 'tel:1'", "R110"),
        ("phone: '112', checked: 2026-11", "R110"),
        ("phone: '112', topics: [lwa]", "R122"),
        ("phone: '112', topics: lwa", "R110"),
        ("phone: '112', owner: Us.", "R103"),
    ],
)
def test_helpline_that_nobody_could_use_is_told(text: str, code: str) -> None:
    tags = parse_table("tags", LAW, "tags.yaml")[0]

    assert told(parse_table("helplines", helpline(text), "h.yaml", tags)[1]) == [(1, code)]


def test_name_that_nobody_has_translated_yet_names_nothing() -> None:
    text = "a: {name: {en: A, ru: }, description: {en: x}}\nb: {name: {en: B, ru: }, description: {en: x}}\n"
    table, problems = parse_table("tags", text, "tags.yaml")

    assert problems == []
    assert table.entries["a"].name.in_lang("ru") == "A"


def test_both_culprits_of_a_clash_are_named() -> None:
    (problem,) = problems_of("tags", f"{LAW}rules: {{name: {{en: Legal}}, description: {{en: x}}}}\n")

    assert problem.message == "'Legal' names both 'law' and 'rules'"


def test_unknown_key_is_told_with_the_keys_of_its_kind() -> None:
    (problem,) = problems_of("publications", "a: {name: {en: A}, description: {en: x}, colour: b}\n")

    assert problem.hint == (
        "the keys are name, aliases, description, url, owner, funder, country, rights, languages, licence, criticism"
    )


def test_entry_with_a_fault_is_still_there() -> None:
    table, problems = parse_table("tags", "a: {name: {en: A}, colour: red}\n", "tags.yaml")

    assert told(problems) == [(1, "R103"), (1, "R104")]
    assert table.find("A") is not None


def test_all_registries_are_told_at_once(tmp_path: Path) -> None:
    for kind in FILES:
        (tmp_path / f"{kind}.yaml").write_text("a: word\n", "utf-8")

    _, problems = load_registry(tmp_path)
    assert [problem.path for problem in problems] == [f"{tmp_path}/{kind}.yaml" for kind in FILES]


def test_folder_without_registries_has_no_entries_and_no_problems(tmp_path: Path) -> None:
    assert load_registry(tmp_path / "nowhere") == (Registry.empty(), [])


@pytest.mark.parametrize("content", [b"a: {name: {en: \xff}}\n", b"a: {name: {en: \xcd\xee}}\n"])
def test_registry_that_is_not_utf8_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "tags.yaml").write_bytes(content)

    _, problems = load_registry(tmp_path)
    assert [(problem.path, *place) for problem, place in zip(problems, told(problems), strict=True)] == [
        (f"{tmp_path}/tags.yaml", 1, "R107")
    ]


def test_registry_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "tags.yaml").mkdir()

    _, problems = load_registry(tmp_path)
    assert told(problems) == [(0, "R108")]


def test_registries_of_this_repository_have_no_problems() -> None:
    registry, problems = load_registry(ROOT / "content/registry")

    assert list(map(str, problems)) == []
    assert all(getattr(registry, kind).entries for kind in FILES)


@pytest.mark.parametrize("kind", REGISTRIES)
def test_registries_that_the_tests_build_with_have_no_problems(kind: str) -> None:
    assert problems_of(kind, REGISTRIES[kind]) == []
