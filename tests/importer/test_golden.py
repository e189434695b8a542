"""Each case becomes the Markdown beside it; `python -m tests.importer.golden` writes them anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest import frontmatter
from digest.schema import parse_article
from tests.importer.golden import cases, render_case
from tests.importer.helpers import CASES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("path", cases(), ids=lambda path: path.stem)
def test_a_case_becomes_its_markdown(path: Path) -> None:
    assert render_case(path) == path.with_suffix(".md").read_text("utf-8")


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_what_is_written_is_front_matter_without_a_fault(path: Path) -> None:
    document = frontmatter.read(path.read_text("utf-8"))

    matter, faults = parse_article(document.metadata, document.lines)

    assert faults == []
    assert matter is not None


def test_every_markdown_has_its_text() -> None:
    assert [path.stem for path in sorted(CASES.glob("*.md"))] == [path.stem for path in cases()]
