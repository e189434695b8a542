"""The last part of an article's address: from its headline, never a counter, never moved (rules 92 and 93)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slugify import slugify

from digest.importer.render import title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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


def assign_slugs(articles: Mapping[str, Article], taken: Iterable[str]) -> dict[str, str]:
    """Return a slug for each article by source, unique over all of them and over *taken*, whatever their order.

    Of articles that want the same one, the one with the smallest fingerprint has it: the same tree whether an
    import was broken off in between or not.
    """
    used = {slug.casefold() for slug in taken}
    slugs: dict[str, str] = {}
    for source, article in sorted(articles.items(), key=lambda item: (item[1].content_sha, item[0])):
        base = base_slug(article)
        candidates = (base, f"{base}-{article.content_sha[:SUFFIX]}", f"{base}-{article.content_sha}")
        slugs[source] = next((slug for slug in candidates if slug not in used), candidates[-1])
        used.add(slugs[source])
    return slugs
