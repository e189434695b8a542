"""The head of a text and its end: what the blocks around the body are, rule by rule."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from digest.importer import Article, Hints, convert
from digest.importer.model import Profile, Role
from tests.importer.helpers import OPTIONS, article, codes, texts, words

SENTENCE = "The reading room opens on Monday, the library said in a notice on the door."
MORE = "It had been closed since the summer, and readers had asked for it."
BODY = f"{SENTENCE}\n\n{MORE}"


def profiled(text: str, **known: object) -> Article:
    """Return the article that *text* is converted to with what is *known* of its publication."""
    profile = replace(Profile(), **known)  # type: ignore[arg-type]
    found = convert(text.encode(), "a.txt", Hints(OPTIONS, profile=profile))
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize("mark", ["?", "!", "…", ".", "؟"])
def test_a_headline_may_end_as_a_sentence_does(mark: str) -> None:
    assert article(f"The library opens its doors{mark}\n\n{BODY}").headline == f"The library opens its doors{mark}"


def test_the_urdu_full_stop_ends_a_sentence() -> None:
    long = (
        "شہر کی لائبریری پیر کے دن نیا کمرہ کھولے گی اور اس میں نئے چراغ اور نئی کرسیاں ہوں گی، دروازے پر لگے اعلان میں"
        " کہا گیا ہے۔"
    )

    assert article(f"لائبریری کھل گئی۔\n\n{long}\n\n{long}").headline == "لائبریری کھل گئی۔"
    assert article(f"{long}\n\n{long}").headline is None


@pytest.mark.parametrize(
    "text",
    [
        f"{'The library opens its doors and ' * 4}closes them again.\n\n{BODY}",
        "The library opens its doors.\n\nand closes them again, as the notice on the door said on Monday.",
    ],
)
def test_a_long_sentence_or_half_of_one_is_no_headline(text: str) -> None:
    assert article(text).headline is None


def test_a_headline_that_is_repeated_under_itself_is_dropped_once() -> None:
    found = article(f"Library opens\nLibrary opens\n\n{BODY}")

    assert found.headline == "Library opens"
    assert [dropped.text for dropped in found.dropped] == ["Library opens"]


def test_a_headline_goes_on_below_until_the_byline() -> None:
    found = article(f"Library opens a second\nreading room for maps\nBy Jane Roe\n26 December 2016\n\n{BODY}")

    assert found.headline == "Library opens a second reading room for maps"
    assert (found.authors, str(found.date)) == (("Jane Roe",), "2016-12-26")


def test_a_sentence_under_the_headline_is_no_part_of_it() -> None:
    assert article(f"Library opens\nIt has a second floor now.\n\n{BODY}").headline == "Library opens"


@pytest.mark.parametrize(
    ("head", "kicker", "headline"),
    [
        ("Politics\n\nLibrary opens a second floor", "Politics", "Library opens a second floor"),
        ("City | Libraries\n\nLibrary opens a second floor", "City | Libraries", "Library opens a second floor"),
        ("Culture\n\nWhat does a library need most?", "Culture", "What does a library need most?"),
        ("Library opens\n\nWhy now?", None, "Library opens"),
    ],
)  # fmt: skip
def test_a_section_above_the_headline_is_a_kicker(head: str, kicker: str | None, headline: str) -> None:
    found = article(f"{head}\n\nBy Jane Roe\n\n{BODY}")

    assert found.headline == headline
    assert texts(found, Role.KICKER) == ([kicker] if kicker else [])


@pytest.mark.parametrize(
    "title",
    ["SPOTLIGHT - The map room", "KAZAKHSTAN - New law on libraries", "ASTANA - What next?", "LIBRARY OPENS AT LAST"],
)
def test_a_headline_with_a_dash_or_in_capitals_stays_as_printed(title: str) -> None:
    found = article(f"{title}\n\n{BODY}")

    assert (found.headline, found.filed) == (title, None)


def test_a_headline_with_a_dash_under_a_kicker_is_no_dateline() -> None:
    found = article(f"Politics\n\nKazakhstan - New law on libraries\n\n{BODY}")

    assert (found.headline, found.filed) == ("Kazakhstan - New law on libraries", None)


def test_a_standfirst_is_one_sentence_above_the_byline_and_stands_once() -> None:
    found = article(f"Library opens\n\nIt has a second floor now.\n\nBy Jane Roe\n\n{BODY}")

    assert found.summary == "It has a second floor now."
    assert texts(found, Role.PARAGRAPH) == [SENTENCE, MORE]


def test_the_only_paragraph_is_no_standfirst() -> None:
    found = article(f"Library opens\n\n{SENTENCE}\n\nBy Jane Roe")

    assert (found.summary, found.authors) == (None, ("Jane Roe",))
    assert texts(found, Role.PARAGRAPH) == [SENTENCE]


@pytest.mark.parametrize("lone", ["By —", "By:", "By", "By –", "Автор:"])
def test_a_byline_without_names_takes_those_below(lone: str) -> None:
    found = article(f"Library opens\n\n{lone}\n\nJane Roe\n\n{BODY}")

    assert found.authors == ("Jane Roe",)
    assert texts(found, Role.BYLINE) == [lone, "Jane Roe"]


def test_a_byline_without_names_above_prose_is_a_paragraph() -> None:
    assert article(f"Library opens\n\nBy —\n\n{BODY}").authors == ()


@pytest.mark.parametrize(
    "line", ["By Jane Roe | 26 December 2016", "By Jane Roe, December 26, 2016", "26 December 2016 | By Jane Roe"]
)
def test_a_date_may_stand_beside_the_byline(line: str) -> None:
    found = article(f"Library opens\n\n{line}\n\n{BODY}")

    assert (found.authors, str(found.date)) == (("Jane Roe",), "2016-12-26")


def test_a_name_alone_is_told_and_not_used() -> None:
    found = article(f"Library opens\n\nJane Roe\n\n{BODY}")

    assert found.authors == ()
    assert codes(found) == ["I310"]
    assert texts(found, Role.PARAGRAPH)[0] == "Jane Roe"


def test_a_name_alone_is_a_byline_where_it_stands_twice() -> None:
    body = "\n\n".join([SENTENCE, MORE] * 4)
    found = article(f"Library opens\n\nJane Roe\n\n{body}\n\nJane Roe")

    assert found.authors == ("Jane Roe",)
    assert codes(found) == []
    assert texts(found, Role.BYLINE) == ["Jane Roe", "Jane Roe"]


def test_a_name_alone_is_a_byline_where_the_profile_says_so() -> None:
    assert profiled(f"Library opens\n\nJane Roe\n\n{BODY}", bare_bylines=True).authors == ("Jane Roe",)
    assert profiled(f"تفتح المكتبة أبوابها\n\nمنى حسن\n\n{BODY}", bare_bylines=True).authors == ("منى حسن",)


def test_a_name_within_the_body_is_no_byline() -> None:
    found = article(f"Library opens\n\n{SENTENCE}\n\nJane Roe\n\n{BODY}")

    assert (found.authors, codes(found)) == ((), [])


@pytest.mark.parametrize(
    ("line", "reporting"),
    [
        ("(Reporting by Jane Roe; editing by John Doe)", "Jane Roe; editing by John Doe"),
        ("Reporting by Jane Roe in Oslo; editing by John Doe.", "Jane Roe in Oslo; editing by John Doe"),
        ("(Additional reporting by Ann Poe)", "Ann Poe"),
    ],
)
def test_who_reported_is_kept_in_the_body_and_noted(line: str, reporting: str) -> None:
    found = article(f"Library opens\n\n{BODY}\n\n{line}")

    assert found.authors == ()
    assert texts(found, Role.PARAGRAPH)[-1] == line
    assert f"reporting by: {reporting}" in found.asides


@pytest.mark.parametrize(
    ("line", "authors", "agency"), [("Автор: Иван Петров", ("Иван Петров",), None), ("AFP", (), "AFP")]
)
def test_a_byline_may_stand_at_the_end(line: str, authors: tuple[str, ...], agency: str | None) -> None:
    found = article(f"Library opens\n\n{BODY}\n\n{line}")

    assert (found.authors, found.agency) == (authors, agency)
    assert texts(found, Role.PARAGRAPH) == [SENTENCE, MORE]


def test_the_words_of_a_byline_are_names_or_notes() -> None:
    found = article(f"Library opens\n\nBy Jane Roe in Bishkek for The Mill Herald\n\n{BODY}")

    assert found.authors == ("Jane Roe",)
    assert found.asides == ("byline as printed: By Jane Roe in Bishkek for The Mill Herald", "byline place: Bishkek")


@pytest.mark.parametrize(
    ("blocks", "pictures"),
    [
        ("The room. [Roe/AFP]\n\nThe door. [Poe/AFP]", [("The room.", "Roe/AFP"), ("The door.", "Poe/AFP")]),
        ("Room.\n\nPhoto: Roe\n\nDoor.\n\nPhoto: Roe", [("Room.", "Photo: Roe"), ("Door.", "Photo: Roe")]),
        ("The room.\n\nAnn Poe/AFP", [("The room.", "Ann Poe/AFP")]),
        ("The room.\n\nCourtesy of the City Library", [("The room.", "Courtesy of the City Library")]),
        ("القاعة. (صورة: المكتبة)", [("القاعة.", "صورة: المكتبة")]),
        ("The room.\n\nThe room. [Jane Roe/AFP]", [("The room.", "Jane Roe/AFP")]),
    ],
)  # fmt: skip
def test_pictures_above_the_dateline(blocks: str, pictures: list[tuple[str, str]]) -> None:
    found = article(f"Library opens\n\n{blocks}\n\nOSLO -- {SENTENCE}\n\n{MORE}")

    assert [(image.caption, image.credit) for image in found.images] == pictures
    assert len(texts(found, Role.PARAGRAPH)) == 2


def test_a_later_caption_needs_a_credit_that_is_marked() -> None:
    later = "The door of the room. (Photo: Ann Poe)\n\nIt was open on that day [Ann Poe]\n\nThe gate\n\nPhoto: Ann Poe"
    found = article(f"Library opens\n\nOSLO -- {SENTENCE}\n\n{MORE}\n\n{later}\n\n{MORE}")

    assert [(image.caption, image.credit) for image in found.images] == [
        ("The door of the room.", "Photo: Ann Poe"),
        ("The gate", "Photo: Ann Poe"),
    ]
    assert "It was open on that day [Ann Poe]" in texts(found, Role.PARAGRAPH, Role.SUBHEAD)


def test_a_sentence_above_a_credit_in_the_body_stays_a_paragraph() -> None:
    found = article(f"Library opens\n\n{BODY}\n\nPhoto: Ann Poe\n\n{SENTENCE}")

    assert texts(found, Role.PARAGRAPH) == [SENTENCE, MORE, SENTENCE]
    assert [(image.caption, image.credit) for image in found.images] == [(None, "Photo: Ann Poe")]


@pytest.mark.parametrize("line", ["Embed code", "Video", "Watch: how the old index was found", "Видео", "فيديو"])
def test_what_stands_where_a_video_stood_is_dropped_and_told(line: str) -> None:
    found = article(f"Library opens\n\n{BODY}\n\n{line}\n\n{BODY}")

    assert [dropped.text for dropped in found.dropped] == [line]


@pytest.mark.parametrize("line", ["Videos of it are lent as well, for a week.", "They say: watch the lamps."])
def test_a_sentence_about_videos_stays(line: str) -> None:
    assert line in texts(article(f"Library opens\n\n{BODY}\n\n{line}\n\n{BODY}"), Role.PARAGRAPH)


def test_an_address_above_the_headline_is_kept_in_the_notes() -> None:
    found = article(f"https://example.org/library-opens\n\nLibrary opens\n\n{BODY}")

    assert (found.headline, found.date) == ("Library opens", None)
    assert found.asides == ("address as printed: https://example.org/library-opens",)


WIRE = "OSLO, 3 FEB 91 (EFE) -- [TEXT] [REPORT] THE READING ROOM OPENS ON MONDAY [AS PLANNED].\n\nIT HAS NEW LAMPS."


def test_the_marks_of_a_wire_are_kept() -> None:
    found = article(WIRE)

    assert texts(found, Role.PARAGRAPH) == WIRE.split("\n\n")
    assert found.dropped == ()


def test_the_marks_of_a_wire_are_dropped_and_told_where_the_profile_says_so() -> None:
    found = profiled(WIRE, drop_wire_tags=True)

    assert texts(found, Role.PARAGRAPH)[0] == "OSLO, 3 FEB 91 (EFE) -- THE READING ROOM OPENS ON MONDAY [AS PLANNED]."
    assert [dropped.text for dropped in found.dropped] == ["[TEXT] [REPORT]"]
    assert sorted(words(" ".join(part.text for part in found.parts))) == sorted(words(WIRE))


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Ann Poe",
        "The room. [Ann Poe/AFP]",
        "Watch: the lamps",
        "By —",
        "Jane Roe",
        "26/12/2016",
        "In 2014 (a) [B]",
    ],
)
def test_time_grows_with_the_number_of_such_lines_and_not_faster(line: str) -> None:
    start = time.process_time()
    found = article(f"Library opens\n\n{SENTENCE}\n\n" + f"{line}\n\n" * 15_000)

    assert len(found.parts) == 15_002
    assert time.process_time() - start < 5


def test_the_head_of_a_form_says_which_line_is_the_headline() -> None:
    head = "Source: The Evening Post\nHeadline: Library opens at night\nBy: Jane Roe\nSection: Culture"

    found = article(f"{head}\n\n{SENTENCE}\n\n{SENTENCE}")

    assert found.headline == "Library opens at night"
    assert found.authors == ("Jane Roe",)
    assert "headline as printed: Headline: Library opens at night" in found.asides
    assert texts(found, Role.PARAGRAPH)[:2] == ["Source: The Evening Post", "Section: Culture"]


def test_a_label_alone_is_a_word_of_the_headline() -> None:
    found = article(f"Title: a word with a history\n\n{SENTENCE}\n\n{SENTENCE}")

    assert found.headline == "Title: a word with a history"


@pytest.mark.parametrize(
    "line",
    [
        "Posted on 3 March 2015 by Jane Roe",
        "3 March 2015 by Jane Roe",
        "By Jane Roe on 3 March 2015",
        "Posted by Jane Roe on 3 March 2015",
    ],
)
def test_a_byline_and_a_date_may_stand_without_a_mark_between_them(line: str) -> None:
    found = article(f"Library opens\n\n{line}\n\n{SENTENCE}\n\n{SENTENCE}")

    assert (found.authors, str(found.date)) == (("Jane Roe",), "2015-03-03")


def test_a_section_beside_the_date_is_kept_and_no_headline() -> None:
    found = article(f"Culture | 3 March 2015 | Page 3\n\nLibrary opens at night\n\n{SENTENCE}\n\n{SENTENCE}")

    assert (found.headline, str(found.date)) == ("Library opens at night", "2015-03-03")
    assert "beside the date: Culture | Page 3" in found.asides


def test_a_name_beside_the_date_is_no_section() -> None:
    found = article(f"Library opens\n\nJane Roe | 3 March 2015\n\n{SENTENCE}\n\n{SENTENCE}")

    assert texts(found, Role.DATE) == []
    assert "Jane Roe" in " ".join(part.text for part in found.body)


def test_what_stands_above_all_prose_is_no_subhead() -> None:
    found = article(f"Library opens\n\nJane Roe\n\n2 hours ago\n\n{SENTENCE}\n\nHow to come\n\n{SENTENCE}")

    assert texts(found, Role.SUBHEAD) == ["How to come"]


def test_two_names_under_the_headline_may_be_a_byline() -> None:
    found = article(f"The city library opens\n\nJane Roe and Ann Poe\n\n{SENTENCE}\n\n{SENTENCE}")

    assert found.authors == ()
    assert "I310" in codes(found)


@pytest.mark.parametrize("line", ["HOST: How do you count them?", "Follow us on Twitter: @citylibrary"])
def test_a_speaker_or_an_address_is_no_subhead(line: str) -> None:
    found = article(f"Library opens\n\n{SENTENCE}\n\n{line}\n\n{SENTENCE}\n\n{SENTENCE}")

    assert texts(found, Role.SUBHEAD) == []


def test_a_caption_with_its_credit_is_no_headline() -> None:
    found = article(f"Readers wait in Oslo. (Photo by Jane Roe / AFP)\n\nOslo (AFP) – {SENTENCE}\n\n{SENTENCE}")

    assert found.headline is None
    assert [image.caption for image in found.images] == ["Readers wait in Oslo."]
    assert "I201" in codes(found)


@pytest.mark.parametrize(
    "line",
    ["FOR IMMEDIATE RELEASE", "Embargoed until 06:00, 5 April 2016", "ПРЕСС-РЕЛИЗ", "BC-LIBRARY-REOPENING", "URGENT"],
)
def test_what_a_press_office_writes_above_is_no_headline(line: str) -> None:
    found = article(f"{line}\n\nLibrary opens\n\n{SENTENCE}\n\n{SENTENCE}")

    assert found.headline == "Library opens"
    assert found.date is None
    assert f"kicker: {line}" in found.asides


def test_the_number_of_a_page_is_no_kicker() -> None:
    found = article(f"12\n\nThe library opens at night\n\n{SENTENCE}\n\n{SENTENCE}")

    assert found.asides == ()
    assert "I201" in codes(found)


def test_who_reported_is_no_subhead() -> None:
    line = "Reporting by Jane Roe; Editing by Ann Poe"

    found = article(f"Library opens\n\n{SENTENCE}\n\n{line}\n\n{SENTENCE}")

    assert texts(found, Role.SUBHEAD) == []
    assert f"reporting by: {line.removeprefix('Reporting by ')}" in found.asides


def test_a_byline_in_a_wrapped_head_stands_alone() -> None:
    head = "Library opens at night\nFour hundred people came to hear the hour strike\nBy Jane Roe\nUpdated 6 April 2016"

    found = article(f"{head}\n\n{SENTENCE}\n\n{SENTENCE}")

    assert found.authors == ("Jane Roe",)
    assert "Roe" not in (found.headline or "")


@pytest.mark.parametrize(
    "line",
    [
        "Embargoed until 00:01 GMT, 26 December 2016",
        "EMBARGO: 6 a.m. Monday",
        "Эмбарго до 26 декабря",
        "Under embargo till noon",
    ],
)
@pytest.mark.parametrize("at", [0, 1, 4])
def test_a_text_under_embargo_waits(line: str, at: int) -> None:
    blocks = ["Library opens", "By Jane Roe", "OSLO -- The room opens at noon, the library said.", "It was closed."]

    found = article("\n\n".join([*blocks[:at], line, *blocks[at:]]))

    assert [(told.code, told.line) for told in found.problems if told.code == "I213"] == [("I213", 2 * at + 1)]


def test_a_text_about_an_embargo_does_not_wait() -> None:
    found = article(
        "Embargo on maps ends\n\nOSLO -- The embargo on old maps has ended, said the museum on Monday.\n\nIt is over."
    )

    assert "I213" not in codes(found)


@pytest.mark.parametrize("byline", ["By: Ann Poe | 10 November 2014", "Muallif: Anvar Karimov | 2012 yil 1 dekabr"])
def test_a_byline_beside_a_date_is_no_section(byline: str) -> None:
    found = article(f"Library opens\n\n{byline}\n\nOSLO -- The room opens at noon, the library said.\n\nIt was closed.")

    assert len(found.authors) == 1
    assert found.date is not None
