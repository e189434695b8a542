"""What several tests of the importer need: real texts where they are, conversion in one call, words in order."""

from __future__ import annotations

import html
import os
import re
from datetime import date
from pathlib import Path

import markdown
from markdown_it import MarkdownIt

from digest.importer import Article, Hints, ImportOptions, Skip, convert
from digest.importer.model import Role
from digest.registry import Registry

OPTIONS = ImportOptions(added=date(2026, 11, 22))
CASES = Path(__file__).parent / "cases"
SHARED = Path(os.environ.get("DIGEST_SHARED") or Path(__file__).resolve().parents[3] / "shared")

EXTENSIONS = ("extra", "toc", "sane_lists", "meta")


def run(text: str | bytes, registry: Registry | None = None, **options: object) -> Article | Skip:
    """Return what *text* is converted to."""
    raw = text if isinstance(text, bytes) else text.encode()
    given = ImportOptions(**({"added": OPTIONS.added} | options))  # type: ignore[arg-type]
    return convert(raw, "a.txt", Hints(given, registry or Registry.empty()))


def article(text: str | bytes, registry: Registry | None = None, **options: object) -> Article:
    """Return the article that *text* is converted to; fail when it is none."""
    found = run(text, registry, **options)
    assert isinstance(found, Article), found
    return found


def texts(found: Article, *roles: Role) -> list[str]:
    """Return the words of the parts with one of *roles*, in order."""
    return [part.text for part in found.parts if part.role in roles]


def codes(found: Article | Skip) -> list[str]:
    """Return the codes of the problems."""
    return [problem.code for problem in found.problems]


def content(into: Path) -> dict[str, Path]:
    """Return the files of a content folder by their names in it, but for the workbench of the importer."""
    files = {path.relative_to(into).as_posix(): path for path in sorted(into.rglob("*")) if path.is_file()}
    return {name: path for name, path in files.items() if not name.startswith(".import/")}


def truth_of(found: Article, key: str) -> object:
    """Return what the importer made of one key of the truth; a body as its words, headline included."""
    match key:
        case "date":
            return str(found.date) if found.date else None
        case "dateline_place":
            return found.filed.dateline.place if found.filed else None
        case "paragraphs":
            return texts(found, Role.PARAGRAPH)
        case "body":
            return words(" ".join(part.text for part in found.parts))
        case _:
            return found.lang


def words(text: str) -> list[str]:
    """Return the words of *text*, in order."""
    return re.findall(r"\w+", text)


def python_markdown(text: str) -> str:
    """Return the HTML that the site's Markdown makes of *text*."""
    return markdown.markdown(text, extensions=list(EXTENSIONS))


def commonmark(text: str) -> str:
    """Return the HTML that CommonMark makes of *text*."""
    return str(MarkdownIt("commonmark").render(text))


def visible(page: str) -> str:
    """Return the text that a reader sees of some HTML."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())


def elements(page: str) -> set[str]:
    """Return the names of the elements in some HTML."""
    return set(re.findall(r"</?([A-Za-z][\w-]*)", page))
