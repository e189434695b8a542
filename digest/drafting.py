"""A new article by hand: a file with the front matter filled in as far as it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slugify import slugify

from digest import frontmatter
from digest.model import UsageError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

_BODY = "Write the first paragraph here.\n"


def write_draft(headline: str, *, into: Path, added: date, lang: str) -> Path:
    """Write a draft with *headline* and return its path; an article that is there already is left alone."""
    slug = slugify(headline, max_length=80, word_boundary=True)
    if not slug:
        message = f"no address can be made of the headline {headline!r}. Hint: use a letter or a figure"
        raise UsageError(message)
    taken = sorted((into / "articles").rglob(f"{slug}.md"))
    if taken:
        message = f"{taken[0]}: this article has the address {slug!r}. Hint: edit it, or choose another headline"
        raise UsageError(message)
    path = into / "articles" / "undated" / f"{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    metadata = {"title": headline, "slug": slug, "added": added, "lang": lang, "authors": [], "status": "draft"}
    path.write_text(frontmatter.write(metadata, _BODY), "utf-8")
    return path
