"""Whatever is edited, and in whichever order: what is kept from before is never seen."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from digest.engine.rendering import content_of
from digest.engine.theme import Printer
from digest.preview.issue import source_of
from digest.preview.live_settings import LiveSettings
from digest.preview.showing import Showing
from digest.preview.workbench import Workbench
from digest.progress import SILENCE
from digest.site.filters import Once
from tests.support.project import SETTINGS_NAME, article

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from digest.preview.issue import Issue

ROOMS, MUSEUM = "content/articles/reading-rooms.md", "content/articles/night-museum.md"


def put(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Return what puts *new* in place of *old* in a file of a project; *old* may be gone by then."""

    def edit(folder: Path) -> None:
        file = folder / path
        if file.exists():
            file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")

    return edit


def write(path: str, text: str) -> Callable[[Path], None]:
    """Return what writes a file of a project."""
    return lambda folder: (folder / path).write_text(text, "utf-8") and None


EDITS = {
    "body": put(ROOMS, "Bring a card.", "Bring a card, please."),
    "lede": put(ROOMS, "The rooms", "All the rooms"),
    "lede of another": put(MUSEUM, "The museum is open", "The museum is shut"),
    "headline": put(ROOMS, "title: ", "title: The "),
    "front matter that cannot be read": put(MUSEUM, "title: ", "title: ["),
    "front matter that can be read again": put(MUSEUM, "title: [", "title: "),
    "unknown tag": put(ROOMS, "[prevention]", "[other]"),
    "summary": put(ROOMS, "---\n\n", "summary: What there is.\n---\n\n"),
    "link": put(ROOMS, "open.", "open. [Night]({filename}/articles/night-museum.md)"),
    "status": put("content/articles/new-catalogue.md", "status: draft", "status: published"),
    "new article": write("content/articles/late.md", article("late-opening", "Open late.")),
    "deleted article": lambda folder: (folder / "content/articles/late.md").unlink(missing_ok=True),
    "page": put("content/pages/about.md", "Who we are.", "Who we really are."),
    "dossier": put("content/dossiers/halls.md", "What is open.", "What is open now."),
    "note in a dossier": put("content/dossiers/halls.md", "At night.", "By night."),
    "list of a dossier": put("content/dossiers/halls.md", "- reading-rooms\n", ""),
    "draft of a dossier": put("content/dossiers/halls.md", "added:", "status: draft\nadded:"),
    "registry": put("content/registry/tags.yaml", "{en: Prevention}", "{en: Foresight}"),
    "picture": put("content/images/plan.svg", 'width="10"', 'width="20"'),
    "template": put("theme/templates/article.html", '<div class="article__text">', '<hr><div class="article__text">'),
    "macro": put("theme/templates/macros/card.html", "<a ", '<a data-x="" '),
    "style sheet": put("theme/static/css/base.css", "{", "{\n  "),
    "settings": put("names.py", "Library news", "Museum news"),
    "nothing": lambda _: None,
    "touch": lambda folder: (folder / ROOMS).touch(),
}  # fmt: skip


def shown(issue: Issue) -> dict[str, tuple[int, bytes]]:
    """Return everything that is shown of *issue*, by path."""
    showing = Showing(issue, "", lambda *_: None)
    answers = {path: showing.answer(path) for path in (*issue.jobs, "/.preview/")}
    return {path: (answer.status, answer.content) for path, answer in answers.items()}


def bench(project: Path) -> Workbench:
    return Workbench(LiveSettings(project / SETTINGS_NAME, drafts=True))


@pytest.mark.parametrize("seed", range(4))
def test_what_is_shown_is_what_a_preview_shows_that_begins_anew(project: Path, seed: int) -> None:
    old = bench(project)
    old.open(SILENCE)
    names = list(EDITS)
    random.Random(seed).shuffle(names)
    for number, name in enumerate(names):
        EDITS[name](project)
        issue = old.look()
        new = bench(project).open(SILENCE)

        # A file that cannot be read is shown as it was, which who begins anew does not know.
        if not issue.broken:
            assert shown(issue) == shown(new), f"after {names[: number + 1]}"


def test_nothing_is_done_where_nothing_has_changed(project: Path) -> None:
    workbench = bench(project)
    issue = workbench.open(SILENCE)
    (project / ROOMS).touch()

    assert workbench.look() is issue


def test_body_and_template_need_no_plan(project: Path) -> None:
    workbench = bench(project)
    jobs = workbench.open(SILENCE).jobs
    EDITS["body"](project)
    EDITS["template"](project)
    issue = workbench.look()

    assert all(issue.jobs[path] is job for path, job in jobs.items() if not path.startswith("/theme/"))


def test_article_that_cannot_be_read_keeps_its_place(project: Path) -> None:
    workbench = bench(project)
    before = workbench.open(SILENCE)
    EDITS["front matter that cannot be read"](project)
    issue = workbench.look()

    assert issue.jobs.keys() == before.jobs.keys()
    assert [problem.code for problem in issue.problems] == ["C101"]
    assert list(issue.broken) == [f"{project / MUSEUM}"]


def page_of(issue: Issue, path: str) -> bytes:
    """Return the page of a file, without what the preview adds to it."""
    job = next(job for job in issue.jobs.values() if source_of(job).endswith(path))
    return content_of(job, Printer(issue.theme, Once), "")


@pytest.mark.parametrize(
    "path", [ROOMS, "content/pages/about.md", "content/dossiers/halls.md", "content/articles/new.md"]
)
def test_text_that_is_tried_out_is_shown_as_if_it_stood_in_its_file(project: Path, path: str) -> None:
    tried, there = bench(project), bench(project)
    tried.open(SILENCE)
    file = project / path
    text = file.read_text("utf-8") if file.exists() else article("new", "Before.")
    changed = f"{text}\nAnd [Night]({{filename}}/articles/night-museum.md).\n".replace("title: ", "title: The ")
    issue = tried.try_out(path.removeprefix("content/"), changed.encode())
    file.write_text(changed, "utf-8")
    expected = there.open(SILENCE)

    assert issue.jobs.keys() == expected.jobs.keys()
    assert page_of(issue, path) == page_of(expected, path)


def test_nothing_of_a_text_that_is_tried_out_is_kept(project: Path) -> None:
    one = bench(project)
    before = shown(one.open(SILENCE))
    issue = one.issue

    one.try_out("articles/reading-rooms.md", article("reading-rooms", "Other. [x]({filename}/nowhere.md)").encode())
    one.try_out("articles/new.md", article("new", "New.").encode())
    one.try_out("articles/reading-rooms.md", b"nothing")

    assert one.look() is issue
    assert shown(one.look()) == before


def test_what_is_wrong_with_a_text_that_is_tried_out_is_told_and_nothing_else(project: Path) -> None:
    put(MUSEUM, "[prevention]", "[other]")(project)
    one = bench(project)
    one.open(SILENCE)

    issue = one.try_out("articles/new.md", article("new", "A\n\n[x]({filename}/articles/no.md)", tags="[no]").encode())

    assert [(problem.code, problem.line) for problem in issue.problems] == [("C112", 10), ("C119", 15)]
