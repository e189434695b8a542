"""A plugin that has stock Pelican work as it does for anybody: it takes back what our own plugins save it.

Our reader asks YAML and Python-Markdown as seldom as it can, and our publisher makes what is shown of an article once,
wherever it stands. With this each file is read by YAML in Python, as Pelican's plugin for it does, and by a
Python-Markdown that is made for it, as Pelican's own reader does, its summary too; and a card or an entry of a feed is
made anew in each list. The site is the same to the byte.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import yaml

from digest import frontmatter
from digest.plugins import reader
from digest.site import body
from digest.site.portraits import Portraits

if TYPE_CHECKING:
    from digest.site.feeds import FeedItem
    from digest.site.filing import Filed
    from digest.site.views import Card


class UsualReader(reader.DigestReader):
    """Our reader, which has the summary rendered as well, as Pelican's does for a field that may hold Markdown."""

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the HTML and the metadata of the file at *source_path*."""
        html, metadata = super().read(source_path)
        body.render_reference(metadata["reading"].matter.summary or "")
        return html, metadata


def card(by: Portraits, filed: Filed) -> Card:
    """Return an article as lists show it, made anew."""
    return by._new_card(filed)  # noqa: SLF001 - what `card` does the first time


def item(by: Portraits, filed: Filed) -> FeedItem:
    """Return an article as feeds show it, made anew."""
    return by._new_item(filed)  # noqa: SLF001 - what `item` does the first time


def register() -> None:
    """Put the usual ways in place of ours, for the one build that this process makes."""
    changes: tuple[tuple[Any, str, Any], ...] = (
        (reader, "DigestReader", UsualReader),
        (frontmatter, "SafeLoader", yaml.SafeLoader),
        (frontmatter, "read", partial(frontmatter.read, reference=True)),
        (body, "_engine", body._engine.__wrapped__),  # noqa: SLF001 - the one that it remembers
        (Portraits, "card", card),
        (Portraits, "item", item),
    )
    for where, name, usual in changes:
        setattr(where, name, usual)
