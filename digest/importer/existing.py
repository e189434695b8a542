"""Markdown files that are there already: whose source they hold, and whether an editor has changed them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from digest.frontmatter import FrontMatterError, plain_lines, read
from digest.importer.render import fingerprint
from digest.importer.results import Existing
from digest.importer.texts.words import shown_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePosixPath

# Of the paragraphs of a text, how many a file must hold for the text to be a version of it.
KIN_SHARE = 0.3

# source:
#   file: politics/a.txt
# slug: library-opens   and   `  file: politics/a.txt` of the source; a value that YAML quotes is left to YAML
_LINE = re.compile(r"^(?P<key>slug|added|  file|  sha256): (?P<value>[^\"'|>!&*\n][^\n]*)$", re.MULTILINE)
#   fingerprint: 5b1c…
_FINGERPRINT = re.compile(r"^  fingerprint: (?P<value>[0-9a-f]{64})$", re.MULTILINE)
_SOURCE_LINE = re.compile(r"^  (?P<key>file|sha256): *[\"']?(?P<value>.*?)[\"']?$", re.MULTILINE)


def parse_existing(path: PurePosixPath, text: str) -> Existing:
    """Return what a Markdown file says of its source; one that does not parse is as good as edited."""
    text = plain_lines(text)
    return _untouched(path, text) or _parse(path, text)


def _untouched(path: PurePosixPath, text: str) -> Existing | None:
    """Return what a file says that is as it was imported: then its lines are known, and YAML need not be read."""
    mark = _FINGERPRINT.search(text)
    if mark is None or mark["value"] != fingerprint(text):
        return None
    lines = {found["key"]: found["value"] for found in reversed(list(_LINE.finditer(text, 0, mark.start())))}
    if not lines.keys() >= {"slug", "added", "  file", "  sha256"}:
        return None
    return Existing(
        path=str(path),
        slug=lines["slug"],
        source_file=lines["  file"],
        source_sha256=lines["  sha256"],
        added=_day(lines["added"]),
        edited=False,
    )


def _parse(path: PurePosixPath, text: str) -> Existing:
    try:
        metadata = read(text).metadata
    except FrontMatterError as error:
        lines = {found["key"]: found["value"] for found in reversed(list(_SOURCE_LINE.finditer(text)))}
        return Existing(
            path=str(path),
            slug=path.stem,
            source_file=lines.get("file"),
            source_sha256=lines.get("sha256"),
            fault=(error.line, error.message),
        )
    source, mark = _mapping(metadata, "source"), _mapping(metadata, "import")
    return Existing(
        path=str(path),
        slug=str(metadata.get("slug") or path.stem),
        source_file=_word(source.get("file")),
        source_sha256=_word(source.get("sha256")),
        added=_day(metadata.get("added")),
        edited=mark.get("fingerprint") != fingerprint(text),
    )


def _mapping(metadata: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = metadata.get(key)
    return value if isinstance(value, dict) else {}


def _word(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def is_version(front: str, body: str, old: str) -> bool:
    """Return whether a Markdown file is a version of an *old* one: of the same headline, or much of the same text."""
    held = shown_words(old)
    title = shown_words(str(read(front).metadata["title"]))
    if title and f"title {title} slug" in held:
        return True
    paragraphs = [block for block in body.strip("\n").split("\n\n") if not block.startswith(("## ", "- "))]
    same = sum(shown_words(paragraph) in held for paragraph in paragraphs)
    return same >= KIN_SHARE * len(paragraphs)
