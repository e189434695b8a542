"""A new article by hand: a file with the front matter filled in as far as it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slugify import slugify

from digest import frontmatter
from digest.frontmatter import FrontMatterError
from digest.languages import is_language
from digest.model import UsageError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

_BODY = "Write the first paragraph here.\n"


def write_draft(headline: str, *, into: Path, added: date, lang: str) -> Path:
    """Write a draft with *headline* and return its path; an article that is there already is left alone."""
    if not is_language(lang):
        message = f"{lang!r} is not a language tag. Hint: write a BCP 47 tag such as en, ru, kk or ar"
        raise UsageError(message)
    if not into.is_dir():
        message = f"{into}: there is no content folder. Hint: run this in the project's folder, or name it with --into"
        raise UsageError(message)
    slug = slugify(headline, max_length=80, word_boundary=True)
    if not slug:
        message = f"no address can be made of the headline {headline!r}. Hint: use a letter or a figure"
        raise UsageError(message)
    taken = next((path for path in sorted((into / "articles").rglob("*.md")) if _has_slug(path, slug)), None)
    if taken:
        message = f"{taken}: this article has the address {slug!r}. Hint: edit it, or choose another headline"
        raise UsageError(message)
    path = into / "articles" / "undated" / f"{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    metadata = {"title": headline, "slug": slug, "added": added, "lang": lang, "authors": [], "status": "draft"}
    path.write_text(frontmatter.write(metadata, _BODY), "utf-8")
    return path


def _has_slug(path: Path, slug: str) -> bool:
    """Return whether the article in *path* has this slug, by its front matter or by its name."""
    try:
        return bool(frontmatter.read(path.read_text("utf-8")).metadata.get("slug") == slug) or path.stem == slug
    except (FrontMatterError, UnicodeDecodeError, OSError):
        return path.stem == slug
