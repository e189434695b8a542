"""A new article, page, dossier or introduction by hand: a file with front matter as far as it is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from slugify import slugify

from digest import frontmatter
from digest.frontmatter import FrontMatterError
from digest.languages import is_language
from digest.model import UsageError, Week
from digest.registry import load_registry
from digest.schema import ARTICLES, DIGESTS, DOSSIERS, KINDS, PAGES
from digest.shapes import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

_BODIES = {
    ARTICLES: "Write the first paragraph here.\n",
    PAGES: "Write the text of the page here.\n",
    DOSSIERS: "Write the introduction here, and list the articles above by their slugs.\n",
    DIGESTS: "Write what is to be said of the week here.\n",
}
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What is known of a file that is to be begun.

    *week* is that of an introduction: by default the one before the day *added*, which is over.
    """

    added: date
    lang: str = "en"
    kind: str = ARTICLES
    publication: str | None = None
    section: str | None = None
    week: Week | None = None


def write_draft(headline: str, begun: Begun, *, into: Path) -> Path:
    """Write a draft with *headline* and return its path; what is there already is left alone."""
    if not is_language(begun.lang):
        message = f"{begun.lang!r} is not a language tag. Hint: write a BCP 47 tag such as en, ru, kk or ar"
        raise UsageError(message)
    if not into.is_dir():
        message = f"{into}: there is no content folder. Hint: run this in the project's folder, or name it with --into"
        raise UsageError(message)
    metadata = _metadata(headline, begun, into)
    path = free_place(metadata, begun.kind, into)
    path.parent.mkdir(parents=True, exist_ok=True)
    keys = tuple(KINDS[begun.kind].by_key)
    path.write_text(frontmatter.write(metadata, _BODIES[begun.kind], keys=keys), "utf-8")
    return path


def free_place(metadata: Mapping[str, Any], kind: str, into: Path) -> Path:
    """Return where a new file that says *metadata* goes; raise UsageError where another says the same already."""
    path = into / _place(metadata, kind)
    same = _same(metadata, kind)
    others = sorted((into / kind).rglob("*.md"))
    taken = next((other for other in others if other == path or _says(other, same)), None)
    if taken:
        told = " and ".join(f"the {key} {value!r}" for key, value in same.items())
        message = f"{taken}: this file has {told}. Hint: edit it, or choose another headline, language or week"
        raise UsageError(message)
    return path


def slug_of(headline: str) -> str:
    """Return the last part of the address that is made of *headline*."""
    slug = slugify(headline, max_length=80, word_boundary=True)
    if not slug:
        message = f"no address can be made of the headline {headline!r}. Hint: use a letter or a figure"
        raise UsageError(message)
    return slug


def _metadata(headline: str, begun: Begun, into: Path) -> dict[str, Any]:
    """Return the front matter of a draft: of what is known, those keys that its kind has."""
    known = {
        "title": headline,
        "slug": slug_of(headline),
        "week": str(begun.week or Week.of(begun.added - _WEEK)),
        "added": begun.added,
        "lang": begun.lang,
        "authors": [],
        "publication": _entry("publication", begun.publication, begun.kind, into),
        "category": _entry("section", begun.section, begun.kind, into),
        "articles": [],
        "status": "draft",
    }
    return {key: known[key] for key in KINDS[begun.kind].by_key if key in known}


def _entry(kind: str, name: str | None, of: str, into: Path) -> str | None:
    """Return the id of the publication or section that goes by *name*."""
    if name is None:
        return None
    if of != ARTICLES:
        message = f"only articles have a {kind}. Hint: leave --{kind} out"
        raise UsageError(message)
    registry, _ = load_registry(into / "registry")
    table = getattr(registry, f"{kind}s")
    found = table.find(name)
    if found is None:
        hint = did_you_mean(name, table.names()) or f"add it to {into}/registry/{kind}s.yaml"
        message = f"no {kind} {name!r}. Hint: {hint}"
        raise UsageError(message)
    return str(found.id)


def _place(metadata: Mapping[str, Any], kind: str) -> str:
    """Return the path of a draft in the content folder; translations of a page or a week stand beside each other."""
    if kind == ARTICLES:
        return f"articles/{str(metadata.get('date') or 'undated').partition('-')[0]}/{metadata['slug']}.md"
    if kind == DOSSIERS:
        return f"dossiers/{metadata['slug']}.md"
    name, lang = metadata["week" if kind == DIGESTS else "slug"], metadata["lang"]
    return f"{kind}/{name}{'' if lang == 'en' else f'.{lang}'}.md"


def _same(metadata: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """Return what no other file of its kind may say."""
    keys = {PAGES: ("slug", "lang"), DIGESTS: ("week", "lang")}.get(kind, ("slug",))
    return {key: metadata[key] for key in keys}


def _says(path: Path, same: Mapping[str, Any]) -> bool:
    """Return whether the file at *path* says the same, by its front matter or, of a slug alone, by its name."""
    if len(same) == 1 and path.stem in same.values():
        return True
    try:
        text = path.read_text("utf-8")
        if not all(str(value) in text for value in same.values()):
            return False  # most files, and to look costs less than to read what they say
        metadata = frontmatter.read(text).metadata
    except (FrontMatterError, UnicodeDecodeError, OSError):
        return False
    return all(metadata.get(key) == value for key, value in same.items())
