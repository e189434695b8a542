"""A new article by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from digest import frontmatter
from digest.checks import check_content
from digest.drafting import Begun, write_draft
from digest.model import UsageError, Week
from digest.schema import KINDS, parse_article
from tests.support.project import article, write_project

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 1, 5)


def draft(into: Path, headline: str = "No: a “headline”", **known: Any) -> Path:
    return write_draft(headline, Begun(added=DAY, **known), into=into)


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


@pytest.mark.parametrize(
    ("kind", "lang", "path"),
    [
        ("articles", "ru", "articles/undated/a-headline.md"),
        ("pages", "en", "pages/a-headline.md"),
        ("pages", "kk", "pages/a-headline.kk.md"),
        ("dossiers", "kk", "dossiers/a-headline.md"),
        ("digests", "en", "digests/2026-W01.md"),
        ("digests", "ar", "digests/2026-W01.ar.md"),
    ],
)
def test_every_kind_can_be_begun_and_stops_nothing(tmp_path: Path, kind: str, lang: str, path: str) -> None:
    content = write_project(tmp_path, {}) / "content"
    written = draft(content, "A headline", kind=kind, lang=lang)
    document = frontmatter.read(written.read_text("utf-8"))
    matter, faults = KINDS[kind].parse(document.metadata, document.lines)

    assert written == content / path
    assert faults == []
    assert matter.status == "draft"
    assert list(document.metadata) == [key for key in KINDS[kind].by_key if key in document.metadata]
    assert list(map(str, check_content(content))) == []


def test_week_that_is_named_is_taken(tmp_path: Path) -> None:
    path = draft(tmp_path, "A headline", kind="digests", week=Week(2025, 52))

    assert path.name == "2025-W52.md"
    assert "week: 2025-W52\n" in path.read_text("utf-8")


def test_page_in_another_language_may_have_the_same_address(tmp_path: Path) -> None:
    draft(tmp_path, "About", kind="pages")
    draft(tmp_path, "About", kind="pages", lang="ru")

    with pytest.raises(UsageError, match=r"about\.ru\.md: this file has the slug 'about' and the lang 'ru'"):
        draft(tmp_path, "About", kind="pages", lang="ru")


def test_publication_and_section_are_written_by_their_ids(tmp_path: Path) -> None:
    content = write_project(tmp_path, {}) / "content"
    text = draft(content, publication="Digest", section="LAW").read_text("utf-8")

    assert "publication: digest\n" in text
    assert "category: law\n" in text


@pytest.mark.parametrize(
    ("known", "hint"),
    [
        ({"section": "laws"}, "Hint: did you mean 'law'"),
        ({"publication": "Nowhere at all"}, "Hint: add it to"),
        ({"section": "law", "kind": "pages"}, "Hint: leave --section out"),
    ],
)
def test_entry_that_is_not_there_is_wrong_usage(tmp_path: Path, known: dict[str, str], hint: str) -> None:
    content = write_project(tmp_path, {}) / "content"

    with pytest.raises(UsageError, match=hint):
        draft(content, **known)
    assert list(content.rglob("*.md")) == []
