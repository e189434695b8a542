"""Writes the tables of keys in docs/frontmatter.md anew, from the schema: `inv schema`."""

from __future__ import annotations

from pathlib import Path

from digest.describing import with_tables

DOCUMENT = Path(__file__).parent.parent / "docs/frontmatter.md"

if __name__ == "__main__":
    DOCUMENT.write_text(with_tables(DOCUMENT.read_text("utf-8")), "utf-8")
