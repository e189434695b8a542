"""Names of files and of members of archives: how they are shown, and what they tell (rule 94).

A name decides nothing about where anything is written; it is only shown, and says whether a text may be behind it.
"""

from __future__ import annotations

import os
import re
import unicodedata
from hashlib import sha256

TEXT_SUFFIXES = frozenset({"", ".txt", ".text", ".htm", ".html", ".xhtml"})
ASKED_SUFFIXES = frozenset({  # not texts, but somebody may think so: they are opened, to say what they are
    ".rtf", ".doc", ".docx", ".odt", ".pdf", ".epub", ".pages",
})  # fmt: skip
IGNORED = frozenset({"thumbs.db", "desktop.ini", "__macosx"})

# politics/a.txt   politics\a.txt: old programs for Windows part folders like that within archives too
_SEPARATOR = re.compile(r"[/\\]")
# C:a.txt   c:\a.txt
_DRIVE = re.compile(r"[A-Za-z]:")


def plain_name(name: str) -> str:
    """Return a file name in NFC, with characters that cannot be shown written out."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    text = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
    return unicodedata.normalize("NFC", text)


def twin_mark(name: str) -> str:
    """Return what a file is told from another by, whose name is shown as its own is."""
    return f" [{sha256(os.fsencode(name)).hexdigest()[:6]}]"


def split_name(name: str) -> list[str]:
    """Return the folders of a name and the file in it, without what means no folder."""
    return [part for part in _SEPARATOR.split(name) if part not in {"", "."}]


def is_passed_over(part: str) -> bool:
    """Return whether a file or folder is hidden, or one that a program or system keeps for itself."""
    if part == "..":
        return False
    return part.startswith((".", "~$")) or part.endswith("~") or part.lower() in IGNORED


def may_be_text(part: str) -> bool:
    """Return whether a file is opened: by its name it is a text, or somebody may think that it is one."""
    stem, _, suffix = part.rpartition(".")
    suffix = f".{suffix}".lower() if stem and suffix else ""
    return suffix in TEXT_SUFFIXES or suffix in ASKED_SUFFIXES


def leads_out(name: str) -> bool:
    """Return whether a name, taken as a path, would leave the folder that it is put into."""
    return name.startswith(("/", "\\")) or bool(_DRIVE.match(name)) or ".." in _SEPARATOR.split(name)
