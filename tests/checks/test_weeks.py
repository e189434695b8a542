"""Rules over the introductions to weekly digests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digest.checks import check_content
from tests.support.project import REGISTRIES, article

if TYPE_CHECKING:
    from digest.model import Problem


def opening(body: str = "To begin with.", /, **keys: str) -> str:
    said = {"week": "2026-W02", "lang": "en"} | keys
    return "\n".join(["---", *(f"{key}: {value}" for key, value in said.items() if value), "---", "", body, ""])


def problems(folder: Path, **files: str) -> list[Problem]:
    """Return what is wrong with introductions by name, beside an article in English and one in Russian."""
    written = {f"registry/{kind}.yaml": text for kind, text in REGISTRIES.items()}
    written |= {"articles/a.md": article("a"), "articles/b.md": article("b", lang="ru", added="2026-01-12")}
    written |= {f"digests/{name}.md": text for name, text in files.items()}
    for name, text in written.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return check_content(folder)


def only(folder: Path, **files: str) -> Problem:
    (problem,) = problems(folder, **files)
    return problem


def test_introduction_to_a_week_with_articles_is_fine(tmp_path: Path) -> None:
    files = {
        "2026-W02": opening(title="On halls", summary="In short.", authors="[Law desk]"),
        "2026-W03": opening(week="2026-W03"),
        "2026-W03.ru": opening(week="2026-W03", lang="ru"),
    }

    assert problems(tmp_path, **files) == []


@pytest.mark.parametrize("week", ["2026-W54", "2025-W53", "2026-02", "W02", "[2026]"])
def test_week_that_is_none_is_told_at_its_line(tmp_path: Path, week: str) -> None:
    problem = only(tmp_path, **{"2026-W02": opening(week=week)})

    assert (problem.line, problem.code) == (2, "C104")
    assert "'week' is not" in problem.message


def test_slip_in_a_key_is_told_with_the_nearest_key(tmp_path: Path) -> None:
    problem = only(tmp_path, **{"2026-W02": opening(sumary="In short.")})

    assert (problem.code, problem.hint) == ("C102", "did you mean 'summary'?")


@pytest.mark.parametrize("name", ["2026-W03", "2026-W02.ru", "january"])
def test_name_of_the_file_says_the_same_week_and_language(tmp_path: Path, name: str) -> None:
    found = problems(tmp_path, **{name: opening()})

    assert [(problem.line, problem.code) for problem in found] == [(2, "C175")]
    assert "2026-W02.md" in found[0].hint


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2026-W09", opening(week="2026-W09")),
        ("2026-W02.ru", opening(lang="ru")),
        ("2026-W03.kk", opening(week="2026-W03", lang="kk")),
    ],
)
def test_introduction_that_nobody_would_see_is_told(tmp_path: Path, name: str, text: str) -> None:
    problem = only(tmp_path, **{name: text})

    assert (problem.line, problem.code) == (2, "C331")


def test_draft_of_an_introduction_waits_for_its_articles(tmp_path: Path) -> None:
    assert problems(tmp_path, **{"2026-W09": opening("", week="2026-W09", status="draft")}) == []


def test_week_has_one_introduction_in_a_language(tmp_path: Path) -> None:
    problem = only(tmp_path, **{"2026-W02": opening(), "2026-W02.en": opening()})

    assert (Path(problem.path).name, problem.code) == ("2026-W02.md", "C177")


def test_introduction_without_words_is_told(tmp_path: Path) -> None:
    assert only(tmp_path, **{"2026-W02": opening("  ")}).code == "C178"
