"""The dossiers of a site: what each lists that readers may find, in which an article stands, and their versions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from digest.schema import DossierMatter
    from digest.site.stories import Leaf, Story

    Dossier = Leaf[DossierMatter]


@dataclass(frozen=True)
class Dossiers:
    """The dossiers *leaves* of a site that lists the stories *listed*; of any other story they say nothing."""

    leaves: Sequence[Dossier]
    listed: Sequence[Story]

    @cached_property
    def published(self) -> list[Dossier]:
        """Those that readers find, the last added first."""
        found = [leaf for leaf in self.leaves if leaf.matter.status == "published"]
        return sorted(found, key=lambda leaf: (-leaf.matter.added.toordinal(), leaf.matter.slug, leaf.matter.lang))

    def stories(self, dossier: Dossier) -> list[Story]:
        """Return the stories that it lists, each once."""
        found = (self._by_slug.get(item.slug) for item in dossier.matter.articles)
        return list(dict.fromkeys(story for story in found if story is not None))

    @cached_property
    def _by_slug(self) -> Mapping[str, Story]:
        named = {item.slug for leaf in self.leaves for item in leaf.matter.articles}
        return {story.matter.slug: story for story in reversed(self.listed) if story.matter.slug in named}

    def of(self, slug: str, is_at_home: Callable[[str], bool]) -> list[Dossier]:
        """Return the dossiers that readers find in which the article *slug* stands.

        Of several versions of one that is the one at home where the reader is, or else the original.
        """
        found: dict[str, Dossier] = {}
        for leaf in sorted(self._of.get(slug, ()), key=lambda leaf: _rank(leaf, is_at_home)):
            found.setdefault(_original(leaf), leaf)
        return list(found.values())

    @cached_property
    def _of(self) -> Mapping[str, list[Dossier]]:
        found: dict[str, list[Dossier]] = defaultdict(list)
        for leaf in self.published:
            for story in self.stories(leaf):
                found[story.matter.slug].append(leaf)
        return found

    def versions(self, dossier: Dossier) -> list[Dossier]:
        """Return the other language versions of it that readers find, by language."""
        group = self._versions.get(_original(dossier), [])
        return [leaf for leaf in group if leaf.matter.slug != dossier.matter.slug]

    @cached_property
    def _versions(self) -> Mapping[str, list[Dossier]]:
        groups: dict[str, list[Dossier]] = defaultdict(list)
        for leaf in sorted(self.published, key=lambda leaf: (leaf.matter.lang, leaf.matter.slug)):
            groups[_original(leaf)].append(leaf)
        return groups

    def shown(self, is_at_home: Callable[[str], bool], *, is_default: bool) -> list[Dossier]:
        """Return what the index of an edition lists.

        These are the dossiers at home there, and in the default one those, too, of which it has no version.
        """

        def is_shown(leaf: Dossier) -> bool:
            has_version = any(is_at_home(other.matter.lang) for other in self.versions(leaf))
            return is_at_home(leaf.matter.lang) or (is_default and not has_version)

        return list(filter(is_shown, self.published))


def _rank(dossier: Dossier, is_at_home: Callable[[str], bool]) -> tuple[bool, bool]:
    return not is_at_home(dossier.matter.lang), dossier.matter.translation_of is not None


def _original(dossier: Dossier) -> str:
    return dossier.matter.translation_of or dossier.matter.slug
