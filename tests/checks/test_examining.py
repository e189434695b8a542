"""`digest check content` over whole folders: between files, against git, against a baseline, and the second time."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from digest.checks.baseline import compare, render_baseline
from digest.engine.examining import examine
from digest.model import Problem, UsageError
from tests.checks.test_content import write
from tests.support.pictures import chart
from tests.support.project import ROOT, article, digest

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 12, 1, tzinfo=UTC)


def told(folder: Path, **options: object) -> list[tuple[str, int, str]]:
    problems = examine(folder, **({"now": NOW} | options))  # type: ignore[arg-type] # as a test gives them
    return [(problem.path.rpartition("/")[2], problem.line, problem.code) for problem in problems]


def test_content_of_this_repository_has_no_problems_and_no_notices_but_of_helplines_that_nobody_has_checked() -> None:
    assert [str(problem) for problem in examine(ROOT / "content", now=NOW) if problem.code != "C365"] == []


def test_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no content folder"):
        examine(tmp_path / "nowhere")


# --- private ---

REGISTRY = "protected: [Anna Example, 'sha256:{0}']\nallowed: ['+7 7132 00 00 00', jane@example.org]\n"


def privacy() -> dict[str, str | bytes]:
    return {"registry/privacy.yaml": REGISTRY.format(sha256(b"bob b. sample").hexdigest())}


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("Call +7 701 555 01 00.", ["C130"]),
        ("Call +7 7132 00 00 00, or write to jane@example.org or info@example.org.", []),
        ("In 2016, 1 000 000 readers came on 12.12.2016, by S/RES/2178 (2014).", []),
        ("Write to john@example.org.", ["C131"]),
        ("It was ANNA  EXAMPLE.", ["C132"]),
        ("It was Anna, Example of all.", ["C132"]),
        ("It was Annabel Example.", []),
    ],
)
def test_what_is_private_is_told_and_what_is_allowed_is_not(tmp_path: Path, body: str, codes: list[str]) -> None:
    folder = write(tmp_path, {"articles/a.md": article("a", body, status="draft")} | privacy())

    assert [code for _, _, code in told(folder)] == codes


def test_name_that_is_protected_by_its_hash_is_told_and_not_repeated(tmp_path: Path) -> None:
    registry = {"registry/privacy.yaml": f"protected: ['sha256:{sha256('анна пример'.encode()).hexdigest()}']\n"}
    folder = write(tmp_path, {"articles/a.md": article("a", "Это Анна Пример.", summary="Анна Пример.")} | registry)
    problems = examine(folder, now=NOW)

    assert [(problem.line, problem.column, problem.code) for problem in problems] == [(11, 0, "C132"), (14, 5, "C132")]
    assert not any("нна" in str(problem) for problem in problems)


def test_privacy_that_is_no_list_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path, {"registry/privacy.yaml": "protected: Anna\nalowed: []\n"})

    assert told(folder) == [("privacy.yaml", 1, "C133"), ("privacy.yaml", 2, "C133")]


# --- between files ---


def test_changed_original_is_told_at_each_translation_until_the_new_state_is_written(tmp_path: Path) -> None:
    translation = article("b", "Слова о зале.", lang="ru", translation_of="a")
    folder = write(tmp_path, {"articles/a.md": article("a", "Words of the hall."), "articles/b.md": translation})
    (missing,) = examine(folder, now=NOW)
    state = missing.hint.partition("original: ")[2].rstrip("`")
    write(
        tmp_path, {"articles/b.md": translation.replace("translation_of: a", f"translation_of: a\noriginal: {state}")}
    )

    assert missing.code == "C308"
    assert told(folder) == []
    write(tmp_path, {"articles/a.md": article("a", "Words  of\nthe hall.")})
    assert told(folder) == []
    write(tmp_path, {"articles/a.md": article("a", "Other words.")})
    assert told(folder) == [("b.md", 12, "C307")]


def test_own_texts_show_what_they_like_of_a_publication_and_others_do_not(tmp_path: Path) -> None:
    publications = (
        "wire: {name: {en: Wire}, owner: A., funder: B., country: KZ, rights: link, description: {en: Us.}}\n"
    )
    authors = {"a": "[Law desk]", "b": "[Olga Writer]", "c": "[]"}
    files = {
        f"articles/{slug}.md": article(slug, publication="wire", rights="excerpt", authors=names)
        for slug, names in authors.items()
    }

    assert told(write(tmp_path, files | {"registry/publications.yaml": publications})) == [("b.md", 11, "C134")]


def test_same_texts_are_told_at_the_younger_and_short_ones_are_not(tmp_path: Path) -> None:
    body = " ".join(f"word{number}" for number in range(60))
    files = {
        "articles/a.md": article("a", body, added="2026-02-01"),
        "articles/b.md": article("b", body, added="2026-01-01"),
        "articles/c.md": article("c", body.replace("word9 ", "other "), added="2026-03-01"),
        "articles/d.md": article("d", "Words of the hall."),
        "articles/e.md": article("e", "Words of the hall."),
    }

    assert told(write(tmp_path, dict(files))) == [("a.md", 13, "C138"), ("c.md", 13, "C306"), ("c.md", 13, "C306")]


def test_article_under_embargo_may_have_the_day_on_which_that_ends(tmp_path: Path) -> None:
    embargo = "2026-12-24T06:00:00Z"
    files = {
        "articles/a.md": article("a", date="2026-12-24", embargo=embargo),
        "articles/b.md": article("b", date="2026-12-25", embargo=embargo),
        "articles/c.md": article("c", date="2026-12"),
    }

    assert told(write(tmp_path, dict(files))) == [("b.md", 4, "C136")]


def test_links_lead_to_what_is_shown_and_to_headings_that_are_there(tmp_path: Path) -> None:
    body = (
        "[A]({filename}b.md) [B]({filename}/pages/p.md#s-part) [C]({filename}b.md#s-no) [D]({filename}c.md) [E](#s-no)"
    )
    files = {
        "articles/a.md": article("a", f"{body} [F](#main)"),
        "articles/b.md": article("b", "## Part\n\nWords."),
        "articles/c.md": article("c", status="draft"),
        "pages/p.md": "---\ntitle: P\nslug: p\nlang: en\n---\n\n## Part\n\nWords.\n",
    }

    assert told(write(tmp_path, dict(files))) == [("a.md", 13, "C127"), ("a.md", 13, "C119"), ("a.md", 13, "C127")]


def test_links_of_what_readers_do_not_see_yet_may_lead_to_what_they_do_not_see_yet(tmp_path: Path) -> None:
    files = {
        "articles/a.md": article("a", "[B]({filename}b.md)", status="draft"),
        "articles/b.md": article("b", "[C]({filename}c.md)", embargo="2026-12-24T06:00:00Z"),
        "articles/c.md": article("c", embargo="2026-12-24T06:00:00Z"),
        "articles/d.md": article("d", "[C]({filename}c.md)"),
    }

    assert told(write(tmp_path, dict(files))) == [("d.md", 13, "C119")]


def test_words_of_pages_and_pictures_that_are_gone_are_told(tmp_path: Path) -> None:
    folder = write(tmp_path, {"pages/p.md": "---\ntitle: P\nslug: p\nlang: en\n---\n\n# Part\n"})
    (folder / "images").mkdir()
    (folder / "images/gone.png").symlink_to(folder / "nowhere")
    (folder / os.fsdecode(b"images/caf\xe9.png")).write_bytes(chart())

    assert told(folder, kept=tmp_path / "kept") == [
        ("caf\\xe9.png", 0, "C120"),
        ("gone.png", 0, "C106"),
        ("p.md", 7, "C121"),
    ]


# --- the second time ---


def test_second_run_tells_the_same_from_what_was_kept_and_sees_every_change(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"articles/a.md": article("a", "# One"), "articles/b.md": article("b", "A (b.")}
    folder, kept = write(tmp_path / "content", files | {"extra/a.png": b""}), tmp_path / "kept"
    first = told(folder, kept=kept)
    content = kept.read_bytes()

    assert [code for _, _, code in first] == ["C121", "C123", "C160"]
    assert told(folder, kept=kept) == first
    assert kept.read_bytes() == content
    write(folder, {"articles/a.md": article("a"), "extra/a.png": b"x"})
    (folder / "articles/b.md").unlink()
    assert told(folder, kept=kept) == [("a.png", 0, "C160")]


def test_what_was_kept_is_not_believed_when_it_is_damaged_or_a_name_is_protected_since(tmp_path: Path) -> None:
    folder, kept = write(tmp_path / "content", {"articles/a.md": article("a", "Anna Example.")}), tmp_path / "kept"

    assert told(folder, kept=kept) == []
    kept.write_bytes(kept.read_bytes()[:-20])
    assert told(folder, kept=kept) == []
    write(folder, privacy())
    assert told(folder, kept=kept) == [("a.md", 13, "C132")]


# --- baseline ---

A, B = Problem("a.md", 3, "C102", "unknown key 'tag'", "h"), Problem("a.md", 9, "C102", "unknown key 'tag'", "h")
OTHER = Problem("a.md", 4, "C104", "no date", "h")


def test_old_problems_are_counted_wherever_they_stand_now_and_new_ones_are_told() -> None:
    moved = Problem("a.md", 30, "C102", "unknown key 'tag'", "h")
    compared = compare([moved, B, OTHER], render_baseline([A]), "old.jsonl")

    assert (compared.problems, compared.old) == ([OTHER, B], 1)


def test_problem_that_is_gone_is_told_at_its_line_of_the_baseline() -> None:
    (gone,) = compare([A], render_baseline([OTHER, B, A]), "old.jsonl").problems[:1]

    assert (gone.path, gone.code, gone.is_notice) == ("old.jsonl", "C330", True)


def test_file_that_is_no_baseline_is_wrong_usage_with_its_line() -> None:
    with pytest.raises(UsageError, match=r"old\.jsonl:2: this is no line of a baseline"):
        compare([], f"{render_baseline([A])}words\n", "old.jsonl")


def test_command_writes_a_baseline_and_is_fine_with_it_until_something_new_comes(tmp_path: Path) -> None:
    write(tmp_path / "content", {"articles/a.md": article("a", tag="x")})
    old = ["check", "--baseline", "old.jsonl"]

    assert digest("check", "--write-baseline", cwd=tmp_path).returncode == 2
    assert digest(*old, cwd=tmp_path).returncode == 2
    assert digest(*old, "--write-baseline", cwd=tmp_path).returncode == 0
    done = digest(*old, cwd=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "content: no problems; 1 known one not told")
    write(tmp_path / "content", {"articles/b.md": article("b", "A <p onclick='x'>(c.")})
    done = digest(*old, "--format", "json", cwd=tmp_path)
    assert done.returncode == 1
    assert [(one["line"], one["column"], one["code"]) for one in map(json.loads, done.stdout.splitlines())] == [
        (13, 6, "C125"),
        (13, 18, "C123"),
    ]
