"""From a content folder to what is to be made: each file with the fingerprint of all that it is made from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from digest.engine.planning import Plan
from digest.engine.reading import read_library
from digest.engine.settings import Settings
from digest.engine.store import Store
from digest.progress import SILENCE
from digest.registry import load_registry
from digest.site.given import Options
from tests.engine.test_stamps import wait_for_the_clock
from tests.planning.helpers import theme_in
from tests.support.project import ROOT, article, write_project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
THEME = theme_in(ROOT / "theme")
A, B = "articles/a/index.html", "articles/b/index.html"
FILES = {
    "content/articles/a.md": article("a", "See [b]({filename}b.md#end) and ![it]({static}/images/hall.svg)."),
    "content/articles/b.md": article("b", "Words.", date="2015"),
    "content/articles/draft.md": article("draft", "Words.", status="draft"),
    "content/articles/later.md": article("later", "Words.", embargo="2026-06-01T18:00:00+05:00"),
    "content/pages/about.md": "---\ntitle: About\nslug: about\nlang: en\n---\n\nSee [b]({filename}/articles/b.md).\n",
    "content/images/hall.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="36"></svg>',
    "content/extra/security.txt": "Contact: the desk",
}


@dataclass
class Project:
    """A content folder with what is known of it, and how it is built."""

    content: Path
    settings: Settings
    store: Store = field(default_factory=Store)

    def plan(self, **other: Any) -> Plan:
        library = read_library(self.content, self.store, SILENCE)
        registry, problems = load_registry(self.content / "registry")
        assert problems == []
        return Plan(replace(self.settings, **other), library, self.store, registry, THEME)

    def fingerprints(self, **other: Any) -> dict[str, bytes]:
        return {one.file: one.made_from for one in self.plan(**other).files()}

    def edit(self, name: str, *words: str) -> None:
        path = self.content / name
        path.write_text(path.read_text("utf-8").replace(*words), "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    folder = write_project(tmp_path / "project", FILES)
    wait_for_the_clock(tmp_path)
    settings = Settings(
        content=folder / "content",
        theme=ROOT / "theme",
        options=Options(name="Digest", tagline="News", url="https://example.org"),
        environment=THEME.environment,
        digest=b"settings",
        now=NOW,
        statics=("images", "extra"),
        renamed={"extra/security.txt": "security.txt"},
    )
    return Project(folder / "content", settings)


def changed(before: dict[str, bytes], now: dict[str, bytes]) -> set[str]:
    return {file for file in before.keys() | now.keys() if before.get(file) != now.get(file)}


def test_every_file_of_the_site_is_planned_once(project: Project) -> None:
    plan = project.plan()
    files = Counter(one.file for one in plan.files())

    assert {A, B, "about/index.html", "index.html", "404.html", "sitemap.xml", "theme/site.css"} <= set(files)
    assert {"images/hall.svg", "security.txt"} <= set(files)
    assert set(files.values()) == {1}
    assert plan.problems == []
    assert not any("draft" in file or "later" in file or file.startswith("extra/") for file in files)


def test_planning_twice_or_touching_files_changes_nothing(project: Project) -> None:
    before = project.fingerprints()
    for path in (project.content / "articles").iterdir():
        path.touch()

    assert project.fingerprints() == before
    assert Project(project.content, project.settings).fingerprints() == before


def test_preview_shows_what_is_not_published_and_changes_nothing_else_by_itself(project: Project) -> None:
    before, preview = project.fingerprints(), project.fingerprints(drafts=True)

    assert changed(before, preview) == {"articles/draft/index.html", "articles/later/index.html"}


def test_end_of_an_embargo_is_known_and_brings_the_article(project: Project) -> None:
    before, plan = project.fingerprints(), project.plan()
    due = plan.due()
    assert due is not None
    assert due == ((NOW + timedelta(hours=1)).isoformat(), f"{project.content.as_posix()}/articles/later.md", "appears")
    later = project.fingerprints(now=NOW + timedelta(hours=1))

    assert "articles/later/index.html" in changed(before, later)
    assert project.plan(now=NOW + timedelta(hours=1)).due() is None
    # In a preview it has its page before, which then says another thing.
    preview = (project.fingerprints(drafts=True, now=NOW + timedelta(hours=hours)) for hours in (0, 1))
    assert "articles/later/index.html" in changed(*preview)


def test_settings_are_in_the_fingerprint_of_every_file(project: Project) -> None:
    before, now = project.fingerprints(), project.fingerprints(digest=b"other")

    assert changed(before, now) == set(before)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda project: project.edit("articles/b.md", "slug: b", "slug: c"), {A, "about/index.html"}),
        (lambda project: project.edit("articles/b.md", "lang: en", "lang: ru"), {A, "about/index.html"}),
        (lambda project: project.edit("pages/about.md", "See", "Look at"), {"about/index.html"}),
        (lambda project: project.edit("images/hall.svg", "64", "65"), {"images/hall.svg", A}),
        (lambda project: project.edit("images/hall.svg", "</svg>", "<rect/></svg>"), {"images/hall.svg"}),
        (lambda project: project.edit("extra/security.txt", "desk", "hall"), {"security.txt"}),
        (lambda project: project.edit("registry/places.yaml", "A city", "A town"), set()),
    ],
)
def test_page_changes_with_what_its_links_lead_to(
    project: Project, edit: Callable[[Project], None], expected: set[str]
) -> None:
    before = project.fingerprints()
    edit(project)
    found = changed(before, project.fingerprints())

    assert expected <= found
    assert A in expected or A not in found


def test_edited_target_of_a_link_changes_the_page_that_links_to_it_no_more_than_it_shows(project: Project) -> None:
    before = project.fingerprints()
    project.edit("articles/b.md", "Words.", "Other words.")

    assert "about/index.html" not in changed(before, project.fingerprints())


def test_link_that_leads_nowhere_is_told_with_its_line(project: Project) -> None:
    (project.content / "articles/b.md").unlink()
    plan = project.plan()
    plan.files()

    assert {problem.path for problem in plan.problems} == {
        (project.content / name).as_posix() for name in ("articles/a.md", "pages/about.md")
    }
    for problem in plan.problems:
        lines = (project.content.parent / problem.path).read_text("utf-8").splitlines()
        assert "{filename}" in lines[problem.line - 1]


def test_two_files_at_one_address_are_told(project: Project) -> None:
    (project.content / "images/b").mkdir()
    plan = project.plan(renamed={"extra/security.txt": "robots.txt"})
    plan.files()

    assert [(problem.path, problem.code) for problem in plan.problems] == [
        (f"{project.content}/extra/security.txt", "B104")
    ]


def test_picture_whose_size_has_changed_changes_the_article_that_shows_it(project: Project) -> None:
    project.edit("articles/b.md", "---\n\n", "images: [{file: images/hall.svg, alt: A hall}]\n---\n\n")
    before = project.fingerprints()
    project.edit("images/hall.svg", "64", "65")

    assert B in changed(before, project.fingerprints())
