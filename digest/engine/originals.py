"""Which articles are held against which originals, and what of that is found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from digest.checks.originals import (
    EXCERPT,
    FOLDER,
    OWN,
    Shown,
    check_copying,
    files_of,
    load_limits,
    read_original,
)
from digest.schema import FrontMatter
from digest.site.allowed import FULL, is_ours, licence_of, rights_of
from digest.site.body import excerpt, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from digest.checks.content import Article
    from digest.checks.originals import Limits
    from digest.model import Problem
    from digest.registry import Registry


@dataclass(frozen=True)
class Copying:
    """What decides on how much of an original an article may have: terms, limits, and the originals by slugs."""

    registry: Registry
    limits: Limits
    originals: Mapping[str, Sequence[Path]]

    @cached_property
    def terms(self) -> str:
        """Everything of it in words but the originals."""
        outlets = self.registry.publications.entries.values()
        desks = [entry for entry in self.registry.authors.entries.values() if entry.kind]
        said = [(one.id, one.name, one.aliases, one.rights, one.licence, one.kind) for one in (*outlets, *desks)]
        return repr((said, self.limits))

    def stamps_of(self, matter: Any) -> bytes:
        """Return the fingerprint of the originals that an article is held against; of other texts there are none."""
        paths = self.originals.get(matter.slug, ()) if isinstance(matter, FrontMatter) else ()
        if not paths:
            return b""
        seen = [(path.as_posix(), path.stat().st_mtime_ns, path.stat().st_size) for path in paths]
        return blake2b(repr(seen).encode("utf-8", "surrogateescape"), digest_size=16).digest()

    def check(self, article: Article, body: str, rendered: str) -> Iterator[Problem]:
        """Yield what an article has of its original beyond what it may; what is under a free licence, it may have."""
        matter, registry = article.matter, self.registry
        kind = rights_of(matter, registry)
        originals = self.originals.get(matter.slug, ())
        if kind == FULL and not (originals and is_ours(matter, registry)):
            return
        entry = registry.publications.find(matter.publication) if matter.publication else None
        if licence_of(matter, entry):
            return
        lede = plain_text(excerpt(rendered)) if kind == EXCERPT else ""
        speakers = [person.name for person in matter.quoted]
        speakers += entry.name.by_lang.values() if entry else ()
        shown = Shown(OWN if kind == FULL else kind, body, lede)
        yield from check_copying(article, shown, [read_original(path) for path in originals], self.limits, speakers)


def read_copying(folder: Path, registry: Registry) -> tuple[Copying, list[Problem]]:
    """Return what a content *folder* is held to, and what is wrong with its limits."""
    limits, problems = load_limits(folder / "registry")
    return Copying(registry, limits, files_of(folder.resolve().parent / FOLDER)), problems
