"""The documents say what the code does: each key of the front matter has its row, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from digest.frontmatter import read
from digest.schema import KEYS, parse_article

DOCUMENT = (Path(__file__).parent.parent / "docs" / "frontmatter.md").read_text("utf-8")


def test_every_key_of_the_front_matter_has_its_row_in_the_order_of_the_schema() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", DOCUMENT, re.MULTILINE)

    assert tuple(rows) == KEYS


def test_example_of_the_front_matter_has_no_fault() -> None:
    example = re.search(r"^```\n(?P<text>---\n.*?)^```$", DOCUMENT, re.DOTALL | re.MULTILINE)
    assert example is not None

    document = read(example["text"])
    matter, faults = parse_article(document.metadata, document.lines)

    assert matter is not None
    assert faults == []
