"""The repository as a whole: its locks, its documents, and what may stand in no file of it."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from typing import TYPE_CHECKING

import pytest

from digest.hosting import POLICY
from tests.support.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LOCKS = ("requirements.txt", "requirements-test.txt")
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/automation.md",
    "docs/benchmarks.md",
    "docs/frontmatter.md",
    "docs/importer.md",
    "docs/publishing.md",
)

# The brackets keep this file from naming what it forbids.
INDEX_ADDRESS = re.compile(r'--(?:extra-)?index[-]url|find[-]links|"resolved"[:] *"http|registry *[=] *"?(?:http|file)')
MACHINE_PATH = re.compile(r"(?<![\w./-])(?:/(?:home|Users)/\w+|/root)/")


@cache
def project_files() -> tuple[Path, ...]:
    """Return the text files that belong to the project, as git has them."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\0")
    paths = [ROOT / name for name in names if name]
    return tuple(path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:8192])


def places(pattern: re.Pattern[str]) -> list[str]:
    """Return `file:line: text` for every line of the project in which *pattern* is found."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path in project_files()
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if pattern.search(line)
    ]


def test_ci_run_is_a_program_that_bash_can_read() -> None:
    script = ROOT / ".ci/run"

    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0


@pytest.mark.parametrize("lock", [*LOCKS, "requirements-audit.txt"])
def test_every_requirement_is_pinned_with_hashes(lock: str) -> None:
    entries = (ROOT / lock).read_text("utf-8").replace("\\\n", " ").splitlines()
    requirements = [entry for entry in entries if entry.strip() and not entry.lstrip().startswith("#")]

    pinned = re.compile(r"[a-z0-9._-]+==\S+( ; [^-]+)?\s+(--hash=sha256:[0-9a-f]{64}\s*)+")
    assert [entry[:80] for entry in requirements if not pinned.fullmatch(entry)] == []


@pytest.mark.parametrize("folder", ["tests/support/npm", "digest/editor/npm"])
def test_every_package_of_npm_is_pinned_with_a_hash(folder: str) -> None:
    packages = json.loads((ROOT / folder / "package-lock.json").read_text("utf-8"))["packages"]
    asked = json.loads((ROOT / folder / "package.json").read_text("utf-8"))["dependencies"]

    assert packages.pop("")["dependencies"] == asked
    assert [name for name, pinned in packages.items() if not pinned.get("integrity", "").startswith("sha512-")] == []


def test_lock_of_the_tests_holds_the_lock_of_the_site() -> None:
    pinned = re.compile(r"^[a-z0-9._-]+==\S+", re.MULTILINE)
    site, tests = (set(pinned.findall((ROOT / lock).read_text("utf-8"))) for lock in LOCKS)

    assert site <= tests


def test_locks_hold_what_pyproject_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    pinned = set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / LOCKS[1]).read_text("utf-8"), re.MULTILINE))

    assert {re.split(r"[\[<>=!~; ]", name.lower())[0].replace("_", "-") for name in asked} <= pinned


def test_no_file_names_a_package_index() -> None:
    assert places(INDEX_ADDRESS) == []


def test_no_file_names_a_path_of_a_machine() -> None:
    here = re.compile(re.escape(f"{ROOT}/"))

    assert places(MACHINE_PATH) == []
    assert places(here) == []


def test_nouns_need_nothing_but_the_standard_library() -> None:
    tree = ast.parse((ROOT / "digest/model.py").read_text("utf-8"))
    imports = [
        node.names[0].name if isinstance(node, ast.Import) else str(node.module)
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert [name for name in imports if name.split(".")[0] not in sys.stdlib_module_names] == []


def test_licence_is_the_whole_agpl() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")

    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in text
    assert "END OF TERMS AND CONDITIONS" in text


@pytest.mark.parametrize("document", DOCUMENTS)
def test_document_links_to_files_that_are_there(document: str) -> None:
    path = ROOT / document
    links = re.findall(r"\]\((?!https?://|#|\{static\})([^)#]+)", path.read_text("utf-8"))

    assert [link for link in links if not (path.parent / link).exists()] == []


def listed_tasks() -> list[str]:
    """Return the lines of `inv --list` that name a task and say what it does."""
    listed = subprocess.run(
        [sys.executable, "-m", "invoke", "--list", "--list-format=flat"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"COLUMNS": "200"},
    ).stdout
    return [line for line in listed.splitlines() if line.startswith("  ")]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_document_names_targets_and_tasks_that_are_there(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    tasks = {line.split()[0] for line in listed_tasks()}

    assert set(re.findall(r"(?:^ *|`)make ([a-z][a-z-]+)", text, re.MULTILINE)) - targets == set()
    assert set(re.findall(r"(?:^ *|`|bin/)inv ([a-z][a-z-]+)", text, re.MULTILINE)) - tasks == set()


def test_every_task_says_what_it_does_in_a_line() -> None:
    assert [line for line in listed_tasks() if not line.rstrip().endswith(".")] == []


def test_policy_that_the_tests_run_under_is_the_one_that_servers_are_told() -> None:
    assert f"Content-Security-Policy: {POLICY}\n" in (ROOT / "docs/publishing.md").read_text("utf-8")
