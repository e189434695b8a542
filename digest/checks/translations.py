"""Rules over translations: each keeps the fingerprint of its original, by which it is known to be behind."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from digest.schema import PUBLIC

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.checks.content import Article
    from digest.model import Problem

SIZE = 12  # figures: enough that two states of one article differ, and little to copy


def state_of(title: str, summary: str | None, body: str) -> str:
    """Return the fingerprint of what is translated of an article; spaces and ends of lines make no difference."""
    words = "\n".join(" ".join(text.split()) for text in (title, summary or "", body))
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:SIZE]


def check_behind(articles: Sequence[Article], states: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the translations whose original is not what it was; *states* are the fingerprints of articles by path."""
    originals: dict[str, str] = {}
    for article in articles:
        if article.matter.translation_of is None and article.path in states:
            originals.setdefault(article.matter.slug, states[article.path])
    for article in articles:
        state = originals.get(article.matter.translation_of or "")
        if state is None or article.matter.status not in PUBLIC or state == article.matter.original:
            continue
        hint = f"see that it says what the original says, then write `original: {state}`"
        if article.matter.original is None:
            message = "the translation does not say which state of its original it is of"
            yield article.problem("translation_of", "C308", message, hint)
        else:
            message = f"the original {article.matter.translation_of!r} has changed since it was translated"
            yield article.problem("original", "C307", message, hint)
