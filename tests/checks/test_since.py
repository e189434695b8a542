"""`digest check content --against REF`: what readers had keeps its address, and says how its words changed."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.checks.changes import first_changed_line, words_of_html
from digest.engine.examining import examine
from digest.model import UsageError
from digest.site.body import render_body
from tests.checks.test_content import write
from tests.support.project import article, digest

if TYPE_CHECKING:
    from pathlib import Path

    from digest.model import Problem

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
BODY = "The hall has *40* chairs.\n\nIt opens at nine.\n\nThe keeper is new."
CORRECTION = "[{date: 2026-11-20, text: The hall has 50 chairs.}]"
TWO = "[{date: 2026-11-20, text: The hall has 50 chairs.}, {date: 2026-11-25, text: It opens at ten.}]"


@dataclass
class Repository:
    """A repository whose content readers have as it is in `main`."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / "content"

    def git(self, *arguments: str) -> None:
        settings = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", str(self.root), *settings, *arguments], check=True, capture_output=True)

    def publish(self, **texts: str) -> None:
        """Commit articles to main by slug, and begin a branch."""
        self.git("init", "--quiet", "--initial-branch", "main")
        self.put(**texts)
        self.commit()
        self.git("checkout", "--quiet", "-b", "work")

    def commit(self) -> None:
        self.git("add", ".")
        self.git("commit", "--quiet", "--allow-empty", "--message", "Edit")

    def put(self, **texts: str) -> None:
        write(self.root, {f"content/articles/{slug}.md": text for slug, text in texts.items()})

    def problems(self, revision: str = "main", now: datetime = NOW) -> list[Problem]:
        return examine(self.folder, now=now, against=revision)

    def told(self, revision: str = "main", now: datetime = NOW) -> list[tuple[str, int, str]]:
        found = self.problems(revision, now)
        return [(problem.path.rpartition("/")[2], problem.line, problem.code) for problem in found]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    write(tmp_path / "content", {})
    return Repository(tmp_path)


def text(body: str = BODY, **keys: Any) -> str:
    return article("a", body, **keys)


# --- addresses ---


def test_slug_that_was_published_and_is_gone_is_told_whether_the_file_changed_moved_or_went(
    repository: Repository,
) -> None:
    slugs = ("changed", "moved", "gone", "draft", "same")
    repository.publish(**{slug: article(slug, status="draft" if slug == "draft" else "published") for slug in slugs})
    articles = repository.folder / "articles"
    repository.put(changed=article("other"), draft=article("another"))
    (articles / "same.md").rename(articles / "2016-same.md")
    (articles / "moved.md").unlink()
    (articles / "2016-moved.md").write_text(article("new"), "utf-8")
    (articles / "gone.md").unlink()
    found = repository.told()

    assert {code for _, _, code in found} == {"C137"}
    assert {(path, line) for path, line, _ in found} >= {("changed.md", 3), ("gone.md", 0)}
    assert len(found) == 3


def test_article_that_cannot_be_read_now_is_not_said_to_be_gone(repository: Repository) -> None:
    repository.publish(a=text())
    repository.put(a="Words.\n")

    assert repository.told() == [("a.md", 1, "C101")]


# --- words ---


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ({}, {"body": BODY.replace("nine", "ten")}, 15),
        ({}, {"body": BODY.replace("\n\nThe keeper is new.", "")}, 15),
        ({}, {"body": BODY.replace("The keeper", "A keeper").replace("new.", "new!")}, 17),
        ({}, {"body": BODY.replace("new.", "new!")}, 17),
        ({}, {"title": "Another headline"}, 2),
        ({}, {"title": "Another headline", "body": BODY.replace("nine", "ten")}, 2),
        ({}, {"summary": "What was not there."}, 11),
        ({"summary": "In short."}, {"summary": "In a word."}, 11),
        ({}, {"content_note": "It tells of a flood."}, 11),
        ({}, {"images": "[{caption: The hall}]"}, 11),
        ({}, {"authors": "[A. Keeper]"}, 7),
        ({}, {"date": "2016-12-27"}, 4),
        ({}, {"agency": "Wire"}, 11),
    ],
)
def test_words_that_changed_without_an_entry_are_told_at_the_first_line_that_did(
    repository: Repository, before: dict[str, str], after: dict[str, str], line: int
) -> None:
    repository.publish(a=text(**before))
    repository.put(a=text(**before | after))

    assert repository.told() == [("a.md", line, "C139")]
    repository.put(a=text(**before | after | {"corrections": CORRECTION}))
    assert repository.told() == []


@pytest.mark.parametrize(
    "after",
    [
        {"body": BODY.replace(" ", "\n")},
        {"body": BODY.replace("*40*", "**40**")},
        {"body": BODY.replace("The hall", "[The hall](https://example.org/)")},
        {"tags": "[prevention]"},
        {"category": "law", "places": "[]"},
        {"source": "{url: 'https://example.org/a', archived: 2026-11-20}"},
        {"modified": "2026-11-20", "rights": "full"},
        {"images": "[{file: images/a.svg, alt: A hall}]"},
        {"status": "draft", "body": "Other words."},
    ],
)
def test_what_changes_no_words_needs_no_entry(repository: Repository, after: dict[str, str]) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>\n'
    write(repository.folder, {"images/a.svg": picture})
    repository.publish(a=text())
    repository.put(a=text(**after))

    assert [one for one in repository.told() if one[2] not in {"C112", "C363"}] == []


def test_update_is_an_entry_too_and_a_slip_needs_only_its_day(repository: Repository) -> None:
    repository.publish(a=text())
    changed = BODY.replace("opens", "openes")

    repository.put(a=text(changed, corrections="[{date: 2026-11-20, text: It is known when., kind: update}]"))
    assert repository.told() == []
    repository.put(a=text(changed, typo="2026-11-20"))
    assert repository.told() == []
    repository.put(a=text(changed, modified="2026-11-20"))
    assert repository.told() == [("a.md", 16, "C139")]


def test_day_of_a_slip_serves_for_one_change_and_twice_on_the_day_itself(repository: Repository) -> None:
    repository.publish(a=text(typo="2026-12-01"))
    repository.put(a=text(BODY.replace("opens", "openes"), typo="2026-12-01"))

    assert repository.told() == []
    assert repository.told(now=datetime(2026, 12, 5, tzinfo=UTC)) == [("a.md", 16, "C139")]
    repository.put(a=text(BODY.replace("opens", "openes"), typo="2026-11-30"))
    assert repository.told() == [("a.md", 16, "C139")]


def test_other_date_publication_or_number_of_authors_is_no_slip(repository: Repository) -> None:
    repository.publish(a=text(authors="[A. Keper]"))
    repository.put(a=text(authors="[A. Keeper]", typo="2026-11-20"))
    assert repository.told() == []

    repository.put(a=text(authors="[A. Keeper, B. Reader]", typo="2026-11-20"))
    assert repository.told() == [("a.md", 7, "C139")]
    repository.put(a=text(authors="[A. Keper]", date="2017", typo="2026-11-20"))
    (problem,) = repository.problems()
    assert (problem.line, problem.code) == (4, "C139")
    assert "which is no slip" in problem.message
    assert "typo" not in problem.hint


def test_slip_that_changes_figures_and_entry_without_a_change_are_notices(repository: Repository) -> None:
    repository.publish(a=text())
    repository.put(a=text(BODY.replace("40", "50"), typo="2026-11-20"))
    (figures,) = repository.problems()
    repository.put(a=text(corrections=CORRECTION))
    (unchanged,) = repository.problems()

    assert (figures.line, figures.code, figures.is_notice) == (11, "C311", True)
    assert "figures changed: 40, 50" in figures.message
    assert (unchanged.line, unchanged.code, unchanged.is_notice) == (11, "C310", True)


# --- entries ---


def test_entry_that_readers_had_stays_as_it_is(repository: Repository) -> None:
    repository.publish(a=text(corrections=CORRECTION))

    for entries in ("", "[{date: 2026-11-20, text: The hall has 60 chairs.}]", CORRECTION.replace("-20", "-21")):
        repository.put(a=text(corrections=entries))
        assert "C140" in [code for _, _, code in repository.told()], entries
    repository.put(a=text(corrections="[{date: 2026-11-20, text: 'The hall   has 50 chairs.'}]"))
    assert repository.told() == []


def test_entry_in_the_place_of_another_says_nothing_of_a_new_change(repository: Repository) -> None:
    repository.publish(a=text(corrections=CORRECTION))
    repository.put(a=text(BODY.replace("nine", "ten"), corrections=CORRECTION.replace("50", "60")))

    assert repository.told() == [("a.md", 11, "C140"), ("a.md", 16, "C139")]


@pytest.mark.parametrize(
    "entry",
    [
        "{date: 2026-11-19, text: It opens at ten.}",
        "{date: 2026-11-25, text: The hall has 50 chairs.}",
    ],
)
def test_new_entry_is_neither_older_than_the_last_nor_the_same_again(repository: Repository, entry: str) -> None:
    changed = BODY.replace("nine", "ten")
    repository.publish(a=text(corrections=CORRECTION))
    repository.put(a=text(changed, corrections=f"{CORRECTION[:-1]}, {entry}]"))
    assert repository.told() == [("a.md", 11, "C141")]

    repository.put(a=text(changed, corrections=TWO))
    assert repository.told() == []
    repository.put(a=text(changed, corrections=TWO.replace("2026-11-25", "2027-01-01")))
    assert repository.told() == [("a.md", 11, "C136")]


def test_entry_of_before_does_not_answer_for_a_new_change(repository: Repository) -> None:
    repository.publish(a=text(corrections=CORRECTION))
    repository.put(a=text(BODY.replace("nine", "ten"), corrections=CORRECTION))

    assert repository.told() == [("a.md", 16, "C139")]


# --- which articles ---


def test_every_article_is_told_wherever_its_file_stands_and_in_whatever_language(repository: Repository) -> None:
    russian = article("b", "Зал открыт.", lang="ru")
    repository.publish(a=text(), b=russian, c=article("c", "Same."))
    articles = repository.folder / "articles"
    (articles / "2016").mkdir()
    for name in ("a.md", "c.md"):
        (articles / name).rename(articles / "2016" / name)
    (articles / "2016/a.md").write_text(text(BODY.replace("nine", "ten")), "utf-8")
    repository.put(b=russian.replace("открыт", "закрыт"))
    told = [("a.md", 15, "C139"), ("b.md", 13, "C139")]

    assert repository.told() == told
    repository.commit()
    assert repository.told() == told


def test_article_that_readers_did_not_have_needs_no_entry(repository: Repository) -> None:
    later, over = "2026-12-24T06:00:00Z", "2026-11-24T06:00:00Z"
    repository.publish(
        draft=article("draft", status="draft"),
        review=article("review", status="review"),
        later=article("later", embargo=later),
        over=article("over", embargo=over),
    )
    repository.put(
        draft=article("draft", "Other words."),
        review=article("review", "Other words."),
        later=article("later", "Other words."),
        over=article("over", "Other words."),
        new=article("new"),
    )

    assert repository.told() == [("over.md", 13, "C139")]


def test_what_came_to_the_revision_since_is_no_change_of_this_branch(repository: Repository) -> None:
    repository.publish(a=text(), b=article("b"))
    repository.git("checkout", "--quiet", "main")
    repository.put(a=text(BODY.replace("nine", "ten"), corrections=CORRECTION), c=article("c"))
    repository.commit()
    repository.git("checkout", "--quiet", "work")
    assert repository.told() == []

    repository.put(b=article("b", "Other words."))
    assert repository.told() == [("b.md", 13, "C139")]


def test_nothing_is_told_of_an_article_that_could_not_be_read_then(repository: Repository) -> None:
    repository.publish(a="No front matter.\n", b="---\ntitle: B\n---\n\nWords.\n")
    repository.put(a=text(), b=article("b"))

    assert repository.told() == []


# --- git ---


def test_revision_that_is_not_there_is_wrong_usage(repository: Repository) -> None:
    repository.publish(a=text())

    with pytest.raises(UsageError, match=r"git cannot compare with nowhere: .*Hint: name a revision that is there"):
        repository.problems("nowhere")
    with pytest.raises(UsageError, match=r"git cannot compare with --output=x: "):
        repository.problems("--output=x")


def test_shallow_clone_is_wrong_usage_that_says_how_to_get_the_rest(repository: Repository, tmp_path: Path) -> None:
    repository.publish(a=text())
    repository.put(a=text("Other words."))
    repository.commit()
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth", "1", f"file://{repository.root}", str(clone))

    with pytest.raises(UsageError, match=r"git cannot compare with main: .*the clone is shallow.*fetch-depth: 0"):
        examine(clone / "content", now=NOW, against="main")


def test_folder_that_git_does_not_know_is_wrong_usage(tmp_path: Path) -> None:
    done = digest("check", "--against", "main", cwd=write(tmp_path, {"content/articles/a.md": text()}))

    assert done.returncode == 2
    assert "run this in a clone of the repository" in done.stderr
    assert done.stderr.count("\n") == 1


# --- where ---

WORDS = st.lists(st.sampled_from(["hall", "**hall**", "40", "новый", "!", "–"]), max_size=12)
SPACES = st.sampled_from([" ", "\n", "  ", "\n\n"])


@given(WORDS, SPACES, SPACES)
def test_spaces_are_no_change_and_the_line_is_one_of_the_text(words: list[str], one: str, other: str) -> None:
    before, after = one.join(words), other.join([*words, "end"])

    assert 0 <= first_changed_line(before, after) <= after.count("\n")
    assert first_changed_line(before, after) == after.count("\n")


def test_words_are_those_that_readers_see() -> None:
    markdown = "A **new** [hall](https://example.org/)&nbsp;of\n`books`, é."

    assert words_of_html(render_body(markdown)) == ("A", "new", "hall", "of", "books,", "é.")
