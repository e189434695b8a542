"""Rules over the pages that are sent as e-mails: they alone may have a style of their own, and fetch nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.checks import check_output
from digest.checks.mails import MOST_BYTES, is_mail

if TYPE_CHECKING:
    from pathlib import Path

    from digest.model import Problem

STYLE = "<style>a { color: teal; }</style>"
MAIL = '<!doctype html>\n<html lang="en"><head><title>T</title>{head}</head>\n<body>{body}</body></html>\n'
PLACE = "digest/2026-W47/mail.html"


def problems_of(folder: Path, body: str, head: str = STYLE, path: str = PLACE) -> list[Problem]:
    for name, content in (
        ("index.html", "<!doctype html>\n<title>T</title>\n"),
        (path, MAIL.format(head=head, body=body)),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    return check_output(folder)


def told(folder: Path, body: str, head: str = STYLE, path: str = PLACE) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in problems_of(folder, body, head, path)]


@pytest.mark.parametrize("path", [PLACE, "ru/digest/2026-W01/mail.html", "zh-Hans/digest/2026-W01/mail.html"])
def test_mail_may_have_one_style_element_in_its_head(tmp_path: Path, path: str) -> None:
    assert is_mail(path)
    assert told(tmp_path, '<a href="https://example.org/">x</a> <a href="mailto:a@example.org">y</a>', path=path) == []


@pytest.mark.parametrize(
    "path",
    [
        "mail.html",
        "digest/mail.html",
        "digest/2026-W47/index.html",
        "digest/2026-W47/x/mail.html",
        "a/b/digest/2026-W47/mail.html",
    ],
)
def test_no_other_page_may_have_one(tmp_path: Path, path: str) -> None:
    assert not is_mail(path)
    assert told(tmp_path, "", path=path) == [(2, "O105")]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (STYLE + STYLE, ""),
        ("", STYLE),
        (STYLE, STYLE),
        (STYLE, '<p style="color: teal">x</p>'),
        (STYLE, '<p onclick="x()">x</p>'),
        (f"{STYLE}<script>x()</script>", ""),
    ],
)
def test_nothing_more_than_that(tmp_path: Path, head: str, body: str) -> None:
    assert [code for _, code in told(tmp_path, body, head)] == ["O105"]


@pytest.mark.parametrize(
    "body",
    [
        '<img src="https://example.org/a.png" alt="">',
        '<img srcset="a.png 1x" alt="">',
        '<link rel="stylesheet" href="https://example.org/a.css">',
        '<script src="https://example.org/a.js"></script>',
    ],
)
def test_mail_fetches_nothing(tmp_path: Path, body: str) -> None:
    assert "O176" in [code for _, code in told(tmp_path, body)]


@pytest.mark.parametrize("style", ["p { background: URL(https://example.org/a.png); }", '@import "a.css";'])
def test_style_of_a_mail_fetches_nothing_either(tmp_path: Path, style: str) -> None:
    assert told(tmp_path, "", f"<style>\n{style}</style>") == [(2, "O176")]


@pytest.mark.parametrize("address", ["../", "/digest/", "articles/x/", "//example.org/"])
def test_address_of_a_mail_is_whole(tmp_path: Path, address: str) -> None:
    assert told(tmp_path, f'\n<a href="{address}">x</a>') == [(4, "O177")]


def test_mail_is_small_enough_to_be_shown_whole(tmp_path: Path) -> None:
    size = MOST_BYTES - len(MAIL.format(head=STYLE, body="").encode())

    assert told(tmp_path / "fits", "x" * (size - 1)) == []
    assert told(tmp_path / "is-too-large", "x" * size) == [(0, "O175")]
