"""Rules over dossiers: what each lists is there, is published, and stands in it once; each fault at its own line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.checks import check_content
from tests.checks.test_content import told, write
from tests.support.project import article

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = {
    "articles/2016/rooms.md": article("reading-rooms"),
    "articles/2016/museum.md": article("night-museum"),
    "articles/2016/draft.md": article("new-catalogue", status="draft"),
    "articles/2016/hidden.md": article("old-harbour", status="hidden"),
    "articles/2016/later.md": article("map-room", embargo="2999-01-01T00:00:00Z"),
}
PATH = "dossiers/rooms.md"


def dossier(*items: str, slug: str = "rooms", more: str = "") -> str:
    """Return a dossier whose first item stands in line 7, each in a line of its own; *more* stands behind them."""
    listed = "".join(f"- {item}\n" for item in items)
    return f"---\ntitle: Rooms\nslug: {slug}\nlang: en\nadded: 2026-01-05\narticles:\n{listed}{more}---\n\nWords.\n"


def test_dossier_of_published_articles_is_fine(tmp_path: Path) -> None:
    text = dossier("reading-rooms", "{slug: night-museum, note: Why., heading: Later}", more="tag: prevention\n")

    assert told(write(tmp_path, ARTICLES | {PATH: text})) == []


def test_article_under_embargo_may_be_listed_since_it_shows_itself_when_its_time_comes(tmp_path: Path) -> None:
    assert told(write(tmp_path, ARTICLES | {PATH: dossier("map-room")})) == []


@pytest.mark.parametrize(
    ("items", "line", "code", "message", "hint"),
    [
        (("reading-rooms", "night-musem"), 8, "C185", "'night-musem'", "did you mean 'night-museum'?"),
        (("reading-rooms", "{slug: night-musem, note: Why.}"), 8, "C185", "'night-musem'", "did you mean"),
        (("zzz",), 7, "C185", "'zzz'", "write the slug of an article"),
        (("reading-rooms", "new-catalogue"), 8, "C302", "its status is draft", "publish it"),
        (("old-harbour",), 7, "C302", "its status is hidden", "take it out"),
        (("reading-rooms", "night-museum", "reading-rooms"), 9, "C187", "first in line 7", "one of the two"),
        (("{slug: reading-rooms, nite: Why.}",), 6, "C104", "unknown key 'nite'", "did you mean 'note'?"),
        (("{note: Why.}",), 6, "C104", "lacks a key", "slug, note, heading"),
    ],
)
def test_item_that_is_wrong_is_told_at_its_line(  # noqa: PLR0913, PLR0917 - what a case is made of
    tmp_path: Path, items: tuple[str, ...], line: int, code: str, message: str, hint: str
) -> None:
    folder = write(tmp_path, ARTICLES | {PATH: dossier(*items)})
    (problem,) = check_content(folder)

    assert (problem.path, problem.line, problem.code) == ((folder / PATH).as_posix(), line, code)
    assert message in problem.message
    assert hint in problem.hint


def test_items_in_one_line_are_told_apart(tmp_path: Path) -> None:
    text = dossier().replace("articles:\n", "articles: [night-musem, reading-rooms, reading-rooms]\n")

    assert told(write(tmp_path, ARTICLES | {PATH: text})) == [(PATH, 6, "C185"), (PATH, 6, "C187")]


def test_dossier_without_articles_is_told(tmp_path: Path) -> None:
    text = dossier().replace("articles:\n", "articles: []\n")

    assert told(write(tmp_path, ARTICLES | {PATH: text})) == [(PATH, 6, "C188")]
    assert told(write(tmp_path, {PATH: dossier()})) == [(PATH, 6, "C103")]


def test_draft_of_a_dossier_may_list_drafts_and_no_unknown_articles(tmp_path: Path) -> None:
    text = dossier("new-catalogue", "old-harbour", "nothing", more="status: draft\n")

    assert told(write(tmp_path, ARTICLES | {PATH: text})) == [(PATH, 9, "C185")]


def test_tags_slugs_and_translations_of_dossiers_are_checked_as_those_of_articles(tmp_path: Path) -> None:
    files = {
        PATH: dossier("reading-rooms", more="tag: preventon\n"),
        "dossiers/same.md": dossier("reading-rooms"),
        "dossiers/zhai.md": dossier("reading-rooms", slug="zhai", more="translation_of: roms\n"),
    }

    assert told(write(tmp_path, ARTICLES | files)) == [
        (PATH, 8, "C112"),
        ("dossiers/same.md", 3, "C110"),
        ("dossiers/zhai.md", 8, "C111"),
    ]


def test_dossier_and_article_may_have_the_same_slug_and_a_page_not_that_of_the_index(tmp_path: Path) -> None:
    page = "---\ntitle: D\nslug: dossiers\nlang: en\n---\n\nWords.\n"
    files = {PATH: dossier("reading-rooms", slug="reading-rooms"), "pages/dossiers.md": page}

    assert told(write(tmp_path, ARTICLES | files)) == [("pages/dossiers.md", 3, "C116")]
