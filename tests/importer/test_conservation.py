"""Nothing is lost and nothing made up: the words of a text, in order, are the words of its parts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from digest import frontmatter
from digest.importer import Article, Skip
from digest.importer.model import BODY_ROLES, DROPPED_ROLES, Role
from digest.importer.render import fingerprint, render_article
from digest.importer.texts.clean import clean
from tests.importer.helpers import OPTIONS, python_markdown, run, visible, words

LINES = st.one_of(
    st.sampled_from(
        [
            "",
            "",
            "",
            "By Jane Roe",
            "By —",
            "By Jane Roe in Oslo for The Herald | 26 December 2016",
            "Jane Roe",
            "(Reporting by Jane Roe; editing by John Doe)",
            "https://example.org/2016/12/26/library",
            "Photo: Jane Roe",
            "Video",
            "Автор: Иван Петров",
            "بقلم: مكتب القانون",
            "OSLO -- The library opens on Monday, it said.",
            "Library opens",
            "Do you like this article?",
            "0 Comment(s)",
            "3 Comment(s)",
            "---",
            "# # #",
            "26 December 2016",
            "27 December 2016",
            "Published: 2016-12-26",
            "01/02/2016",
            "A reading room in Oslo. [Jane Roe/AFP]",
            "Photo: Jane Roe",
            "- one",
            "- two",
            "• три",
            "АСТАНА – Библиотека откроется в понедельник, сообщили в отделе.",
            "القاهرة – تفتح المكتبة أبوابها يوم الاثنين.",
            "What happens next?",
            "    indented text that goes on for a while without an end",
            "The rooms on the list, reported.",
            "A sentence that is rather longer than the others, so that it is prose for certain and has a full stop.",
            "Oslo, 8 SEP 89 (EFE) -- [TEXT] THE READING ROOM OPENS.",
            "\f",
            "Politics",
            "a\x00b",
            "1. first",
            "[sic]",
            "North Side   12   9",
            "Mill Lane 4, Harbour 7",
            "| a | 1 | b |",
            "the reading room of the library was closed in the summer, and the exam-",
            "ple of the museum, which opened its own in the same week, was not taken",
            "example",
            "Read also:",
            "“The rooms on the list”",
            "Home | News | Sport",
            "— Library (@library) March 3, 2016",
            "кiтап",
            "AFP",
        ]
    ),
    st.text(max_size=60),
    st.text(alphabet="ab АБ.,!?-–—[]() \t\u00a0\u200b", max_size=80),
)
BEFORE_NAMES = {"By", "Автор", "بقلم"}
TEXTS = st.lists(LINES, max_size=14).map("\n".join)


def _parts(found: Article | Skip) -> list[str]:
    return [part.text for part in found.parts] if isinstance(found, Article) else [part.text for part in found.dropped]


def _flat(value: object) -> str:
    """Return all the texts of a value, one after the other."""
    if isinstance(value, dict):
        value = list(value.values())
    return " ".join(map(_flat, value)) if isinstance(value, list) else str(value)


@settings(max_examples=250)
@given(TEXTS)
def test_the_words_of_a_text_are_the_words_of_its_parts(text: str) -> None:
    found = run(text.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))

    if isinstance(found, Article) or found.dropped:
        told = {problem.code for problem in found.problems}
        before, after = words(clean(text.replace("\ud800", ""))), words(" ".join(_parts(found)))
        if "I321" in told:  # a word that an end of line had divided is one again: its letters are what is kept
            before, after = ["".join(before)], ["".join(after)]
        assert "I307" in told or before == after


@settings(max_examples=150)
@given(TEXTS)
def test_the_words_of_the_parts_are_the_words_of_the_file(text: str) -> None:
    found = run(text)
    if not isinstance(found, Article):
        return

    written = frontmatter.read(render_article(found, "slug", OPTIONS.added, None))

    body = [part.text for part in found.parts if part.role in BODY_ROLES]
    assert words(visible(python_markdown(written.body))) == words(" ".join(body))
    kept = words(_flat(written.metadata))
    for part in found.parts:
        if part.role not in BODY_ROLES | DROPPED_ROLES | {Role.BYLINE, Role.DATE, Role.CREDIT}:
            assert set(words(part.text)) <= set(kept), part
        if part.role is Role.DATE:
            assert {word for word in words(part.text) if len(word) == len("2016")} <= set(kept), part
        if part.role is Role.BYLINE:
            assert set(words(part.text)) - BEFORE_NAMES <= {*kept, *map(str.upper, kept), *map(str.lower, kept)}, part


@settings(max_examples=150)
@given(TEXTS)
def test_what_is_written_can_be_read_and_has_its_own_fingerprint(text: str) -> None:
    found = run(text)
    if not isinstance(found, Article):
        return

    written = render_article(found, "slug", OPTIONS.added, "caravan")

    metadata = frontmatter.read(written).metadata
    assert metadata["import"]["fingerprint"] == fingerprint(written)
    assert metadata["authors"] == list(found.authors)
    assert metadata.get("date") == (str(found.date) if found.date else None)


@settings(max_examples=150)
@given(TEXTS)
def test_authors_and_dates_are_words_of_the_text(text: str) -> None:
    found = run(text)
    if not isinstance(found, Article):
        return

    bylines = " ".join(part.text for part in found.parts if part.role is Role.BYLINE)
    assert all(name.split(",")[0] in bylines for name in found.authors)
    assert found.date is None or str(found.date.year)[2:] in str(found.date_evidence)
    assert found.filed is None or any(found.filed.dateline.text in part.text for part in found.parts)


@settings(max_examples=150)
@given(st.binary(max_size=300))
def test_any_bytes_are_an_article_or_a_reason(raw: bytes) -> None:
    found = run(raw)

    assert isinstance(found, Article) or found.problems
