"""Reads articles, pages and so on: front matter by the digest's own schema, a body that has been sanitised.

Pelican's own reader takes `tags: [a, b]` for the tags `[a` and `b]`, fills in what is missing and goes on after a
bad date. Here a file is what its front matter says, or the build fails.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican import signals
from pelican.contents import Category
from pelican.readers import BaseReader

from digest import frontmatter, schema
from digest.model import DigestError
from digest.shapes import readable
from digest.site import addresses
from digest.site.body import lede, render_body
from digest.site.outgoing import lead_out
from digest.site.stories import standing_of
from digest.standards import load_standards

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pelican.readers import Readers

    from digest.standards import Standards


class UnreadableContentError(DigestError):
    """A content file whose front matter says what the schema does not allow; lists every fault."""

    def __init__(self, path: str, faults: Sequence[schema.Fault]) -> None:
        lines = [f"{path}:{fault.line}: {fault.code} {fault.message}. Hint: {fault.hint}" for fault in faults]
        super().__init__("\n".join(lines))


@dataclass(frozen=True, slots=True)
class Reading:
    """What this reader leaves in Pelican's content for `publisher`: see Story."""

    matter: Any
    lede: str = ""
    standing: str = "published"


class DigestReader(BaseReader):  # type: ignore[misc] # pelican is untyped
    """Markdown with front matter, as docs/frontmatter.md describes it."""

    enabled = True
    file_extensions = ("md",)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the HTML and the metadata of the file at *source_path*."""
        path = Path(source_path)
        document = frontmatter.read(path.read_text("utf-8"))
        matter, faults = self._kind_of(path).parse(document.metadata, document.lines)
        if faults or matter is None:
            raise UnreadableContentError(source_path, faults)
        # The engine has a quicker way, to be held against this.
        held_to = self._standards.of(matter)
        text = held_to.body(readable(document.body), matter.lang)
        body = lead_out(render_body(text, reference=True), held_to.denied, held_to.gone)
        return body, self._metadata(held_to.matter(matter), body)

    @cached_property
    def _standards(self) -> Standards:
        return load_standards(Path(self.settings["PATH"], "registry"))

    def _kind_of(self, path: Path) -> schema.Kind:
        folder = Path(os.path.relpath(path, self.settings["PATH"])).parts[0]
        return schema.KINDS.get(folder, schema.KINDS[schema.ARTICLES])

    def _metadata(self, matter: Any, body: str) -> dict[str, Any]:
        """Return what Pelican itself wants to know; the rest travels in *reading*."""
        metadata: dict[str, Any] = {"title": matter.title or matter.slug, "slug": matter.slug, "lang": matter.lang}
        if not isinstance(matter, schema.FrontMatter):
            shown = matter.status == "published" or self._drafts
            prefix = addresses.edition_prefix(matter.lang, self.settings["DEFAULT_LANG"])
            address = addresses.leaf_path(prefix, matter).removeprefix("/")  # Pelican knows only pages
            return metadata | {"status": _status(shown=shown), "override_url": address, "reading": Reading(matter)}
        day = matter.published.first_day if matter.published else matter.added
        dateline = matter.dateline.text if matter.dateline else None
        standing = standing_of(matter, self.settings["DIGEST"]["now"])
        return metadata | {
            "date": datetime.combine(day, time(), UTC),
            "category": Category(matter.section or self.settings["DEFAULT_CATEGORY"], self.settings),
            "status": _status(shown=self._drafts or standing in schema.PUBLIC),
            "reading": Reading(matter, lede(body, dateline), standing),
        }

    @property
    def _drafts(self) -> bool:
        return bool(self.settings["DIGEST"]["drafts"])


def _status(*, shown: bool) -> str:
    """Return Pelican's status: what readers may not see is skipped, since Pelican writes drafts out in full."""
    return "published" if shown else "skip"


def add_reader(readers: Readers) -> None:
    """Have Markdown files read by this reader, and no other kind of text: Pelican's own readers check nothing."""
    readers.reader_classes = {"static": BaseReader, "md": DigestReader}


def register() -> None:
    """Connect to Pelican: `readers_init` comes before it has chosen a reader for any file."""
    signals.readers_init.connect(add_reader)
