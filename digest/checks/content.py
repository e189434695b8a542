"""Rules over `content/`: front matter, registries, addresses and links, all problems in one run, by file and line."""

from __future__ import annotations

import difflib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest import frontmatter, schema
from digest.frontmatter import FrontMatterError
from digest.model import Problem, UsageError
from digest.registry import load_registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from digest.frontmatter import Document
    from digest.registry import Registry, Table


@dataclass(frozen=True, slots=True)
class Checked:
    """A content file: what it says, and where each key stands."""

    path: str
    document: Document
    matter: schema.FrontMatter

    def problem(self, key: str, code: str, message: str, hint: str) -> Problem:
        """Return a problem at the line of *key*."""
        return Problem(self.path, self.document.lines.get(key, 1), code, message, hint)


def check_content(folder: Path) -> list[Problem]:
    """Return every problem of the content folder, in the order of its files."""
    if not folder.is_dir():
        message = f"{folder}: there is no content folder. Hint: run this in the project's folder, or name it"
        raise UsageError(message)
    registry, problems = load_registry(folder / "registry")
    checked: list[Checked] = []
    for path in sorted((folder / "articles").rglob("*.md")):
        document, matter, found = _read(path, schema.parse_article)
        problems += found
        if document is not None and isinstance(matter, schema.FrontMatter):
            checked.append(Checked(path.as_posix(), document, matter))
    for path in sorted((folder / "pages").rglob("*.md")):
        problems += _read(path, schema.parse_page)[2]
    for rule in (_check_slugs, _check_translations):
        problems += rule(checked)
    for article in checked:
        problems += _check_article(article, registry, folder)
    return sorted(problems)


def _read(path: Path, parse: object) -> tuple[Document | None, object, list[Problem]]:
    """Return what a file says, as far as it can be read, and what is wrong with it."""
    name = path.as_posix()
    try:
        document = frontmatter.read(path.read_text("utf-8"))
    except FrontMatterError as error:
        return None, None, [Problem(name, error.line, "C101", error.message, error.hint)]
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return None, None, [Problem(name, line, "C105", "the file is not UTF-8", "save it as UTF-8 in your editor")]
    except OSError as error:
        hint = "make the file readable for the user who builds"
        return None, None, [Problem(name, 0, "C106", f"the file cannot be read: {error.strerror}", hint)]
    matter, faults = parse(document.metadata, document.lines)  # type: ignore[operator]
    problems = [Problem(name, fault.line, fault.code, fault.message, fault.hint) for fault in faults]
    if not document.body.strip():
        hint = "write it below the front matter"
        problems.append(Problem(name, document.body_line, "C107", "the file has no text", hint))
    return document, matter, problems


def _check_slugs(articles: Sequence[Checked]) -> Iterator[Problem]:
    holders: dict[str, list[Checked]] = defaultdict(list)
    for article in articles:
        holders[article.matter.slug.casefold()].append(article)
    for slug, same in holders.items():
        for article in same[1:]:
            message = f"the slug {slug!r} is also that of {same[0].path}"
            yield article.problem("slug", "C110", message, "give the newer of the two another slug")


def _check_translations(articles: Sequence[Checked]) -> Iterator[Problem]:
    slugs = {article.matter.slug for article in articles}
    for article in articles:
        original = article.matter.translation_of
        if original is not None and original not in slugs:
            hint = _nearest(original, slugs) or "name the slug of an article"
            yield article.problem("translation_of", "C111", f"no article has the slug {original!r}", hint)


def _check_article(article: Checked, registry: Registry, folder: Path) -> Iterator[Problem]:
    matter = article.matter
    one = [("category", "section", registry.sections, matter.section)]
    one += [("publication", "publication", registry.publications, matter.publication)]
    many = [("tags", "tag", registry.tags, name) for name in matter.tags]
    many += [("places", "place", registry.places, name) for name in matter.places]
    for key, kind, table, name in (*one, *many):
        if name is not None and table.find(name) is None:
            yield article.problem(key, "C112", f"unknown {kind} {name!r}", _hint(name, kind, table))
    if matter.section is None:
        hint = f"add a line `category: ...` with one of {', '.join(registry.sections.entries)}"
        yield article.problem("title", "C113", "the article has no section", hint)
    for image in matter.images:
        if image.file is not None and not _is_file_within(folder, image.file):
            message = f"there is no picture {image.file!r}"
            yield article.problem("images", "C114", message, "put it into content/images, and name it images/...")
        if image.file is not None and not image.alt:
            yield article.problem("images", "C115", f"{image.file!r} has no alt text", "say in `alt` what can be seen")


def _hint(name: str, kind: str, table: Table) -> str:
    nearest = _nearest(name, table.names())
    return nearest or f"add it to content/registry/{kind}s.yaml, or use one that is there"


def _nearest(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else ""


def _is_file_within(folder: Path, name: str) -> bool:
    path = (folder / name).resolve()
    return path.is_relative_to(folder.resolve()) and path.is_file()
