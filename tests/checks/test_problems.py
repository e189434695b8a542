"""docs/problems.md has an entry for every code of the checks, and no entry for a code that is not told."""

from __future__ import annotations

import re

import pytest

from tests.support.project import ROOT

CODE = re.compile(r'"(?P<code>[CROBL][1-9][0-9]{2})"')
# ### C102 unknown key
ENTRY = re.compile(r"^### (?P<code>[CROBL][0-9]{3}) (?P<name>.+)\n(?P<text>(?:.*\n)*?)(?=#{1,3} |\Z)", re.MULTILINE)
# content/a.md:3: C102 unknown key 'tag'. Hint: did you mean 'tags'?
#     content/articles/2016/x.md:7:3    output/feed.atom    /articles/x/    https://mirror.example/about/
PLACE = r"(?:(?:content|output|theme)/[\w/.\\-]+(?::[0-9]+){0,2}|(?:https://mirror\.example)?/[\w/.-]+)"
TOLD = re.compile(PLACE + r": (?P<code>[A-Z][0-9]{3}) \S.*\. Hint: \S.*")

TEXT = (ROOT / "docs/problems.md").read_text("utf-8")
ENTRIES = {match["code"]: match["text"] for match in ENTRY.finditer(TEXT)}


def codes_of_the_code() -> list[str]:
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "digest").rglob("*.py"))]
    return sorted({match["code"] for text in texts for match in CODE.finditer(text)})


def test_every_code_has_one_entry_and_every_entry_a_code() -> None:
    headings = [match["code"] for match in ENTRY.finditer(TEXT)]

    assert sorted(headings) == codes_of_the_code()


@pytest.mark.parametrize("code", ENTRIES)
def test_entry_says_what_it_means_shows_it_as_it_is_told_and_says_how_to_mend_it(code: str) -> None:
    meaning, example, mending = ENTRIES[code].strip().split("```")
    told = TOLD.fullmatch(example.strip())

    assert len(meaning.split()) > 4
    assert told is not None
    assert told["code"] == code
    assert len(mending.split()) > 3


def test_entries_of_a_section_stand_in_order() -> None:
    codes = list(ENTRIES)

    groups = [[code for code in codes if code[0] == letter] for letter in "CROBL"]
    assert [code for group in groups for code in group] == codes
    assert all(sorted(group) == group for group in groups)


def test_file_that_an_entry_leads_to_is_there() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", "".join(re.sub(r"`[^`]*`", "", text) for text in ENTRIES.values()))

    assert [link for link in links if not (ROOT / "docs" / link).is_file()] == []
