"""Building: the site whole or not at all, what changed and nothing else, and what is wrong told once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import ExitStack, nullcontext
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digest.build import BuildOptions, build_site
from digest.engine.stock import RenderingError
from digest.engine.tree import open_tree
from digest.model import DigestError, UsageError
from digest.plugins.settings import SettingsError
from digest.search import is_of_index
from tests.support.project import SETTINGS, SETTINGS_NAME, article, digest, write_project

if TYPE_CHECKING:
    from digest.engine.report import Report

FILES = {"content/articles/2016/a.md": article("a", "The words of a."), "content/articles/b.md": article("b")}
OTHER = "testconf_other.py"
IN_PROJECT = {SETTINGS_NAME, "content", "output", ".output.digest"}
HEAVY = {"pelican", "jinja2", "yaml", "markdown", "babel", "msgspec", "lxml", "rich"}
OWN_PLUGIN = "import sys, types\n\nplugin = types.ModuleType('shouting')\nplugin.register = lambda: None\n"
OWN_PLUGIN += "sys.modules['shouting'] = plugin\nPLUGINS = [*PLUGINS, plugin]\n"


def build(project: Path, *, output: str = "output", settings: str = SETTINGS_NAME, clean: bool = False) -> Report:
    return build_site(BuildOptions(project, project / output, settings=settings, clean=clean))


def state(folder: Path) -> dict[str, tuple[str, int]]:
    """Return the fingerprint and the time of every file below *folder*, but for what the engine keeps to itself."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    own = [path for path in files if not {"__pycache__", ".output.digest"} & set(path.parts)]
    return {
        path.relative_to(folder).as_posix(): (sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in own
    }


def contents(folder: Path) -> dict[str, str]:
    return {name: fingerprint for name, (fingerprint, _) in state(folder).items()}


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config) -> None:
    """Let the settings of a project elsewhere find this repository."""
    monkeypatch.setenv("PYTHONPATH", str(pytestconfig.rootpath))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> tuple[Path, Report]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(pytestconfig.rootpath))
        project = write_project(tmp_path_factory.mktemp("built") / "project", FILES)
        return project, build(project)


@pytest.fixture
def project(built: tuple[Path, Report], tmp_path: Path) -> Path:
    """Return a copy of a project that has been built, with all that the engine knows of it."""
    return shutil.copytree(built[0], tmp_path / "project", symlinks=True)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


# --- the site ---


def test_build_puts_the_whole_site_in_place(built: tuple[Path, Report]) -> None:
    project, report = built

    assert report.problems == []
    assert report.indexed == 2
    assert report.pages == len(list((project / "output").rglob("*.html")))
    assert (project / "output/articles/a/index.html").is_file()
    assert (project / "output/search/index.json").is_file()


def test_build_leaves_nothing_else_in_the_project_than_what_it_knows(built: tuple[Path, Report]) -> None:
    project, _ = built

    assert {path.name for path in project.iterdir()} == IN_PROJECT


def test_project_elsewhere_is_built_in_its_own_folder(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(project / "output")
    monkeypatch.chdir(project.parent)
    (project / "content/articles/c.md").write_text(article("c"), "utf-8")
    relative = project.relative_to(project.parent)
    report = build_site(BuildOptions(relative, relative / "output", settings=SETTINGS_NAME))

    assert report.indexed == 3
    assert (project / "output/articles/c/index.html").is_file()
    assert {path.name for path in project.iterdir()} == IN_PROJECT


def test_article_that_is_gone_and_a_file_that_was_never_ours_are_not_in_the_next_site(project: Path) -> None:
    (project / "content/articles/b.md").unlink()
    (project / "output/stray.html").write_text("from before", "utf-8")
    report = build(project)

    assert report.problems == []
    assert not (project / "output/articles/b").exists()
    assert not (project / "output/stray.html").exists()


def test_output_that_is_a_link_stays_one(project: Path) -> None:
    (project / "www").mkdir()
    (project / "out").symlink_to("www")

    build(project, output="out")

    assert (project / "out").is_symlink()
    assert (project / "www/index.html").is_file()


def test_locale_that_the_machine_does_not_have_changes_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(project / "output")
    monkeypatch.setenv("LANG", "xx_XX.UTF-8")
    monkeypatch.setenv("LC_ALL", "xx_XX.UTF-8")

    build(project, clean=True)

    assert contents(project / "output") == before


def test_article_without_a_section_is_published_all_the_same(project: Path) -> None:
    change(project / "content/articles/b.md", "category: law\n", "")

    assert build(project).problems == []
    assert (project / "output/articles/b/index.html").is_file()


# --- what changed, and nothing else ---


def test_build_after_an_edit_makes_the_pages_that_show_it_and_leaves_the_others_alone(project: Path) -> None:
    change(project / "content/articles/2016/a.md", "The words of a.", "Other words of a.")
    before = state(project / "output")
    report = build(project)
    after = state(project / "output")

    pages = {name for name in after if not is_of_index(name)}
    changed = {name for name in pages if after[name] != before.get(name)}
    assert "articles/a/index.html" in changed
    assert "articles/b/index.html" not in changed
    assert (report.read, report.written, report.kept) == (1, len(changed), len(pages - changed))


def test_link_to_an_article_follows_it_to_its_new_address(project: Path) -> None:
    alone = {"tags": "", "authors": "", "category": "", "publication": ""}  # neither neighbours nor related
    for year, slug in enumerate("cdefgh", start=1990):
        (project / f"content/articles/{slug}.md").write_text(article(slug, date=f"{year}", **alone), "utf-8")
    link = article("b", "See [it]({filename}/articles/2016/a.md).", date="1980", **alone)
    (project / "content/articles/b.md").write_text(link, "utf-8")
    build(project)
    change(project / "content/articles/2016/a.md", "slug: a", "slug: elsewhere")
    report = build(project)

    assert (report.problems, report.read) == ([], 1)
    assert 'href="../../articles/elsewhere/"' in (project / "output/articles/b/index.html").read_text("utf-8")


def test_nothing_changed_and_nothing_is_done(project: Path) -> None:
    build(project)  # a copy is other files
    before = state(project)
    report = build(project)

    assert state(project) == before
    assert (report.read, report.rendered, report.written, report.deleted, report.phases) == (0, 0, 0, 0, {})
    assert (report.pages, report.indexed) == (len(list((project / "output").rglob("*.html"))), 2)


def test_nothing_changed_is_seen_before_anything_heavy_is_loaded(project: Path) -> None:
    # By the command, as whoever comes after it: in other processes the fingerprint of the programs is the same.
    assert digest("build", "--settings", SETTINGS_NAME, cwd=project).returncode == 0
    program = (
        "import sys; from digest.__main__ import main; "
        f"status = main(['build', '--settings', {SETTINGS_NAME!r}]); print(status, *sorted(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=project, capture_output=True, text=True, check=True, env=os.environ
    )
    status, *modules = done.stdout.splitlines()[-1].split()

    assert status == "0"
    assert "nothing has changed" in done.stdout
    assert HEAVY & {name.partition(".")[0] for name in modules} == set()


def test_what_changes_while_the_site_is_built_is_seen_by_the_next_build(project: Path) -> None:
    path = project / "content/articles/2016/a.md"

    class Editor:
        """Is told when the engine has read everything, and saves an article."""

        def begin(self, phase: str, _: int | None) -> None:
            if phase == "rendering":
                change(path, "The words of a.", "Later words.")

        def advance(self, steps: int) -> None:
            """Do nothing."""

    change(project / "content/articles/b.md", "title: B", "title: Another")
    options = BuildOptions(project, project / "output", settings=SETTINGS_NAME)
    _build_with(options, Editor())
    build_site(options)

    assert "Later words." in (project / "output/articles/a/index.html").read_text("utf-8")


def _build_with(options: BuildOptions, progress: object) -> None:
    build_site(options, lambda: nullcontext(progress))


@pytest.mark.parametrize("key", ["embargo", "expires"])
def test_moment_that_passed_between_two_builds_is_a_change(project: Path, key: str) -> None:
    path = project / "content/articles/b.md"
    moment = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    path.write_text(article("b", **{key: moment}), "utf-8")
    build(project)
    last = project / ".output.digest/last"
    noted = json.loads(last.read_bytes())

    assert noted["until"] == moment
    last.write_text(json.dumps(noted | {"until": datetime.now(UTC).isoformat()}), "utf-8")
    assert build(project).phases
    assert json.loads(last.read_bytes())["until"] == moment


def test_settings_are_read_anew_even_twice_in_a_second_and_at_one_size(project: Path) -> None:
    for name in ("One", "Two"):
        (project / SETTINGS_NAME).write_text(f"{SETTINGS}\nDIGEST['site']['name'] = {name!r}\n", "utf-8")
        os.utime(project / SETTINGS_NAME, (1_700_000_000, 1_700_000_000))
        build(project)

        assert f"<title>{name}</title>" in (project / "output/index.html").read_text("utf-8")


def test_clean_build_makes_everything_anew_to_the_same_bytes(project: Path) -> None:
    before = state(project / "output")
    report = build(project, clean=True)

    assert report.rendered == report.kept > 40
    assert (report.written, report.deleted) == (0, 0)
    assert state(project / "output") == before


def test_report_says_what_was_done_and_how_long_it_took(project: Path) -> None:
    change(project / "content/articles/b.md", "A paragraph", "A line")
    done = digest("build", "--settings", SETTINGS_NAME, "--report", "report.json", cwd=project)
    report = json.loads((project / "report.json").read_bytes())

    assert done.returncode == 0
    assert (report["problems"], report["read"], report["indexed"]) == ([], 1, 2)
    assert list(report["phases"]) == ["start", "read", "plan", "render", "index", "check", "switch"]
    assert all(seconds["wall"] >= 0 and seconds["cpu"] >= 0 for seconds in report["phases"].values())


# --- by Pelican ---


def test_pelican_itself_uses_the_engine(project: Path) -> None:
    change(project / "content/articles/b.md", "A paragraph", "A line")
    command = [sys.executable, "-m", "pelican", "content", "-s", SETTINGS_NAME, "-o", "out"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    build(project)

    assert done.returncode == 0, done.stderr
    assert (project / ".out.digest/store").is_file()
    assert contents(project / "out") == contents(project / "output")


def test_pelican_itself_sees_that_the_settings_changed(project: Path) -> None:
    command = [sys.executable, "-m", "pelican", "content", "-s", SETTINGS_NAME, "-o", "out"]
    theme = shutil.copytree(Path(__file__).parents[1] / "theme", project / "theme")
    change(theme / "templates/page.html", "{% block content %}", "{% block content %}{{ motto }}")
    page = "---\ntitle: About\nslug: about\nlang: en\n---\n\nWords.\n"
    write_project(project, {"content/pages/about.md": page})
    for motto in ("Open at one", "Open at two"):
        (project / SETTINGS_NAME).write_text(f"{SETTINGS}THEME = 'theme'\nJINJA_GLOBALS = {{'motto': {motto!r}}}\n")
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)

        assert done.returncode == 0, done.stdout
        assert motto in (project / "out/about/index.html").read_text("utf-8")


def test_stock_pelican_gives_the_same_bytes(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGEST_ENGINE", "off")
    before = state(project / "output")

    assert "stock Pelican" in build(project).phases
    assert state(project / "output") == before


def test_other_plugins_have_stock_pelican_make_the_site_and_it_is_said(project: Path) -> None:
    (project / SETTINGS_NAME).write_text(SETTINGS + OWN_PLUGIN, "utf-8")
    before = contents(project / "output")
    done = digest("build", "--settings", SETTINGS_NAME, cwd=project)

    assert done.returncode == 0, done.stderr
    assert "stock Pelican" in done.stdout
    assert contents(project / "output") == before


# --- what is wrong ---


def test_fault_in_the_content_is_told_and_leaves_the_former_site(project: Path) -> None:
    (project / "content/articles/b.md").write_text(article("b", tags="[unknown]"), "utf-8")
    before = state(project)
    report = build(project)

    assert [(problem.path, problem.line, problem.code) for problem in report.problems] == [
        (f"{project}/content/articles/b.md", 10, "C112")
    ]
    assert state(project) == before


def test_link_to_no_article_is_told_with_its_line_and_leaves_the_former_site(project: Path) -> None:
    (project / "content/articles/b.md").write_text(article("b", "See [it]({filename}/articles/none.md)."), "utf-8")
    before = state(project)
    report = build(project)

    assert [(problem.path, problem.line, problem.code) for problem in report.problems] == [
        (f"{project}/content/articles/b.md", 13, "C119")
    ]
    assert state(project) == before


def test_fault_in_the_built_site_is_told_where_it_was_to_go_and_leaves_the_former_site(project: Path) -> None:
    (project / "content/articles/b.md").write_text(article("b", "See [it](../nowhere/)."), "utf-8")
    before = state(project)
    report = build(project)

    assert {(problem.path, problem.code) for problem in report.problems} == {
        (f"{project}/output/articles/b/index.html", "O101")
    }
    assert state(project) == before


def test_site_is_right_again_after_a_fault_is_mended(project: Path) -> None:
    before = contents(project / "output")
    path = project / "content/articles/b.md"
    good = path.read_text("utf-8")
    for bad in (article("b", tags="[unknown]"), article("b", "See [it](../nowhere/)."), "Words.\n"):
        path.write_text(bad, "utf-8")
        assert build(project).problems
        path.write_text(good, "utf-8")

        assert build(project).problems == []
        assert contents(project / "output") == before


def test_settings_that_cannot_be_read_are_told_with_their_line(project: Path) -> None:
    (project / OTHER).write_text(SETTINGS + 'raise RuntimeError("the settings broke")\n', "utf-8")
    before = state(project)

    with pytest.raises(SettingsError, match=rf"{OTHER}:5: .*the settings broke"):
        build(project, settings=OTHER)
    assert state(project) == before


def test_what_stock_pelican_stops_at_is_told_and_leaves_the_former_site(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGEST_ENGINE", "off")
    (project / "content/articles/b.md").write_text(article("b", "See [it]({filename}/articles/none.md)."), "utf-8")
    before = state(project)

    with pytest.raises(RenderingError, match=r"none\.md"):
        build(project)
    assert state(project) == before


def test_folder_without_settings_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"pelicanconf\.py: there are no settings\. Hint: "):
        build_site(BuildOptions(tmp_path, tmp_path / "output"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("engine", ["on", "off"])
def test_project_without_content_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str) -> None:
    monkeypatch.setenv("DIGEST_ENGINE", engine)
    (tmp_path / SETTINGS_NAME).write_text(SETTINGS, "utf-8")

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


def test_output_that_cannot_be_written_is_told(project: Path) -> None:
    (project / "file.txt").write_text("Words", "utf-8")

    with pytest.raises(UsageError, match="Hint: "):
        build(project, output="file.txt/output")


def test_second_build_says_whom_it_waits_for_and_then_has_its_own_to_do(project: Path) -> None:
    command = [sys.executable, "-m", "digest", "build", "--settings", SETTINGS_NAME]
    change(project / "content/articles/b.md", "A paragraph", "A line")
    with ExitStack() as going_on:
        going_on.enter_context(open_tree(project / "output"))  # as a build does
        second = subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert second.stderr is not None
        said = second.stderr.readline()
    done, complaints = second.communicate()

    assert said == f"digest: another build is going on (process {os.getpid()}); this one waits for its end\n"
    assert (second.returncode, complaints) == (0, "")
    assert "1 read" in done
    assert "A line" in (project / "output/articles/b/index.html").read_text("utf-8")


def test_builds_at_once_are_all_right(project: Path) -> None:
    before = contents(project / "output")
    command = [sys.executable, "-m", "digest", "build", "--settings", SETTINGS_NAME]
    builds = [subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    for one in builds:
        one.communicate()

    assert [one.returncode for one in builds] == [0, 0, 0]
    assert contents(project / "output") == before


def test_template_that_cannot_be_read_is_told(project: Path) -> None:
    theme = shutil.copytree(Path(__file__).parents[1] / "theme", project / "theme")
    (theme / "templates/list.html").unlink()
    (theme / "templates/list.html").mkdir()
    (project / SETTINGS_NAME).write_text(f"{SETTINGS}THEME = 'theme'\n", "utf-8")

    try:
        told = list(map(str, build(project).problems))
    except DigestError as error:
        told = [str(error)]
    assert len(told) == 1
    assert "list.html" in told[0]
