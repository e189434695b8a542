"""The card of a shared link: the words given, in the letters of their language, in the same bytes every time."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from digest.cards.drawing import draw
from digest.cards.letters import drawable
from digest.cards.typesetting import ELLIPSIS, balanced, broken, fit, font_of, width_of
from digest.cards.words import Text, Words
from digest.model import PartialDate
from digest.site.given import Job, Raw
from digest.site.plan import plan_site
from tests.planning.helpers import URL, plan, story
from tests.planning.helpers import given as given_site
from tests.support.project import ROOT

PAPER, INK, ACCENT = (0xFB, 0xFA, 0xF7), (0x1B, 0x1D, 0x1F), (0x0D, 0x55, 0x60)
LETTERS = {
    "en": "Readers find the library’s new hall – “open” at 9",
    "ru": "Библиотека открыла зал для чтения ёж щука",
    "kk": "Ә ә Ғ ғ Қ қ Ң ң Ө ө Ұ ұ Ү ү Һ һ І і кітапхана",
    "ar": "المكتبة تفتح قاعة جديدة للقراءة، ٢٠١٦ ؟ لا",
}


def words(headline: str = "A hall for reading", lang: str = "en", direction: str = "ltr", **others: str) -> Words:
    usual = {"name": "Library digest", "kicker": "Halls", "foot": "The Gazette", "end": "26 December 2016"} | others
    texts = {key: Text(text, lang, direction) for key, text in usual.items()}
    return Words(headline=Text(headline, lang, direction), **texts)


def pixels(card: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(card)) as image:
        image.load()
        assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "P")
        assert set(image.info) <= {"transparency"}
        return np.asarray(image.convert("RGB")).astype(int)


def inked(card: bytes) -> np.ndarray:
    """Return where something is drawn."""
    return (pixels(card) != PAPER).any(axis=2)


def test_card_is_type_on_paper_with_one_hairline() -> None:
    shown = pixels(draw(words()))
    colours = {tuple(colour) for colour in shown.reshape(-1, 3).tolist()}

    assert {PAPER, INK, ACCENT} <= colours
    assert len(colours) <= 16
    lines = (shown != PAPER).any(axis=2)[:, 80:1120].all(axis=1)
    assert lines.sum() == 2  # the hairline is two pixels high
    assert not (shown[:, :72] != PAPER).any()
    assert not (shown[:, 1128:] != PAPER).any()


@pytest.mark.parametrize("lang", sorted(LETTERS))
def test_every_letter_of_our_languages_is_in_the_font(lang: str) -> None:
    font = font_of(60)
    missing = bytes(font.getmask("\U0001f4da"))

    assert drawable(LETTERS[lang]) == LETTERS[lang]
    assert [one for one in LETTERS[lang] if one != " " and bytes(font.getmask(one)) == missing] == []


def test_every_letter_that_is_said_to_be_drawable_is_in_the_font() -> None:
    font = font_of(40)
    missing = bytes(font.getmask("\U0001f4da"))
    letters = [
        chr(point) for point in range(0x20, 0x2200) if chr(point).isalnum() and drawable(chr(point)) == chr(point)
    ]

    assert len(letters) > 700
    assert [one for one in letters if bytes(font.getmask(one)) == missing] == []


def test_headline_in_other_letters_has_no_card_and_signs_are_left_out() -> None:
    assert drawable("図書館") is None
    assert drawable("Books 📚 for\u202e all\n now") == "Books for all now"
    assert drawable("ﻼ") == "لا"
    assert drawable("📚") is None


def test_arabic_stands_on_the_right_and_its_letters_join() -> None:
    card = inked(draw(words("مكتبة", "ar", "rtl", kicker="", foot="", end="")))
    rows = card[140:530]

    assert rows[:, 1000:1120].any()
    assert not rows[:, :600].any()
    apart = sum(width_of(letter, 78) for letter in "مكتبة")
    assert width_of("مكتبة", 78) < apart * 0.8


def test_line_of_two_scripts_is_set_in_the_order_that_it_is_read() -> None:
    mixed = inked(draw(words("اتفاقية UNESCO لعام", "ar", "rtl", kicker="", foot="", end="")))[140:530]
    alone = inked(draw(words("اتفاقية", "ar", "rtl", kicker="", foot="", end="")))[140:530]

    right = slice(1120 - round(width_of("اتفاقية", 78)), 1120)
    assert (mixed[:, right] == alone[:, right]).mean() > 0.99  # what is read first stands at the right


@given(st.text(alphabet="abcdefgh ilmnost", min_size=1, max_size=400).filter(str.strip))
@settings(max_examples=60)
def test_lines_hold_the_headline_and_go_into_the_width(text: str) -> None:
    headline = drawable(text) or "a"
    lines = balanced(headline, 60, 1040)

    assert " ".join(lines) == headline
    assert len(lines) == len(broken(headline, 60, 1040))
    assert all(width_of(fit(line, 60, 1040), 60) <= 1041 for line in lines)


def test_long_headline_shrinks_and_is_cut_within_its_room() -> None:
    long = inked(draw(words("A long headline about the new hall of the library " * 12)))
    word = inked(draw(words("Donau" * 60)))

    for card in (long, word):
        assert not card[:, :72].any()
        assert not card[:, 1128:].any()
        assert not card[526:532].any()  # between the last line and the foot
    assert fit("one two three", 40, 200).endswith(ELLIPSIS)
    assert fit("Donau" * 60, 40, 300).endswith(ELLIPSIS)


def test_same_words_give_the_same_bytes_in_another_process() -> None:
    code = (
        "import sys; from digest.cards.drawing import draw; from digest.cards.words import *;"
        "n = Text('Library digest', 'en'); o = Text('', 'en');"
        "sys.stdout.buffer.write(draw(Words(n, Text('Қала кітапханасы', 'kk'), o, n, o)))"
    )
    command = [sys.executable, "-c", code]
    one, other = (
        subprocess.run(command, cwd=ROOT, capture_output=True, check=True, env={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    )

    assert one == other
    assert pixels(one).shape == (630, 1200, 3)
    nothing = Text("", "en")
    name = Text("Library digest", "en")
    for other_word in ("Another", "Words of all kinds", "Қала"):  # what was drawn before is kept and changes nothing
        draw(words(other_word))
    assert draw(Words(name, Text("Қала кітапханасы", "kk"), nothing, name, nothing)) == one


# --- on the site ---


def jobs(*stories: object, **options: object) -> dict[str, Job]:
    return {job.path: job for job in plan_site(given_site(stories, cards=True, **options))}  # type: ignore[arg-type]


def test_listed_article_has_a_card_beside_it_and_names_it() -> None:
    site = plan([story("hall"), story("saal", lang="ru"), story("secret", status="hidden")], cards=True)

    assert {"/card.png", "/ru/card.png", "/articles/hall/card.png", "/ru/articles/saal/card.png"} <= set(site.paths)
    assert "/articles/secret/card.png" not in site.paths
    card = site.page("/articles/hall/").head.card
    assert (card.url, card.alt) == (f"{URL}/articles/hall/card.png", "Title of hall")
    assert site.page("/articles/secret/").head.card.url == f"{URL}/card.png"
    assert site.page("/ru/latest/").head.card.url == f"{URL}/ru/card.png"


def test_article_without_letters_for_a_card_has_that_of_the_site() -> None:
    site = plan([story("hall", title="図書館")], cards=True)

    assert "/articles/hall/card.png" not in site.paths
    assert site.page("/articles/hall/").head.card.url == f"{URL}/card.png"


def test_without_cards_there_is_the_one_of_the_site() -> None:
    site = plan([story("hall")], cards=False)

    assert [path for path in site.paths if path.endswith(".png")] == ["/card.png"]
    assert site.page("/articles/hall/").head.card.url == f"{URL}/card.png"


def test_card_is_made_of_what_it_shows_and_of_nothing_else() -> None:
    one = story("hall")

    def needs(*stories: object, **options: object) -> object:
        job = jobs(*stories, **options)["/articles/hall/card.png"]
        return job.needs, job.press.digest  # type: ignore[attr-defined]

    same = [story("hall", body="<p>Other.</p>", tags=("youth",), summary="S"), story("hall", modified=date(2026, 2, 1))]
    assert all(needs(other) == needs(one) for other in same)
    assert needs(one, story("other")) == needs(one)
    assert needs(one, tagline="Another") == needs(one)
    others = [{"title": "T"}, {"section": "news"}, {"publication": "wire"}, {"published": PartialDate(2015)}]
    for keys in others:
        other = story("hall", **keys) if "published" not in keys else story("hall", "2015")
        assert needs(other) != needs(one), keys


def test_card_of_the_plan_is_drawn() -> None:
    made = jobs(story("hall"))["/articles/hall/card.png"].output()

    assert isinstance(made, Raw)
    assert pixels(made.content).any()
    changed = replace(made, path="/x")
    assert changed.content == made.content
