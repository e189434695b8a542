"""What VS Code is told: it finds every problem, completes every key, and knows the registries."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from digest import frontmatter
from digest.__main__ import main
from digest.describing.snippets import snippets
from digest.model import Problem
from digest.registry import load_registry
from digest.schema import KINDS
from tests.support.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS, TASKS, EXTENSIONS = (
    json.loads((ROOT / f".vscode/{name}.json").read_text("utf-8")) for name in ("settings", "tasks", "extensions")
)
SNIPPETS = snippets(load_registry(ROOT / "content/registry")[0])


def matched(problem: Problem) -> list[tuple[str, dict[str, str]]]:
    """Return the severity and the parts of what VS Code sees in the line of *problem*."""
    seen = []
    for matcher in TASKS["tasks"][0]["problemMatcher"]:
        pattern = dict(matcher["pattern"])
        found = re.search(pattern.pop("regexp"), str(problem))
        pattern.pop("kind", None)
        if found:
            seen.append((matcher["severity"], {part: found[group] for part, group in pattern.items()}))
    return seen


def filled(body: list[str]) -> str:
    """Return a snippet as it stands when nobody fills it in: with the first of the words to choose from."""
    chosen = re.sub(r"\$\{\d+\|((?:\\.|[^,|\\])*)[^}]*\|\}", r"\1", "\n".join(body))
    return re.sub(r"\$\{\d+\}|\$0", "", chosen)


@pytest.mark.parametrize(("code", "severity"), [("C104", "error"), ("R101", "error"), ("C301", "info")])
def test_problem_with_a_line_is_found_with_its_parts(code: str, severity: str) -> None:
    problem = Problem("content/articles/2016/a b.md", 7, code, "'date' is not: a date", "write 2016")
    message = "'date' is not: a date. Hint: write 2016"

    assert matched(problem) == [(severity, {"file": problem.path, "line": "7", "code": code, "message": message})]


def test_problem_of_a_whole_file_is_found_too() -> None:
    problem = Problem("content/articles/x.txt", 0, "C108", "no Markdown", "move it")

    assert [found for _, found in matched(problem)] == [
        {"file": "content/articles/x.txt", "code": "C108", "message": "no Markdown. Hint: move it"}
    ]


def test_tasks_are_commands_that_are_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check, learn = (task["args"] for task in TASKS["tasks"])
    given = [str(tmp_path / argument) if argument.startswith(".vscode/") else argument for argument in learn]

    assert check == ["-m", "digest", "check", "content"]
    assert main([*given[2:], "--content", str(ROOT / "content")]) == 0
    told = capsys.readouterr().out.splitlines()
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert len(told) == len(written)
    assert set(SETTINGS["yaml.schemas"]) <= written
    assert json.loads((tmp_path / ".vscode/digest.code-snippets").read_text("utf-8")) == SNIPPETS


def test_every_registry_has_its_schema() -> None:
    registries = {f"content/registry/{path.name}" for path in (ROOT / "content/registry").glob("*.yaml")}

    assert {*SETTINGS["yaml.schemas"].values()} == registries | {"content/registry/profiles/*.yaml"}
    assert EXTENSIONS["recommendations"] == ["redhat.vscode-yaml"]


@pytest.mark.parametrize("kind", KINDS)
def test_new_file_has_what_must_be_there_in_order(kind: str) -> None:
    document = frontmatter.read(filled(SNIPPETS[f"new: {kind}"]["body"]))
    _, faults = KINDS[kind].parse(document.metadata, document.lines)

    assert list(document.metadata) == [key for key in KINDS[kind].by_key if key in document.metadata]
    assert {field.key for field in KINDS[kind].fields if field.required} <= set(document.metadata)
    assert "C102" not in {fault.code for fault in faults}
    assert document.metadata["status"] == "draft"


@pytest.mark.parametrize("name", [name for name in SNIPPETS if name.startswith("key: ")])
def test_key_is_completed_with_all_that_it_has(name: str) -> None:
    snippet: Any = SNIPPETS[name]
    metadata, _ = frontmatter.read_mapping(filled(snippet["body"]))

    assert list(metadata) == [snippet["prefix"]]
    assert snippet["description"]


def test_every_key_of_every_kind_is_completed_with_the_entries_of_the_registry() -> None:
    assert {f"key: {key}" for kind in KINDS.values() for key in kind.by_key} <= set(SNIPPETS)
    assert SNIPPETS["key: status"]["body"] == ["status: ${1|published,draft,review,hidden|}"]
    assert SNIPPETS["key: category"]["body"][0].startswith("category: ${1|law,")
    assert SNIPPETS["key: tags"]["body"][0].startswith("tags: [${1|prevention,")
