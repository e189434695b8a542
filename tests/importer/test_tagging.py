"""Tags are suggested by the names of the registry that a text contains, in any of its languages."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import frontmatter
from digest.importer.render import fingerprint, render_article
from digest.importer.tagging import SAMPLE, suggest_tags
from digest.registry import Registry, Table, load_registry, parse_table
from digest.schema import parse_article
from tests.importer.helpers import OPTIONS, article

REPOSITORY = Path(__file__).resolve().parents[2]
TAGS, _ = parse_table(
    "tags",
    """
libraries:
  name: {en: Libraries, ru: Библиотеки, kk: Кітапханалар, ar: المكتبات}
  aliases: [reading room, городские библиотеки]
  description: {en: Houses of books}
reading:
  name: {en: Reading, ru: Чтение}
  aliases: [art of reading]
  description: {en: What is done with books}
art:
  name: {en: Art, ru: Изобразительное искусство}
  aliases: ["C++", "!!!"]
  description: {en: What hangs in museums}
readers:
  name: {en: Readers, ar: القراء الجدد}
  aliases: [القارئون, карта]
  description: {en: Who reads}
""",
    "tags.yaml",
)


def counted(text: str, table: Table = TAGS) -> dict[str, int]:
    return {tag.id: tag.count for tag in suggest_tags(text, table)}


def test_names_and_aliases_are_counted_together_and_the_most_frequent_comes_first() -> None:
    found = suggest_tags("The libraries have one Reading Room each. READING is free in all libraries.", TAGS)

    assert [(tag.id, tag.count, tag.words) for tag in found] == [
        ("libraries", 3, ("libraries", "reading room")),
        ("reading", 1, ("reading",)),
    ]


@pytest.mark.parametrize("text", ["A party of artists departs.", "Proofreading is a craft."])
def test_a_part_of_a_word_is_not_the_word(text: str) -> None:
    assert counted(text) == {}


def test_of_names_that_overlap_the_longest_counts() -> None:
    assert counted("They teach the art of reading, and in the reading room they read.") == {
        "reading": 1,
        "libraries": 1,
    }


@pytest.mark.parametrize(
    "text",
    [
        "В библиотеках тихо.",
        "Городских библиотек стало больше.",
        "Она пошла с детьми в библиотеку.",
        "Кітапханаларда тыныш.",
        "Кітапханалардың есігі ашық.",
        "تفتح المكتبات أبوابها.",
        "يزور الناس للمكتبات كل يوم.",
        "الكتب والمكتبات للجميع.",
        "مَكتَبات المدينة.",
    ],
)
def test_a_word_is_found_in_the_forms_that_it_takes(text: str) -> None:
    assert counted(text) == {"libraries": 1}


def test_an_arabic_plural_is_found_in_both_cases() -> None:
    assert counted("جاء القارئون، ثم رأينا بعض القارئين.") == {"readers": 2}


@pytest.mark.parametrize("text", ["Библиотекарями", "Картавый гость", "Карточный стол", "المكتبي", "Чтениеведческий"])
def test_a_longer_word_is_another_word(text: str) -> None:
    assert counted(text) == {}


def test_a_text_without_names_and_a_registry_without_tags_give_nothing() -> None:
    assert suggest_tags("The door is green.", TAGS) == ()
    assert suggest_tags("", TAGS) == ()
    assert suggest_tags("All libraries.", Table()) == ()


def test_a_copy_of_the_registry_gives_the_same() -> None:
    text = "Libraries are for reading."

    assert suggest_tags(text, pickle.loads(pickle.dumps(TAGS))) == suggest_tags(text, TAGS)  # noqa: S301 - our own


def test_only_the_first_part_of_an_endless_text_is_looked_at() -> None:
    assert counted("libraries " * SAMPLE) == {"libraries": SAMPLE // len("libraries ")}


@given(
    st.lists(
        st.sampled_from(
            ["library", "libraries", "reading", "room", "art", "of", "التعليم", "المكتبات", "карта", "чтения"]
        )
    )
)
def test_every_place_counts_once(words: list[str]) -> None:
    found = suggest_tags(" ".join(words), TAGS)

    assert sum(tag.count for tag in found) <= len(words)
    assert list(found) == sorted(found, key=lambda tag: (-tag.count, tag.id))


def test_the_tags_of_the_registry_are_found_in_the_texts_of_the_inbox() -> None:
    registry, _ = load_registry(REPOSITORY / "content" / "registry")
    best = {}
    for lang in ("", "ar-", "ru-"):
        text = (REPOSITORY / "inbox" / f"{lang}un-resolution-2178.txt").read_text("utf-8")
        best[lang] = {tag.id for tag in article(text, registry).suggested}

    assert best[""] & best["ar-"] & best["ru-"] >= {"foreign-fighters", "human-rights", "women", "youth"}


TEXT = "Libraries open\n\nBy Reading desk\n\nASTANA -- The reading room of the libraries opens on Monday, they said."


def test_the_editor_sees_them_as_a_comment_where_tags_would_stand() -> None:
    found = article(TEXT, Registry(tags=TAGS))

    text = render_article(found, "a", OPTIONS.added, None)

    assert "\n# tags suggested: libraries (3)\ndateline:\n" in text
    document = frontmatter.read(text)
    assert "tags" not in document.metadata
    assert parse_article(document.metadata, document.lines)[1] == []
    assert document.metadata["import"]["fingerprint"] == fingerprint(text)


def test_who_wrote_a_text_is_not_what_it_is_about() -> None:
    assert [tag.id for tag in article(TEXT, Registry(tags=TAGS)).suggested] == ["libraries"]


def test_without_tags_in_the_registry_nothing_is_said() -> None:
    assert "suggested" not in render_article(article(TEXT), "a", OPTIONS.added, None)
