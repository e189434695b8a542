"""Reading the tables of a document back."""

from __future__ import annotations

import re


def read_tables(text: str) -> dict[str, list[list[str]]]:
    """Return the rows of each table of a document, its columns first, by its title."""
    found = {}
    for section in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        lines = [line for line in section.splitlines() if line.startswith("| ")]
        found[section.splitlines()[0]] = [
            [cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if not line.startswith("| ---")
        ]
    return found
