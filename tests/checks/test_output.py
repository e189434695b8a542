"""Rules over the built site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.checks import check_output
from digest.model import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from digest.model import Problem

STATEMENT = (
    '{"@context":"https://schema.org","@graph":[{"@type":"Article","@id":"a","headline":"A","inLanguage":"en",'
    '"publisher":{"@type":"Organization"}}]}'
)
FRONT = '<!doctype html>\n<html lang="en"><title>T</title>\n<main id="main">{}</main>\n'


def write_site(folder: Path, body: str, path: str = "a/b/index.html") -> Path:
    """Write a small site with a page at *path* that has *body* in its third line."""
    files = {
        "index.html": FRONT.format('<p id="top-story"></p>'),
        "a/index.html": FRONT.format(""),
        "feed.atom": "<feed/>",
        "images/a b.png": "",
        "theme/site.css": "",
        path: FRONT.format(body),
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    return folder


def problems_with(folder: Path, body: str) -> list[Problem]:
    return check_output(write_site(folder, body))


@pytest.mark.parametrize(
    "body",
    [
        '<a href="../../">front</a>',
        '<a href="/">front</a>',
        '<a href="../../#top-story">place</a>',
        '<a href="../">up</a> <a href="./">here</a> <a href="">here</a>',
        '<a href="#main">place</a> <a href="#">top</a>',
        '<a href="?q=1#main">query</a> <a href="../../?page=2&amp;x=%20">query</a>',
        '<a href="../../feed.atom">feed</a>',
        '<a href="../../index.html">front</a>',
        '<img src="../../images/a%20b.png" alt="">',
        '<link rel="stylesheet" href="../../theme/site.css?v=12345678">',
        '<a href="https://example.org/nowhere">elsewhere</a> <a href="//example.org/x">elsewhere</a>',
        '<a href="mailto:a@example.org">mail</a> <a href="tel:+7">call</a>',
        '<link rel="canonical" href="https://example.org/a/b/"> <link rel="alternate" hreflang="ru" href="https://example.org/">',
        '<script type="application/json">{"a": 1}</script>',
        f'<script type="application/ld+json">{STATEMENT}</script>',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">',
        '<form action="../../a/"></form>',
        "<a>no address</a>",
    ],
)
def test_what_is_right_is_not_told(tmp_path: Path, body: str) -> None:
    assert list(map(str, problems_with(tmp_path, body))) == []


@pytest.mark.parametrize(
    ("body", "code", "named"),
    [
        ('<a href="../c/">x</a>', "O101", "'../c/'"),
        ('<a href="/nowhere/#main">x</a>', "O101", "'/nowhere/#main'"),
        ('<a href="../../a">a folder without its slash</a>', "O101", "'../../a'"),
        ('<a href="missing.html?x=1">x</a>', "O101", "'missing.html?x=1'"),
        ('<img src="../../images/c.png" alt="">', "O101", "c.png"),
        ('<form action="../../nowhere/"></form>', "O101", "nowhere"),
        ('<area href="../c/">', "O101", "'../c/'"),
        ('<a href="http://[bad">x</a>', "O101", "http://[bad"),
        ('<a href="#nothing">x</a>', "O102", "'#nothing'"),
        ('<a href="../../#nothing">x</a>', "O102", "'../../#nothing'"),
        ('<a href="../../?q=1#nothing">x</a>', "O102", "nothing"),
        ('<img src="https://example.org/a.png" alt="">', "O104", "https://example.org/a.png"),
        ('<img src="//example.org/a.png" alt="">', "O104", "//example.org/a.png"),
        ('<script src="https://example.org/a.js"></script>', "O104", "https://example.org/a.js"),
        ('<link rel="stylesheet" href="https://example.org/a.css">', "O104", "a.css"),
        ('<link rel="preconnect" href="https://example.org">', "O104", "https://example.org"),
        ('<link rel="STYLESHEET" href="https://example.org/a.css">', "O104", "a.css"),
        ('<iframe src="https://example.org/"></iframe>', "O104", "https://example.org/"),
        ('<video poster="https://example.org/p.png"></video>', "O104", "p.png"),
        ('<img srcset="https://example.org/2x.png 2x" src="../../images/a%20b.png" alt="">', "O104", "2x.png"),
        ("<script>alert(1)</script>", "O105", "<script>"),
        ('<script type="module">x()</script>', "O105", "<script>"),
        ("<style>p { color: red }</style>", "O105", "<style>"),
        ('<p style="color: red">x</p>', "O105", "attribute style"),
        ('<p onclick="x()">x</p>', "O105", "attribute onclick"),
        ('<script type="text/x-json">{}</script>', "O105", "<script>"),
        (f'<script type="application/ld+json">{STATEMENT}}}</script>', "O150", "cannot be read"),
        ('<script type="application/ld+json">{"headline": "A</script>', "O150", "cannot be read"),
        ('<script type="application/ld+json"></script>', "O150", "cannot be read"),
        ('<script type="application/ld+json">{}</script>', "O151", "known shape"),
        ('<script type="application/ld+json">[]</script>', "O151", "known shape"),
        (f'<script type="application/ld+json">{STATEMENT.replace("schema.org", "x.org")}</script>', "O151", "shape"),
        (f'<script type="application/ld+json">{STATEMENT.replace("Article", "Recipe")}</script>', "O151", "'Recipe'"),
        (f'<script type="application/ld+json">{STATEMENT.replace("headline", "name")}</script>', "O151", "'headline'"),
        ('<script type="application/ld+json">{"@context":"https://schema.org","@graph":[7]}</script>', "O151", "None"),
    ],
)
def test_fault_is_told_at_its_page_and_line(tmp_path: Path, body: str, code: str, named: str) -> None:
    problems = problems_with(tmp_path, body)

    assert [(problem.path, problem.line, problem.code) for problem in problems] == [
        (f"{tmp_path}/a/b/index.html", 3, code)
    ]
    assert named in problems[0].message
    assert problems[0].hint


def test_id_that_stands_twice_is_told_at_both_places(tmp_path: Path) -> None:
    problems = problems_with(tmp_path, '<p id="x"></p>\n<p id="x"></p>')

    assert [(problem.line, problem.code) for problem in problems] == [(3, "O103"), (4, "O103")]
    assert "'x' stands 2 times" in problems[0].message


def test_one_id_on_two_pages_is_no_fault(tmp_path: Path) -> None:
    assert problems_with(tmp_path, '<p id="top-story"></p>') == []


def test_address_relative_to_a_page_that_is_no_folder_is_followed_from_there(tmp_path: Path) -> None:
    folder = write_site(tmp_path, '<a href="a/">x</a> <a href="a/b/">y</a>', "404.html")

    assert [problem.code for problem in check_output(folder)] == ["O101"]  # a/b/ is not in this site


def test_anchor_with_letters_of_any_script_is_found(tmp_path: Path) -> None:
    assert (
        problems_with(tmp_path, '<p id="s-сөз"></p><a href="#s-%D1%81%D3%A9%D0%B7">x</a> <a href="#s-сөз">y</a>') == []
    )


def test_all_faults_of_all_pages_are_told_in_order(tmp_path: Path) -> None:
    folder = write_site(tmp_path, '<a href="#no">x</a>\n<a href="/no/">y</a>')
    write_site(folder, '<p style="x">z</p>', "a/a/index.html")

    told = [(problem.path.removeprefix(f"{folder}/"), problem.line, problem.code) for problem in check_output(folder)]
    assert told == [("a/a/index.html", 3, "O105"), ("a/b/index.html", 3, "O102"), ("a/b/index.html", 4, "O101")]


def test_style_sheet_that_asks_another_site_is_told(tmp_path: Path) -> None:
    folder = write_site(tmp_path, "")
    (folder / "theme/site.css").write_text("p {}\n@font-face { src: url(https://example.org/a.woff2) }\n", "utf-8")

    told = [(problem.path, problem.line, problem.code) for problem in check_output(folder)]
    assert told == [(f"{folder}/theme/site.css", 2, "O104")]


def test_style_sheet_that_asks_for_what_is_not_there_is_told(tmp_path: Path) -> None:
    folder = write_site(tmp_path, "")
    (folder / "theme/site.css").write_text("@import 'a.css';\np { background: url(x://[bad) }", "utf-8")

    told = [(problem.line, problem.code) for problem in check_output(folder)]
    assert told == [(1, "O101"), (2, "O101")]


def test_problems_are_told_of_the_folder_that_is_named(tmp_path: Path) -> None:
    folder = write_site(tmp_path, '<a href="#no">x</a>')
    (folder / "theme/site.css").write_text("@import 'a.css';", "utf-8")

    told = [problem.path for problem in check_output(folder, "output")]
    assert told == ["output/a/b/index.html", "output/theme/site.css"]


def test_page_that_is_not_utf8_does_not_break_the_run(tmp_path: Path) -> None:
    folder = write_site(tmp_path, '<a href="#no">x</a>')
    (folder / "old.html").write_bytes("<p>Здравствуйте</p>".encode("cp1251"))

    assert "O102" in {problem.code for problem in check_output(folder)}


def test_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere: there is no built site\. Hint: "):
        check_output(tmp_path / "nowhere")


def test_built_site_has_no_problems(site: Path) -> None:
    assert list(map(str, check_output(site))) == []
