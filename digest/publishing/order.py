"""In what order files go out where they cannot go out at once: nothing may lead to what is not there yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.hosting import suffix_of
from digest.manifest import ADDED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

# What tells programs where everything is; it is believed at once.
_TELLING = frozenset({*ADDED, "moved.json", "offline.zip", "search/index.json", "robots.txt", "_headers", "_redirects"})
_FEEDS = ("feed.atom", "feed.json")


def in_groups(paths: Iterable[str], old: Collection[str]) -> list[list[str]]:
    """Return *paths* in groups, each to be sent when the one before is there.

    First what pages need, then pages that are not among the *old*, those that are, and what leads to all of them:
    feeds, sitemaps, the entry of search.
    """
    groups: list[list[str]] = [[], [], [], []]
    for path in sorted(paths):
        groups[_rank(path, path in old)].append(path)
    return [group for group in groups if group]


def _rank(path: str, is_old: bool) -> int:  # noqa: FBT001 - not called from elsewhere
    name = path.rpartition("/")[2]
    if path in _TELLING or name in _FEEDS or (name.startswith("sitemap") and suffix_of(path) == "xml"):
        return 3
    if suffix_of(path) == "html":
        return 2 if is_old else 1
    return 0


def in_deleting_groups(paths: Iterable[str]) -> list[list[str]]:
    """Return *paths* as they are to be taken away: first pages, then what only they needed."""
    pages = sorted(path for path in paths if suffix_of(path) == "html")
    others = sorted(path for path in paths if suffix_of(path) != "html")
    return [group for group in (pages, others) if group]
