"""What is saved is shown on the page that is open, without anybody touching it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.support.project import SETTINGS_NAME, article

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.preview.conftest import Running

ARTICLE, FILE = "/articles/reading-rooms/", "content/articles/reading-rooms.md"


def test_body_that_is_edited_is_shown(open_page: Page, preview: Running) -> None:
    open_page.goto(ARTICLE)
    preview.edit(FILE, "The rooms are open.", "The rooms are closed.")

    expect(open_page.get_by_text("The rooms are closed.")).to_be_visible()


def test_headline_that_is_edited_is_shown_in_a_list(open_page: Page, preview: Running) -> None:
    open_page.goto("/tags/prevention/")
    preview.edit(FILE, "title: Reading rooms", "title: Rooms for reading")

    expect(open_page.get_by_role("link", name="Rooms for reading")).to_be_visible()


def test_feed_has_the_new_body_too(open_page: Page, preview: Running) -> None:
    assert "The rooms are open." in preview.get("/feed.atom")[2]
    open_page.goto(ARTICLE)
    preview.edit(FILE, "The rooms are open.", "The rooms are closed.")
    expect(open_page.get_by_text("The rooms are closed.")).to_be_visible()

    feed = preview.get("/feed.atom")[2]

    assert "The rooms are closed." in feed
    assert "The rooms are open." not in feed


def test_template_that_is_edited_is_shown(open_page: Page, preview: Running) -> None:
    open_page.goto(ARTICLE)
    preview.edit(
        "theme/templates/article.html",
        '<div class="article__text">',
        '<p>From the template.</p><div class="article__text">',
    )

    expect(open_page.get_by_text("From the template.")).to_be_visible()


def test_style_sheet_that_is_edited_is_seen(open_page: Page, preview: Running) -> None:
    open_page.goto(ARTICLE)
    preview.edit("theme/static/css/utilities.css", "", ".headline { letter-spacing: 7px; }\n")

    expect(open_page.locator("h1.headline")).to_have_css("letter-spacing", "7px")


def test_word_of_a_catalog_that_is_edited_is_shown(open_page: Page, preview: Running) -> None:
    preview.edit(FILE, "lang: en", "lang: ru")
    open_page.goto("/ru/latest/")
    preview.edit("theme/locale/ru.po", 'msgid "All articles"\nmsgstr "', 'msgid "All articles"\nmsgstr "Здесь ')

    expect(open_page.get_by_text("Здесь").first).to_be_visible()


def test_registry_that_is_edited_is_shown(open_page: Page, preview: Running) -> None:
    open_page.goto(ARTICLE)
    preview.edit("content/registry/tags.yaml", "{en: Prevention}", "{en: Foresight}")

    expect(open_page.get_by_role("link", name="Foresight").first).to_be_visible()


def test_settings_that_are_edited_are_shown(open_page: Page, preview: Running) -> None:
    open_page.goto(ARTICLE)
    preview.edit(SETTINGS_NAME, 'DIGEST["site"]["name"] = SITENAME', 'DIGEST["site"]["name"] = "Museum news"')

    expect(open_page).to_have_title("Reading rooms · Museum news")


def test_what_the_settings_import_is_read_again(open_page: Page, preview: Running) -> None:
    open_page.goto(ARTICLE)
    preview.edit("names.py", "Library news", "News of the library")

    expect(open_page).to_have_title("Reading rooms · News of the library")


def test_picture_that_is_edited_is_fetched_again(open_page: Page, preview: Running) -> None:
    open_page.goto(ARTICLE)
    with open_page.expect_navigation():
        preview.edit("content/images/plan.svg", 'width="10"', 'width="20"')

    assert 'width="20"' in preview.get("/images/plan.svg")[2]


def test_article_that_is_new_takes_the_place_of_the_page_for_what_is_missing(open_page: Page, preview: Running) -> None:
    response = open_page.goto("/articles/late-opening/")
    assert response is not None
    assert response.status == 404
    (preview.folder / "content/articles/late.md").write_text(article("late-opening", "Open late."), "utf-8")

    expect(open_page.get_by_text("Open late.")).to_be_visible()


def test_article_that_is_deleted_is_missing(open_page: Page, preview: Running) -> None:
    open_page.goto(ARTICLE)
    (preview.folder / FILE).unlink()

    expect(open_page).to_have_title("Page not found · Library news")


def test_two_saves_in_a_burst_end_with_the_second(open_page: Page, preview: Running) -> None:
    open_page.goto(ARTICLE)
    preview.edit(FILE, "The rooms are open.", "The rooms are closed.")
    preview.edit(FILE, "The rooms are closed.", "The rooms are half open.")

    expect(open_page.get_by_text("The rooms are half open.")).to_be_visible()


def test_page_that_does_not_change_is_left_alone(open_page: Page, preview: Running) -> None:
    open_page.goto("/articles/night-museum/")
    open_page.evaluate("window.untouched = true")
    other = open_page.context.new_page()
    other.goto(ARTICLE)
    preview.edit(FILE, "The rooms are open.", "The rooms are closed.")
    expect(other.get_by_text("The rooms are closed.")).to_be_visible()

    assert open_page.evaluate("window.untouched")


def test_page_stays_where_it_was_scrolled_to(open_page: Page, preview: Running) -> None:
    open_page.goto(ARTICLE)
    preview.edit(FILE, "The rooms are open.", "A line.\n\n" * 200 + "The last line.")
    last = open_page.get_by_text("The last line.")
    expect(last).to_be_visible()
    last.scroll_into_view_if_needed()
    preview.edit(FILE, "The last line.", "The very last line.")
    expect(open_page.get_by_text("The very last line.")).to_be_visible()

    expect(open_page.get_by_text("The very last line.")).to_be_in_viewport()
