"""What is not for readers is found in whatever form its words stand, and nothing is found that is not there."""

from __future__ import annotations

import gzip
import html
import io
import json
import textwrap
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.checks.built.withheld import Seeker, Withheld, judge_words, marks_of, own_words, plain

if TYPE_CHECKING:
    from collections.abc import Callable

ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي")
WORDS = st.sampled_from(ALPHABETS).flatmap(
    lambda letters: st.lists(st.text(letters, min_size=4, max_size=11), min_size=16, max_size=60)
)


def packed(text: str) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("pages/a.html", text)
    return archive.getvalue()


FORMS: dict[str, Callable[[str], bytes]] = {
    "page": lambda text: f"<p>{text}</p>".encode(),
    "feed": lambda text: html.escape(f"<p>{text}</p>").encode(),
    "json": lambda text: json.dumps({"text": f'He said: "{text}"'}, ensure_ascii=False).encode(),
    "mail": lambda text: textwrap.fill(text, 60, initial_indent="  ", subsequent_indent="  ").encode(),
    "capitals": lambda text: (text.upper() if text.isascii() else text).encode(),
    "fragment": lambda text: gzip.compress(text.encode()),
    "archive": packed,
}


def seeker(marks: tuple[bytes, ...]) -> Seeker:
    return Seeker([Withheld("content/articles/a.md", "draft", None, marks)])


@pytest.mark.parametrize("form", FORMS)
@given(words=WORDS)
def test_text_is_found_in_every_form(form: str, words: list[str]) -> None:
    text = " ".join(words)
    marks = marks_of("", "", f"<p>{text}</p>")

    found = list(judge_words("x", FORMS[form](f"Before that. {text} And after."), seeker(marks)))

    assert [fault.code for fault in found] == (["O160"] if marks else [])


@given(WORDS, st.lists(st.text(max_size=30), max_size=5))
def test_seeker_finds_the_marks_that_are_there_and_no_others(words: list[str], others: list[str]) -> None:
    marks = marks_of("", "", f"<p>{' '.join(words)}</p>")
    content = " ".join([*others, *words[: len(words) // 2], *others]).encode("utf-8", "replace")

    assert seeker(marks).marks_in(content) == {mark for mark in marks if mark in plain(content)}


@pytest.mark.parametrize(
    ("headline", "slug", "number"),
    [
        ("About us", "about", 0),
        ("All articles", "all", 0),
        ("Law desk", "a-b", 0),
        ("Museum is to open seven rooms", "", 1),
        ("Museum is to open seven rooms", "museum-is-to-open-seven", 2),
    ],
)
def test_what_words_side_by_side_can_make_by_chance_is_no_mark(headline: str, slug: str, number: int) -> None:
    assert len(marks_of(headline, slug, "<p>Too few words.</p>")) == number


def test_run_of_words_ends_at_markup_and_at_what_is_written_in_several_ways() -> None:
    body = "<p>One two three four <em>five six seven eight</em> nine ten & eleven twelve</p>"

    assert marks_of("", "", body) == ()


def test_line_of_the_words_is_told() -> None:
    text = "The museum plans to open seven further rooms for its maps"
    content = f"<p>One</p>\n<p>Two</p>\n<p>{text}</p>\n<p>Three</p>\n".encode()

    (fault,) = judge_words("x.html", content, seeker(marks_of("", "", f"<p>{text}</p>")))
    assert fault.line == 3


def test_frame_of_a_page_is_not_looked_at_by_a_build_and_what_is_its_own_is() -> None:
    page = b"<head>A</head><body><header>B</header><main>C</main><footer>D</footer></body>"

    assert own_words("a/index.html", page) == b"<head>A</head><main>C"
    assert own_words("feed.atom", b"<feed>") == b"<feed>"
    assert own_words("feed.json", b"{}") == own_words("card.png", b"x") == b""
    assert own_words("404.html", b"<p>no main</p>") == b"<p>no main</p>"
