"""A new article by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from digest import frontmatter
from digest.checks import check_content
from digest.drafting import write_draft
from digest.model import UsageError
from digest.schema import parse_article
from tests.support.project import article

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 1, 5)


def draft(into: Path, headline: str = "No: a “headline”", lang: str = "en") -> Path:
    return write_draft(headline, into=into, added=DAY, lang=lang)


def test_draft_has_what_is_known_and_nothing_made_up(tmp_path: Path) -> None:
    path = draft(tmp_path)
    document = frontmatter.read(path.read_text("utf-8"))
    matter, faults = parse_article(document.metadata, document.lines)

    assert path == tmp_path / "articles/undated/no-a-headline.md"
    assert faults == []
    assert matter is not None
    assert (matter.title, matter.slug, matter.added, matter.lang) == ("No: a “headline”", "no-a-headline", DAY, "en")
    assert (matter.status, matter.published, matter.authors) == ("draft", None, ())


@pytest.mark.parametrize("headline", ["2016", "no", "null", "- a", "a\nb", "Ақтөбе", "الأمن", "😀 1", "x" * 300])
def test_any_headline_with_a_letter_or_figure_makes_a_draft_that_reads_back(tmp_path: Path, headline: str) -> None:
    path = draft(tmp_path, headline)
    document = frontmatter.read(path.read_text("utf-8"))
    _, faults = parse_article(document.metadata, document.lines)

    assert faults == []
    assert document.metadata["title"] == headline
    assert len(path.name) <= 83


def test_draft_does_not_stop_the_rest_of_the_site(tmp_path: Path) -> None:
    draft(tmp_path)

    assert list(map(str, check_content(tmp_path))) == []


def test_second_draft_with_one_headline_leaves_the_first_alone(tmp_path: Path) -> None:
    path = draft(tmp_path)
    path.write_text("mine", "utf-8")

    with pytest.raises(UsageError, match=r"no-a-headline\.md: .*Hint: "):
        draft(tmp_path)
    assert path.read_text("utf-8") == "mine"


def test_address_of_an_article_in_another_file_is_taken_too(tmp_path: Path) -> None:
    (tmp_path / "articles/2016").mkdir(parents=True)
    (tmp_path / "articles/2016/other.md").write_text(article("no-a-headline"), "utf-8")

    with pytest.raises(UsageError, match=r"other\.md: .*Hint: "):
        draft(tmp_path)


@pytest.mark.parametrize("headline", ["", "   ", "!?", "—"])
def test_headline_without_a_letter_is_wrong_usage(tmp_path: Path, headline: str) -> None:
    with pytest.raises(UsageError, match="Hint: use a letter or a figure"):
        draft(tmp_path, headline)
    assert list(tmp_path.iterdir()) == []


def test_language_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'english' is not a language tag"):
        draft(tmp_path, lang="english")
    assert list(tmp_path.iterdir()) == []


def test_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no content folder"):
        draft(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
