"""The golden pairs: `cases/NAME.txt` (or `.html`) and the Markdown that it becomes, `cases/NAME.md`.

`python -m tests.importer.golden` writes the Markdown of every case anew; the difference is the review. A case is
added by its text alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.importer import Article, Hints, convert
from digest.importer.render import render_article
from digest.importer.slugs import base_slug
from tests.importer.helpers import CASES, OPTIONS

if TYPE_CHECKING:
    from pathlib import Path


def cases() -> list[Path]:
    """Return the texts and pages of all cases."""
    return sorted([*CASES.glob("*.txt"), *CASES.glob("*.html")])


def render_case(path: Path) -> str:
    """Return the Markdown that the case *path* becomes, and what was told of it below."""
    found = convert(path.read_bytes(), path.name, Hints(OPTIONS))
    if not isinstance(found, Article):
        message = f"{path} is no article: {found}"
        raise TypeError(message)
    text = render_article(found, base_slug(found), OPTIONS.added, None)
    told = [f"dropped, line {dropped.line}: {dropped.text}" for dropped in found.dropped]
    told += map(str, found.problems)
    return text + ("\n<!-- told:\n" + "\n".join(told) + "\n-->\n" if told else "")


def main() -> None:
    """Write the Markdown of every case."""
    for path in cases():
        path.with_suffix(".md").write_text(render_case(path), "utf-8")


if __name__ == "__main__":
    main()
