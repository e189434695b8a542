"""What an article has of its original is measured: in which runs, what of it is quoted, and against which limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.checks.copying import LEAST, measure, words_of
from digest.checks.originals import DEFAULTS, Limit, load_limits
from digest.engine.examining import examine
from tests.support.project import article, write_project

if TYPE_CHECKING:
    from pathlib import Path

ORIGINAL = " ".join(f"word{number}" for number in range(60))
WORDS = st.lists(st.sampled_from("abc"), max_size=40)


def taken(first: int, last: int) -> str:
    return " ".join(ORIGINAL.split()[first:last])


# --- measuring ---


def test_run_is_as_long_as_both_have_it_without_marks_and_capitals() -> None:
    text = f"Yesterday, {taken(5, 20).upper()}. And more."

    found = measure(text, [ORIGINAL.replace(" ", ", ")])

    assert [text[run.start : run.end] for run in found.runs] == [taken(5, 20).upper()]
    assert (found.taken, found.words, found.original) == (15, 18, 60)


def test_run_of_fewer_words_is_nobodys() -> None:
    assert measure(taken(0, LEAST - 1), [ORIGINAL]).taken == 0
    assert measure(taken(0, LEAST), [ORIGINAL]).taken == LEAST


@given(WORDS, WORDS)
def test_longest_run_is_that_which_a_search_of_all_runs_finds(ours: list[str], theirs: list[str]) -> None:
    longest = max(
        (end - start for start in range(len(ours)) for end in range(start + LEAST, len(ours) + 1)
         if f" {' '.join(ours[start:end])} " in f" {' '.join(theirs)} "),
        default=0,
    )  # fmt: skip

    found = measure(" ".join(ours), [" ".join(theirs)])

    assert max((run.words for run in found.runs), default=0) == longest
    assert found.taken <= len(ours)


@pytest.mark.parametrize("marks", ["“”", "«»", "„“", "„”", '""', "‘’"])
@pytest.mark.parametrize("says", ["The director said: ", "Директор сказала: ", "Директор айтты: ", "وقال المدير: "])
def test_what_is_quoted_is_counted_apart(marks: str, says: str) -> None:
    found = measure(f"{says}{marks[0]}{taken(0, 30)}{marks[1]}", [ORIGINAL])

    assert (found.quoted, found.taken) == (30, 0)


def test_quotation_of_nobody_is_taken() -> None:
    assert measure(f"Here: “{taken(0, 30)}”.", [ORIGINAL]).taken == 30
    assert measure(f"Jane Roe: “{taken(0, 30)}”.", [ORIGINAL], ["Jane Roe"]).quoted == 30
    assert measure(f"A library.\n\n“{taken(0, 30)}”\n\nSo she said.", [ORIGINAL]).quoted == 30
    assert measure(f"She said so.\n\nA library.\n\nOf books.\n\n“{taken(0, 30)}”", [ORIGINAL]).taken == 30
    assert measure(f"They write:\n\n> {taken(0, 15)}\n> {taken(15, 30)}", [ORIGINAL]).quoted == 30


def test_text_that_repeats_itself_is_measured_in_the_time_of_any() -> None:
    text = "again " * 20_000

    assert measure(text, [text]).taken == 20_000


def test_words_of_a_text_are_those_of_every_script() -> None:
    assert words_of("Ақтөбе’де, O'Neill: مكتبة!") == ["ақтөбе’де", "o'neill", "مكتبة"]


# --- the rule ---

WIRE = (
    "digest: {name: {en: Digest}, url: /, owner: unknown, funder: unknown, country: unknown, languages: [en],"
    " licence: unknown, rights: full, description: {en: Us.}}\n"
    "wire: {name: {en: Wire}, url: https://wire.example/, owner: unknown, funder: unknown, country: unknown,"
    " languages: [en], licence: unknown, rights: excerpt, description: {en: A wire.}}\n"
    "free: {name: {en: Free}, url: https://free.example/, owner: unknown, funder: unknown, country: unknown,"
    " languages: [en], licence: https://creativecommons.org/licenses/by/4.0/, rights: full, description: {en: Free.}}\n"
)
OURS = " ".join(f"our{number}" for number in range(200))


def told(folder: Path, files: dict[str, str]) -> list[str]:
    """Return what is told of copying, of the file `a.md`."""
    write_project(folder, {"content/registry/publications.yaml": WIRE} | files)
    problems = examine(folder / "content", kept=folder / "kept")
    return [
        f"{problem.line}: {problem.code} {problem.message}"
        for problem in problems
        if problem.path.endswith("a.md") and problem.code in {"C134", "C147", "C148", "C149", "C150"}
    ]


def test_text_of_ours_is_held_against_the_original_that_stands_beside_the_content(tmp_path: Path) -> None:
    text = article("a", f"{OURS}\n\nSo {taken(0, 31)} it is.", publication="wire", rights="full")
    files = {"content/articles/2016/a.md": text, "originals/a.txt": ORIGINAL}

    quoted = "“word0 word1 word2 word3 … word27 word28 word29 word30”"
    assert told(tmp_path, files) == [f"16: C147 31 words in a row are the original's (limit 25): {quoted}"]


def test_original_that_comes_later_is_seen_though_the_article_is_known(tmp_path: Path) -> None:
    files = {"content/articles/2016/a.md": article("a", f"{taken(0, 31)}", publication="wire", rights="full")}
    assert told(tmp_path, files) == []

    found = told(tmp_path, {"originals/a/one.html": f"<p>{ORIGINAL}</p>"})

    assert [line.split()[1] for line in found] == ["C147", "C148"]


def test_share_and_quotations_have_limits(tmp_path: Path) -> None:
    limits = {"content/registry/copying.yaml": "own: {run: 40, share: 10, quoted: 5}\n"}
    body = f"{OURS} {taken(0, 30)}\n\nShe said: “{taken(30, 60)}”."
    files = {"content/articles/2016/a.md": article("a", body, publication="wire", rights="full")}

    found = told(tmp_path, files | limits | {"originals/a.txt": ORIGINAL})

    assert [line.partition("C148 ")[2] for line in found] == [
        "11% of the words are quotations (limit 5%)",
        "13% of the words are the original's (limit 10%)",
    ]


def test_excerpt_is_held_against_its_own_text(tmp_path: Path) -> None:
    keys = {"publication": "wire", "authors": "[Jane Roe]"}
    long = article("a", f"{ORIGINAL}\n\nAnd three more words.", **keys)
    assert told(tmp_path / "1", {"content/articles/2016/a.md": long}) == [
        "13: C148 94% of the original is shown (limit 50%)"
    ]

    short = article("a", f"{taken(0, 20)}\n\n{ORIGINAL} {OURS}", **keys)
    assert told(tmp_path / "2", {"content/articles/2016/a.md": short}) == []


def test_licence_that_allows_it_takes_the_limit_away(tmp_path: Path) -> None:
    files = {"originals/a.txt": ORIGINAL}
    free = article("a", ORIGINAL, publication="free")
    assert told(tmp_path / "1", files | {"content/articles/2016/a.md": free}) == []

    licence = "{url: https://creativecommons.org/licenses/by-sa/4.0/, stated: https://wire.example/terms}"
    keys = {"publication": "wire", "rights": "full", "authors": "[Jane Roe]"}
    own = article("a", ORIGINAL, **keys, licence=licence, source="{url: https://wire.example/a}")
    assert told(tmp_path / "2", files | {"content/articles/2016/a.md": own}) == []


def test_licence_that_asks_for_a_name_gets_it_and_another_frees_nothing(tmp_path: Path) -> None:
    keys = {"publication": "wire", "rights": "full", "authors": "[Jane Roe]"}
    nameless = article(
        "a", **keys, licence="{url: https://creativecommons.org/licenses/by/4.0/, stated: https://a.example/}"
    )
    other = article("a", **keys, licence="{url: https://a.example/free, stated: https://a.example/}")

    assert [line.split()[1] for line in told(tmp_path / "1", {"content/articles/2016/a.md": nameless})] == ["C149"]
    assert [line.split()[1] for line in told(tmp_path / "2", {"content/articles/2016/a.md": other})] == ["C134", "C150"]


def test_limits_that_are_none_are_told_and_the_usual_ones_hold(tmp_path: Path) -> None:
    (tmp_path / "copying.yaml").write_text("own: {run: many}\nlink: {run: 9}\nothers: {run: 1}\n", "utf-8")

    limits, problems = load_limits(tmp_path)

    assert [(problem.line, problem.code) for problem in problems] == [(1, "R131"), (3, "R131")]
    assert limits.by_kind == DEFAULTS | {"link": Limit(9, 100, 100)}
