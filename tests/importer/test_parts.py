"""Encodings, blocks, headlines, captions, subheads, languages, slugs: one rule a test."""

from __future__ import annotations

import time
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.importer import Skip
from digest.importer.model import Role
from digest.importer.slugs import MAX_SLUG, base_slug
from digest.importer.texts.language import identify
from tests.importer.helpers import article, codes, run, texts

SENTENCE = "The reading room opens on Monday, the library said in a notice on the door."
TEXT = f"Library opens\n\n{SENTENCE}\n\nIt had been closed since the summer, and readers had asked for it."
RUSSIAN = (
    "Библиотека открывается\n\nЧитальный зал откроется в понедельник, сообщила библиотека в объявлении на двери.\n\n"
    "Он был закрыт с лета, и читатели часто спрашивали о нём. Теперь в нём новые лампы, а книги стоят на своих местах."
)
KAZAKH = (
    "Кітапхана ашылады\n\nОқу залы дүйсенбі күні ашылады, деп хабарлады кітапхана есіктегі хабарландыруда.\n\n"
    "Ол жаздан бері жабық болатын, оқырмандар ол туралы жиі сұрайтын. Енді онда жаңа шамдар мен үстелдер бар."
)
ARABIC = (
    "المكتبة تفتح أبوابها\n\nقالت المكتبة في إعلان على الباب إن قاعة المطالعة ستفتح يوم الاثنين.\n\n"
    "كانت القاعة مغلقة منذ الصيف، وسأل عنها القراء كثيرا. وفيها الآن مصابيح جديدة وطاولات جديدة، والكتب في أماكنها."
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (RUSSIAN, "cp866"), (KAZAKH, "kz1048"), (ARABIC, "cp1256"),
        (ARABIC, "iso8859_6"), (TEXT.replace("opens", "café"), "cp1252"),
    ],
)  # fmt: skip
def test_an_old_encoding_is_recognised_and_told(text: str, encoding: str) -> None:
    text = text.replace("،", ",")

    found = article(text.encode(encoding))

    assert found.source.encoding == encoding
    assert "I302" in codes(found)
    assert [part.text for part in found.parts] == text.split("\n\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_in_any_form_is_read_without_a_word(encoding: str) -> None:
    found = article(RUSSIAN.encode(encoding))

    assert codes(found) == []
    assert [part.text for part in found.parts] == RUSSIAN.split("\n\n")


def test_a_few_broken_bytes_wait_for_an_editor() -> None:
    raw = RUSSIAN.encode()
    found = article(raw[:80] + b"\xff" + raw[80:])

    assert codes(found) == ["I202"]
    assert "3 (at byte 79, 80, 81)" in found.problems[0].message
    assert "\ufffd" in "".join(part.text for part in found.parts)


def test_half_a_character_waits_for_an_editor_and_is_no_letter_of_an_old_encoding() -> None:
    found = article(TEXT.replace("room", "room \ud83d").encode("utf-8", "surrogatepass"))

    assert codes(found) == ["I202"]
    assert found.source.encoding == "utf-8"
    assert "room \ufffd" in "".join(part.text for part in found.parts)


def test_a_character_that_was_written_in_two_halves_is_whole() -> None:
    found = article(TEXT.replace("room", "room \ud83d\udcda").encode("utf-8", "surrogatepass"))

    assert codes(found) == []
    assert "room \N{BOOKS}" in "".join(part.text for part in found.parts)


def test_only_the_first_of_many_broken_bytes_are_listed() -> None:
    raw = b"\xef\xbb\xbf" + ("\n\n".join([RUSSIAN] * 3)).encode()
    places = [place for place in range(30, 600) if raw[place : place + 1] == b" "]
    for number, place in enumerate(places):
        raw = raw[: place + number] + b"\xff" + raw[place + number :]

    message = article(raw).problems[0].message

    first = ", ".join(str(place + number) for number, place in enumerate(places[:5]))
    assert message.endswith(f": {len(places)} (at byte {first}, …)")


def test_a_nul_is_left_out_and_waits_for_an_editor() -> None:
    assert codes(article(TEXT.replace("room", "ro\x00om"))) == ["I203"]


def test_garbled_letters_are_put_right_and_told() -> None:
    found = article(TEXT.replace("opens", "’s").encode().decode("cp1252"))

    assert found.headline == "Library ’s"
    assert codes(found) == ["I307"]


def test_garbled_cyrillic_is_put_right() -> None:
    found = article(RUSSIAN.encode().decode("latin-1"))

    assert [part.text for part in found.parts] == RUSSIAN.split("\n\n")
    assert found.lang == "ru"


def test_letters_are_composed_and_joiners_kept() -> None:
    found = article(
        normalize("NFD", TEXT.replace("opens", "café")) + "\n\nمی\u200cخواهد بداند که کتابخانه باز است یا نه."
    )

    assert found.headline == "Library café"
    assert "\u200c" in found.parts[-1].text


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200b", "\u2060", "\ufeff", "\u00ad", "\x07"])
def test_what_nobody_sees_is_dropped(mark: str) -> None:
    assert article(TEXT.replace("Lib", f"Li{mark}b")).headline == "Library opens"


@pytest.mark.parametrize(
    "title",
    [
        "Why does it open?",
        "It opens!",
        "NEW LAMPS FOR THE READING ROOM",
        "It opens at last.",
        "What to read …",
        "SPOTLIGHT - The map room",
    ],
)
def test_a_headline_stays_as_printed(title: str) -> None:
    assert article(TEXT.replace("Library opens", title)).headline == title


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        f"{SENTENCE} {SENTENCE}\n\n{SENTENCE}",
        f"OSLO -- {SENTENCE}\n\n{SENTENCE}",
        "The room opens.\n\nand it will stay open for as long as there are readers.",
    ],
)
def test_a_text_without_a_headline_waits_for_an_editor(text: str) -> None:
    found = article(text)

    assert found.headline is None
    assert "I201" in codes(found)


def test_a_short_sentence_is_no_subhead_and_a_question_is() -> None:
    found = article(f"{TEXT}\n\nWelcome to the library.\n\n{SENTENCE}\n\nWhat is next?\n\n{SENTENCE}")

    assert texts(found, Role.SUBHEAD) == ["What is next?"]


def test_many_short_lines_are_no_subheads() -> None:
    found = article(TEXT + "".join(f"\n\nShelf {number}\n\n{SENTENCE}" for number in range(5)))

    assert texts(found, Role.SUBHEAD) == []
    assert "I206" in codes(found)


@pytest.mark.parametrize(
    ("block", "caption", "credit"),
    [
        ("The room. [Jane Roe/AFP]", "The room.", "Jane Roe/AFP"),
        ("The room. (AP Photo/Jane Roe)", "The room.", "AP Photo/Jane Roe"),
        ("Зал. [Фото: Библиотека]", "Зал.", "Фото: Библиотека"),
        ("The room.\n\nPhoto: Jane Roe", "The room.", "Photo: Jane Roe"),
        ("The room.\n\n[Jane Roe/AFP]", "The room.", "Jane Roe/AFP"),
        ("[The reading room on its first day. Jane Roe/AFP]", "The reading room on its first day.", "Jane Roe/AFP"),
        ("(The room. Readers wait. Photo: Jane Roe)", "The room. Readers wait.", "Photo: Jane Roe"),
    ],
)
def test_a_caption_has_its_credit(block: str, caption: str, credit: str) -> None:
    found = article(f"Library opens\n\n{block}\n\nOSLO -- {SENTENCE}")

    assert [(image.caption, image.credit) for image in found.images] == [(caption, credit)]


def test_a_sentence_in_brackets_is_no_credit() -> None:
    note = "[This text was changed on Monday to name the mill.]"

    found = article(f"Library opens\n\n{note}\n\nOSLO -- {SENTENCE}")

    assert found.images == ()
    assert note in texts(found, Role.PARAGRAPH)


@pytest.mark.parametrize("end", ["[sic]", "[local officials]", "(see page 3)", "[the old one]"])
def test_a_bracket_in_the_body_is_no_credit(end: str) -> None:
    found = article(f"Library opens\n\nThe keeper said it was open {end}\n\n{SENTENCE}\n\nIt was {end}\n\n{SENTENCE}")

    assert found.images == ()


def test_an_indent_begins_a_paragraph_of_a_wrapped_text() -> None:
    lines = [
        "    The reading room opens on Monday, the library said in a notice that",
        "hangs on the door of the old mill, and the paper of the town said so too.",
        "    Readers who had asked for it since the summer were there to see when",
        "the lamps were carried in, and one of them had brought a cake for all.",
    ]

    found = article("\n".join(lines))

    assert [part.text for part in found.parts] == [f"{lines[0].strip()} {lines[1]}", f"{lines[2].strip()} {lines[3]}"]


def test_boilerplate_amid_the_body_stays() -> None:
    found = article(
        TEXT + f"\n\n{SENTENCE}" * 8 + "\n\nShare\n\nIt stays open until five." + f"\n\n{SENTENCE}\n\nPrint"
    )

    assert [dropped.text for dropped in found.dropped] == ["Print"]
    assert "Share" in texts(found, Role.PARAGRAPH, Role.SUBHEAD)


def test_a_caption_that_is_repeated_is_dropped_once() -> None:
    found = article(f"Library opens\n\nThe room. [Roe/AFP]\n\nThe room. [Roe/AFP]\n\nOSLO -- {SENTENCE}")

    assert len(found.images) == 1
    assert [dropped.text for dropped in found.dropped] == ["The room. [Roe/AFP]"]


@pytest.mark.parametrize(
    ("text", "lang"), [(TEXT, "en"), (RUSSIAN, "ru"), (KAZAKH, "kk"), (ARABIC, "ar"), (TEXT.upper(), "en")]
)
def test_the_language_is_told_by_the_letters(text: str, lang: str) -> None:
    assert identify(text) == (lang, False)


@pytest.mark.parametrize(
    ("text", "langs"),
    [
        ("Home", {"en"}),
        ("Menu", {"en"}),
        ("C3", {"en", "pt", "it", "fr", "es", "de", "tr", "az", "uz", "kk"}),
        ("Kutubxona", {"uz", "en", "tr", "az"}),
        ("Главная", {"ru"}),
        ("Ъъ", {"ru", "uk", "kk", "ky", "tg", "uz"}),
        ("الرئيسية", {"ar"}),
        ("ںںں", {"ar", "fa", "ur", "ps"}),
    ],
)
def test_a_few_letters_get_a_language_of_their_script(text: str, langs: set[str]) -> None:
    lang, is_guess = identify(text)

    assert lang in langs
    assert is_guess


def test_kazakh_in_latin_letters_is_told_by_its_own_letters() -> None:
    text = (
        "Aýyl kitaphanalaryna jańa kitaptar keldi, dep habarlaıdy mınıstrlik. Jasóspirimderge arnalǵan, qazaq tilinde."
    )

    assert identify(text) == ("kk", False)


@given(st.text("abcdefghijklmnopqrstuvwxyz ", min_size=1, max_size=40).filter(str.strip))
def test_latin_letters_are_never_taken_for_another_script(text: str) -> None:
    assert identify(text)[0] not in {"ru", "ky", "tg", "uk", "ar", "fa", "ps", "ur"}


def test_the_language_that_was_given_wins() -> None:
    assert article(TEXT, lang="kk").lang == "kk"


def test_a_guess_from_few_letters_is_told() -> None:
    assert "I306" in codes(article("Foo\n\nBar baz."))


def test_a_slug_is_cut_at_a_word() -> None:
    title = (
        "A very long headline about the opening hours of the reading room of the city library in winter and in summer"
    )

    slug = base_slug(article(TEXT.replace("Library opens", title)))

    assert len(slug) <= MAX_SLUG
    assert title.lower().replace(" ", "-").startswith(slug + "-")


def test_a_slug_does_not_depend_on_the_encoding() -> None:
    assert base_slug(article(ARABIC.replace("،", ",").encode("cp1256"))) == base_slug(article(ARABIC.replace("،", ",")))


@pytest.mark.parametrize(
    "text",
    [
        "a " * 500_000,
        "([" * 100_000,
        "\n".join(["word"] * 50_000),
        "A -- " * 50_000,
        "\n\n".join(["By Jane Roe"] * 20_000),
        "1" * 300_000,
        "x" + "[" * 100_000 + "]" * 100_000,
        "\n".join([". , ; ( ) according to "] * 10_000),
        f"Library opens\n\n{SENTENCE}\n\n" + "North 1 | 2 | 3\n" * 50_000,
        "exam-\nple " * 50_000,
        "a@" * 500_000,
        "+1 202 555 0100 " * 50_000,
        "aб" * 300_000,
        "\n\n".join([f"“{SENTENCE}”", f"{SENTENCE} {SENTENCE}"] * 10_000),
        "Home | News\n" * 50_000,
        "Old maps of the harbour\n\n" * 50_000,
    ],
    ids=[
        "words",
        "brackets",
        "lines",
        "dashes",
        "bylines",
        "digits",
        "nested",
        "holes",
        "tables",
        "hyphens",
        "addresses",
        "numbers",
        "alphabets",
        "quotes",
        "menus",
        "headlines",
    ],
)
def test_time_grows_with_the_text_and_not_faster(text: str) -> None:
    start = time.process_time()
    found = run(text)

    assert not isinstance(found, Skip) or found.problems
    assert time.process_time() - start < 5
