"""The rules against harm are read from their registries, and what is wrong with them is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from digest.describing import DRAFT
from digest.describing.harm import guidelines_schema, rules_schema
from digest.harm import load_harm
from digest.registry import load_registry
from digest.standards import Standards, load_standards
from tests.support.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GUIDELINES = "handbook: {title: How to report, publisher: Readers, url: 'https://guide.example/'}\n"
NAMES_RULE = "names: {does: mask, why: {en: No names.}, guidelines: [handbook]}\n"


def told(folder: Path, **files: str) -> list[tuple[str, int, str]]:
    for name, text in files.items():
        (folder / f"{name.replace('_', '-')}.yaml").write_text(text, "utf-8")
    return [(problem.path.rpartition("/")[2], problem.line, problem.code) for problem in load_harm(folder, ["fire"])[1]]


def test_without_files_there_are_no_rules(tmp_path: Path) -> None:
    assert told(tmp_path) == []
    assert load_standards(tmp_path).digest == Standards().digest == b""


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("does: nothing", "R124"),
        ("does: mask, why: {en: A.}, guidelines: [handbook], names: [A]", "R124"),
        ("does: no-link, why: {en: A.}, guidelines: [handbook], hosts: a", "R124"),
        ("does: mask, why: {ru: A.}, guidelines: [handbook]", "R124"),
        ("does: note, why: {en: A.}, guidelines: [handbook], topics: [fire]", "R124"),
        ("does: mask, why: {en: A.}", "R125"),
        ("does: mask, why: {en: A.}, guidelines: [handbok]", "R125"),
        ("does: note, why: {en: A.}, guidelines: [handbook], topics: [fires], note: {en: B.}", "R126"),
    ],
)
def test_rule_that_is_none_is_told_at_its_line(tmp_path: Path, rule: str, code: str) -> None:
    assert told(tmp_path, guidelines=GUIDELINES, harm=f"# rules\na: {{{rule}}}\n") == [("harm.yaml", 2, code)]


@pytest.mark.parametrize("guideline", ["a: {title: A}", "a: A", "a: {title: A, publisher: B, url: here}"])
def test_guideline_that_cannot_be_cited_is_told(tmp_path: Path, guideline: str) -> None:
    assert told(tmp_path, guidelines=guideline) == [("guidelines.yaml", 1, "R127")]


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ("others: [A B]", "R128"),
        ("names: A B", "R128"),
        ("names: [{aliases: [A]}]", "R128"),
        ("names: [{name: A B, shown: [a]}]", "R128"),
        ("names: ['12']", "R128"),
        ("names: [", "R123"),
    ],
)
def test_list_that_cannot_be_looked_for_is_told_without_a_name(tmp_path: Path, names: str, code: str) -> None:
    found = told(tmp_path, guidelines=GUIDELINES, harm=NAMES_RULE, harm_names=names)

    assert [code_ for _, _, code_ in found] == [code]


def test_names_change_what_texts_are_held_to_and_notes_do_not(tmp_path: Path) -> None:
    note = "a: {does: note, why: {en: A.}, guidelines: [handbook], topics: [fire], note: {en: B.}}\n"
    assert told(tmp_path, guidelines=GUIDELINES, harm=NAMES_RULE + note) == []
    assert load_standards(tmp_path).digest == b""

    assert told(tmp_path, harm_names="names: [Person Alpha]") == []
    assert load_standards(tmp_path).digest != b""


def test_rules_that_come_with_the_project_are_right_and_name_nobody() -> None:
    registry, problems = load_registry(ROOT / "content/registry")

    assert problems == []
    assert {rule.does for rule in registry.harm.rules.values()} == {"keep-out", "mask", "no-link", "note"}
    assert all(rule.guidelines for rule in registry.harm.rules.values())
    assert not registry.harm.kept_out
    for rule in registry.harm.rules.values():
        for text in (rule.why, *([rule.note] if rule.does == "note" else [])):
            assert set(text.by_lang) == {"en", "ru", "kk", "ar"}


@pytest.mark.parametrize(("name", "schema"), [("harm", rules_schema), ("guidelines", guidelines_schema)])
def test_json_schema_accepts_ours_and_refuses_another_key(name: str, schema: Callable[[str], dict[str, Any]]) -> None:
    values = yaml.safe_load((ROOT / f"content/registry/{name}.yaml").read_text("utf-8"))
    validator = Draft202012Validator(schema(DRAFT))

    assert list(validator.iter_errors(values)) == []
    first = next(iter(values))
    assert not validator.is_valid(values | {first: values[first] | {"names": ["A"]}})
    assert not validator.is_valid({first: {}})
