"""Licences under which anybody may publish a text again, as long as they say whose it is."""

from __future__ import annotations

import re

# https://creativecommons.org/licenses/by-sa/4.0/deed.ru   https://creativecommons.org/publicdomain/zero/1.0/
_FREE = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/"
    r"(?:licenses/(?P<terms>by(?:-nc)?(?:-nd|-sa)?)/(?P<version>[0-9.]+)|publicdomain/(?P<mark>zero|mark)/)"
)


def is_free(licence: str) -> bool:
    """Return whether a text under *licence*, its address, may be shown whole: all of Creative Commons' allow that."""
    return bool(_FREE.match(licence))


def asks_for_name(licence: str) -> bool:
    """Return whether who shows a text under *licence* has to say whose it is."""
    found = _FREE.match(licence)
    return bool(found and found["terms"])


def short_name(licence: str) -> str:
    """Return what *licence* is called: CC BY-SA 4.0; its address where it is none of Creative Commons'."""
    found = _FREE.match(licence)
    if found is None:
        return licence
    if found["terms"]:
        return f"CC {found['terms'].upper()} {found['version']}"
    return "CC0" if found["mark"] == "zero" else "Public Domain Mark"
