"""The desk: what the form shows of a file, and what becomes of a save, in a real repository."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from digest.editor.faults import ConflictError, EditorError, ForbiddenError, MissingError, RefusedError, UnfitError
from digest.editor.values import REVISION, WINDOW
from digest.model import UsageError
from tests.editor.conftest import READING_ROOMS, WHO, git

if TYPE_CHECKING:
    from pathlib import Path

    from digest.editor.desk import Desk

ROOMS = "articles/2016/reading-rooms.md"
NEW = {"title": "The new hall", "lang": "en", "category": "law", "tags": ["prevention"], "body": "It is open."}


def last(project: Path) -> str:
    return git(project, "log", "-1", "--name-status", "--format=%an <%ae>|%s").strip()


def commits(project: Path) -> int:
    return int(git(project, "rev-list", "--count", "HEAD"))


def opened(desk: Desk, path: str = ROOMS, **changed: Any) -> dict[str, Any]:
    return {**desk.entry(path)[1], WINDOW: "w", **changed}


# --- what is shown ---


def test_names_of_entries_are_shown_as_their_ids(desk: Desk) -> None:
    assert desk.entry(ROOMS)[1]["tags"] == ["prevention"]


def test_word_that_stands_for_a_record_is_shown_as_one(desk: Desk) -> None:
    assert desk.entry("dossiers/halls.md")[1]["articles"] == [
        {"slug": "reading-rooms"}, {"slug": "night-museum", "note": "At night."}
    ]  # fmt: skip


def test_what_the_importer_wrote_is_not_shown_and_stays(desk: Desk, project: Path) -> None:
    file = project / "content" / ROOMS
    file.write_text(READING_ROOMS.replace("status:", "import: {version: '1', fingerprint: abc}\nstatus:"), "utf-8")

    desk.save(ROOMS, opened(desk, ROOMS, summary="Open."), {})

    assert "import" not in desk.entry(ROOMS)[1]
    assert "import: {version: '1', fingerprint: abc}\n" in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("tags: [Prevention]", "tags: [sport]", "not among what the form offers"),
        ("lang: en", "lang: fr", "not among what the form offers"),
        ("date: 2016-12-26", "date: 26.12.2016", "is not a date"),
        ("date:", "dates:", "unknown key"),
        ("slug: reading-rooms\n", "slug: [\n", "cannot be read"),
    ],
)
def test_file_that_the_form_would_not_show_whole_is_not_opened(
    desk: Desk, project: Path, old: str, new: str, told: str
) -> None:
    (project / "content" / ROOMS).write_text(READING_ROOMS.replace(old, new), "utf-8")

    with pytest.raises(UnfitError, match=told):
        desk.entry(ROOMS)


def test_file_that_is_not_there_is_told(desk: Desk) -> None:
    with pytest.raises(MissingError, match="no such file"):
        desk.entry("articles/nowhere.md")


# --- a new text ---


def test_new_text_becomes_one_commit_in_the_name_of_the_editor(desk: Desk, project: Path) -> None:
    name = desk.save("articles/the-new-hall.md", NEW, {})

    assert name == "articles/undated/the-new-hall.md"
    assert last(project) == f"{WHO}|Add article: The new hall\n\nA\tcontent/{name}"
    assert (project / "content" / name).read_text("utf-8") == (
        "---\ntitle: The new hall\nslug: the-new-hall\nadded: 2026-11-26\nlang: en\nauthors: []\ncategory: law\n"
        "tags:\n- prevention\n---\n\nIt is open.\n"
    )
    assert not git(project, "status", "--porcelain")


def test_dated_text_goes_into_the_folder_of_its_year(desk: Desk) -> None:
    assert desk.save("articles/x.md", NEW | {"date": "2019-03"}, {}) == "articles/2019/the-new-hall.md"


def test_new_text_is_found_by_the_path_that_the_form_knows(desk: Desk) -> None:
    name = desk.save("articles/х.md", NEW, {})

    assert desk.entry("articles/х.md")[0] == name


def test_address_of_a_headline_in_other_letters_is_made_of_it(desk: Desk) -> None:
    assert desk.save("articles/x.md", NEW | {"title": "Новый зал"}, {}) == "articles/undated/novyi-zal.md"


def test_translation_of_a_page_stands_beside_it(desk: Desk) -> None:
    said = {"title": "О нас", "slug": "about", "lang": "ru", "status": "published", "body": "Кто мы."}

    assert desk.save("pages/x.md", said, {}) == "pages/about.ru.md"


def test_address_that_is_taken_is_told_and_nothing_is_written(desk: Desk, project: Path) -> None:
    with pytest.raises(UsageError, match="this file has the slug 'reading-rooms'"):
        desk.save("articles/x.md", NEW | {"slug": "reading-rooms"}, {})

    assert not git(project, "status", "--porcelain")


@pytest.mark.parametrize("slug", ["../../outside", "a/b", "A b", "."])
def test_address_cannot_lead_elsewhere(desk: Desk, project: Path, slug: str) -> None:
    with pytest.raises(EditorError, match="is not a slug"):
        desk.save("articles/x.md", NEW | {"slug": slug}, {})

    assert not git(project, "status", "--porcelain")


def test_second_new_text_by_the_same_path_is_no_change_of_the_first(desk: Desk) -> None:
    desk.save("articles/x.md", {**NEW, WINDOW: "w"}, {})

    with pytest.raises(ConflictError):
        desk.save("articles/x.md", {**NEW, "title": "Another", WINDOW: "w"}, {})


def test_copy_under_another_headline_is_a_text_of_its_own(desk: Desk, project: Path) -> None:
    copy = opened(desk, title="More rooms")

    assert desk.save("articles/more-rooms.md", copy, {}) == "articles/2016/more-rooms.md"
    assert (project / "content" / ROOMS).read_text("utf-8") == READING_ROOMS


def test_copy_under_the_same_headline_is_told(desk: Desk) -> None:
    with pytest.raises(UsageError, match="choose another headline"):
        desk.save("articles/reading-rooms-1.md", opened(desk), {})


# --- a change ---


def test_change_touches_only_the_lines_of_the_keys_that_changed(desk: Desk, project: Path) -> None:
    desk.save(ROOMS, opened(desk, category="", summary="Open all day."), {})

    assert (project / "content" / ROOMS).read_text("utf-8") == READING_ROOMS.replace("category: law\n", "").replace(
        "status:", "summary: Open all day.\nstatus:"
    )
    assert last(project) == f"{WHO}|Change article: Reading rooms\n\nM\tcontent/{ROOMS}"


def test_save_without_a_change_makes_no_commit(desk: Desk, project: Path) -> None:
    desk.save(ROOMS, opened(desk, modified="", images=[], dateline={"text": ""}), {})

    assert commits(project) == 1
    assert (project / "content" / ROOMS).read_text("utf-8") == READING_ROOMS


def test_address_of_a_text_stays(desk: Desk) -> None:
    with pytest.raises(ForbiddenError, match="answers for ever"):
        desk.save(ROOMS, opened(desk, slug="rooms"), {})


def test_two_saves_from_one_window_are_two_commits(desk: Desk, project: Path) -> None:
    form = opened(desk)
    desk.save(ROOMS, {**form, "summary": "One."}, {})
    desk.save(ROOMS, {**form, "summary": "Two."}, {})

    assert commits(project) == 3


def test_file_that_changed_since_it_was_opened_is_not_overwritten(desk: Desk, project: Path) -> None:
    form = opened(desk)
    file = project / "content" / ROOMS
    file.write_text(READING_ROOMS + "\nAnd a line.\n", "utf-8")

    with pytest.raises(ConflictError, match="has changed since you opened it"):
        desk.save(ROOMS, {**form, "summary": "One."}, {})
    assert file.read_text("utf-8") == READING_ROOMS + "\nAnd a line.\n"
    assert commits(project) == 1


def test_save_from_another_window_in_between_is_a_conflict(desk: Desk) -> None:
    form = opened(desk)
    desk.save(ROOMS, {**form, WINDOW: "other", "summary": "One."}, {})

    with pytest.raises(ConflictError):
        desk.save(ROOMS, {**form, "summary": "Two."}, {})


def test_file_that_is_gone_is_not_begun_anew(desk: Desk, project: Path) -> None:
    form = opened(desk)
    (project / "content" / ROOMS).unlink()

    with pytest.raises(ConflictError):
        desk.save(ROOMS, {**form, "summary": "One."}, {})


def test_what_else_is_changed_or_staged_stays_so(desk: Desk, project: Path) -> None:
    (project / "content/pages/about.md").write_text("changed", "utf-8")
    (project / "note.txt").write_text("staged", "utf-8")
    git(project, "add", "note.txt")
    (project / "content/pages/about.md").write_text(
        "---\ntitle: About us\nslug: about\nlang: en\n---\n\nWho we are.\n", "utf-8"
    )
    before = git(project, "status", "--porcelain")

    desk.save(ROOMS, opened(desk, summary="One."), {})
    desk.save("articles/x.md", NEW, {})

    assert git(project, "status", "--porcelain") == before


# --- what is refused ---


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"date": "2016-13"}, "is not a date"),
        ({"embargo": "2026-12-01T06:00"}, "has no time zone"),
        ({"images": [{"file": "images/plan.svg"}]}, "alt"),
        ({"body": "See [this]({filename}/articles/nowhere.md)."}, "nowhere"),
        ({"title": ""}, "'title' is missing"),
    ],
)
def test_faulty_text_is_refused_with_what_is_wrong_and_what_to_do(
    desk: Desk, project: Path, changed: dict[str, Any], told: str
) -> None:
    with pytest.raises(RefusedError, match=told) as refused:
        desk.save(ROOMS, opened(desk, **changed), {})

    assert "Hint: " in str(refused.value)
    assert (project / "content" / ROOMS).read_text("utf-8") == READING_ROOMS
    assert commits(project) == 1


def test_faulty_new_text_leaves_no_file_and_no_folder(desk: Desk, project: Path) -> None:
    with pytest.raises(RefusedError):
        desk.save("articles/x.md", NEW | {"body": "See [this]({filename}/articles/nowhere.md)."}, {})

    assert not git(project, "status", "--porcelain", "--ignored=no")
    assert not (project / "content/articles/undated").exists()


def test_what_was_wrong_before_does_not_keep_a_text_from_being_saved(desk: Desk, project: Path) -> None:
    (project / "content/articles/2016/night-museum.md").write_text("no front matter\n", "utf-8")

    desk.save(ROOMS, opened(desk, summary="One."), {})

    assert commits(project) == 2


def test_what_a_save_breaks_elsewhere_is_told_with_its_file(desk: Desk, project: Path) -> None:
    linking = (
        "---\ntitle: About\nslug: about\nlang: en\n---\n\nSee [the rooms]({filename}/articles/2016/reading-rooms.md).\n"
    )
    (project / "content/pages/about.md").write_text(linking, "utf-8")

    with pytest.raises(RefusedError, match=r"pages/about\.md: "):
        desk.save(ROOMS, opened(desk, status="draft"), {})


# --- pictures ---

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92"
    "ef0000000049454e44ae426082"
)


def test_pictures_of_a_text_are_in_its_commit(desk: Desk, project: Path) -> None:
    image = {"file": "images/hall.png", "alt": "A hall"}
    desk.save(ROOMS, opened(desk, images=[image]), {"images/hall.png": PIXEL})

    assert last(project).splitlines()[2:] == [f"M\tcontent/{ROOMS}", "A\tcontent/images/hall.png"]


def test_damaged_picture_is_refused_and_nothing_of_the_save_stays(desk: Desk, project: Path) -> None:
    with pytest.raises(RefusedError):
        desk.save(ROOMS, opened(desk, summary="One."), {"images/hall.png": b"nothing"})

    assert not git(project, "status", "--porcelain")


def test_revision_is_that_of_the_bytes(desk: Desk, project: Path) -> None:
    before = desk.entry(ROOMS)[1][REVISION]
    (project / "content" / ROOMS).write_text(READING_ROOMS + "\n", "utf-8")

    assert desk.entry(ROOMS)[1][REVISION] != before
