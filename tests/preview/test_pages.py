"""What the preview shows beside the site: what readers do not find; and what it leaves alone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from digest.site.addresses import save_as
from tests.preview.conftest import running
from tests.support.project import build

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.preview.conftest import Running

BAR = r'\n<aside class="digest-preview".*?</aside>'


def test_draft_is_shown_and_marked_and_in_no_list(open_page: Page, preview: Running) -> None:
    open_page.goto("/articles/new-catalogue/")

    expect(open_page.get_by_text("Draft, not published")).to_be_visible()
    expect(open_page.locator(".digest-preview")).to_contain_text("draft")
    assert not [path for path in ("/", "/latest/", "/tags/prevention/", "/feed.atom", "/sitemap.xml")
                if "new-catalogue" in preview.get(path)[2]]  # fmt: skip


def test_draft_of_a_dossier_is_shown_and_marked_and_nothing_leads_there(open_page: Page, preview: Running) -> None:
    open_page.goto("/dossiers/halls/")
    expect(open_page.locator(".digest-preview")).to_contain_text("content/dossiers/halls.md")
    preview.edit("content/dossiers/halls.md", "added:", "status: draft\nadded:")

    expect(open_page.get_by_text("Draft, not published")).to_be_visible()
    expect(open_page.locator(".digest-preview")).to_contain_text("draft")
    assert not [path for path in ("/", "/articles/reading-rooms/", "/articles/night-museum/")
                if "dossiers/" in preview.get(path)[2]]  # fmt: skip
    assert preview.get("/dossiers/")[0] == 404


def test_article_under_embargo_is_shown_and_marked(open_page: Page) -> None:
    open_page.goto("/articles/map-room/")

    expect(open_page.get_by_text("Under embargo, not published yet")).to_be_visible()


def test_what_readers_do_not_find_is_listed_with_its_file(open_page: Page) -> None:
    open_page.goto("/")
    open_page.get_by_role("link", name="2 texts that readers do not find").click()

    row = open_page.get_by_role("row").filter(has_text="New catalogue")
    expect(row).to_contain_text("draft")
    expect(row).to_contain_text("content/articles/new-catalogue.md")
    row.get_by_role("link").click()
    expect(open_page.get_by_text("The catalogue is not done.")).to_be_visible()


def test_list_of_what_readers_do_not_find_follows_the_content(open_page: Page, preview: Running) -> None:
    open_page.goto("/.preview/")
    preview.edit("content/articles/new-catalogue.md", "status: draft", "status: review")

    expect(open_page.get_by_role("cell", name="review")).to_be_visible()


def test_without_drafts_there_is_what_readers_see(project: Path) -> None:
    with running(project, drafts=False) as preview:
        assert preview.get("/articles/new-catalogue/")[0] == 404
        assert preview.get("/articles/map-room/")[0] == 404


def test_embargo_that_ends_is_seen_by_itself(open_page: Page, preview: Running) -> None:
    soon = datetime.now(UTC) + timedelta(seconds=3)
    open_page.goto("/tags/prevention/")
    preview.edit("content/articles/map-room.md", "2999-01-01T00:00:00Z", soon.isoformat())

    expect(open_page.get_by_role("link", name="Map room")).to_be_visible()
    assert datetime.now(UTC) >= soon


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/", 200, "text/html; charset=utf-8"),
        ("/nowhere/", 404, "text/html; charset=utf-8"),
        ("/feed.atom", 200, "application/atom+xml"),
        ("/feed.json", 200, "application/feed+json"),
        ("/sitemap.xml", 200, "application/xml"),
        ("/images/plan.svg", 200, "image/svg+xml"),
        ("/theme/site.css", 200, "text/css; charset=utf-8"),
        ("/.preview/", 200, "text/html; charset=utf-8"),
        ("/.preview/preview.css", 200, "text/css; charset=utf-8"),
        ("/.preview/reload.js", 200, "text/javascript; charset=utf-8"),
    ],
)
def test_everything_is_answered_as_what_it_is_and_for_nobody_else(
    preview: Running, path: str, status: int, kind: str
) -> None:
    found, headers, _ = preview.get(path)

    assert (found, headers["Content-Type"]) == (status, kind)
    assert headers["X-Robots-Tag"] == "noindex"
    assert headers["Cache-Control"] == "no-store"
    assert "script-src 'self'" in headers["Content-Security-Policy"]


def test_name_that_leads_here_from_elsewhere_is_not_answered(preview: Running) -> None:
    connection = HTTPConnection(preview.address.removeprefix("http://"), timeout=30)
    connection.request("GET", "/articles/new-catalogue/", headers={"Host": "example.org"})
    answer = connection.getresponse()

    assert (answer.status, b"catalogue" in answer.read()) == (421, False)
    connection.close()


def test_page_that_is_missing_finds_the_way_to_the_root(preview: Running) -> None:
    assert 'href="/theme/site.css' in preview.get("/no/such/page/")[2]


def test_folder_without_its_slash_leads_to_the_one_with_it(preview: Running) -> None:
    status, headers, _ = preview.get("/tags/prevention")

    assert (status, headers["Location"]) == (301, "/tags/prevention/")


def test_head_has_no_body(preview: Running) -> None:
    assert preview.get("/", "HEAD")[::2] == (200, "")


def test_page_is_that_of_the_built_site_but_for_bar_and_script(project: Path) -> None:
    output = build(project, project / "output", "--drafts")
    with running(project) as preview:
        for path in ("/", "/articles/map-room/", "/tags/prevention/", "/about/"):
            page = preview.get(path)[2]
            for added in (r'<link rel="stylesheet" href="/.preview/.*?\n<script src="/.preview/.*?</script>\n', BAR):
                page, times = re.subn(added, "", page, count=1, flags=re.DOTALL)
                assert times == 1

            assert page == (output / save_as(path)).read_text("utf-8")


def test_built_site_has_no_trace_of_the_preview(project: Path) -> None:
    output = build(project, project / "output")

    assert [file for file in output.rglob("*") if file.is_file() and b".preview" in file.read_bytes()] == []


def test_search_is_that_of_the_last_build(project: Path) -> None:
    build(project, project / "output")
    with running(project) as preview:
        assert preview.get("/search/index.json")[0] == 200
        assert "Search is that of the last build" in preview.get("/search/")[2]


def test_without_a_build_there_is_no_search(preview: Running) -> None:
    assert preview.get("/search/index.json")[0] == 404
    assert "There is no search before a build" in preview.get("/search/")[2]


def test_page_is_whole_without_scripts(browser: Browser, preview: Running) -> None:
    context = browser.new_context(base_url=preview.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/articles/reading-rooms/")

    expect(page.get_by_text("The rooms are open.")).to_be_visible()
    expect(page.get_by_text("Preview", exact=True)).to_be_visible()
    context.close()
