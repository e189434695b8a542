"""Articles that readers may not see any more since their time is over: nobody has to say anything for them to go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.frontmatter import FrontMatterError, read
from digest.schema import ARTICLES, parse_article
from digest.site.addresses import article_path, edition_prefix

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path


def expired_addresses(content: Path, default_lang: str, now: datetime) -> Iterator[str]:
    """Yield the addresses of the articles in the content folder that have expired."""
    for path in (content / ARTICLES).rglob("*.md"):
        text = path.read_text("utf-8", "replace")
        if "expires:" not in text:
            continue
        try:
            document = read(text)
        except FrontMatterError:
            continue
        matter, _ = parse_article(document.metadata, document.lines)
        if matter and matter.expires and matter.expires <= now:
            yield article_path(edition_prefix(matter.lang, default_lang), matter.slug)
