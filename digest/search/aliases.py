"""The names that entries of the registries go by, in all languages: any of them leads to the entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.registry import Entry, Registry
    from digest.search.documents import Aliases

_FACETS = {"tag": "tags", "place": "places", "publication": "publications", "author": "authors", "section": "sections"}


def aliases_of(registry: Registry) -> Aliases:
    """Return every name of every entry of *registry*."""
    return {facet: _names(getattr(registry, kind).entries) for facet, kind in _FACETS.items()}


def _names(entries: Mapping[str, Entry]) -> dict[str, tuple[str, ...]]:
    return {
        identifier: tuple(dict.fromkeys([*entry.name.by_lang.values(), *entry.aliases]))
        for identifier, entry in entries.items()
    }
