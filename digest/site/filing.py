"""A story together with all that its page, its card and its feed entry show of others: its terms, its pictures.

What is made from a filed story needs nothing else: neither the registry, nor the other stories, nor a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.site.fingerprints import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.registry import Registry
    from digest.site.images import Figure
    from digest.site.stories import Story
    from digest.site.terms import Shelf, Term

Pictures = tuple["Figure | None", ...]


@dataclass(frozen=True, slots=True, eq=False)
class Filed:
    """A story as one edition has it.

    *terms* are its terms, each once; *unlisted* are those of them that have no list in the edition, as a hidden story's
    only tag; *authors* has one term for each name of the byline, *place* is the term that its card names, *pictures*
    are those of its front matter and *within* those of its body. *digest* changes whenever any of it does.
    """

    story: Story
    terms: tuple[Term, ...]
    unlisted: tuple[Term, ...]
    authors: tuple[Term, ...]
    place: Term | None
    pictures: Pictures
    within: Pictures
    digest: bytes

    def of_kind(self, kind: str) -> tuple[Term, ...]:
        """Return its terms of one kind."""
        return tuple(term for term in self.terms if term.kind == kind)

    def listed(self, kind: str) -> tuple[Term, ...]:
        """Return its terms of one kind that have a list."""
        return tuple(term for term in self.terms if term.kind == kind and term not in self.unlisted)


def file_story(story: Story, shelf: Shelf, picture: Callable[[str], Figure | None]) -> Filed:
    """Return *story* as the edition with *shelf* has it."""
    terms = shelf.terms.of(story)
    unlisted = tuple(term for term in terms if term not in shelf.by_term)
    authors = tuple(shelf.terms.author(name) for name in story.matter.authors)
    place = _place(story, [term for term in terms if term.kind == "place" and term not in unlisted], shelf.registry)
    pictures = tuple(picture(image.file) if image.file else None for image in story.matter.images)
    parts = (story, terms, unlisted, authors, place, pictures, tuple(map(picture, story.pictures)))
    return Filed(*parts, fingerprint(*parts))


def _place(story: Story, listed: list[Term], registry: Registry) -> Term | None:
    """Return where it was filed if that has a list, or else the first place that it is about."""
    dateline = story.matter.dateline
    entry = registry.places.find(dateline.place) if dateline and dateline.place else None
    return next((term for term in listed if entry is None or term.id == entry.id), None)
