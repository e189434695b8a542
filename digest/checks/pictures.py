"""Rules over the pictures of `content/`: each can be read whole, and is of a kind and size that can be published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.model import Problem
from digest.pictures.kinds import is_picture
from digest.pictures.looks import look_at
from digest.schema import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT_FOLDERS = frozenset({*KINDS, "registry"})
"""The folders of the content folder in which nothing is looked at as a picture."""

# ![](images/hall.jpg)   ![ ](hall.jpg), but not what is shown as code: `![](hall.jpg)`
_SAYS_NOTHING = re.compile(r"(?<!`)!\[[ \t]*\]\(")
_FENCES = ("```", "~~~")


def check_pictures(folder: Path) -> Iterator[Problem]:
    """Yield what is wrong with the pictures of the content folder."""
    for path in sorted(folder.glob("*/**/*")):
        parts = path.relative_to(folder).parts
        if parts[0] in TEXT_FOLDERS or any(part.startswith(".") for part in parts) or not is_picture(path.name):
            continue
        if path.is_file():
            yield from look_at(path.as_posix(), path.read_bytes()).problems


def check_alt(name: str, body: str, first: int) -> Iterator[Problem]:
    """Yield the pictures of a Markdown text of which is not said what can be seen; *first* is its first line."""
    if "![" not in body:
        return
    is_code = False
    for line, text in enumerate(body.splitlines(), first):
        is_code ^= text.lstrip().startswith(_FENCES)
        if not is_code and not text.startswith(("    ", "\t")) and _SAYS_NOTHING.search(text):
            hint = "say between the brackets what can be seen"
            yield Problem(name, line, "C164", "a picture in the text has no alt text", hint)
