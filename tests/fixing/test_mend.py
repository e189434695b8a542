"""Mending one file: what has one right answer, and not a byte of the rest."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import frontmatter
from digest.fixing import Known, mend
from digest.frontmatter import FrontMatterError
from digest.registry import Registry, parse_table
from digest.schema import ARTICLES, DOSSIERS, KEYS, KINDS

TABLES = {
    "tags": "prevention: {name: {en: Prevention, ru: Предупреждение}, aliases: [PVE], description: {en: x}}\n"
    "youth: {name: {en: Youth}, aliases: [Shared], description: {en: x}}\n"
    "women: {name: {en: Women}, aliases: [shared], description: {en: x}}\n",
    "sections": "law: {name: {en: Law & policy}, description: {en: x}}\n",
    "places": "aktobe: {name: {en: Aktobe}, aliases: [Актюбинск], description: {en: x}}\n",
    "publications": "digest: {name: {en: The Digest}, description: {en: x}}\n",
}
KNOWN = Known.of(Registry(**{kind: parse_table(kind, text, kind)[0] for kind, text in TABLES.items()}))
HEAD = "title: A title\nslug: a-title\n"
TAIL = "added: 2026-01-05\nlang: en\n"
BODY = "---\n\nA line with two spaces  \nand another, 26.12.2016, PVE.\n"


def file(*lines: str) -> str:
    return f"---\n{HEAD}{TAIL}{''.join(f'{line}{chr(10)}' for line in lines)}{BODY}"


def mended(text: str, kind: str = ARTICLES) -> str:
    return mend(text, KINDS[kind], KNOWN).text


def faults(text: str) -> Counter[tuple[str, str]]:
    document = frontmatter.read(text)
    _, found = KINDS[ARTICLES].parse(document.metadata, document.lines)
    return Counter((fault.code, fault.message) for fault in found)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("tags: [PVE]", "tags: [prevention]"),
        ("tags: ['PVE', unknown]  # mine", "tags: [prevention, unknown]  # mine"),
        ("tags:\n- Предупреждение\n- 😀\n-   pve", "tags:\n- prevention\n- 😀\n-   pve"),
        ("category: Law & policy", "category: law"),
        ('publication: "the  digest"', "publication: digest"),
        ("places: [Актюбинск]", "places: [aktobe]"),
        ("status: Draft", "status: draft"),
        ("rights: ' FULL '", "rights: full"),
        ("dateline: {text: Ақтөбе 😀, country: kz}", "dateline: {text: Ақтөбе 😀, country: KZ}"),
        ("modified: 26.12.2016 # checked", "modified: 2016-12-26 # checked"),
        ("corrections:\n- date: '2026/2/3'\n  text: A name.", "corrections:\n- date: 2026-02-03\n  text: A name."),
        ("sumary: In short.", "summary: In short."),
        ("Content-Note: It tells of violence.", "content_note: It tells of violence."),
        ("tgas: [prevention]", "tags: [prevention]"),
        ("agency: Reuters \t", "agency: Reuters"),
    ],
)
def test_what_has_one_right_answer_is_mended_and_the_rest_stays(line: str, expected: str) -> None:
    order = mended(file(expected))

    assert mended(file(line)) == order
    assert sorted(order.splitlines()) == sorted(file(expected).splitlines())


@pytest.mark.parametrize(
    "line",
    [
        "modified: 05.06.2016",
        "modified: 2016",
        "tags: [shared]",
        "tags: [prevention, PVE]",
        "tags: prevention",
        "tag: [prevention]",
        "author: A B",
        "qqqq: x",
        "summery_of_it: x",
        "category: Sport",
        "lang_: ru",
        "authors: [PVE]",
        "agency: Law & policy",
        "summary: |\n  Two spaces  \n  end a line.",
        "embargo: 2026-12-01T06:00:00",
        "import: {version: 1, fingerprint: x, notes: ['26.12.2016']}",
        "status: unpublished",
    ],
)
def test_what_has_two_answers_or_none_is_left(line: str) -> None:
    text = file(line)

    assert sorted(mended(text).splitlines()) == sorted(text.splitlines())


def test_required_keys_are_mended_too() -> None:
    text = f"---\nTitle: A\nslug: a\nadded: 5 January 2026\nlang: EN\n{BODY}"

    assert mended(text) == f"---\ntitle: A\nslug: a\nadded: 2026-01-05\nlang: en\n{BODY}"


def test_keys_come_in_the_order_of_the_schema_with_the_comments_above_them() -> None:
    text = f"---\n# The file.\n\n# Why.\nlang: en\ntags:\n# first\n- youth\nadded: 2026-01-05\n\n{HEAD}# End.\n{BODY}"
    result = mended(text)

    assert result == (
        f"---\n# The file.\n\n{HEAD}added: 2026-01-05\n\n# Why.\nlang: en\ntags:\n# first\n- youth\n# End.\n{BODY}"
    )


def test_order_stays_where_a_key_is_unknown() -> None:
    text = f"---\n{TAIL}zzzz: x\n{HEAD}{BODY}"

    assert mended(text) == text


def test_last_line_ends() -> None:
    result = mend(file().rstrip("\n"), KINDS[ARTICLES], KNOWN)

    assert result.text == file()
    assert result.mends == Counter({"end of the file": 1})


@pytest.mark.parametrize(
    "text", ["", "No front matter", "---\ntitle: [\n---\n", "---\ntitle: x\n", "---\n- a\n---\n\nx"]
)
def test_file_that_cannot_be_read_is_left_alone(text: str) -> None:
    assert mended(text) == text


def test_ends_of_lines_and_byte_order_mark_stay() -> None:
    text = "\ufeff" + file("tags: [PVE]").replace("\n", "\r\n")

    assert mended(text) == text.replace("PVE]", "prevention]")


def test_file_that_mixes_ends_of_lines_is_left_alone() -> None:
    text = file("tags: [PVE]").replace("\n", "\r\n", 2)

    assert mended(text) == text


def test_name_that_is_mended_in_a_dossier_is_its_tag() -> None:
    text = f"---\n{HEAD}lang: en\nadded: 2026-01-05\ntag: PVE\narticles:\n- slug: a\n  note: PVE\n{BODY}"

    assert mended(text, DOSSIERS) == text.replace("tag: PVE", "tag: prevention")


VALUES = st.sampled_from(
    [
        "x", "PVE", "[PVE, youth]", "[pve,\n  Предупреждение]", "26.12.2016", "05.06.2016", "'2016/1/5'  ", "draft ",
        "EN", "Law & policy", "Draft", "\n- PVE # why\n- '😀'", "|\n  a  \n  b", ">-\n  26.12.2016\n", '"26.12.2016"',
        "", "# gone", "{date: 26.12.2016, text: x}", "[{date: 26.12.2016, text: x}]", "the digest", "'PVE''s'", "[",
        "&a x", "\n- date: 5 May 2016\n  text: '\u2028'", "*a", "\n  text: A\n  country: kz",
    ]
)  # fmt: skip
WRITTEN = st.sampled_from([*KEYS, "Title", "tgas", "dates", "sumary", "Date-Evidence", "category ", "'tags'", "? tags"])
LINES = st.one_of(
    st.builds("{}: {}\n".format, WRITTEN, VALUES), st.sampled_from(["# a comment\n", "\n", "  # deeper\n", "  \n"])
)
FILES = st.builds(
    lambda lines, ending: f"---\n{''.join(lines)}---\n\nBody  \nPVE{ending}",
    st.lists(LINES, max_size=7) | st.permutations([f"{line}\n" for line in f"{HEAD}{TAIL}tags: [PVE]".splitlines()]),
    st.sampled_from(["", "\n", "\n\n", "  \n"]),
)


@given(FILES)
def test_mending_is_done_at_once_never_wrongs_anything_and_never_touches_the_body(text: str) -> None:
    result = mend(text, KINDS[ARTICLES], KNOWN)

    assert mended(result.text) == result.text
    try:
        document = frontmatter.read(text)
    except FrontMatterError:
        assert result.text == text
        return
    again = frontmatter.read(result.text)
    assert again.body == document.body
    assert faults(result.text) <= faults(text)
    assert result.text[result.text.index("---\n\nBody") :].startswith(text[text.index("---\n\nBody") :])
    if not result.mends.keys() & {"name", "date", "word", "key"}:
        assert again.metadata == document.metadata
