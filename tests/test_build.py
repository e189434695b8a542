"""Building: the site whole or not at all, and nothing left behind."""

from __future__ import annotations

import shutil
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from digest.build import BuildOptions, RenderingError, build_site
from digest.model import UsageError
from tests.support.project import SETTINGS, SETTINGS_NAME, article, write_project

if TYPE_CHECKING:
    from pathlib import Path

    from digest.build import BuildReport

FILES = {"content/articles/2016/a.md": article("a", "The words of a."), "content/articles/b.md": article("b")}
OTHER = "testconf_other.py"


def build(project: Path, *, output: str = "output", settings: str = SETTINGS_NAME) -> BuildReport:
    return build_site(BuildOptions(project, project / output, settings=settings))


def state(folder: Path) -> dict[str, str]:
    """Return the fingerprint of every file below *folder*, and that there is no other folder than expected."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config) -> None:
    """Let the settings of a project elsewhere find this repository."""
    monkeypatch.setenv("PYTHONPATH", str(pytestconfig.rootpath))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> tuple[Path, BuildReport]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(pytestconfig.rootpath))
        project = write_project(tmp_path_factory.mktemp("built") / "project", FILES)
        return project, build(project)


@pytest.fixture
def project(built: tuple[Path, BuildReport], tmp_path: Path) -> Path:
    """Return a copy of a project that has been built."""
    return shutil.copytree(built[0], tmp_path / "project")


def test_build_puts_the_whole_site_in_place(built: tuple[Path, BuildReport]) -> None:
    project, report = built

    assert report.problems == ()
    assert report.indexed == 2
    assert report.pages == len(list((project / "output").rglob("*.html")))
    assert (project / "output/articles/a/index.html").is_file()
    assert (project / "output/pagefind/pagefind.js").is_file()


def test_build_leaves_nothing_beside_the_site(built: tuple[Path, BuildReport]) -> None:
    project, _ = built

    assert {path.name for path in project.iterdir()} - {"__pycache__"} == {SETTINGS_NAME, "content", "output"}


def test_fault_in_the_content_is_told_and_leaves_the_former_site(project: Path) -> None:
    (project / "content/articles/b.md").write_text(article("b", tags="[unknown]"), "utf-8")
    before = state(project)
    report = build(project)

    assert [(problem.path, problem.line, problem.code) for problem in report.problems] == [
        (f"{project}/content/articles/b.md", 10, "C112")
    ]
    assert state(project) == before


def test_fault_in_rendering_is_told_and_leaves_the_former_site(project: Path) -> None:
    (project / OTHER).write_text(SETTINGS + 'raise RuntimeError("the settings broke")\n', "utf-8")
    before = state(project)

    with pytest.raises(RenderingError, match="the settings broke"):
        build(project, settings=OTHER)
    assert state(project) == before
    assert [path for path in project.iterdir() if path.name.startswith("output.")] == []


def test_warning_of_pelican_stops_the_build_and_leaves_the_former_site(project: Path) -> None:
    (project / "content/articles/b.md").write_text(article("b", "See [it]({filename}/articles/none.md)."), "utf-8")
    before = state(project)

    with pytest.raises(RenderingError, match=r"none\.md"):
        build(project)
    assert state(project) == before


def test_fault_in_the_built_site_is_told_where_it_was_to_go_and_leaves_the_former_site(project: Path) -> None:
    (project / "content/articles/b.md").write_text(article("b", "See [it](../nowhere/)."), "utf-8")
    before = state(project)
    report = build(project)

    assert {(problem.path, problem.code) for problem in report.problems} == {
        (f"{project}/output/articles/b/index.html", "O101")
    }
    assert state(project) == before


def test_project_elsewhere_is_built_in_its_own_folder(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(project / "output")
    monkeypatch.chdir(project.parent)
    (project / "content/articles/c.md").write_text(article("c"), "utf-8")
    relative = project.relative_to(project.parent)
    report = build_site(BuildOptions(relative, relative / "output", settings=SETTINGS_NAME))

    assert report.indexed == 3
    assert (project / "output/articles/c/index.html").is_file()
    assert {path.name for path in project.iterdir()} - {"__pycache__"} == {SETTINGS_NAME, "content", "output"}


def test_new_build_takes_the_place_of_the_former_one_whole(project: Path) -> None:
    (project / "content/articles/b.md").unlink()
    (project / "output/stray.html").write_text("from before", "utf-8")
    report = build(project)

    assert report.problems == ()
    assert not (project / "output/articles/b").exists()
    assert not (project / "output/stray.html").exists()
    assert {path.name for path in project.iterdir()} - {"__pycache__"} == {SETTINGS_NAME, "content", "output"}


def test_folder_without_settings_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"pelicanconf\.py: there are no settings\. Hint: "):
        build_site(BuildOptions(tmp_path, tmp_path / "output"))
    assert list(tmp_path.iterdir()) == []


def test_project_without_content_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / SETTINGS_NAME).write_text("", "utf-8")

    with pytest.raises(UsageError, match="there is no content folder"):
        build(tmp_path)
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("name", ["content", ".", "precious", "file.txt"])
def test_what_is_no_site_is_never_replaced(project: Path, name: str) -> None:
    (project / "precious").mkdir()
    (project / "precious/letter.txt").write_text("Dear reader", "utf-8")
    (project / "file.txt").write_text("Words", "utf-8")
    before = state(project)

    with pytest.raises(UsageError, match="Hint: "):
        build(project, output=name)

    assert state(project) == before


def test_output_that_is_a_link_stays_one(project: Path) -> None:
    (project / "www").mkdir()
    (project / "out").symlink_to("www")

    build(project, output="out")

    assert (project / "out").is_symlink()
    assert (project / "www/index.html").is_file()


def test_output_that_cannot_be_written_is_told(project: Path) -> None:
    (project / "file.txt").write_text("Words", "utf-8")

    with pytest.raises(UsageError, match="Hint: "):
        build(project, output="file.txt/output")


def test_locale_that_the_machine_does_not_have_changes_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state(project / "output")
    monkeypatch.setenv("LANG", "xx_XX.UTF-8")
    monkeypatch.setenv("LC_ALL", "xx_XX.UTF-8")

    build(project)

    assert state(project / "output") == before


def test_article_without_a_section_is_published_all_the_same(project: Path) -> None:
    path = project / "content/articles/b.md"
    path.write_text(path.read_text("utf-8").replace("category: law\n", ""), "utf-8")

    assert build(project).problems == ()
    assert "category" not in path.read_text("utf-8")
    assert (project / "output/articles/b/index.html").is_file()
