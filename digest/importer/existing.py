"""Markdown files that are there already: whose source they hold, and whether an editor has changed them."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from digest.frontmatter import FrontMatterError, read
from digest.importer.model import Role
from digest.importer.render import fingerprint
from digest.importer.results import Existing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import PurePosixPath

    from digest.importer.model import Article

# Of the paragraphs of a text, how many a file must hold for the text to be a version of it.
KIN_SHARE = 0.3

# source:
#   file: politics/a.txt
_SOURCE_LINE = re.compile(r"^  (?P<key>file|sha256): *[\"']?(?P<value>.*?)[\"']?$", re.MULTILINE)


def parse_existing(path: PurePosixPath, text: str, incoming: str | None = None) -> Existing:
    """Return what a Markdown file says of its source; one that does not parse is as good as edited."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        metadata = read(text).metadata
    except FrontMatterError as error:
        lines = {found["key"]: found["value"] for found in reversed(list(_SOURCE_LINE.finditer(text)))}
        return Existing(
            path=str(path),
            text=text,
            slug=path.stem,
            source_file=lines.get("file"),
            source_sha256=lines.get("sha256"),
            incoming=incoming,
            fault=(error.line, error.message),
        )
    source, mark = _mapping(metadata, "source"), _mapping(metadata, "import")
    return Existing(
        path=str(path),
        text=text,
        slug=str(metadata.get("slug") or path.stem),
        source_file=source.get("file"),
        source_sha256=source.get("sha256"),
        added=_day(metadata.get("added")),
        edited=mark.get("fingerprint") != fingerprint(text),
        incoming=incoming,
    )


def _mapping(metadata: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = metadata.get(key)
    return value if isinstance(value, dict) else {}


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def match_existing(articles: Mapping[str, Article], existing: Iterable[Existing]) -> dict[str, Existing]:
    """Return the file that holds each source: of its name and bytes, else of its name, else of its bytes.

    The bytes come last, so that a source that was renamed keeps its article, and a copy of one does not take it. A name
    alone is not enough: an inbox is emptied and filled again, and another text may come as `article.txt`.
    """
    files = sorted((old for old in existing if old.source_file or old.source_sha256), key=lambda old: old.path)
    matched: dict[str, Existing] = {}
    claimed: set[str] = set()
    for by_file, by_bytes in ((True, True), (True, False), (False, True)):
        index: dict[tuple[str | None, str | None], list[Existing]] = {}
        for old in files:
            if old.path not in claimed:
                key = (old.source_file if by_file else None, old.source_sha256 if by_bytes else None)
                index.setdefault(key, []).append(old)
        for name in sorted(articles.keys() - matched.keys()):
            source = articles[name].source
            free = index.get((source.file if by_file else None, source.sha256 if by_bytes else None))
            kin = next((old for old in free or () if by_bytes or is_kin(articles[name], old)), None)
            if free and kin:
                free.remove(kin)
                matched[name] = kin
                claimed.add(kin.path)
    return matched


def is_kin(article: Article, old: Existing) -> bool:
    """Return whether an article is a version of what a file holds: of the same headline, or much of the same text."""
    held = _words(old.text)
    if article.headline and f"title {_words(article.headline)} slug" in held:
        return True
    paragraphs = [part.text for part in article.parts if part.role is Role.PARAGRAPH]
    same = sum(_words(paragraph) in held for paragraph in paragraphs)
    return same >= KIN_SHARE * len(paragraphs)


def _words(text: str) -> str:
    """Return the words of a text, whatever stands between them: escaped or not, it is the same text."""
    return " ".join(re.findall(r"\w+", html.unescape(text.replace("\\", "")).casefold()))
