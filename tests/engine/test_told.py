"""What goes wrong in making a site: each fault is told once, all in one run, and the site that stood there stays."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from digest.engine.workers import _FEW
from tests.support.project import ROOT, SETTINGS, SETTINGS_NAME, article, digest, write_project

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MANY = _FEW + 20  # articles, so that they are read and made by several processes
OWN_FUNCTION = """
def shout(text):
    if text == "A21":
        raise RuntimeError("nobody shouts in a library")
    return text

JINJA_GLOBALS = {"shout": shout}
"""
READER_THAT_FAILS = """
from digest.engine import reading

def render_body(body):
    return {}["shelf"]

reading.render_body = render_body
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {
        f"content/articles/{number % 7}/a{number}.md": article(f"a{number}", date="2016") for number in range(MANY)
    }
    project = write_project(tmp_path_factory.mktemp("faults") / "project", files)
    shutil.copytree(ROOT / "theme", project / "theme")
    settings(project, "")
    assert build(project) == (0, [])
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """Return a project of many articles with its own theme, and a built site."""
    return shutil.copytree(built, tmp_path / "project", symlinks=True)


def write(project: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, "utf-8")


def settings(project: Path, more: str) -> None:
    (project / SETTINGS_NAME).write_text(f"{SETTINGS}THEME = 'theme'\n{more}", "utf-8")


def build(project: Path) -> tuple[int, list[str]]:
    """Return how a build ended, and the lines of what it said was wrong."""
    done = digest("build", "--settings", SETTINGS_NAME, cwd=project)
    return done.returncode, done.stderr.splitlines()


def site(project: Path) -> dict[str, tuple[bytes, int]]:
    files = [path for path in (project / "output").rglob("*") if path.is_file()]
    return {path.as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def break_template(project: Path, name: str, broken: str) -> int:
    """Put *broken* on a line of its own into the content of a template; return the number of that line."""
    path = project / "theme/templates" / name
    before, mark, after = path.read_text("utf-8").partition("{% block content %}")
    path.write_text(f"{before}{mark}\n{broken}\n{after}", "utf-8")
    return before.count("\n") + 2


def test_all_that_is_wrong_with_content_and_theme_is_told_once_in_one_run(project: Path) -> None:
    write(project, {
        "content/articles/0/a0.md": "No front matter.\n",
        "content/articles/1/a1.md": article("a1", tags="[unheard-of]"),
    })  # fmt: skip
    missing = break_template(project, "article.html", "{{ no_such_thing }}")
    wrong = break_template(project, "list.html", "{% if %}")
    before = site(project)
    status, told = build(project)

    assert status == 1
    assert [line.partition(" Hint: ")[0].split(": ", 2)[:2] for line in told] == [
        ["content/articles/0/a0.md:1", "C101 the file has no front matter."],
        ["content/articles/1/a1.md:10", "C112 unknown tag 'unheard-of'."],
        [f"theme/templates/article.html:{missing}", "B101 UndefinedError"],
        [f"theme/templates/list.html:{wrong}", "B101 TemplateSyntaxError"],
    ]
    assert site(project) == before


def test_template_that_fails_on_every_page_is_told_once(project: Path) -> None:
    line = break_template(project, "article.html", "{{ no_such_thing }}")
    other = break_template(project, "page.html", "{{ 1 / 0 }}")
    write(project, {"content/pages/about.md": "---\ntitle: About\nslug: about\nlang: en\n---\n\nWords.\n"})
    before = site(project)
    status, told = build(project)

    assert (status, len(told)) == (1, 2)
    assert told[0].startswith(f"theme/templates/article.html:{line}: B101 UndefinedError: 'no_such_thing' is undefined")
    assert f", and {MANY - 1} more pages. Hint: " in told[0]
    assert told[1].startswith(f"theme/templates/page.html:{other}: B101 ZeroDivisionError: division by zero")
    assert site(project) == before


def test_function_of_the_settings_that_fails_in_a_worker_is_told_with_the_template_that_calls_it(project: Path) -> None:
    line = break_template(project, "article.html", "{{ shout(article.card.title) }}")
    settings(project, OWN_FUNCTION)
    before = site(project)
    status, told = build(project)

    place = f"theme/templates/article.html:{line}: B101 RuntimeError: nobody shouts in a library"
    assert (status, len(told)) == (1, 1)
    assert told[0].startswith(f"{place} (for output/articles/a21/index.html). Hint: ")
    assert site(project) == before


def test_reader_that_fails_in_every_worker_is_told_once(project: Path) -> None:
    settings(project, READER_THAT_FAILS)
    shutil.rmtree(project / ".output.digest")
    before = site(project)
    status, told = build(project)

    assert (status, len(told)) == (1, 1)
    assert told[0].startswith("content/articles/0/a0.md: B102 it could not be made: KeyError: 'shelf' (")
    assert f", and {MANY - 1} more files. Hint: " in told[0]
    assert site(project) == before


def test_missing_template_is_told_once(project: Path) -> None:
    (project / "theme/templates/list.html").unlink()
    before = site(project)
    status, told = build(project)

    assert (status, len(told)) == (1, 1)
    assert ": B103 the theme has no template list.html, and " in told[0]
    assert told[0].endswith(" Hint: restore theme/templates/list.html")
    assert site(project) == before


@pytest.mark.parametrize("name", ["templates/list.html", "static/css/base.css", "locale/ru.po"])
def test_file_of_the_theme_that_is_no_text_is_told(project: Path, name: str) -> None:
    (project / "theme" / name).write_bytes(b"\xff")
    write(project, {"content/articles/ru.md": article("ru", lang="ru")})
    before = site(project)
    status, told = build(project)

    assert (status, len(told)) == (1, 1)
    assert f"theme/{name}" in told[0]
    assert "is not UTF-8" in told[0]
    assert site(project) == before


@pytest.mark.parametrize("name", ["extra/robots.txt", "extra/latest"])
def test_two_files_at_one_address_are_told(project: Path, name: str) -> None:
    settings(project, f"EXTRA_PATH_METADATA = {{{name!r}: {{'path': {name.removeprefix('extra/')!r}}}}}\n")
    write(project, {f"content/{name}": "Words"})
    before = site(project)
    status, told = build(project)

    assert (status, len(told)) == (1, 1)
    assert told[0].startswith(f"content/{name}: B104 it would stand at /{name.removeprefix('extra/')}, as does ")
    assert site(project) == before


def test_mended_site_is_the_one_that_it_was(project: Path) -> None:
    path = project / "theme/templates/article.html"
    good, before = path.read_text("utf-8"), site(project)
    break_template(project, "article.html", "{{ no_such_thing }}")
    assert build(project)[0] == 1
    path.write_text(good, "utf-8")

    assert build(project) == (0, [])
    assert site(project) == before
