"""What every text is held to as it is read: hosts and pages that it leads to no more, names that it does not have.

They are read from `content/registry/`: links.yaml, harm.yaml with its names, dead-links.yaml, and of publications.yaml
how much of a text may be shown. All of a site is made of texts that have been held to them, so it is in every file.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypeVar

from digest.deadlinks import load_gone
from digest.denied import Denied, as_titles, denied_hosts, load_denied, page_of, without_denied
from digest.harm import NO_LINK, Harm, load_harm

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from digest.deadlinks import Gone
    from digest.model import Source

_Value = TypeVar("_Value")
# What of a text is no words, but names something by which it is found.
_NAMING = {
    "file",
    "slug",
    "translation_of",
    "original",
    "publication",
    "section",
    "tags",
    "tag",
    "places",
    "lang",
    "id",
}
_NAMING |= {"source", "imported", "licence", "rights", "status", "rule", "country", "kind"}


@dataclass(frozen=True)
class Standards:
    """Everything that a text is held to: hosts that links.yaml denies, the rules against harm, what is gone."""

    links: Denied = field(default_factory=Denied)
    harm: Harm = field(default_factory=Harm)
    gone: Mapping[str, Gone] = field(default_factory=dict)

    @cached_property
    def digest(self) -> bytes:
        """Its fingerprint; nothing where it asks nothing."""
        gone = repr(sorted(self.gone.items())).encode() if self.gone else b""
        parts = (self.links.digest, self.harm.digest, gone)
        return blake2b(b"\0".join(parts), digest_size=16).digest() if any(parts) else b""

    @cached_property
    def denied(self) -> Denied:
        """What nothing leads to, by links.yaml or by a rule against harm."""
        return _joined(self.links, self.forbidden)

    @cached_property
    def forbidden(self) -> Denied:
        """What nothing leads to by a rule against harm."""
        rules = list(self.harm.that(NO_LINK))
        pages = (page_of(address) for rule in rules for address in rule.addresses)
        return Denied(
            denied_hosts(host for rule in rules for host in rule.hosts),
            frozenset(page for page in pages if page),
            as_titles(title for rule in rules for title in rule.titles),
        )

    def of(self, matter: Any) -> Standards:
        """Return what a text with this front matter is held to, but for the rules that it is an exception to."""
        excepted = frozenset(one.rule for one in getattr(matter, "exceptions", ()))
        if not excepted & self.harm.rules.keys():
            return self
        return replace(self, harm=self.harm.without(excepted))

    def body(self, text: str, lang: str) -> str:
        """Return the Markdown of a body without the names that stand in no text."""
        return self.harm.masked.mask(text, lang)

    def matter(self, matter: _Value) -> _Value:
        """Return what the front matter of a text says as readers may have it."""
        lang = getattr(matter, "lang", "en")
        calm: Any = without_denied(matter, self.denied)
        if self.harm.masked:
            calm = _masked(calm, self.harm, lang)
        title = getattr(calm, "title", None)
        if self.harm.kept_out and title:
            calm = replace(calm, title=self.harm.kept_out.mask(title, lang))
        source = getattr(calm, "source", None)
        gone = self.gone.get(source.url) if source is not None else None
        if source is not None and gone is not None:
            calm = replace(calm, source=_with_copy(source, gone))
        found: _Value = calm
        return found


def load_standards(folder: Path) -> Standards:
    """Return what texts are held to by the registries in *folder*; what is wrong with these is told elsewhere."""
    return Standards(load_denied(folder)[0], load_harm(folder)[0], load_gone(folder)[0])


def _joined(one: Denied, other: Denied) -> Denied:
    return Denied(one.hosts | other.hosts, one.pages | other.pages, (*one.titles, *other.titles)) if other else one


def _with_copy(source: Source, gone: Gone) -> Source:
    """Return where a text came from, of which the original is gone: an editor's own copy is the better one."""
    if source.archive_url:
        return replace(source, gone=gone.since)
    return replace(source, gone=gone.since, archive_url=gone.copy, archived=gone.archived)


def _masked(value: Any, harm: Harm, lang: str) -> Any:
    if isinstance(value, str):
        return harm.masked.mask(value, lang)
    if isinstance(value, tuple):
        return tuple(_masked(item, harm, lang) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        said = {one.name: getattr(value, one.name) for one in fields(value) if one.name not in _NAMING}
        masked = {name: _masked(part, harm, lang) for name, part in said.items()}
        changed = {name: part for name, part in masked.items() if part != said[name]}
        return replace(value, **changed) if changed else value
    return value
