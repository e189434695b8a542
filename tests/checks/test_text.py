"""Rules over the words of articles: quiet on good text in every language, and right about each place."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import frontmatter
from digest.checks.headings import check_headings
from digest.checks.marks import check_marks
from digest.checks.prose import Prose
from digest.checks.rawhtml import check_raw_html
from tests.support.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from digest.model import Problem


def told(body: str, lang: str = "en", first: int = 1) -> list[Problem]:
    prose = Prose("x.md", lang, body, first)
    return [problem for check in (check_headings, check_marks, check_raw_html) for problem in check(prose)]


def places(body: str, lang: str = "en") -> list[tuple[int, int, str]]:
    return [(problem.line, problem.column, problem.code) for problem in told(body, lang)]


GOOD = {
    "apostrophes": ("en", "The readers' room isn't open in the '90s wing; it's the keeper's."),
    "a quotation of three paragraphs": ("en", "“One.\n\n“Two.\n\n“Three,” she says."),
    "the same in Russian": ("ru", "«Один.\n\n«Два.\n\n«Три», — говорит она."),
    "a quotation that ends in the next paragraph": ("ru", "«Один.\n\nДва», — говорит она."),
    "two quotations with one end": ("ru", "Общество «Друзья музея «Зал» открыто."),
    "quotations in quotations": ("ru", "«Книга „Часы“ у нас есть», — говорит она."),
    "Kazakh": ("kk", "«Кітапхана (бірінші қабат) ашық», — дейді ол."),
    "Arabic": ("ar", "قال الأمين: «القاعة (الأولى) مفتوحة»، وأضاف “شكراً”."),
    "straight marks": ("en", 'He says "yes", and "no".'),
    "straight marks over paragraphs": ("en", '"One.\n\n"Two," he says.'),
    "inches": ("en", 'A shelf 5" wide.'),
    "items": ("en", "Bring a) a pen, b) paper, and iv) patience.\n\n1) One\n2) Two"),
    "items in Russian": ("ru", "Нужны: а) ручка, б) бумага."),
    "faces": ("en", "It is open :) and warm ;-)"),
    "addresses with brackets": ("en", 'See [it](https://example.org/a_(b) "c") and https://example.org/a_(b.'),
    "an address in brackets": ("en", "It is open (see https://example.org/a)."),
    "code": ("en", "Write `(` or `“`.\n\n```\n# no ( heading <script>\n```\n\n    <b ("),
    "escaped": ("en", r"It is \[so\] and 1 \< 2, \<script>."),
    "character references": ("en", "[brackets&#93; here"),
    "a comment": ("en", "<!-- (a note“ <script> -->\nWords."),
    "headings in order": ("en", "## One\n\n### Two\n\n#### Three\n\n## Four\n\nFive\n----\n\n### Six"),
    "a rule": ("en", "Words.\n\n---\n\nWords."),
    "allowed HTML": ("en", '<p lang="ru"><bdi>Слово</bdi></p>\n\n<a href="https://example.org/" hreflang="en">A</a>'),
    "what is no HTML": ("en", "If a < b and b > c, <https://example.org/> and <info@example.org>."),
    "links of the site": ("en", "[A]({filename}/a.md#s-b) ![B]({static}/images/b.png) [C](mailto:info@example.org)"),
    "footnotes": ("en", "Words.[^1]\n\n[^1]: A note (short)."),
}  # fmt: skip


@pytest.mark.parametrize("case", GOOD)
def test_good_text_is_not_told(case: str) -> None:
    lang, body = GOOD[case]

    assert list(map(str, told(body, lang))) == []


BAD = {
    "two brackets": ("A (b\n\nC (d", "en", [(1, 3, "C123"), (3, 3, "C123")]),
    "a bracket over paragraphs": ("A (b.\n\nBefore) d.", "en", [(1, 3, "C304"), (3, 7, "C304")]),
    "an opened quotation before a whole one": ("“One.\n\nTwo “three” four.", "en", [(1, 1, "C124")]),
    "a German mark in Russian": ("Она „говорит.", "ru", [(1, 5, "C124")]),
    "an odd straight mark": ('He says "yes.', "en", [(1, 9, "C303")]),
    "a heading without a space": ("#One", "en", [(1, 1, "C121")]),
    "an underlined heading": ("One\n===", "en", [(1, 1, "C121")]),
    "a heading in HTML": ("<h1>One</h1>", "en", [(1, 1, "C121")]),
    "the first heading is a third": ("### One", "en", [(1, 1, "C122")]),
    "an attribute in the second line": ('<p\nonclick="x()">One</p>', "en", [(2, 1, "C125")]),
    "a tag in capitals": ("A <SCRIPT>b</SCRIPT>", "en", [(1, 3, "C125")]),
    "an address in HTML": ('<a href="data:text/html,x">A</a>', "en", [(1, 10, "C126")]),
    "an address in angle brackets": ("<tel:112>", "en", [(1, 2, "C126")]),
}


@pytest.mark.parametrize("case", BAD)
def test_fault_is_told_at_its_place(case: str) -> None:
    body, lang, expected = BAD[case]

    assert places(body, lang) == expected


def test_line_counts_from_where_the_body_begins() -> None:
    assert [problem.line for problem in told("Words.\n\n# One", first=14)] == [16]


def texts() -> list[Path]:
    return [*sorted((ROOT / "content").glob("*/**/*.md")), *sorted((ROOT / "tests/importer/cases").glob("*.md"))]


@pytest.mark.parametrize("path", texts(), ids=lambda path: path.name)
def test_text_of_the_project_and_of_the_importers_cases_is_not_told(path: Path) -> None:
    front, dashes, body = path.read_text("utf-8").partition("\n---\n")
    written = body.partition("\n<!--")[0]  # after that stands what the importer said
    if not dashes:
        return
    lang = frontmatter.read(f"{front}{dashes}").metadata.get("lang", "en")

    assert list(map(str, told(written, lang))) == []


@given(st.text(alphabet="ab \n#<>()[]“”«»\"'`\\&;:!-=*{}", max_size=200), st.sampled_from(["en", "ru", "ar"]))
def test_any_text_is_read_and_every_place_is_within_it(body: str, lang: str) -> None:
    lines = body.split("\n")

    for line, column, _ in places(body, lang):
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1


@pytest.mark.parametrize("piece", ["(", "<", "[a](", "`", '"', "“", "<!--", "\\", "&#", "# ", "a\n==", "{:"])
def test_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    shuffled = [piece] * 5_000 + [" a"] * 5_000
    random.Random(1).shuffle(shuffled)

    told("".join(shuffled))
    told(piece * 10_000)
