"""The last part of an article's address: from its headline, never a counter, never moved (rules 92 and 93)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slugify import slugify

from digest.importer.render import title_of

if TYPE_CHECKING:
    from digest.importer.model import Article

MAX_SLUG = 80
SUFFIX = 6  # hexadecimal figures of the content's sha256
FALLBACK = 8
# Names that Windows keeps for devices, and those of the site's own files and pages
RESERVED = frozenset({"con", "prn", "aux", "nul", "index", "feed", "page", "404", "undated"}) | frozenset(
    f"{device}{number}" for device in ("com", "lpt") for number in range(10)
)
_ARABIC = re.compile("[\u0600-\u06ff]")


def base_slug(article: Article) -> str:
    """Return the slug that the article has when no other claims it."""
    title = title_of(article)
    if len(_ARABIC.findall(title)) * 2 > sum(map(str.isalpha, title)):
        return _fallback(article)  # a transliteration would have no vowels: mktb lqhr
    slug = slugify(title, max_length=MAX_SLUG, word_boundary=True, save_order=True)
    if not slug:
        return _fallback(article)
    return f"{slug}-{article.content_sha[:SUFFIX]}" if slug in RESERVED else slug


def _fallback(article: Article) -> str:
    place = slugify(article.filed.slug) if article.filed and article.filed.slug else ""
    lang = slugify(article.lang) or "und"
    return "-".join(filter(None, (lang, place, article.content_sha[:FALLBACK])))


def slug_candidates(slug: str, content_sha: str) -> tuple[str, ...]:
    """Return the slugs that an article may have, the best first; the suffix hangs on its words, never on a counter."""
    return slug, f"{slug}-{content_sha[:SUFFIX]}", f"{slug}-{content_sha}"
