"""The form in a real browser: a text is begun, looked at, saved, changed, refused; nothing is asked elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.conftest import PATIENCE
from tests.editor.conftest import READING_ROOMS, TODAY, WHO, git
from tests.editor.test_cleaning import picture
from tests.editor.test_desk import ROOMS, commits, last
from tests.support.project import digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, FrameLocator, Locator, Page

    from tests.editor.conftest import Running

# Decap CMS asks for the file that it is about to begin, to see that there is none; what was refused is no 200, and it
# writes that down. What Playwright asks of the page beside the form, which runs no script, can count as one.
EXPECTED = re.compile(r"status of (404|409|422)|^API_ERROR: |^Object$|^Blocked script execution in '\S+\?shown=[0-9]+'")

# Waits until Decap CMS has put away what was written, which it does in a database of the browser, a moment later.
KEPT = """async words => {
    const done = request => new Promise(found => { request.onsuccess = () => found(request.result); });
    const base = await done(indexedDB.open('localforage'));
    let kept = [];
    while (!kept.some(one => JSON.stringify(one).includes(words))) {
        await new Promise(requestAnimationFrame);
        kept = await done(base.transaction('keyvaluepairs').objectStore('keyvaluepairs').getAll());
    }
    base.close();
}"""


@pytest.fixture
def form(browser: Browser, editor_in_browser: Running) -> Iterator[Page]:
    """Return the page of the editor; another origin or an error in it fails the test."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.set_default_timeout(PATIENCE)
    complaints: list[str] = []
    own = (f"{editor_in_browser.address}/", f"blob:{editor_in_browser.address}/", "data:", "about:")
    context.on("request", lambda asked: None if asked.url.startswith(own) else complaints.append(asked.url))
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page = context.new_page()
    page.goto(f"{editor_in_browser.address}/admin/")
    yield page
    context.close()
    assert [said for said in complaints if not EXPECTED.search(said)] == []


def begin(form: Page, headline: str, text: str) -> None:
    form.get_by_role("link", name="New Article").click()
    form.get_by_label("Headline").fill(headline)
    choose(form, "Section", "Law")
    choose(form, "Tags", "Prevention")
    write(form, text)


def choose(form: Page, field: str, word: str) -> None:
    form.get_by_label(field).fill(word)
    form.get_by_role("option", name=word).click()


def body(form: Page) -> Locator:
    return form.locator("textarea[id^=body-field]")


def write(form: Page, text: str) -> None:
    body(form).fill(text)


def shown(form: Page) -> FrameLocator:
    """Return the page beside the form."""
    return form.frame_locator("#preview-pane").frame_locator("iframe")


def save(form: Page) -> None:
    form.get_by_role("button", name="Save", exact=True).click()
    form.get_by_role("menuitem", name="Save now").click()


def test_article_is_begun_looked_at_and_saved_as_a_commit(form: Page, editor_in_browser: Running) -> None:
    project = editor_in_browser.folder
    begin(form, "The new hall", "The hall is **open**.")
    expect(shown(form).get_by_role("heading", level=1)).to_have_text("The new hall")
    expect(shown(form).locator("strong", has_text="open")).to_be_visible()
    expect(shown(form).get_by_text("Draft, not published")).to_be_visible()
    assert commits(project) == 1
    save(form)
    expect(form.get_by_text("Saved and committed")).to_be_visible()

    name = "content/articles/undated/the-new-hall.md"
    assert last(project) == f"{WHO}|Add article: The new hall\n\nA\t{name}"
    assert (project / name).read_text("utf-8") == (
        f"---\ntitle: The new hall\nslug: the-new-hall\nadded: {TODAY}\nlang: en\nauthors: []\ncategory: law\n"
        "tags:\n- prevention\nstatus: draft\n---\n\nThe hall is **open**.\n"
    )
    assert digest("check", "content", cwd=project).returncode == 0
    assert not git(project, "status", "--porcelain")

    expect(form.get_by_label("Address")).to_have_value("the-new-hall")  # the page goes on with the file as it was saved
    form.get_by_label("Agency").fill("Library wire")
    expect(shown(form).get_by_text("Library wire")).to_be_visible()
    save(form)
    expect(form.get_by_text("Everything is saved")).to_be_visible()
    assert git(project, "show", "--format=", "--unified=0", "HEAD").splitlines()[-1] == "+agency: Library wire"


def test_change_of_an_article_is_only_that_in_the_diff(form: Page, editor_in_browser: Running) -> None:
    form.get_by_role("link", name="Reading rooms").click()
    expect(body(form)).to_have_value("The rooms are open.\n\n- Bring a card")
    form.get_by_label("Standfirst").fill("Open: all day.")
    expect(shown(form).get_by_text("Open: all day.")).to_be_visible()
    save(form)
    expect(form.get_by_text("Saved and committed")).to_be_visible()

    file = editor_in_browser.folder / "content" / ROOMS
    assert file.read_text("utf-8") == READING_ROOMS.replace("status:", "summary: 'Open: all day.'\nstatus:")
    assert last(editor_in_browser.folder) == f"{WHO}|Change article: Reading rooms\n\nM\tcontent/{ROOMS}"


def test_faulty_text_is_refused_with_its_sentence_and_nothing_of_it_is_lost(
    form: Page, editor_in_browser: Running
) -> None:
    begin(form, "The new hall", "See [the plan]({filename}/articles/nowhere.md).")
    choose(form, "Status", "published")
    save(form)

    told = form.get_by_role("alert").filter(has_text="Hint")
    expect(told).to_contain_text("leads nowhere. Hint: name a file that is there")
    expect(body(form)).to_have_value("See [the plan]({filename}/articles/nowhere.md).")
    assert commits(editor_in_browser.folder) == 1
    assert not git(editor_in_browser.folder, "status", "--porcelain")
    write(form, "See the plan.")
    expect(shown(form).get_by_text("See the plan.")).to_be_visible()
    save(form)
    expect(form.get_by_text("Saved and committed")).to_be_visible()
    expect(told).to_be_hidden()
    assert commits(editor_in_browser.folder) == 2


def test_file_that_changed_meanwhile_is_told_and_kept(form: Page, editor_in_browser: Running) -> None:
    file = editor_in_browser.folder / "content" / ROOMS
    form.get_by_role("link", name="Reading rooms").click()
    form.get_by_label("Standfirst").fill("Open all day.")
    file.write_text(READING_ROOMS.replace("The rooms are", "Two rooms are"), "utf-8")
    save(form)

    expect(form.get_by_role("alert").filter(has_text="has changed since you opened it")).to_be_visible()
    assert "Two rooms are" in file.read_text("utf-8")
    expect(form.get_by_label("Standfirst")).to_have_value("Open all day.")
    expect(form.get_by_text("Not saved yet")).to_be_visible()


def test_picture_is_put_in_and_comes_with_its_text(form: Page, editor_in_browser: Running, tmp_path: Path) -> None:
    came = tmp_path / "hall.jpg"
    came.write_bytes(picture("JPEG", comment=b"by Jane Roe"))
    form.get_by_role("link", name="Reading rooms").click()
    form.get_by_role("button", name="Add picture").click()
    form.get_by_role("button", name="Choose an image").click()
    form.get_by_label("Upload").set_input_files(came)
    form.get_by_role("button", name="Choose selected").click()
    form.get_by_label("Alt").fill("Readers at long tables")
    save(form)
    expect(form.get_by_text("Saved and committed")).to_be_visible()

    assert last(editor_in_browser.folder).splitlines()[2:] == [f"M\tcontent/{ROOMS}", "A\tcontent/images/hall.jpg"]
    assert b"Jane Roe" not in (editor_in_browser.folder / "content/images/hall.jpg").read_bytes()
    text = (editor_in_browser.folder / "content" / ROOMS).read_text("utf-8")
    assert "images:\n- file: images/hall.jpg\n  alt: Readers at long tables\n" in text
    expect(shown(form).get_by_alt_text("Readers at long tables")).not_to_have_js_property("naturalWidth", 0)


def test_copy_of_a_text_is_another_text(form: Page, editor_in_browser: Running) -> None:
    form.get_by_role("link", name="Reading rooms").click()
    form.get_by_role("button", name="Saved").click()
    form.get_by_role("menuitem", name="Copy into a new one").click()
    form.get_by_label("Headline").fill("Map rooms")
    expect(shown(form).get_by_role("heading", level=1)).to_have_text("Map rooms")
    save(form)
    expect(form.get_by_text("Saved and committed")).to_be_visible()

    assert last(editor_in_browser.folder).endswith("A\tcontent/articles/2016/map-rooms.md")


def test_text_that_was_not_saved_comes_back_when_it_is_opened_again(form: Page, editor_in_browser: Running) -> None:
    asked: list[str] = []
    form.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    form.get_by_role("link", name="Reading rooms").click()
    form.get_by_label("Standfirst").fill("Open all day.")
    expect(shown(form).get_by_text("Open all day.")).to_be_visible()
    expect(form.get_by_text("Not saved yet")).to_be_visible()
    form.evaluate(KEPT, "Open all day.")
    form.goto(f"{editor_in_browser.address}/admin/")
    form.get_by_role("link", name="Reading rooms").click()
    expect(form.get_by_label("Standfirst")).to_have_value("Open all day.")
    expect(form.get_by_text("Not saved yet")).to_be_visible()
    save(form)
    expect(form.get_by_text("Saved and committed")).to_be_visible()

    assert any("backup" in said for said in asked)
    assert "+summary: Open all day." in git(editor_in_browser.folder, "show", "--format=", "HEAD")


def test_foot_of_the_page_says_what_it_is_made_with(form: Page) -> None:
    expect(form.get_by_role("contentinfo")).to_contain_text("Decap CMS 3")

    form.get_by_role("link", name="MIT licence").click()
    expect(form.get_by_text("MIT License")).to_be_visible()
