"""How much of a text readers get: as its publication allows, or less; never more, unless a licence says so.

It is cut here, before anything is made of it, so that no page, feed, table, mail, card or index has any more.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.licences import is_free
from digest.schema import RIGHTS
from digest.site.body import excerpt
from digest.site.fingerprints import fingerprint

if TYPE_CHECKING:
    from digest.registry import Entry, Registry
    from digest.schema import FrontMatter
    from digest.site.stories import Story

FULL, EXCERPT, LINK = RIGHTS
_DESK = "desk"  # the kind of an author who is no person


def rights_of(matter: FrontMatter, registry: Registry) -> str:
    """Return how much may be shown of an article: `full`, `excerpt` or `link`."""
    entry = registry.publications.find(matter.publication) if matter.publication else None
    allowed = (entry and entry.rights) or FULL
    if matter.licence is not None and is_free(matter.licence.url):
        allowed = FULL
    asked = matter.rights
    if asked is None or asked == allowed:
        return allowed
    if RIGHTS.index(asked) > RIGHTS.index(allowed):
        return asked
    return asked if is_ours(matter, registry) else allowed


def is_ours(matter: FrontMatter, registry: Registry) -> bool:
    """Return whether nobody but our desks is named as author: a text of ours may restate what its publication has."""
    authors = [registry.authors.find(name) for name in matter.authors]
    return matter.agency is None and all(author is not None and author.kind == _DESK for author in authors)


def shows_pictures(matter: FrontMatter, registry: Registry) -> bool:
    """Return whether readers get the pictures of an article: of one that others own, not beside its lede alone."""
    rights = rights_of(matter, registry)
    return rights == FULL or (rights == EXCERPT and bool(matter.authors) and is_ours(matter, registry))


def licence_of(matter: FrontMatter, entry: Entry | None) -> str:
    """Return the address of the free licence that an article itself is under, or its publication; else nothing."""
    own = matter.licence.url if matter.licence else ""
    found = own or (entry.licence.in_lang("en") if entry else "")
    return found if is_free(found) else ""


def held_to_rights(story: Story, registry: Registry) -> Story:
    """Return *story* with as much of it as may be shown: all, its lede and its summary, or its headline alone."""
    rights = rights_of(story.matter, registry)
    if rights == FULL:
        return story
    digest = story.digest and fingerprint(story.digest, rights)
    body = story.body
    if rights == EXCERPT:
        matter = story.matter if shows_pictures(story.matter, registry) else replace(story.matter, images=())
        return replace(
            story, matter=matter, body=lambda root: excerpt(body(root)), pictures=(), rights=rights, digest=digest
        )
    matter = replace(story.matter, summary=None, images=(), quoted=(), date_evidence=None)
    return replace(story, matter=matter, body=lambda _: "", lede="", pictures=(), rights=rights, digest=digest)
