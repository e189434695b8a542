"""What is wrong is told in the page and in the terminal, with the place; and when it is mended the page is back."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from digest.plugins.settings import SettingsError
from digest.preview.complaints import MENDED
from tests.preview.conftest import running
from tests.support.project import SETTINGS_NAME, article
from tools.faulty import cases

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.preview.conftest import Running

ARTICLE, FILE = "/articles/reading-rooms/", "content/articles/reading-rooms.md"
TEMPLATE = "theme/templates/article.html"


def test_front_matter_that_cannot_be_read_stands_in_place_of_the_page(open_page: Page, preview: Running) -> None:
    open_page.goto(ARTICLE)
    preview.edit(FILE, "title: Reading rooms", "title: [Reading rooms")
    expect(open_page.get_by_role("heading", name="This page cannot be shown")).to_be_visible()
    told = preview.told()

    assert f"{preview.folder / FILE}:" in told
    assert ": C101 " in told
    expect(open_page.get_by_text(told)).to_be_visible()

    preview.edit(FILE, "title: [Reading rooms", "title: Reading rooms")
    expect(open_page.get_by_text("The rooms are open.")).to_be_visible()
    assert preview.told() == MENDED


def test_file_that_cannot_be_read_leaves_the_other_pages_as_they_were(open_page: Page, preview: Running) -> None:
    open_page.goto("/tags/prevention/")
    preview.edit(FILE, "title: Reading rooms", "title: [Reading rooms")

    expect(open_page.locator(".digest-preview summary")).to_have_text("1 problem")
    expect(open_page.get_by_role("link", name="Reading rooms")).to_be_visible()


def test_what_is_wrong_with_an_article_leaves_its_page_to_be_seen(open_page: Page, preview: Running) -> None:
    open_page.goto(ARTICLE)
    preview.edit(FILE, "tags: [prevention]", "tags: [preventoin]")
    summary = open_page.locator(".digest-preview summary")
    expect(summary).to_have_text("1 problem")
    summary.click()
    told = preview.told()

    assert ": C112 unknown tag 'preventoin'. Hint: did you mean 'prevention'?" in told
    expect(open_page.get_by_text(told)).to_be_visible()
    expect(open_page.get_by_text("The rooms are open.")).to_be_visible()


def test_fault_of_a_template_is_shown_with_its_line(open_page: Page, preview: Running) -> None:
    open_page.goto(ARTICLE)
    preview.edit(TEMPLATE, "{% block content %}\n", "{% block content %}\n{{ article.nothing }}\n")
    expect(open_page.get_by_role("heading", name="This page cannot be shown")).to_be_visible()
    line = (preview.folder / TEMPLATE).read_text("utf-8").splitlines().index("{{ article.nothing }}") + 1
    told = preview.told()

    assert told.startswith(f"{TEMPLATE}:{line}: B101 UndefinedError: ")
    expect(open_page.get_by_text(told)).to_be_visible()
    assert preview.get("/tags/prevention/")[0] == 200

    preview.edit(TEMPLATE, "{{ article.nothing }}\n", "")
    expect(open_page.get_by_text("The rooms are open.")).to_be_visible()
    assert preview.told() == MENDED


def test_template_that_is_none_is_told_once_for_all_pages(open_page: Page, preview: Running) -> None:
    open_page.goto(ARTICLE)
    preview.edit(TEMPLATE, "{% block content %}", "{% block content %}{% if %}")
    expect(open_page.get_by_role("heading", name="This page cannot be shown")).to_be_visible()
    assert preview.get("/articles/night-museum/")[0] == 500
    preview.edit(TEMPLATE, "{% if %}", "")
    expect(open_page.get_by_text("The rooms are open.")).to_be_visible()

    assert preview.told().startswith(f"{TEMPLATE}:")
    assert preview.told() == MENDED


def test_fault_of_the_settings_stands_in_place_of_every_page(open_page: Page, preview: Running) -> None:
    open_page.goto(ARTICLE)
    preview.edit(SETTINGS_NAME, 'THEME = "theme"', 'THEME = "theme" +')
    expect(open_page.get_by_role("heading", name="This page cannot be shown")).to_be_visible()
    told = preview.told()

    assert f"{SETTINGS_NAME}:" in told
    assert "the settings cannot be read: SyntaxError" in told
    expect(open_page.get_by_text(told)).to_be_visible()

    preview.edit(SETTINGS_NAME, 'THEME = "theme" +', 'THEME = "theme"')
    expect(open_page.get_by_text("The rooms are open.")).to_be_visible()
    assert preview.told() == MENDED


def test_module_of_the_settings_is_mended_though_nobody_knew_of_it(open_page: Page, preview: Running) -> None:
    open_page.goto(ARTICLE)
    (preview.folder / "more_names.py").write_text("NAME =\n", "utf-8")
    preview.edit("names.py", 'SITENAME = "Library news"', "from more_names import NAME as SITENAME")
    assert "more_names.py:1" in preview.told()
    (preview.folder / "more_names.py").write_text("NAME = 'More news'\n", "utf-8")

    expect(open_page).to_have_title("Reading rooms · More news")


def test_setting_of_a_wrong_kind_is_a_fault_like_any(open_page: Page, preview: Running) -> None:
    open_page.goto(ARTICLE)
    preview.edit(SETTINGS_NAME, 'DIGEST["site"]["name"] = SITENAME', 'DIGEST["site"] = None')

    expect(open_page.get_by_role("heading", name="This page cannot be shown")).to_be_visible()
    assert SETTINGS_NAME in preview.told()


def test_link_that_leads_nowhere_is_told_with_its_line(open_page: Page, preview: Running) -> None:
    open_page.goto(ARTICLE)
    preview.edit(FILE, "The rooms are open.", "The rooms are open.\n\nSee [this]({filename}/articles/nowhere.md).")

    told = preview.told()

    assert f"{preview.folder / FILE}:15: C119 " in told
    expect(open_page.locator(".digest-preview summary")).to_have_text("1 problem")


def test_two_articles_with_one_slug_are_told_and_all_else_is_shown(open_page: Page, preview: Running) -> None:
    open_page.goto("/articles/night-museum/")
    (preview.folder / "content/articles/twin.md").write_text(article("reading-rooms", "The twin."), "utf-8")

    assert ": C110 " in preview.told()
    expect(open_page.locator(".digest-preview summary")).to_have_text("1 problem")


def test_content_that_is_wrong_from_the_beginning_is_previewed(project: Path) -> None:
    file = project / FILE
    file.write_text(file.read_text("utf-8").replace("title: ", "title: ["), "utf-8")
    with running(project) as preview:
        # of the article, and of the dossier that lists it: it has no slug now
        assert [": C101 " in preview.told(), ": C185 " in preview.told()] == [True, True]
        assert preview.get(ARTICLE)[0] == 404
        assert "2 problems" in preview.get("/")[2]


def test_article_of_seven_faults_leaves_the_rest_of_the_site_to_be_seen(project: Path) -> None:
    (case,) = (case for case in cases() if case.stem == "seven-in-the-front-matter")
    shutil.copyfile(case, project / "content/articles/seven.md")
    with running(project) as preview:
        assert "content/articles/seven.md:4: C104 " in preview.told()
        assert preview.get("/articles/night-museum/")[0] == 200
        assert "7 problems" in preview.get("/")[2]


def test_settings_that_are_wrong_from_the_beginning_are_no_preview(project: Path) -> None:
    (project / SETTINGS_NAME).write_text("THEME =\n", "utf-8")

    with pytest.raises(SettingsError, match=rf"{SETTINGS_NAME}:1: the settings cannot be read"), running(project):
        pass
