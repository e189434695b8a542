"""What goes wrong in the making of a file: told once, with the place that can be mended."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from digest.engine.faults import fault_of, once_each
from digest.engine.rendering import content_of
from digest.engine.theme import MissingTemplateError, Printer
from digest.model import Problem
from digest.site.filters import Once
from digest.site.plan import plan_site
from tests.planning.helpers import URL, given, story, theme_in
from tests.support.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

JOBS = {job.path: job for job in plan_site(given([story("a", tags=("courts",)), story("b", tags=("courts",))]))}


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    return shutil.copytree(ROOT / "theme", tmp_path / "theme")


def put_line(theme: Path, template: str, after: str, line: str) -> int:
    """Put *line* after the first line of a template that has *after*; return its number."""
    path = theme / "templates" / template
    lines = path.read_text("utf-8").splitlines()
    at = 1 + next(at for at, one in enumerate(lines) if after in one)
    path.write_text("\n".join([*lines[:at], line, *lines[at:]]) + "\n", "utf-8")
    return at + 1


def fault_in(theme: Path, path: str) -> Problem:
    """Return the fault that making the page at *path* meets."""
    with pytest.raises(Exception) as met:  # noqa: PT011 - of whatever kind
        content_of(JOBS[path], Printer(theme_in(theme), Once), URL)
    assert isinstance(met.value, Exception)
    return fault_of(met.value, path)


@pytest.mark.parametrize(
    ("template", "after", "line", "page", "cause"),
    [
        ("article.html", "{% block content %}", "{{ article.subtitle }}", "/articles/a/", "no attribute 'subtitle'"),
        ("article.html", "{% block content %}", "{{ articles[0] }}", "/articles/a/", "'articles' is undefined"),
        ("list.html", "{% block content %}", "{{ site.articles }}", "/latest/", "no attribute 'articles'"),
        ("base.html", "<head>", "{{ front.lead }}", "/latest/", "'front' is undefined"),
        ("front.html", "{% block content %}", "{{ front.ways.count / 0 }}", "/", "ZeroDivisionError"),
        ("macros/card.html", "{% macro entry(", "{{ listing.title }}", "/latest/", "'listing' is undefined"),
        ("macros/terms.html", "{% macro term_column(", "{{ nobody }}", "/", "'nobody' is undefined"),
        ("includes/all_articles.html", "{%", "{{ nothing }}", "/", "'nothing' is undefined"),
        ("article.html", "{% block content %}", '{{ asset("none.css") }}', "/articles/a/", "KeyError: 'none.css'"),
    ],
)
def test_what_a_template_is_not_given_is_told_with_file_and_line(  # noqa: PLR0913, PLR0917 - a case is just these
    theme: Path, template: str, after: str, line: str, page: str, cause: str
) -> None:
    number = put_line(theme, template, after, line)
    found = fault_in(theme, page)

    assert (found.path, found.line, found.code) == (f"theme/templates/{template}", number, "B101")
    assert cause in found.message
    assert found.hint


@pytest.mark.parametrize(
    ("template", "after", "line"),
    [
        ("list.html", "{", "{% if %}"),
        ("list.html", "{% block content %}", "{{ listing.title | shouted }}"),
        ("macros/card.html", "{", "{% endmacro %}"),
        ("macros/card.html", "{% macro kicker(", "{{ link | shouted }}"),
        ("includes/all_articles.html", "{", "{% for %}"),
    ],
)
def test_template_that_cannot_be_read_is_told_with_file_and_line(
    theme: Path, template: str, after: str, line: str
) -> None:
    number = put_line(theme, template, after, line)
    found = [
        fault_in(theme, path) for path in ("/latest/", "/tags/courts/") if template != "includes/all_articles.html"
    ]
    (told,) = once_each(found or [fault_in(theme, "/")])

    assert (told.path, told.line, told.code) == (f"theme/templates/{template}", number, "B101")


def test_template_that_is_not_there_is_named(theme: Path) -> None:
    (theme / "templates/list.html").unlink()

    with pytest.raises(MissingTemplateError, match=r"list\.html.*Hint: restore theme/templates/list\.html"):
        content_of(JOBS["/latest/"], Printer(theme_in(theme), Once), URL)


def test_include_that_is_not_there_is_told_with_file_and_line(theme: Path) -> None:
    number = put_line(theme, "list.html", "{% block content %}", '{% include "includes/none.html" %}')
    found = fault_in(theme, "/latest/")

    assert (found.path, found.line) == ("theme/templates/list.html", number)
    assert "none.html" in found.message


def raised(fail: Callable[[], object]) -> Exception:
    try:
        fail()
    except Exception as error:  # noqa: BLE001 - returned
        return error
    message = "nothing failed"
    raise AssertionError(message)


def test_fault_of_the_program_is_told_with_what_it_was_making() -> None:
    found = fault_of(raised(lambda: {}["key"]), "content/articles/a.md")

    assert (found.path, found.line, found.code) == ("content/articles/a.md", 0, "B102")
    assert "KeyError: 'key'" in found.message
    assert "test_faults.py, line " in found.message
    assert "report this" in found.hint


def test_error_without_words_or_a_place_is_told_by_its_name() -> None:
    assert "it could not be made: ValueError" in fault_of(ValueError(), "x").message


def test_one_line_of_a_template_is_told_once_with_the_number_of_its_pages() -> None:
    problems = [
        Problem("theme/templates/list.html", 3, "B101", f"it failed (for /{at}/)", "mend") for at in range(1_235)
    ]
    (told,) = once_each(problems)

    assert told.message == "it failed (for /0/), and 1,234 more pages"
    assert once_each(problems[:2])[0].message == "it failed (for /0/), and 1 more page"
    assert once_each(problems[:1])[0].message == "it failed (for /0/)"


def test_faults_of_other_places_are_each_told_in_order() -> None:
    b, a = (Problem(f"content/articles/{name}.md", 2, "C103", "no date", "write it") for name in "ba")
    other = Problem("theme/templates/list.html", 4, "B101", "it failed", "mend")

    assert once_each([b, other, a, b]) == [
        a,
        Problem(b.path, 2, "C103", "no date, and 1 more file", "write it"),
        other,
    ]
