"""`digest check content --against REF`: articles that readers had in a git revision, held against what they are now."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from digest import frontmatter, schema
from digest.checks.changes import Changes, Wording, words_of_html
from digest.engine.history import changed_since
from digest.frontmatter import FrontMatterError
from digest.model import Problem
from digest.site.body import render_body

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from digest.checks.content import Article
    from digest.frontmatter import Document
    from digest.registry import Registry


@dataclass(frozen=True, slots=True)
class Since:
    """What articles are held against: the revision *name*, and by what they are judged; *now* is the time it is."""

    folder: Path
    name: str
    registry: Registry
    now: datetime | None

    def check(self, articles: Sequence[Article]) -> Iterator[Problem]:
        """Yield what is gone of the articles that readers had, and what they do not say of how they changed since.

        An article is known by its slug, wherever its file stands.
        """
        by_slug = {article.matter.slug: article for article in articles}
        by_path = {article.path: article for article in articles}
        for then in changed_since(self.folder, self.name, schema.ARTICLES):
            was = _read(then.content)
            if was is None or not self._was_read(was):
                continue
            slug, path = was.metadata.get("slug"), self.folder / then.now
            article = by_slug.get(str(slug))
            if article is not None:
                yield from self._check_changes(article, was)
            elif slug is not None and (path.as_posix() in by_path or not path.exists()):
                yield self._lost(str(slug), path, by_path.get(path.as_posix()))

    def _was_read(self, was: Document) -> bool:
        """Return whether readers had an article: not a draft, and not one whose embargo is not over by now."""
        if was.metadata.get("status", "published") not in schema.PUBLIC:
            return False
        matter = _matter(was)
        return self.now is None or matter is None or matter.embargo is None or matter.embargo <= self.now

    def _check_changes(self, article: Article, was: Document) -> Iterator[Problem]:
        if article.matter.status not in schema.PUBLIC:
            return
        document = _read(Path(article.path).read_bytes())
        before, after = _wording(was), _wording(document) if document else None
        if before is not None and after is not None:
            yield from Changes(self.registry, self.name, self.now).check(article, before, after)

    def _lost(self, slug: str, path: Path, article: Article | None) -> Problem:
        message = f"the article was published as {slug!r} in {self.name}, and no article has that slug now"
        hint = f"write `slug: {slug}`: an address once published stays"
        if article is not None:
            return article.problem("slug", "C137", message, hint)
        return Problem(path.as_posix(), 0, "C137", message, hint)


def _read(content: bytes) -> Document | None:
    try:
        return frontmatter.read(content.decode("utf-8"))
    except (FrontMatterError, UnicodeDecodeError):
        return None


def _matter(document: Document) -> schema.FrontMatter | None:
    matter, _ = schema.parse_article(document.metadata, document.lines)
    return matter


def _wording(document: Document) -> Wording | None:
    matter = _matter(document)
    return Wording(matter, document.body, words_of_html(render_body(document.body))) if matter else None
