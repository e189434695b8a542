"""Rules over `content/`: front matter, registries, addresses and links, all problems in one run, by file and line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from digest import frontmatter, schema
from digest.checks.dossiers import check_dossiers
from digest.checks.harm import check_exceptions, check_named
from digest.checks.pictures import check_alt, check_pictures
from digest.checks.weeks import check_weeks
from digest.deadlinks import load_gone
from digest.denied import load_denied
from digest.frontmatter import FrontMatterError
from digest.languages import is_language
from digest.model import Problem, UsageError
from digest.profiles import check_profiles
from digest.registry import load_registry
from digest.shapes import find_unreadable, readable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.denied import Denied
    from digest.frontmatter import Document
    from digest.registry import Registry, Table


# The first parts of addresses that are not pages': see digest/site/addresses.py.
_TAKEN = frozenset(
    {"archive", "articles", "authors", "data", "digest", "dossiers", "help", "images", "languages", "latest"}
)
_TAKEN |= {"places", "publications", "search", "sections", "tags", "theme"}

Matter = TypeVar("Matter")


@dataclass(frozen=True, slots=True)
class Checked(Generic[Matter]):
    """A content file: what it says, where each key and the text stand, and whether there is any text.

    *lines* are by key; where items of a list have lines of their own, `articles.0` is that of the first.
    """

    path: str
    matter: Matter
    lines: Mapping[str, int]
    body_line: int
    has_text: bool

    def problem(self, key: str, code: str, message: str, hint: str) -> Problem:
        """Return a problem at the line of *key*."""
        return self.problem_at(self.lines.get(key, 1), code, message, hint)

    def problem_at(self, line: int, code: str, message: str, hint: str) -> Problem:
        """Return a problem at *line*."""
        return Problem(self.path, line, code, message, hint)

    def line_of_item(self, key: str, at: int) -> int:
        """Return the line of an item of the list at *key*, which has lines of its own."""
        return self.lines.get(f"{key}.{at}", self.lines.get(key, 1))


Article: TypeAlias = Checked[schema.FrontMatter]
Page: TypeAlias = Checked[schema.PageMatter]
Held: TypeAlias = Mapping[str, Sequence[Checked[Any]]]
"""The content files by their kind, a key of `schema.KINDS`."""


def check_content(folder: Path) -> list[Problem]:
    """Return every problem of the content folder, in the order of its files."""
    if not folder.is_dir():
        message = f"{folder}: there is no content folder. Hint: run this in the project's folder, or name it"
        raise UsageError(message)
    registry, problems = check_registry(folder)
    held: dict[str, list[Checked[Any]]] = {}
    for name, kind in schema.KINDS.items():
        held[name], found = _read_all(folder / name, kind)
        problems += found
    return sorted([*problems, *check_together(held, registry, folder), *check_pictures(folder)])


def check_registry(folder: Path) -> tuple[Registry, list[Problem]]:
    """Return the registries of the content folder, and what is wrong there, with links.yaml and profiles too."""
    registry, problems = load_registry(folder / "registry")
    denied, faults = load_denied(folder / "registry")
    problems = [*problems, *faults, *_check_entries(folder / "registry", registry, denied)]
    problems += [*load_gone(folder / "registry")[1], *check_named(folder / "registry", registry)]
    return registry, [*problems, *check_profiles(folder / "registry", registry.publications.entries)]


def check_together(held: Held, registry: Registry, folder: Path) -> Iterator[Problem]:
    """Yield what is wrong between the files, and between them and what they name."""
    articles, dossiers = held[schema.ARTICLES], held[schema.DOSSIERS]
    for alike, kind in ((articles, "article"), (dossiers, "dossier")):
        yield from _check_slugs(alike)
        yield from _check_translations(alike, kind)
    yield from _check_pages(held[schema.PAGES])
    yield from check_weeks(held[schema.DIGESTS], articles)
    yield from check_dossiers(dossiers, articles, registry)
    yield from check_exceptions(articles, registry.harm)
    for article in articles:
        yield from _check_article(article, registry, folder)


def _read_all(folder: Path, kind: schema.Kind) -> tuple[list[Checked[Any]], list[Problem]]:
    """Return the files of *folder* that can be read, and what is wrong with the files."""
    checked: list[Checked[Any]] = []
    problems: list[Problem] = []
    shown = (path for path in folder.rglob("*") if not any(part[0] == "." for part in path.relative_to(folder).parts))
    for path in sorted(shown):
        name = path.as_posix()
        strange = list(check_stranger(name)) if path.is_file() else []
        if strange or path.suffix != ".md":
            problems += strange
            continue
        try:
            content = path.read_bytes()
        except OSError as error:
            problems.append(unreadable(name, error))
            continue
        _, one, found = read_content(name, content, kind)
        problems += found
        checked += [one] if one is not None else []
    return checked, problems


def check_stranger(name: str) -> Iterator[Problem]:
    """Yield why a file is no article and no page by its name; nothing of what the importer lays beside an article."""
    yield from check_name(name)
    if not name.endswith((".md", ".incoming")):
        hint = "give it a name that ends in .md, or move it out of this folder"
        yield Problem(name, 0, "C108", "the file is not Markdown and is not published", hint)


def check_name(name: str) -> Iterator[Problem]:
    """Yield that a file has a name that cannot stand in an address: bytes that are no letters in UTF-8."""
    try:
        name.encode()
    except UnicodeEncodeError:
        shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        hint = "give the file a name of letters and figures"
        yield Problem(shown, 0, "C120", "the name of the file is not UTF-8", hint)


def unreadable(name: str, error: OSError) -> Problem:
    """Return the problem of a file that the system does not let us read."""
    hint = "make the file readable for the user who builds"
    return Problem(name, 0, "C106", f"the file cannot be read: {error.strerror}", hint)


def read_content(
    name: str, content: bytes, kind: schema.Kind
) -> tuple[Document | None, Checked[Any] | None, list[Problem]]:
    """Return the parts of a file with *content*, what it says, and what is wrong with it by itself."""
    try:
        document = frontmatter.read(content.decode("utf-8"), itemised=kind.itemised)
    except FrontMatterError as error:
        return None, None, [Problem(name, error.line, "C101", error.message, error.hint)]
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, None, [Problem(name, line, "C105", "the file is not UTF-8", "save it as UTF-8 in your editor")]
    problems = list(_check_characters(name, document))
    document = replace(document, body=readable(document.body)) if problems else document
    matter, faults = kind.parse(document.metadata, document.lines)
    problems += [Problem(name, fault.line, fault.code, fault.message, fault.hint) for fault in faults]
    if matter is not None and matter.status in schema.PUBLIC:
        problems += check_alt(name, document.body, document.body_line)
    if matter is None:
        return document, None, problems
    has_text = bool(document.body.strip())
    lines = document.lines | document.item_lines
    return document, Checked(name, matter, lines, document.body_line, has_text), problems


def _check_entries(folder: Path, registry: Registry, denied: Denied) -> Iterator[Problem]:
    """Yield entries of registries with an address that is denied: pages would lead there."""
    for kind in ("publications", "helplines"):
        for name, entry in getattr(registry, kind).entries.items():
            if any(map(denied.has, [entry.url or "", *(one.url for one in entry.criticism)])):
                message = f"{name!r} has an address of a host that links.yaml denies"
                yield Problem((folder / f"{kind}.yaml").as_posix(), 0, "R117", message, "take it out of the entry")


def check_denied(name: str, content: bytes, denied: Denied) -> Iterator[Problem]:
    """Yield each line of a file that mentions a denied host: readers get the address as text, and no link."""
    text = content.decode("utf-8") if denied else ""
    if denied.is_in(text):
        for number, line in enumerate(text.splitlines(), start=1):
            if denied.inert(line) != line:
                message = "an address of a host that links.yaml denies is shown as text, and leads nowhere"
                yield Problem(name, number, "C333", message, "leave it, or say where else it can be read")


def _check_characters(name: str, document: Document) -> Iterator[Problem]:
    """Yield the first character of each kind that no page can show; in front matter YAML takes none as it is."""
    seen: set[str] = set()
    for at, character in find_unreadable(document.body):
        if character not in seen:
            seen.add(character)
            line = document.body_line + document.body.count("\n", 0, at)
            message = f"a control character that no page can show: U+{ord(character):04X}"
            yield Problem(name, line, "C332", message, "take it out, or write what it stands for")


def _check_slugs(articles: Sequence[Checked[Any]]) -> Iterator[Problem]:
    holders: dict[str, list[Checked[Any]]] = defaultdict(list)
    for article in articles:
        holders[article.matter.slug.casefold()].append(article)
    for slug, same in holders.items():
        for article in same[1:]:
            message = f"the slug {slug!r} is also that of {same[0].path}"
            yield article.problem("slug", "C110", message, "give the newer of the two another slug")


def _check_pages(pages: Sequence[Checked[schema.PageMatter]]) -> Iterator[Problem]:
    holders: dict[tuple[str, str], Checked[schema.PageMatter]] = {}
    for page in pages:
        slug, lang = page.matter.slug, page.matter.lang
        if slug in _TAKEN or is_language(slug):
            hint = "give the page another slug"
            yield page.problem("slug", "C116", f"the address /{slug}/ is that of another part of the site", hint)
        first = holders.setdefault((slug, lang), page)
        if first is not page:
            message = f"the slug {slug!r} in this language is also that of {first.path}"
            yield page.problem("slug", "C110", message, "give one of the two another slug or another lang")


def _check_translations(articles: Sequence[Checked[Any]], kind: str) -> Iterator[Problem]:
    by_slug = {article.matter.slug: article for article in articles}
    versions = {(article.matter.slug, article.matter.lang): article for article in articles}
    for article in articles:
        original = article.matter.translation_of
        if original is None:
            continue
        if original not in by_slug:
            hint = schema.did_you_mean(original, sorted(by_slug)) or f"name the slug of the original {kind}"
            yield article.problem("translation_of", "C111", f"no {kind} has the slug {original!r}", hint)
            continue
        first = by_slug[original].matter.translation_of
        if first is not None:
            message = f"{original!r} is itself a translation"
            yield article.problem("translation_of", "C117", message, f"name its original, {first!r}")
            continue
        other = versions.setdefault((original, article.matter.lang), article)
        if other is not article:
            message = f"{original!r} already has a version in {article.matter.lang!r}: {other.path}"
            yield article.problem("translation_of", "C118", message, "keep one of the two as the translation")


def _check_article(article: Article, registry: Registry, folder: Path) -> Iterator[Problem]:
    matter = article.matter
    one = [("category", "section", registry.sections, matter.section)]
    one += [("publication", "publication", registry.publications, matter.publication)]
    many = [("tags", "tag", registry.tags, name) for name in matter.tags]
    many += [("places", "place", registry.places, name) for name in matter.places]
    for key, kind, table, name in (*one, *many):
        if name is not None and table.find(name) is None:
            yield article.problem(key, "C112", f"unknown {kind} {name!r}", _hint(name, kind, table))
    for image in matter.images:
        if image.file is not None and not _is_file_within(folder, image.file):
            message = f"there is no picture {image.file!r}"
            yield article.problem("images", "C114", message, "put it into content/images, and name it images/...")
    if matter.status in schema.PUBLIC:
        yield from _check_complete(article, registry)


def _check_complete(article: Article, registry: Registry) -> Iterator[Problem]:
    """Yield what is missing of an article that readers see; a draft may be without it."""
    if not article.has_text:
        hint = "write it below the front matter"
        yield Problem(article.path, article.body_line, "C107", "the article has no text", hint)
    if article.matter.section is None:
        hint = f"add a line `category: ...` with one of {', '.join(registry.sections.entries)}"
        yield article.problem("title", "C301", "the article has no section", hint)
    for image in article.matter.images:
        if image.file is not None and not image.alt:
            yield article.problem("images", "C115", f"{image.file!r} has no alt text", "say in `alt` what can be seen")


def _hint(name: str, kind: str, table: Table) -> str:
    nearest = schema.did_you_mean(name, table.names())
    return nearest or f"add it to content/registry/{kind}s.yaml, or use one that is there"


def _is_file_within(folder: Path, name: str) -> bool:
    path = (folder / name).resolve()
    return path.is_relative_to(folder.resolve()) and path.is_file()
