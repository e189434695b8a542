"""The editor over HTTP: who is answered, with what, and what is refused in a sentence."""

from __future__ import annotations

import base64
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from digest.editor import answering
from digest.editor.answering import ADMIN_POLICY
from tests.editor.conftest import git
from tests.editor.test_desk import NEW, PIXEL, ROOMS

if TYPE_CHECKING:
    from tests.editor.conftest import Running


def persist(editor: Running, path: str, values: dict[str, Any], *assets: dict[str, str]) -> tuple[int, Any]:
    data = [{"path": path, "slug": "x", "raw": json.dumps(values)}]
    return editor.ask("persistEntry", dataFiles=data, assets=list(assets), options={"commitMessage": "x"})


def upload(name: str, content: bytes = PIXEL) -> dict[str, str]:
    return {"path": name, "content": base64.b64encode(content).decode(), "encoding": "base64"}


def values(editor: Running, path: str = ROOMS) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(editor.ask("getEntry", path=path)[1]["data"])
    return found


def test_list_has_every_text_with_what_it_is_sorted_by(editor: Running) -> None:
    status, told = editor.ask("entriesByFolder", folder="articles", extension="md", depth=1)

    assert status == 200
    assert [one["file"]["path"] for one in told] == ["articles/2016/night-museum.md", ROOMS]
    assert json.loads(told[1]["data"]) == {
        "title": "Reading rooms",
        "slug": "reading-rooms",
        "date": "2016-12-26",
        "added": "2026-01-05",
        "lang": "en",
        "status": "published",
    }


def test_text_that_is_saved_is_in_the_list_at_once(editor: Running) -> None:
    assert persist(editor, "articles/x.md", NEW) == (200, {"message": "articles/undated/the-new-hall.md is saved"})

    _, listed = editor.ask("entriesByFolder", folder="articles")
    assert "articles/undated/the-new-hall.md" in [one["file"]["path"] for one in listed]


def test_name_of_a_text_leads_to_its_page(editor: Running) -> None:
    status, headers, _ = editor.request("GET", "/admin/page/articles/2016/reading-rooms")

    assert (status, headers["Location"]) == (302, "/articles/reading-rooms/")
    for path in ("articles/nowhere", "articles/..%2f..%2fx", "", "registry/tags"):
        assert editor.request("GET", f"/admin/page/{path}")[0] == 404


def test_picture_that_comes_with_a_text_is_not_told_as_missing(editor: Running) -> None:
    raw = json.dumps({**values(editor), "images": [{"file": "images/hall.png", "alt": "A hall"}]})

    assert "no picture 'images/hall.png'" in editor.ask("show", path=ROOMS, raw=raw)[1]["problems"][0]
    assert editor.ask("show", path=ROOMS, raw=raw, pictures=["images/hall.png"])[1]["problems"] == []


def test_text_is_shown_by_the_theme_before_it_is_saved(editor: Running) -> None:
    raw = json.dumps({**values(editor), "body": "The rooms are **closed**.", "title": "No rooms"})
    status, told = editor.ask("show", path=ROOMS, raw=raw)
    _, headers, page = editor.request("GET", told["url"])

    assert (status, told["problems"]) == (200, [])
    assert told["url"].startswith("/articles/reading-rooms/?shown=")
    assert b"<strong>closed</strong>" in page
    assert b"No rooms" in page
    assert re.findall(rb"<script(?! type=.application/ld.json.>)", page) == []
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert b"closed" not in editor.request("GET", "/articles/reading-rooms/")[2]
    assert not git(editor.folder, "status", "--porcelain")


def test_new_text_is_shown_before_it_is_saved(editor: Running) -> None:
    told = editor.ask("show", path="articles/new.md", raw=json.dumps(NEW))[1]

    assert b"It is open." in editor.request("GET", told["url"])[2]


def test_what_is_wrong_with_a_text_is_told_while_it_is_written(editor: Running) -> None:
    raw = json.dumps({**values(editor), "date": "2016-13"})
    told = editor.ask("show", path=ROOMS, raw=raw)[1]

    assert "is not a date: '2016-13'. Hint: write 2016-12-26" in told["problems"][0]


def test_pictures_come_with_their_text_and_by_themselves(editor: Running) -> None:
    image = {"file": "images/hall.png", "alt": "A hall"}
    assert persist(editor, ROOMS, {**values(editor), "images": [image]}, upload("images/hall.png"))[0] == 200
    assert editor.ask("persistMedia", asset=upload("images/other.png", PIXEL), options={})[0] == 200

    _, told = editor.ask("getMedia", mediaFolder="images")
    assert [one["path"] for one in told] == ["images/hall.png", "images/other.png", "images/plan.svg"]
    assert base64.b64decode(told[0]["content"]) == PIXEL
    assert git(editor.folder, "log", "-1", "--format=%s") == "Add picture: other.png\n"


def test_picture_takes_the_place_of_no_other(editor: Running) -> None:
    status, told = editor.ask("persistMedia", asset=upload("images/plan.svg"), options={})

    assert status == 409
    assert "another picture of that name" in told["error"]


@pytest.mark.parametrize(
    "path",
    ["../outside.md", "articles/../../x.md", "/etc/hosts", "articles/.hidden.md", "registry/tags.yaml", "articles/x",
     "articles\\x.md", "articles//x.md", "articles/a\0.md", "pelicanconf.py", ".git/config", "images/plan.svg"],
)  # fmt: skip
def test_only_content_files_are_opened_and_saved(editor: Running, path: str) -> None:
    before = git(editor.folder, "status", "--porcelain")

    assert editor.ask("getEntry", path=path)[0] in {400, 403}
    assert persist(editor, path, NEW)[0] in {400, 403}
    assert git(editor.folder, "status", "--porcelain") == before


@pytest.mark.parametrize(
    "path",
    ["../x.png", "images/../x.png", "images/.x.png", "images/a/b.png", "articles/x.png", "images/x.html",
     "images/x.heic", "images/x.svg.js", "images/<x>.png"],
)  # fmt: skip
def test_only_pictures_are_taken_and_only_into_their_folder(editor: Running, path: str) -> None:
    assert editor.ask("persistMedia", asset=upload(path), options={})[0] in {400, 403}
    assert persist(editor, ROOMS, values(editor), upload(path))[0] in {400, 403}
    assert not git(editor.folder, "status", "--porcelain")


def test_link_that_leads_out_of_the_content_is_not_followed(editor: Running) -> None:
    (editor.folder / "secret.md").write_text("---\ntitle: Secret\n---\n", "utf-8")
    (editor.folder / "content/articles/out.md").symlink_to(editor.folder / "secret.md")

    assert editor.ask("getEntry", path="articles/out.md")[0] == 403


def test_nothing_is_deleted(editor: Running) -> None:
    status, told = editor.ask("deleteFiles", paths=[ROOMS], options={})

    assert (status, "answers for ever" in told["error"]) == (403, True)
    assert (editor.folder / "content" / ROOMS).exists()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://example.org"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "example.org", "Origin": "http://example.org"}, 403),
        ({"Content_Type": "text/plain"}, 400),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 400),
    ],
)
def test_page_of_somebody_else_is_not_answered(editor: Running, headers: dict[str, str], status: int) -> None:
    told = editor.post(json.dumps({"action": "info"}), **headers)

    assert told[0] == status
    assert "Hint: " in told[1]["error"]


def test_page_of_another_name_gets_nothing_of_the_form(editor: Running) -> None:
    for path in ("/admin/", "/admin/configuration.json", "/articles/reading-rooms/?shown=0"):
        assert editor.request("GET", path, "", {"Host": "example.org"})[0] == 421


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '"x"', '{"action": "info", "params": []}', '{"action": "rm"}', "[" * 100_000]
)
def test_what_is_no_request_is_told_in_a_sentence(editor: Running, content: str) -> None:
    status, told = editor.post(content)

    assert status == 400
    assert "Hint: " in told["error"]


@pytest.mark.parametrize(
    "params",
    [{}, {"dataFiles": []}, {"dataFiles": ["x"]}, {"dataFiles": [{"path": ROOMS}]},
     {"dataFiles": [{"path": ROOMS, "raw": "[]"}]}, {"dataFiles": [{"path": ROOMS, "raw": "{}"}], "assets": ["x"]},
     {"dataFiles": [{"path": ROOMS, "raw": "{}"}], "assets": [{**upload("images/x.png"), "content": "?"}]}],
)  # fmt: skip
def test_save_that_says_too_little_is_told(editor: Running, params: dict[str, Any]) -> None:
    status, told = editor.ask("persistEntry", **params)

    assert (status, "Hint: " in told["error"]) == (400, True)


@pytest.mark.parametrize("said", [{"title": {"a": 1}}, {"tags": "x"}, {"images": [1]}, {"dateline": [[]]}, {"body": 7}])
def test_values_of_a_wrong_kind_are_refused(editor: Running, said: dict[str, Any]) -> None:
    assert persist(editor, "articles/x.md", NEW | said)[0] in {200, 422}


def test_request_that_is_too_large_is_not_read(editor: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "_MOST", 1000)

    assert editor.post(json.dumps({"action": "info", "more": "x" * 1000}))[0] == 413


def test_form_is_as_strict_as_its_program_allows(editor: Running) -> None:
    status, headers, page = editor.request("GET", "/admin/")

    assert status == 200
    assert headers["Content-Security-Policy"] == ADMIN_POLICY
    assert "https:" not in ADMIN_POLICY
    assert "frame-ancestors 'none'" in ADMIN_POLICY
    assert b"Decap CMS" in page


def test_files_beside_the_program_are_not_served(editor: Running) -> None:
    for path in ("/admin/program/../package.json", "/admin/program/%2e%2e/package.json", "/admin/nothing.js"):
        assert editor.request("GET", path)[0] == 404


def test_preview_stands_beside_the_form_with_its_own_policy(editor: Running) -> None:
    status, headers, _ = editor.request("GET", "/articles/reading-rooms/")

    assert status == 200
    assert "unsafe" not in headers["Content-Security-Policy"]
